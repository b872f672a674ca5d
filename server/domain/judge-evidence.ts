import { evidenceWeights } from './evidence-weights.ts'
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
  const confidence = estimate(sentences)
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

/** In the order of the trained weights. */
export const judgedFeatures = [
  'coverage',
  'share',
  'above',
  'before',
  'after',
  'pairs',
  'similar',
  'related',
  'rarest',
  'length',
] as const

/** What the judgement rests on: the best sentence, and how many others are nearly as good. */
export function measureEvidence(sentences: readonly RankedSentence[]): number[] {
  const [best, ...others] = sentences
  if (!best) return []
  const near = others.filter(({ score }) => best.score - score < nearScore).length
  const { person, time, place, amount, cause } = best.features
  const answers = person + time + place + amount + cause
  return [...judgedFeatures.map((name) => best.features[name]), answers, Math.min(1, near / 4)]
}

const nearScore = 1.5

function estimate(sentences: readonly RankedSentence[]): number {
  const numbers = measureEvidence(sentences)
  const offset = evidenceWeights.at(-1) ?? 0
  const sum = numbers.reduce((all, one, at) => all + one * (evidenceWeights[at] ?? 0), offset)
  return 1 / (1 + Math.exp(-sum))
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
  if (hasForm && holdsNoAnswer(features)) return 'nothing_of_the_kind_asked'
  return features.rarest === 0 ? 'rarest_term_missing' : 'terms_scattered'
}

function holdsNoAnswer({ person, time, place, amount }: RankedSentence['features']): boolean {
  return person + time + place + amount === 0
}
