import { shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { isStopWord, listTerms } from '../../shared/text/terms.ts'
import { findOfKind } from '../../server/domain/answer-kinds.ts'
import { readQuestion, type Question } from '../../server/domain/read-question.ts'

/** The words of a sentence that answer a question. */
export type AnswerSpan = {
  /** In the text. */
  readonly range: TextRange
  /** Higher is better; comparable for one question only. */
  readonly score: number
}

/** The best answer of a sentence, as a range of `text`; undefined where all it has is the question. */
export function findAnswerSpan(
  question: string,
  text: string,
  sentence: TextRange,
): AnswerSpan | undefined {
  const asked = readQuestion(question)
  const inside = sliceRange(text, sentence)
  const [best] = listSpans(asked, inside)
    .map((range) => ({ range, score: scoreSpan(asked, inside, range) }))
    .sort((a, b) => b.score - a.score || a.range.start - b.range.start)
  return best && { ...best, range: shiftRange(best.range, sentence.start) }
}

/** What has the form of an answer, and every run of words between small words and marks. */
function listSpans(question: Question, text: string): TextRange[] {
  const wanted = new Set(question.terms)
  const spans = [...findOfKind(text, question.kind), ...listRuns(text)]
  return spans.filter((range) =>
    listTerms(sliceRange(text, range)).some((term) => !wanted.has(term)),
  )
}

function listRuns(text: string): TextRange[] {
  const runs: TextRange[] = []
  let last: TextRange | undefined
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’.,%-]*(?<![.,])/gu)) {
    const word = { start: match.index, end: match.index + match[0].length }
    const isSmall = isStopWord(match[0].toLowerCase())
    const goesOn = last && /^\s$/.test(text.slice(last.end, word.start))
    if (last && (isSmall || !goesOn)) runs.push(last)
    last = isSmall ? undefined : { start: goesOn && last ? last.start : word.start, end: word.end }
  }
  return last ? [...runs, last] : runs
}

function scoreSpan(question: Question, text: string, range: TextRange): number {
  const hasForm = findOfKind(text, question.kind).some(
    ({ start, end }) => start === range.start && end === range.end,
  )
  const terms = listTerms(sliceRange(text, range))
  const repeated = terms.filter((term) => question.terms.includes(term)).length
  return (hasForm ? 2 : 0) - repeated / Math.max(1, terms.length) - terms.length * 0.05
}
