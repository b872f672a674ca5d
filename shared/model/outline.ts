import type { TextRange } from '../text/range.ts'
import type { Gap } from './draft.ts'

/** A piece of a source that the outline picked for a rule; composing may use nothing else. */
export type ChosenEvidence = {
  readonly sourceTextId: string
  readonly range: TextRange
}

/** The passages that a person gave a section before its run; nothing else is evidence of it. */
export type GivenPassages = {
  readonly sectionId: string
  readonly passages: readonly GivenPassage[]
}

/** `sourceHash`: SHA-256 of the file's bytes, hex. */
type GivenPassage = ChosenEvidence & { readonly sourceHash: string }

/** What the outline stores for one rule: evidence, or why there is none. */
export type RuleChoice = {
  readonly chosen: readonly ChosenEvidence[]
  /** In words, for the reader of a gap and of the outline. */
  readonly searched: string
  readonly gap: Gap | null
  /** Whether a person has changed it. */
  readonly isChanged?: boolean
}

/** The plan of one section: for each of its rules what it may use. */
export type OutlineSection = {
  readonly sectionId: string
  readonly choices: readonly {
    readonly ruleId: string
    /** The rule as its template has it, without its brackets; absent in outlines from before it was stored. */
    readonly rule?: { readonly kind: string; readonly text: string }
    readonly choice: RuleChoice
  }[]
  /** Taken out by the person who looks at the outline: its heading stays, nothing is composed. */
  readonly isLeftOut?: boolean
}

/**
 * What a rule can be given as evidence: sentences and list items, tables with values, one value word
 * for word, explanations of abbreviations, or nothing since it looks at no source.
 */
export const evidenceKinds = ['sentences', 'tables', 'value', 'abbreviations', 'none'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]
