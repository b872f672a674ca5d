import { foldText, mapRangeBack, mapRangeToFolded } from './fold.ts'
import { findOccurrences } from './occurrences.ts'
import { trimRange, type TextRange } from './range.ts'
import type { TextQuoteSelector } from './selector.ts'

/** Less context than this may stand beside any other quote. */
const leastContext = 16

/**
 * The one place of a text where a quote and all that its selector has of its sides stand word for word.
 * The lengths of these sides say nothing here: whoever cuts them at 32 units, without a look at the
 * quote's twins, means the place that they tell.
 */
export function findInContext(
  text: string,
  { exact, prefix, suffix }: TextQuoteSelector,
): TextRange | undefined {
  if (prefix.trim().length + suffix.trim().length < leastContext) return undefined
  const own = foldText(prefix + exact + suffix)
  const start = prefix.length
  const touched = mapRangeToFolded(own, { start, end: start + exact.length })
  const quote = trimRange(own.folded, touched)
  const whole = trimRange(own.folded, { start: 0, end: own.folded.length })
  const fold = foldText(text)
  const [place, ...others] = findOccurrences(
    fold.folded,
    own.folded.slice(whole.start, whole.end),
    2,
  )
  if (place === undefined || others.length > 0 || quote.start >= quote.end) return undefined
  const shift = place - whole.start
  return mapRangeBack(fold, { start: quote.start + shift, end: quote.end + shift })
}
