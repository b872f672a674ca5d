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

export const gapCodes = [
  'no_evidence',
  'no_match',
  'ambiguous',
  'needs_model',
  'validation_failed',
  'bad_value',
] as const
export type GapCode = (typeof gapCodes)[number]

export type DraftBlock = DraftParagraph | DraftTable

/** One paragraph; its sentences are joined by one blank. */
export type DraftParagraph = {
  readonly kind: 'paragraph'
  /** `body` takes the style of the rule's paragraph; `inline` goes into the words around the rule. */
  readonly role: 'body' | 'inline' | 'list_item'
  /** Depth of a list item from 0; absent is 0. */
  readonly level?: number
  readonly sentences: readonly DraftSentence[]
}

export type DraftSentence = {
  /** Without blanks at its ends, without line breaks. */
  readonly text: string
  /** `house_text` for text that the template owns; `cited` rests on `citations` (never empty). */
  readonly basis: 'cited' | 'house_text'
  readonly citations: readonly DraftCitation[]
  /**
   * Words of `text` that only the writer can settle ("should", a tense that may have to move): in
   * order, without overlap; absent where there are none.
   */
  readonly leftToWriter?: readonly TextRange[]
}

/** A native Word table. Rows are complete: the spans of a row add up to `columnCount`. */
export type DraftTable = {
  readonly kind: 'table'
  /** The source's number ("14-1.01"); '' leaves the writer's own SEQ number alone in the caption. */
  readonly sourceNumber: string
  readonly title: string
  readonly columnCount: number
  readonly headerRowCount: number
  readonly rows: readonly (readonly DraftCell[])[]
  readonly notes: readonly DraftSentence[]
  /** "Source: Table 14-1.01" ; '' for none. */
  readonly sourceLine: string
}

export type DraftCell = {
  readonly text: string
  readonly columnSpan: number
  /** Depth of indentation of a row head, from 0. */
  readonly indent: number
  readonly citations: readonly DraftCitation[]
}
