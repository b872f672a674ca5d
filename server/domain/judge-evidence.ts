import type { QualityVerdict } from '../../shared/model/conversation.ts'
import { evidenceWeights } from './evidence-weights.ts'
import type { RankedSentence } from './rank-sentences.ts'
import type { Question } from './read-question.ts'

/**
 * Judges by the best sentence: how much of the question it and its passage cover and whether it holds
 * what is asked. The confidence is how likely it is that the sources answer, 0 to 1.
 * @param sentences all of the best passages, best first.
 */
export function judgeEvidence(
  question: Question,
  sentences: readonly RankedSentence[],
): QualityVerdict {
  return judge(question, sentences, estimate(measureEvidence(sentences), evidenceWeights.all))
}

/** The same by the best sentence alone, where the others of its passage are not at hand. */
export function judgeChosen(
  question: Question,
  sentences: readonly RankedSentence[],
): QualityVerdict {
  return judge(question, sentences, estimate(measureChosen(sentences), evidenceWeights.chosen))
}

function judge(
  question: Question,
  [best]: readonly RankedSentence[],
  estimated: number,
): QualityVerdict {
  if (!best) return { verdict: 'insufficient_evidence', reason: 'no_match', confidence: 0 }
  const confidence = Math.round(estimated * 100) / 100
  const verdict =
    confidence >= sufficient
      ? 'sufficient'
      : confidence < insufficient
        ? 'insufficient_evidence'
        : 'low_confidence'
  return { verdict, reason: explain(question, best, verdict), confidence }
}

/**
 * A query that is nothing but an identifier or a number asks whether it is there, and needs no sentence
 * around it: what stands in the passage as it is written is found.
 */
export function findsIdentifier(query: string, passage: string): boolean {
  const wanted = query.trim()
  if (!/\d|\p{Lu}-\p{Lu}/u.test(wanted) || /\p{Ll}|\p{L} \p{L}/u.test(wanted)) return false
  const start = passage.indexOf(wanted)
  const beside = passage.charAt(start - 1) + passage.charAt(start + wanted.length)
  return (
    start >= 0 &&
    !/[\p{L}\p{N}]/u.test(beside) &&
    !/^[-.]\d/.test(passage.slice(start + wanted.length))
  )
}

const sufficient = 0.5
const insufficient = 0.3

/** In the order of the trained weights. */
const judgedFeatures = ['kin', 'joint', 'apart', 'share', 'phrases', 'length'] as const

/** What the judgement rests on: the best sentence, and how many others are nearly as good. */
export function measureChosen(sentences: readonly RankedSentence[]): number[] {
  const [best, ...others] = sentences
  if (!best) return []
  const near = others.filter(({ score }) => best.score - score < nearScore).length
  const { features } = best
  const form = Math.max(...answeringFeatures.map((name) => features[name]))
  return [...judgedFeatures.map((name) => features[name]), form, Math.min(1, near / 4)]
}

/** The same, behind the most that any sentence of the best one's passage has of it: answers lean on neighbours. */
export function measureEvidence(sentences: readonly RankedSentence[]): number[] {
  const [best] = sentences
  const fellows = sentences.filter(
    ({ sourceTextId, ordinal }) => sourceTextId === best?.sourceTextId && ordinal === best.ordinal,
  )
  if (fellows.length === 0) return []
  const most = judgedFeatures.map((name) => Math.max(...fellows.map((one) => one.features[name])))
  return [...most, ...measureChosen(sentences)]
}

/** Of what is asked for, what tells most that it is there. */
const answeringFeatures = ['fullName', 'placed', 'named', 'time', 'counted', 'cause'] as const

const nearScore = 1.5

function estimate(numbers: readonly number[], weights: readonly number[]): number {
  const offset = weights.at(-1) ?? 0
  const sum = numbers.reduce((all, one, at) => all + one * (weights[at] ?? 0), offset)
  return 1 / (1 + Math.exp(-sum))
}

function explain(
  { kind }: Question,
  { features }: RankedSentence,
  verdict: QualityVerdict['verdict'],
): QualityVerdict['reason'] {
  if (verdict === 'sufficient') return 'answered'
  const hasForm = ['person', 'time', 'place', 'amount'].includes(kind)
  if (features.coverage + features.above < 0.3) return 'few_terms_found'
  if (hasForm && holdsNoAnswer(features)) return 'nothing_of_the_kind_asked'
  return features.rarest === 0 ? 'rarest_term_missing' : 'terms_scattered'
}

function holdsNoAnswer({ person, time, place, amount }: RankedSentence['features']): boolean {
  return person + time + place + amount === 0
}
