import type { DraftCitation, Transformation } from './citation.ts'
import type { RuleResult } from './draft.ts'
import type { TemplatePlace, TemplateSection } from './template.ts'

/** Everything a .docx is written from; equal inputs give equal bytes (law 4). */
export type DocumentInput = {
  /** Bytes of the template's .docx. */
  readonly template: Uint8Array
  /** All sections of the template, in order. */
  readonly sections: readonly WrittenSection[]
  /** Places do not overlap. What no placement names stays as it is. */
  readonly placements: readonly Placement[]
  readonly ledger: readonly LedgerRow[]
  /** Bytes of the drafts' images by their pointers; absent where there is none. */
  readonly images?: ReadonlyMap<string, Uint8Array>
  /** A hash of the run's inputs; all ids inside the file are derived from it and from position. */
  readonly documentKey: string
  /** ISO 8601 date; the only date in the file. */
  readonly asOf: string
  readonly title: string
}

export type WrittenSection = Pick<
  TemplateSection,
  'id' | 'title' | 'order' | 'headingParagraph' | 'paragraphs'
>

/** What stands in for the words of one rule or placeholder. */
export type Placement = {
  /** Id of the rule or placeholder; unique in the document. */
  readonly ruleId: string
  readonly sectionId: string
  readonly place: TemplatePlace
  readonly content: PlacedContent
}

export type PlacedContent =
  | { readonly kind: 'draft'; readonly result: RuleResult }
  /**
   * A placeholder's value; it may hold line breaks. '' removes a paragraph that holds nothing else.
   */
  | {
      readonly kind: 'text'
      readonly text: string
      readonly citations?: readonly DraftCitation[]
    }

/** What a hidden bookmark of the written document stands for. Counts are from 0. */
export type WrittenTarget = SentenceTarget | CellTarget

export type SentenceTarget = {
  readonly kind: 'sentence'
  readonly bookmark: string
  readonly ruleId: string
  readonly sectionId: string
  /** The text between the bookmark's ends, as a reader of the document gets it. */
  readonly text: string
  /** Index of the DraftBlock in the rule's content; 0 for a placeholder's value. */
  readonly block: number
  /** Index in the paragraph's sentences, or in the notes of a table. */
  readonly sentence: number
}

export type CellTarget = {
  readonly kind: 'cell'
  readonly bookmark: string
  readonly ruleId: string
  readonly sectionId: string
  readonly text: string
  readonly block: number
  /** Ordinal among the tables that were written into the document. */
  readonly table: number
  readonly row: number
  /** First grid column of the cell: spans before it count in full. */
  readonly column: number
}

/** One citation as the document carries it along; a copy, the database is the truth (law 9). */
export type LedgerRow = {
  readonly bookmark: string
  readonly sourceName: string
  /** SHA-256 of the source's bytes, or of the data, hex. */
  readonly sourceHash: string
  readonly version: number
  /** Label or number of the page; '' without one. */
  readonly page: string
  readonly quote: string
  /** "14-1.02 | Completed | Placebo | count", or the RFC 6901 pointer of data; '' for running text. */
  readonly cell: string
  readonly formula: string
  readonly transformations: readonly Transformation[]
}

/** One sheet of text; the first row is its head. */
export type SheetInput = {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
}
