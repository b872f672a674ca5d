import type { CellReference, Transformation } from '../../../shared/model/citation.ts'
import type { ClaimState, SourceRole } from '../../../shared/model/vocabulary.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import type { TableNames } from './table-names.ts'

/** What is held against its evidence: a sentence, or the words of one table cell. */
export type Claim = {
  readonly text: string
  /** What the words speak of beside themselves: heading path, caption, heads of row and column; may be ''. */
  readonly context: string
  readonly isCell: boolean
  /** Nobody said that it rests on its evidence, which was only found: its words are read more strictly. */
  readonly isFound?: boolean
  /**
   * What the template's rule says around the values that it took from cells: words of its author, where the
   * claim still has them. Absent for what somebody else wrote.
   */
  readonly wording?: string | undefined
}

/** Words of a source that a claim is held against. */
export type ClaimEvidence = {
  readonly sourceTextId: string
  /** `protocol` and `sap` are plans: they support only what was planned. */
  readonly role: SourceRole
  /** In the source's text. */
  readonly range: TextRange
  /** Exactly that range of the source's text (law 1). */
  readonly quote: string
  /** What the words speak of: heading path, caption, table title, notes; may be ''. */
  readonly context: string
  readonly cell: EvidenceCell | null
  /** Recorded changes between the source's words and the document's; empty where none are recorded. */
  readonly transformations: readonly Transformation[]
  /** '' unless the document's value was computed, then as the citation stores it. */
  readonly formula: string
}

export type EvidenceCell = {
  readonly reference: CellReference
  /** Every head that the cell stands under or beside, from outside in. */
  readonly headers: readonly string[]
  /** The whole table's, the cell's own among them. */
  readonly table: TableNames
}

export type DifferenceKind =
  | 'number'
  | 'unit'
  | 'sign'
  | 'negation'
  | 'direction'
  | 'modality'
  | 'name'
  | 'arm'
  | 'date'
  | 'significance'
  | 'words'

/** A token of the claim that its evidence does not account for. */
export type Difference = {
  readonly kind: DifferenceKind
  /** In the claim's text; empty where the claim leaves out what the evidence has there. */
  readonly claim: TextRange
  /** What stands there instead: the index of an evidence, and a range of its source's text. */
  readonly evidence: { readonly index: number; readonly range: TextRange } | null
}

/** The states that evidence decides; the others (`house_text` …) are known before anything is verified. */
export type VerdictState = Exclude<ClaimState, 'house_text' | 'not_checked' | 'edited_since_check'>

export type ReasonCode =
  /** The evidence says it, word for word but for recorded changes, spelling and number format. */
  | 'stated'
  /** The claim's value follows from cells by arithmetic. */
  | 'computed'
  /** Nothing differs, but only a plan says it. */
  | 'planned'
  /** A token differs from what stands in its place in the evidence: see `differences`. */
  | 'differs'
  /** Some tokens are accounted for, and nothing stands against the others. */
  | 'not_all_found'
  /** Values, names and directions are the source's; the words around them are the template's own. */
  | 'template_words'
  /** Nothing of the evidence speaks of it. */
  | 'no_evidence'
  /** Nothing that could be true or false. */
  | 'no_statement'

export type Verdict = {
  readonly state: VerdictState
  readonly reason: ReasonCode
  /** The reason in words for the reader, with the token that differs. */
  readonly explanation: string
  readonly differences: readonly Difference[]
  /** Indexes of the evidence that decided; ascending. */
  readonly evidence: readonly number[]
}
