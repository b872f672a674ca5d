import type { DocumentInput, SheetInput } from '../../shared/model/document-input.ts'
import type { TemplateLine } from '../../shared/model/template-outline.ts'
import type { LedgerMode } from '../../shared/model/vocabulary.ts'
import type { PlanInput, ReviewInput } from '../../shared/model/step-documents.ts'
import type {
  FileResult,
  LedgerModeResult,
  PageResult,
  SheetResult,
  WriteResult,
} from '../../shared/model/document-reading.ts'

/** Writes files outside this process: writing parses a template, and that is a file like any other (law 8). */
export interface DocumentWriter {
  /** A .docx of the template and what its rules gave, and what a reader then finds in it. */
  writeDocument(input: DocumentInput): Promise<WriteResult>
  /** The same document with less of its ledger. */
  writeLedgerMode(bytes: Uint8Array, mode: LedgerMode): Promise<LedgerModeResult>
  /** A page of HTML (UTF-8) of a .docx, which holds nothing that acts or is fetched. */
  writePage(bytes: Uint8Array, title: string): Promise<PageResult>
  /** A .docx template of headings, text and rules. */
  writeTemplate(lines: readonly TemplateLine[]): Promise<SheetResult>
  /** An .xlsx: a ledger may have any number of rows. */
  writeSheet(input: SheetInput): Promise<SheetResult>
  /** A .docx of what a run chose for its document. */
  writePlan(input: PlanInput): Promise<FileResult>
  /** The same document with remarks as comments. */
  writeReview(input: ReviewInput): Promise<FileResult>
}
