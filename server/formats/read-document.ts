import type { DocumentReadResult } from '../../shared/model/document-reading.ts'
import { readWordFile } from './docx-reading.ts'
import { refuseOnError } from './refused.ts'

/** A Word file that was written here or uploaded from Word: the text of `readDocx`, and our bookmarks in it. */
export function readDocument(bytes: Uint8Array): DocumentReadResult {
  return refuseOnError(() => ({ outcome: 'read', ...readWordFile(bytes) }))
}
