import type { TextRange } from '../text/range.ts'
import type { Evidence, TextEvidence } from './citation.ts'
import type { ClaimState } from './vocabulary.ts'

export const checkStatuses = ['pending', 'processing', 'completed', 'failed'] as const
export type CheckStatus = (typeof checkStatuses)[number]

/** What a check found of one sentence or cell. */
export type ClaimVerdict = {
  readonly state: ClaimState
  /** A stable word for why; see `checkReasons` in the contract. */
  readonly reason: string
  /** The same for the reader. */
  readonly explanation: string
  /** Whether the evidence was recorded when the words were written, or found by searching; null without. */
  readonly basis: 'recorded' | 'retrieved' | null
  readonly differences: readonly ClaimDifference[]
  /** What decided, and what differs. */
  readonly evidence: readonly Evidence[]
  /** What another source says against it, best first; absent where no other was compared. */
  readonly rivals?: readonly ClaimRival[]
  /** Set where the words follow a newer version of their recorded source, which says them in the same place. */
  readonly followsNewer?: true
}

/** Words of another source that say something else than what is recorded of a claim. */
export type ClaimRival = {
  /** What they are against: an index in the verdict's `evidence`. */
  readonly own: number
  readonly evidence: TextEvidence
  /** What was held against them: the claim's words, or the recorded cell's. */
  readonly words: string
  /** `claim` is in `words`; `evidence` in the rival's source, with index 0. */
  readonly differences: readonly ClaimDifference[]
}

/** Words of a claim that its evidence does not bear out. */
export type ClaimDifference = {
  readonly kind: string
  /** In the claim's text; empty where the claim leaves out what its evidence has there. */
  readonly claim: TextRange
  /** What stands there instead: an index in `evidence`, and a range of its source's text. */
  readonly evidence: { readonly index: number; readonly range: TextRange } | null
}

/** One quantity that a document gives twice with other values. */
export type ClaimInconsistency = {
  /** What both speak of, in the first one's words. */
  readonly what: string
  /** Two, in the order of the text. */
  readonly places: readonly {
    readonly sentenceId: string
    /** In the sentence's text. */
    readonly range: TextRange
    /** As it is compared, with its unit. */
    readonly value: string
  }[]
}
