import type { DocumentInput } from '../../shared/model/document-input.ts'
import type { DocumentReading, WriteResult } from '../../shared/model/document-reading.ts'
import { placeLedger } from './docx-ledger-part.ts'
import { openDocx, packDocx } from './docx-parts.ts'
import { readDocument } from './read-document.ts'
import { Refusal } from './refusal.ts'
import { writeDocument } from './write-docx.ts'

/** Writes a .docx and reads it back from its bytes, as any reader of the file will. */
export function writeAndReadBack(input: DocumentInput): WriteResult {
  try {
    const { bytes, targets } = writeDocument(input)
    const reading = readDocument(bytes)
    if (reading.outcome !== 'read') return reading
    return { outcome: 'written', bytes: placeInLedger(bytes, reading), targets, reading }
  } catch (error) {
    const code = error instanceof Refusal ? error.code : 'damaged'
    return { outcome: 'refused', code, reason: String(error) }
  }
}

/** Of all that was read, nothing changes with the ledger. */
function placeInLedger(bytes: Uint8Array, reading: DocumentReading): Uint8Array {
  const docx = openDocx(bytes)
  placeLedger(docx, reading)
  return packDocx(docx)
}
