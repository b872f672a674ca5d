import type { RankedSentence } from './rank-sentences.ts'
import { readQuestion } from './read-question.ts'

/** Whether the best sentences that a search found answer a question (the API's quality_verdict). */
export type EvidenceVerdict = {
  readonly verdict: 'sufficient' | 'insufficient_evidence' | 'low_confidence'
  readonly reasonCode: EvidenceReason
  /** 0 to 1: how likely it is that the sources answer. */
  readonly confidence: number
}

export type EvidenceReason =
  | 'no_passages'
  | 'few_terms_found'
  | 'rarest_term_missing'
  | 'nothing_of_the_kind_asked'
  | 'terms_scattered'
  | 'well_covered'

/**
 * Judges by the best sentence: how much of the question it covers and whether it holds what is asked.
 * @param sentences of the best passages, best first.
 */
export function judgeEvidence(
  question: string,
  sentences: readonly RankedSentence[],
): EvidenceVerdict {
  const [best] = sentences
  if (!best) return { verdict: 'insufficient_evidence', reasonCode: 'no_passages', confidence: 0 }
  const confidence = estimate(best)
  const verdict =
    confidence >= sufficient
      ? 'sufficient'
      : confidence < insufficient
        ? 'insufficient_evidence'
        : 'low_confidence'
  return { verdict, reasonCode: explain(question, best, verdict), confidence }
}

const sufficient = 0.5
const insufficient = 0.3

function estimate({ features }: RankedSentence): number {
  const { coverage, similar, above, before, pairs } = features
  const held = coverage + 0.7 * similar + 0.5 * above + 0.3 * before + 0.2 * pairs
  return 1 / (1 + Math.exp(-6 * (held - 0.6)))
}

function explain(
  question: string,
  { features }: RankedSentence,
  verdict: EvidenceVerdict['verdict'],
): EvidenceReason {
  if (verdict === 'sufficient') return 'well_covered'
  const { kind } = readQuestion(question)
  const hasForm = ['person', 'time', 'place', 'amount'].includes(kind)
  if (features.coverage + features.above < 0.3) return 'few_terms_found'
  if (hasForm && features.answer === 0) return 'nothing_of_the_kind_asked'
  return features.rarest === 0 ? 'rarest_term_missing' : 'terms_scattered'
}
