import type { TextRange } from '../text/range.ts'
import type { TextEvidence } from './citation.ts'
import type { ClaimState, Verdict } from './vocabulary.ts'

/**
 * `statement`: words of the sources, with a citation for each part. `note`: one of the product's own
 * fixed phrases, which says nothing of the subject and so has no citation.
 */
export const answerSentenceKinds = ['statement', 'note'] as const
type AnswerSentenceKind = (typeof answerSentenceKinds)[number]

export type AnswerSentence = {
  readonly kind: AnswerSentenceKind
  readonly text: string
  readonly citations: readonly TextEvidence[]
  /** What holding a statement against its citations gave: only a supported one is sent. */
  readonly claimState: ClaimState
}

/** Why a verdict is what it is. */
export const verdictReasons = [
  'answered',
  'sources_disagree',
  'only_planned',
  'partly_matched',
  'no_match',
  'few_terms_found',
  'rarest_term_missing',
  'nothing_of_the_kind_asked',
  'terms_scattered',
  'no_value',
  'no_reason_given',
  'question_unclear',
  'nothing_to_search',
] as const
export type VerdictReason = (typeof verdictReasons)[number]

/**
 * `confidence` is 0 to 1: of the answer, or for `insufficient_evidence` of there being none. In chat it
 * is measured (domain/answer/create-verdict.ts), and the same for all answers of one way.
 */
export type QualityVerdict = {
  readonly verdict: Verdict
  readonly reason: VerdictReason
  readonly confidence: number
}

/** A passage that came nearest to a question that nothing answers. */
export type NearPassage = { readonly sourceTextId: string; readonly range: TextRange }

export type StoredAnswer = {
  readonly sentences: readonly AnswerSentence[]
  readonly verdict: QualityVerdict
  /** The question as it was understood, with what earlier ones lend it. */
  readonly understoodAs: string
  readonly searched: { readonly sources: number; readonly passages: number }
  /** Sources that could not be read. */
  readonly unread: readonly UnreadSource[]
  readonly nearest: readonly NearPassage[]
}

export type UnreadSource = {
  readonly documentId: string
  readonly name: string
  readonly reason: string
}
