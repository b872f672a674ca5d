import type { ReadResult } from '../../shared/model/source-text.ts'
import type { TemplateParagraph } from '../../shared/model/template.ts'
import type { TextRange } from '../../shared/text/range.ts'

/** Reads files outside this process, so that a hostile one harms nothing but itself (law 8). */
export interface Reader {
  /** Bytes of a source. Never throws for what a file holds: a refusal is a value. */
  readSource(bytes: Uint8Array, fileName: string): Promise<ReadResult>
  /** Bytes of a .docx as a template: every paragraph with its ordinal. */
  readTemplate(bytes: Uint8Array): Promise<TemplateReadResult>
  /** Bytes of a .docx that Sourcewright wrote or Word saved: its text with our bookmarks. */
  readDocument(bytes: Uint8Array): Promise<DocumentReadResult>
}

export type TemplateReadResult =
  | { readonly outcome: 'read'; readonly paragraphs: readonly TemplateParagraph[] }
  | Extract<ReadResult, { outcome: 'refused' }>

export type DocumentReadResult =
  | (Extract<ReadResult, { outcome: 'read' }> & { readonly bookmarks: readonly Bookmark[] })
  | Extract<ReadResult, { outcome: 'refused' }>

/** A bookmark of the document and the range of its words in the document's text. */
export type Bookmark = { readonly name: string; readonly range: TextRange }
