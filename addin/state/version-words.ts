import type { OpenedDocument } from './open-document.ts'
import { describeSize } from './size-words.ts'

/** "Version 3, 48 kB", and for a document that is sent whether it was sent just now; '' without one. */
export function describeVersion(
  { version, isUnchanged }: Pick<OpenedDocument, 'version' | 'isUnchanged'>,
  isSent: boolean,
): string {
  if (!version) return ''
  const about = `Version ${version.number}, ${describeSize(version.sizeBytes)}`
  if (!isSent) return about
  return isUnchanged ? `${about}, unchanged: not sent again` : `${about}, sent`
}
