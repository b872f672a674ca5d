import type { TextRange } from '../text/range.ts'
import type { Gap } from './draft.ts'

/** A piece of a source that the outline picked for a rule; composing may use nothing else. */
export type ChosenEvidence = {
  readonly sourceTextId: string
  readonly range: TextRange
}

/** What the outline stores for one rule: evidence, or why there is none. */
export type RuleChoice = {
  readonly chosen: readonly ChosenEvidence[]
  /** In words, for the reader of a gap and of the outline. */
  readonly searched: string
  readonly gap: Gap | null
}

/** The plan of one section: for each of its rules what it may use. */
export type OutlineSection = {
  readonly sectionId: string
  readonly choices: readonly { readonly ruleId: string; readonly choice: RuleChoice }[]
}
