import type { QualityVerdict, VerdictReason } from '../../../shared/model/conversation.ts'
import { judgeChosen } from '../judge-evidence.ts'
import type { PartialAnswer } from './compose-answer.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import { names } from './concept-weights.ts'
import { createVerdict } from './create-verdict.ts'
import { findRivalSentence } from './find-conflict.ts'
import type { FoundSentence } from './find-sentences.ts'
import { phrases } from './phrases.ts'
import { foldWords, stateSentences, type ToldSentence } from './prose-statement.ts'
import type { AskedQuestion } from './asked-question.ts'
import { isPlan, isPlanned, isRequest, isStillToDo } from './planned.ts'
import { asksNow, judges } from './question-forms.ts'
import { isGeneralTerm } from './question-words.ts'
import { createNote } from './statement.ts'

/**
 * Share of what a question names that a sentence must name: below `answer` it speaks of something
 * else. What it counts it must name itself: a heading lends no number its noun.
 */
const leastProse = { answer: 0.66, sure: 0.8, counted: 0.75, own: 0.5 } as const

const mostSentences = 3
/** Of the measured ranking, and of coverage: sentences that are this near to the best answer as well. */
const near = { score: 0.8, coverage: 0.1 } as const

/** The sentences that speak most of what is asked, and what another source says against them. */
export function answerFromProse(
  question: AskedQuestion,
  sentences: readonly FoundSentence[],
): PartialAnswer | undefined {
  const all = sentences.filter((one) => fits(question, one)).toSorted(compareFit(question))
  const told = all.filter(({ text }) => !isRequest(question, text))
  const fitting = told.length > 0 ? told : all
  const ordered = question.asksPlan ? fitting.toSorted(byPlan) : fitting
  const [best] = ordered
  if (!best) return undefined
  const rival = findRivalSentence(best, ordered)
  const chosen = ordered
    .filter(({ ranked }) => ranked.score >= best.ranked.score - near.score)
    .filter(({ coverage }) => coverage >= best.coverage - near.coverage)
    .filter(({ isTold }) => isTold === best.isTold)
    .filter((one) => !rival || foldWords(one.text) !== foldWords(rival.text))
  const distinct = new Map(chosen.map((one) => [foldWords(one.text), one]))
  const kept = new Set([...distinct.keys()].slice(0, mostSentences))
  const isToCome = (one: ToldSentence) => isPlanned(one) || isStillToDo(question, one)
  const prefix = (one: ToldSentence) => markPlanned(one, isToCome(one))
  const shown = chosen.filter(({ text }) => kept.has(foldWords(text)))
  const isOnlyPlan = question.asksResult && shown.every(isToCome)
  const verdict = judge(question, ordered, rival !== undefined, isOnlyPlan)
  // what tells most of the question stands at best in a heading: the sentence is of something else
  if (verdict.reason === 'rarest_term_missing' && best.ownCoverage < leastProse.own)
    return undefined
  return {
    sentences: [
      ...(isOnlyPlan ? [createNote(phrases.onlyPlanned)] : []),
      ...stateSentences(shown, prefix),
      ...(rival ? [createNote(phrases.disagree), ...stateSentences([rival], prefix)] : []),
    ],
    verdict,
  }
}

/** What leads to a list is no plan by itself. */
function markPlanned({ text }: ToldSentence, isToCome: boolean): string {
  return isToCome && !text.endsWith(':') ? phrases.planned : ''
}

/** What stands below the heading that a question names; a plan says so of what is asked as done. */
export function answerFromSection(
  question: AskedQuestion,
  told: readonly ToldSentence[],
): PartialAnswer {
  const isOnlyPlan = question.asksResult && told.some(({ source }) => isPlan(source))
  return {
    sentences: [
      ...(isOnlyPlan ? [createNote(phrases.onlyPlanned)] : []),
      ...stateSentences(told, (one) => markPlanned(one, isPlanned(one))),
    ],
    verdict: createVerdict('prose', isOnlyPlan ? 'only_planned' : 'answered'),
  }
}

/**
 * For an amount of what happened a plan has only the amount that was planned; why it happened, and
 * what was measured, no plan can know.
 */
function fits(question: AskedQuestion, one: FoundSentence): boolean {
  const { kind, asksResult, statistic, asksJudgement } = question
  if (asksJudgement && (isPlan(one.source) || !judges(one.text))) return false
  if (kind === 'amount' && one.ownCoverage < leastProse.counted) return false
  if (question.asksExtreme && !question.asksPlan && isPlan(one.source)) return false
  if (asksResult && isPlan(one.source) && (kind === 'reason' || statistic)) return false
  if (kind !== 'amount' || !asksResult || !isPlan(one.source))
    return one.coverage >= leastProse.answer
  return one.coverage >= leastProse.sure && (isPlanned(one) || tellsPast.test(one.text))
}

/** A plan tells of earlier studies, too. */
const tellsPast = /\b(?:was|were|had)\b/i

/** The measured judgement of what is shown first; what is unsure about it stays so. */
function judge(
  question: AskedQuestion,
  found: readonly FoundSentence[],
  isDisputed: boolean,
  isOnlyPlan: boolean,
): QualityVerdict {
  return createVerdict('prose', findReason(question, found, isDisputed, isOnlyPlan))
}

function findReason(
  question: AskedQuestion,
  found: readonly FoundSentence[],
  isDisputed: boolean,
  isOnlyPlan: boolean,
): VerdictReason {
  const [best] = found
  const judged = judgeChosen(
    question,
    found.map(({ ranked }) => ranked),
  )
  const isAmount = question.asksResult && question.kind === 'amount'
  const isOfPlan = isAmount && best !== undefined && isPlan(best.source)
  if (isDisputed) return 'sources_disagree'
  if (isOnlyPlan) return 'only_planned'
  if (judged.verdict === 'insufficient_evidence') return judged.reason
  if (question.concepts.every(({ term }) => isGeneralTerm(term))) return 'few_terms_found'
  // "which drug is used" names the drug and nothing that tells which one
  const isBare =
    question.focus.length > 0 &&
    /^\W*(?:which|what) [\p{L}-]+ (?:is|are|was|were)\b/iu.test(question.text)
  if (isBare && question.concepts.length === 1) return 'few_terms_found'
  // of how one thing is handled any sentence about it may speak
  if (question.kind === 'manner' && question.concepts.length === 1) return 'few_terms_found'
  if (isOfPlan || !best?.isTold || best.coverage < leastProse.sure) return 'partly_matched'
  return judged.reason
}

/**
 * What names more of the question first; of those that name as much, what has its general words, too
 * ("total score"), and then the better of the ranking.
 */
function compareFit({ general, text: asked }: AskedQuestion) {
  const step = (one: FoundSentence) => Math.round(one.coverage / near.coverage)
  const countGeneral = ({ text }: FoundSentence) => {
    const own = new Set(listTerms(text))
    return general.filter((concept) => names(own, concept)).length
  }
  // what is so now is asked for as such
  const saysNow = ({ text }: FoundSentence) => Number(asksNow(asked) && /\bnow\b/i.test(text))
  return (a: FoundSentence, b: FoundSentence): number =>
    Number(b.isTold) - Number(a.isTold) ||
    step(b) - step(a) ||
    saysNow(b) - saysNow(a) ||
    countGeneral(b) - countGeneral(a) ||
    b.ranked.score - a.ranked.score
}

function byPlan(a: FoundSentence, b: FoundSentence): number {
  return Number(isPlanned(b)) - Number(isPlanned(a))
}
