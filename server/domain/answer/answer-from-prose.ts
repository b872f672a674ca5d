import type { QualityVerdict } from '../../../shared/model/conversation.ts'
import type { PartialAnswer } from './compose-answer.ts'
import { findRivalSentence } from './find-conflict.ts'
import type { FoundSentence } from './find-sentences.ts'
import { phrases } from './phrases.ts'
import { foldWords, stateSentences } from './prose-statement.ts'
import type { Question } from './question.ts'
import { isPlan, isPlanned } from './planned.ts'
import { createNote } from './statement.ts'

/** Share of what a question names that a sentence must name: below `answer` it speaks of something else. */
export const leastProse = { answer: 0.66, sure: 0.8 } as const

const mostSentences = 3
const shareOfBest = 0.93

/** The sentences that speak most of what is asked, and what another source says against them. */
export function answerFromProse(
  question: Question,
  sentences: readonly FoundSentence[],
): PartialAnswer | undefined {
  const fitting = sentences.filter((one) => fits(question, one))
  const ordered = question.asksPlan ? fitting.toSorted(byPlan) : fitting
  const [best] = ordered
  if (!best) return undefined
  const rival = findRivalSentence(best, ordered)
  const chosen = ordered
    .filter(({ score }) => score >= shareOfBest * best.score)
    .filter((one) => !rival || foldWords(one.text) !== foldWords(rival.text))
  const distinct = new Map(chosen.map((one) => [foldWords(one.text), one]))
  const kept = new Set([...distinct.keys()].slice(0, mostSentences))
  const prefix = (one: FoundSentence) =>
    isPlanned(one) && !one.text.endsWith(':') ? phrases.planned : ''
  const shown = chosen.filter(({ text }) => kept.has(foldWords(text)))
  const isOnlyPlan = question.asksResult && question.kind === 'quantity' && shown.every(isPlanned)
  return {
    sentences: [
      ...(isOnlyPlan ? [createNote(phrases.onlyPlanned)] : []),
      ...stateSentences(shown, prefix),
      ...(rival ? [createNote(phrases.disagree), ...stateSentences([rival], prefix)] : []),
    ],
    verdict: judge(best, rival !== undefined, isOnlyPlan),
  }
}

/**
 * For an amount of what happened a plan has only the amount that was planned; why it happened, and
 * what was measured, no plan can know.
 */
function fits({ kind, asksResult, statistic }: Question, one: FoundSentence): boolean {
  if (asksResult && isPlan(one.source) && (kind === 'reason' || statistic)) return false
  if (kind !== 'quantity' || !asksResult || !isPlan(one.source))
    return one.coverage >= leastProse.answer
  return one.coverage >= leastProse.sure && isPlanned(one)
}

function judge(best: FoundSentence, isDisputed: boolean, isOnlyPlan: boolean): QualityVerdict {
  const confidence = Math.round(Math.min(1, best.coverage) * 100) / 100
  if (isDisputed) return { verdict: 'low_confidence', reason: 'sources_disagree', confidence }
  if (isOnlyPlan) return { verdict: 'low_confidence', reason: 'only_planned', confidence }
  if (best.coverage < leastProse.sure) {
    return { verdict: 'low_confidence', reason: 'partly_matched', confidence }
  }
  return { verdict: 'sufficient', reason: 'answered', confidence }
}

function byPlan(a: FoundSentence, b: FoundSentence): number {
  return Number(isPlanned(b)) - Number(isPlanned(a)) || b.score - a.score
}
