import type { TextRange } from '../text/range.ts'
import type { DraftCitation } from './citation.ts'

/**
 * What the rules make of one section. Plain values: the writer turns them into a .docx, and the
 * store keeps them so that nothing is composed twice (law 6).
 */
export type Draft = {
  readonly sectionId: string
  readonly outputs: readonly RuleOutput[]
}

/** What one rule gave. `ruleId` names its place in the template. */
export type RuleOutput = {
  readonly ruleId: string
  readonly result: RuleResult
}

export type RuleResult =
  | { readonly outcome: 'filled'; readonly content: readonly DraftBlock[] }
  /** The section is left out on purpose; `reason` is printed. */
  | { readonly outcome: 'omitted'; readonly reason: string }
  | { readonly outcome: 'gap'; readonly gap: Gap }

export type Gap = {
  readonly reason: string
  readonly code: GapCode
  /** What was searched, in words: "table 14-9.01 in 4 sources of role table". */
  readonly searched: string
  /** Cell addresses, headings or values that nearly matched, for the writer to choose from. */
  readonly candidates: readonly string[]
}

export type GapCode =
  'no_evidence' | 'no_match' | 'ambiguous' | 'needs_model' | 'validation_failed' | 'bad_value'

export type DraftBlock = DraftParagraph | DraftTable | DraftImage

/** What is no cell of a block: the sentences of a paragraph, the notes of a table. */
export function listBlockSentences(block: DraftBlock): readonly DraftSentence[] {
  if (block.kind === 'image') return []
  return block.kind === 'paragraph' ? block.sentences : block.notes
}

/** One paragraph; its sentences are joined by one blank. */
export type DraftParagraph = {
  readonly kind: 'paragraph'
  /** `body` takes the style of the rule's paragraph; `inline` goes into the words around the rule. */
  readonly role: 'body' | 'inline' | 'list_item' | 'heading'
  /** Depth of a list item from 0, absent is 0; of a heading from 1 in the document. */
  readonly level?: number
  /** Name of a paragraph style of the template, in place of that of the rule's paragraph. */
  readonly style?: string
  readonly sentences: readonly DraftSentence[]
}

export type DraftSentence = {
  /** Without blanks at its ends, without line breaks. */
  readonly text: string
  /** Where it names tables of the document; absent where it names none. */
  readonly references?: readonly TableReference[]
  /** `house_text` for text that the template owns; `cited` rests on `citations` (never empty). */
  readonly basis: 'cited' | 'house_text'
  readonly citations: readonly DraftCitation[]
  /**
   * Words of `text` that only the writer can settle ("should", a tense that may have to move): in
   * order, without overlap; absent where there are none.
   */
  readonly leftToWriter?: readonly TextRange[]
}

/**
 * A place in a sentence that names a table by the source's number ("Table 14-1.01"). The writer puts
 * there what the document calls the table ("Table 5").
 */
export type TableReference = { readonly range: TextRange; readonly number: string }

/** A native Word table. Rows are complete: the spans of a row add up to `columnCount`. */
export type DraftTable = {
  readonly kind: 'table'
  /** The source's number ("14-1.01"), of joined tables all ("14-3.01, 14-3.02"); '' for none. */
  readonly sourceNumber: string
  /** The caption has the source's number, and the document's own count goes on without this table. */
  readonly keepsNumber?: boolean
  readonly title: string
  readonly columnCount: number
  readonly headerRowCount: number
  readonly rows: readonly (readonly DraftCell[])[]
  readonly notes: readonly DraftSentence[]
  /** "Source: Table 14-1.01" ; '' for none. */
  readonly sourceLine: string
}

/** A picture of the run's data. Sizes are in English metric units: 914,400 to the inch. */
export type DraftImage = {
  readonly kind: 'image'
  /** RFC 6901 pointer to its base64 in the data; the bytes are not stored twice. */
  readonly pointer: string
  readonly mediaType: 'image/png' | 'image/jpeg'
  /** As wanted; the writer makes it no larger than the text. */
  readonly width: number
  readonly height: number
  /** What it shows, for those who can't see it; '' for decoration. */
  readonly alt: string
  /** Of its caption; '' for none. */
  readonly title: string
}

export type DraftCell = {
  readonly text: string
  readonly columnSpan: number
  /** Depth of indentation of a row head, from 0. */
  readonly indent: number
  readonly citations: readonly DraftCitation[]
}
