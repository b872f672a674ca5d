import type { DocumentInput } from '../../shared/model/document-input.ts'
import type { WriteResult } from '../../shared/model/document-reading.ts'
import { addLedger } from './docx-ledger-part.ts'
import { packDocx } from './docx-parts.ts'
import { readDocument } from './read-document.ts'
import { Refusal } from './refusal.ts'
import { composeDocument } from './write-docx.ts'

/**
 * Writes a .docx and reads it back from its bytes, as any reader of the file will; of what is read,
 * nothing but the key changes with the ledger, which is put in last.
 */
export function writeAndReadBack(input: DocumentInput): WriteResult {
  try {
    const { documentKey, ledger } = input
    const { docx, targets } = composeDocument(input)
    const reading = readDocument(packDocx(docx))
    if (reading.outcome !== 'read') return reading
    addLedger(docx, documentKey, ledger, reading)
    return {
      outcome: 'written',
      bytes: packDocx(docx),
      targets,
      reading: { ...reading, documentKey },
    }
  } catch (error) {
    const code = error instanceof Refusal ? error.code : 'damaged'
    return { outcome: 'refused', code, reason: String(error) }
  }
}
