import { readQuestion } from '../../server/domain/read-question.ts'
import { shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { measureSpans } from './span-features.ts'
import { spanWeights } from './span-weights.ts'

/** The words of a sentence that answer best, as a range of `text`; undefined where all it has is the question. */
export function findAnswerSpan(
  question: string,
  text: string,
  sentence: TextRange,
): TextRange | undefined {
  const [best] = measureSpans(readQuestion(question), sliceRange(text, sentence))
    .map(({ range, numbers }) => ({ range, score: weighSpan(numbers) }))
    .sort((a, b) => b.score - a.score || a.range.start - b.range.start)
  return best && shiftRange(best.range, sentence.start)
}

function weighSpan(numbers: readonly number[]): number {
  return numbers.reduce((sum, one, at) => sum + one * (spanWeights[at] ?? 0), 0)
}
