import type { DocumentInput, LedgerMode } from '../../shared/model/document-input.ts'
import type { LedgerModeResult, WriteResult } from '../../shared/model/document-reading.ts'

/** Writes .docx outside this process: writing parses a template, and that is a file like any other (law 8). */
export interface DocumentWriter {
  /** A .docx of the template and what its rules gave, and what a reader then finds in it. */
  writeDocument(input: DocumentInput): Promise<WriteResult>
  /** The same document with less of its ledger. */
  writeLedgerMode(bytes: Uint8Array, mode: LedgerMode): Promise<LedgerModeResult>
}
