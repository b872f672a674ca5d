import type { DocumentReadResult } from '../../shared/model/document-reading.ts'
import { findLedger } from './docx-ledger-part.ts'
import { openDocx } from './docx-parts.ts'
import { readWordFile } from './docx-reading.ts'
import { refuseOnError } from './refused.ts'

/**
 * A Word file that was written here or uploaded from Word: the text of `readDocx`, our bookmarks in
 * it, and the key that its ledger gives for its document.
 */
export function readDocument(bytes: Uint8Array): DocumentReadResult {
  return refuseOnError(() => ({
    outcome: 'read',
    ...readWordFile(bytes),
    documentKey: findLedger(openDocx(bytes))?.documentKey ?? '',
  }))
}
