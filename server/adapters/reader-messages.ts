import type { DocumentInput, SheetInput } from '../../shared/model/document-input.ts'
import type { LedgerMode } from '../../shared/model/vocabulary.ts'
import type {
  DocumentReadResult,
  LedgerModeResult,
  PageResult,
  FileResult,
  RecordsResult,
  SheetResult,
  TemplateExpansion,
  TemplateReadResult,
  WriteResult,
} from '../../shared/model/document-reading.ts'
import type { OpenLimits, ZipReadResult } from '../../shared/model/opened-zip.ts'
import type { PlanInput, ReviewInput } from '../../shared/model/step-documents.ts'
import type { TemplateLine } from '../../shared/model/template-outline.ts'
import type { ReadResult } from '../../shared/model/source-text.ts'

/** What goes to the child that reads and writes files. */
export type ReaderRequest =
  | {
      readonly kind: 'source'
      readonly bytes: Uint8Array
      readonly fileName: string
      /** Pages of the file that OCR may read; 0 where it is off. */
      readonly ocrPages: number
      /** Pages on which OCR ended a child before: it leaves them out. */
      readonly ocrSkips?: readonly number[]
    }
  | { readonly kind: 'zip'; readonly bytes: Uint8Array; readonly limits: OpenLimits }
  | { readonly kind: 'template'; readonly bytes: Uint8Array }
  /** `data` is the run's. */
  | { readonly kind: 'expansion'; readonly bytes: Uint8Array; readonly data: unknown }
  | { readonly kind: 'document'; readonly bytes: Uint8Array }
  | { readonly kind: 'original'; readonly bytes: Uint8Array }
  | { readonly kind: 'writing'; readonly input: DocumentInput }
  | { readonly kind: 'ledger'; readonly bytes: Uint8Array; readonly mode: LedgerMode }
  | { readonly kind: 'outlined'; readonly lines: readonly TemplateLine[] }
  | { readonly kind: 'sheet'; readonly input: SheetInput }
  | {
      readonly kind: 'records'
      readonly bytes: Uint8Array
      readonly format: 'csv' | 'xlsx' | 'json'
      readonly sheet: string | undefined
    }
  | { readonly kind: 'page'; readonly bytes: Uint8Array; readonly title: string }
  | { readonly kind: 'plan'; readonly input: PlanInput }
  | { readonly kind: 'review'; readonly input: ReviewInput }

/** What each kind of request gives. */
export type ReaderResults = {
  readonly source: ReadResult
  readonly zip: ZipReadResult
  readonly template: TemplateReadResult
  readonly expansion: TemplateExpansion
  readonly document: DocumentReadResult
  readonly original: ReadResult
  readonly writing: WriteResult
  readonly ledger: LedgerModeResult
  readonly outlined: SheetResult
  readonly sheet: SheetResult
  readonly page: PageResult
  readonly plan: FileResult
  readonly review: FileResult
  readonly records: RecordsResult
}

/** Comes before each page that OCR reads: the time for the one before it is over. */
export type ReaderProgress = { readonly progress: 'page'; readonly page: number }

/** What comes back. */
export type ReaderAnswer = { readonly result: ReaderResults[ReaderRequest['kind']] }
