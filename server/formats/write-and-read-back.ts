import type { DocumentInput } from '../../shared/model/document-input.ts'
import type { WriteResult } from '../../shared/model/document-reading.ts'
import { readDocument } from './read-document.ts'
import { Refusal } from './refusal.ts'
import { writeDocument } from './write-docx.ts'

/** Writes a .docx and reads it back from its bytes, as any reader of the file will. */
export function writeAndReadBack(input: DocumentInput): WriteResult {
  try {
    const { bytes, targets } = writeDocument(input)
    const reading = readDocument(bytes)
    return reading.outcome === 'read' ? { outcome: 'written', bytes, targets, reading } : reading
  } catch (error) {
    const code = error instanceof Refusal ? error.code : 'damaged'
    return { outcome: 'refused', code, reason: String(error) }
  }
}
