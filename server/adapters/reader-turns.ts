import type { ReaderRequest } from './reader-messages.ts'

/** Whether a file takes no more than a moment, and somebody waits for it. */
export function isShort(request: ReaderRequest): boolean {
  const bytes = 'bytes' in request ? request.bytes.length : 0
  return shortKinds.has(request.kind) && bytes <= mostShortBytes
}

/** A report's sources may take minutes, and so may what is written from all of them. */
const shortKinds: ReadonlySet<ReaderRequest['kind']> = new Set([
  'template',
  'outlined',
  'expansion',
  'document',
  'original',
  'ledger',
  'records',
  'page',
])
/** Larger files wait for their turn, whatever they are. */
const mostShortBytes = 8 * 1024 * 1024
