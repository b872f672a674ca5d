import type { TextRange } from '../text/range.ts'
import type { WrittenTarget } from './document-input.ts'
import type { ReadResult } from './source-text.ts'
import type { TemplateParagraph } from './template.ts'

/** A file that can't be read, with its reason (law 8). */
export type Refused = Extract<ReadResult, { outcome: 'refused' }>

/** What reading a .docx as a template gives: every paragraph with its ordinal. */
export type TemplateReadResult =
  | {
      readonly outcome: 'read'
      readonly paragraphs: readonly TemplateParagraph[]
      /** Of its paragraph styles, in lower case: Word compares them so. */
      readonly styleNames: readonly string[]
    }
  | Refused

/** A template whose blocks were resolved with data, or why they can't be. */
export type TemplateExpansion =
  | {
      readonly outcome: 'expanded'
      readonly bytes: Uint8Array
      readonly paragraphs: readonly TemplateParagraph[]
    }
  | {
      readonly outcome: 'failed'
      readonly code: 'data_missing' | 'data_invalid' | 'placeholder_syntax'
      /** Path of the field in the data; '' where none is at fault. */
      readonly field: string
      readonly reason: string
    }
  | Refused

/** What reading a .docx that Sourcewright wrote or Word saved gives: its text with our bookmarks. */
export type DocumentReadResult =
  | (Extract<ReadResult, { outcome: 'read' }> & {
      readonly bookmarks: readonly Bookmark[]
      /** What the file says of which run wrote it (law 9: a question, no proof); '' for nothing. */
      readonly documentKey: string
    })
  | Refused

/** What was read of a document. */
export type DocumentReading = Extract<DocumentReadResult, { outcome: 'read' }>

/** A written .docx, its targets in document order, and what a reader finds in its bytes. */
export type WriteResult =
  | {
      readonly outcome: 'written'
      readonly bytes: Uint8Array
      readonly targets: readonly WrittenTarget[]
      readonly reading: DocumentReading
    }
  | Refused

/** A document with less of its ledger, or why it can't be changed. */
export type LedgerModeResult = { readonly outcome: 'written'; readonly bytes: Uint8Array } | Refused

/** A written file, or why it can't be. */
export type FileResult = LedgerModeResult

/** A workbook, or why it can't be written. */
export type SheetResult = LedgerModeResult

/** A page of HTML, or why it can't be written. */
export type PageResult = LedgerModeResult

/** The data of a file: any JSON value, of a table a list of objects. */
export type RecordsResult = { readonly outcome: 'read'; readonly data: unknown } | Refused

/** A bookmark of the document and the range of its words in the document's text; never empty. */
export type Bookmark = { readonly name: string; readonly range: TextRange }
