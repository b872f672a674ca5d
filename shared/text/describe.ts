import { listTwins } from './anchor-twins.ts'
import { scoreRival } from './anchor-windows.ts'
import { findWords, indexWords, type WordIndex } from './anchor-words.ts'
import { contextLength, contextLengths, cutLength, twinContextLengths } from './context.ts'
import { foldText, mapRangeToFolded, type FoldedText } from './fold.ts'
import { occursOnce } from './occurrences.ts'
import { shiftRange, sliceRange, type TextRange } from './range.ts'
import type { TextPositionSelector, TextQuoteSelector } from './selector.ts'
import {
  createPattern,
  mostRivalry,
  sliceSides,
  withoutQuote,
  withoutSides,
  type Pattern,
  type Surroundings,
} from './surroundings.ts'
import { listTellingRuns } from './telling-runs.ts'
import { scoreWhole } from './word-pairing.ts'

/**
 * A position with the mark of the text it was measured in: in another text it proves nothing.
 * `isUnique`: the quote stood once there, word for word.
 */
export type PositionHint = TextPositionSelector & {
  readonly textMark?: string
  readonly isUnique?: boolean
  readonly surroundings?: Surroundings
}

export type Description = { readonly quote: TextQuoteSelector; readonly position: PositionHint }

/** Selectors from which `anchor` finds the range again; see context.ts for the lengths of context. */
export function describe(text: string, range: TextRange): Description {
  return createDescriber(text)(range)
}

/** `describe` for many ranges of one text: what they share is made once. */
export function createDescriber(text: string): (range: TextRange) => Description {
  const fold = foldText(text)
  const textMark = markText(text)
  let words: WordIndex | undefined
  return (range) => {
    const exact = sliceRange(text, range)
    const folded = mapRangeToFolded(fold, range)
    const isUnique = occursOnce(fold.folded, sliceRange(fold.folded, folded).trim())
    const lengths = isUnique ? contextLengths : twinContextLengths
    const prefix = choosePrefix(text, fold, range.start, lengths)
    const suffix = chooseSuffix(text, fold, range.end, lengths)
    words ??= indexWords(fold.folded)
    return {
      quote: { exact, prefix, suffix },
      position: {
        start: range.start,
        end: range.end,
        textMark,
        isUnique,
        surroundings: surround(words, fold, folded),
      },
    }
  }
}

function surround(words: WordIndex, fold: FoldedText, place: TextRange): Surroundings {
  const sides = sliceSides(fold, place)
  const pattern = createPattern(words, sides, sliceRange(fold.folded, place))
  const first = findWords(words, { start: place.start - sides.before.length, end: place.end }).start
  const own = pattern.ids.map((_, ordinal) => first + ordinal)
  const rivalry = measureLikeness(words, withoutQuote(pattern), own)
  const quoted = pattern.words.slice(pattern.own.start, pattern.own.end)
  const twins = listTwins(words, quoted, shiftRange(pattern.own, first))
  if (rivalry < mostRivalry) return { ...sides, rivalry, likeness: 0, twins }
  const likeness = measureLikeness(words, withoutSides(pattern), own)
  return { ...sides, rivalry, likeness, tellingRuns: listTellingRuns(words, quoted), twins }
}

/** How much of the pattern stands in the place that resembles it most, from 0 to 1, but for its own. */
function measureLikeness(words: WordIndex, pattern: Pattern, own: Int32Array): number {
  const whole = scoreWhole(pattern.weights)
  if (whole <= 0) return 0
  return scoreRival(words, pattern, own, leastLikeness * whole) / whole
}

/** Less is as good as none. */
const leastLikeness = 0.35

/** Length and 32-bit FNV-1a hash of the UTF-16 units: equal for equal texts, else hardly ever. */
export function markText(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return `${text.length}-${(hash >>> 0).toString(36)}`
}

function choosePrefix(
  text: string,
  fold: FoldedText,
  end: number,
  lengths: readonly number[],
): string {
  for (const length of lengths) {
    const start = Math.max(0, end - length)
    // outwards, so that the length does not fall below what it says
    const whole = splitsPair(text, start) ? start - 1 : start
    if (tells(fold, { start: whole, end }, lengths)) return text.slice(whole, end)
    if (start === 0) break
  }
  const start = Math.max(0, end - cutLength)
  return text.slice(splitsPair(text, start) ? start + 1 : start, end)
}

function chooseSuffix(
  text: string,
  fold: FoldedText,
  start: number,
  lengths: readonly number[],
): string {
  for (const length of lengths) {
    const end = Math.min(text.length, start + length)
    const whole = splitsPair(text, end) ? end + 1 : end
    if (tells(fold, { start, end: whole }, lengths)) return text.slice(start, whole)
    if (end === text.length) break
  }
  const end = Math.min(text.length, start + cutLength)
  return text.slice(start, splitsPair(text, end) ? end - 1 : end)
}

/** True when the context stands once in the text, and its length says no more than is so. */
function tells(fold: FoldedText, context: TextRange, lengths: readonly number[]): boolean {
  const length = context.end - context.start
  const least = lengths === contextLengths ? contextLength : contextLength + 1
  if (length < least) return false
  const words = sliceRange(fold.folded, mapRangeToFolded(fold, context)).trim()
  return words.length >= contextLength / 2 && occursOnce(fold.folded, words)
}

function splitsPair(text: string, offset: number): boolean {
  return (text.codePointAt(offset - 1) ?? 0) > 0xffff
}
