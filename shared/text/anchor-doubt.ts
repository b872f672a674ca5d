import type { Searched } from './anchor-land.ts'
import type { WordIndex } from './anchor-words.ts'
import { mapRangeBack } from './fold.ts'
import { rangeLength, sliceRange, type TextRange } from './range.ts'
import type { TextQuoteSelector } from './selector.ts'
import type { Pattern } from './surroundings.ts'

/**
 * True where the word at an end of the quote was typed beside it once more, not in a cell or line of its own: of
 * "the the sample" either may be the first. `place` in ordinals of words.
 */
export function repeatsWordBeside(
  { text, fold, getWords }: Searched,
  { words, own }: Pattern,
  { start, end }: TextRange,
): boolean {
  const { words: there, ranges } = getWords()
  const isApart = (before: number) => {
    const between = { start: ranges[before]?.end ?? 0, end: ranges[before + 1]?.start ?? 0 }
    return /[\t\n]/.test(sliceRange(text, mapRangeBack(fold, between)))
  }
  const isFirst = countBeside(there, start, -1) > countBeside(words, own.start, -1)
  const isLast = countBeside(there, end - 1, 1) > countBeside(words, own.end - 1, 1)
  return (isFirst && !isApart(start - 1)) || (isLast && !isApart(end - 1))
}

/** How often in a row the word at an end stands once more. */
function countBeside(words: readonly string[], at: number, step: -1 | 1): number {
  let count = 0
  while (words[at] !== undefined && words[at + step * (count + 1)] === words[at]) count++
  return count
}

/**
 * True where the first word of a quote stands behind what stood before it, and then others of the same sentence and
 * the whole quote, or the same at its end: those may have been put into it. `place` in offsets of folded text.
 */
export function mayBeTornWithin(
  { text, fold }: Searched,
  { prefix, exact, suffix }: TextQuoteSelector,
  { start, end }: TextRange,
): boolean {
  const first = /^[^\p{L}\p{N}]*[\p{L}\p{N}]+/u.exec(exact)?.[0] ?? exact
  const last = /[\p{L}\p{N}]+[^\p{L}\p{N}]*$/u.exec(exact)?.[0] ?? exact
  const [head, tail] = [prefix.slice(-leastLetters) + first, last + suffix.slice(0, leastLetters)]
  const from = fold.folded.lastIndexOf(head, start - head.length)
  const until = fold.folded.indexOf(tail, end)
  const isWithin = (between: TextRange) =>
    rangeLength(between) > 0 &&
    rangeLength(between) < mostWithin &&
    !/[\t\n]|[.;:!?] /.test(sliceRange(text, mapRangeBack(fold, between)))
  return (
    (from >= 0 && isWithin({ start: from + head.length, end: start })) ||
    (until > end && isWithin({ start: end - 1, end: until }))
  )
}

/** UTF-16 units. */
const mostWithin = 200

/**
 * True where what stands beside the quote on both sides breaks off, and stands there once more and goes on as it
 * did: that is the original, from which the quote was deleted, and this a copy. `place` in ordinals of words.
 */
export function isAmidCopies(text: WordIndex, { words, own }: Pattern, place: TextRange): boolean {
  return (
    goesOnBeside(listSide(words, own.start, -1), listSide(text.words, place.start, -1)) &&
    goesOnBeside(listSide(words, own.end - 1, 1), listSide(text.words, place.end - 1, 1))
  )
}

/** Words outwards from an end, without signs, which a copy may lack. */
function listSide(words: readonly string[], end: number, step: -1 | 1): readonly string[] {
  const side =
    step > 0
      ? words.slice(end + 1, end + 1 + mostBeside)
      : words.slice(Math.max(0, end - mostBeside), end).reverse()
  return side.map((word) => word.replace(/[^\p{L}\p{N}]/gu, '')).filter((word) => word !== '')
}

const mostBeside = 80

function goesOnBeside(before: readonly string[], now: readonly string[]): boolean {
  let shared = 0
  while (shared < now.length && before[shared] === now[shared]) shared++
  if (shared === before.length) return false
  for (let first = 0; first <= shared + 1 - leastWords; first++) {
    const run = before.slice(first, shared + 1)
    if (run.join('').length < leastLetters) return false
    if (now.some((_, at) => run.every((word, away) => now[at + away] === word))) return true
  }
  return false
}

/** Fewer may stand in two places by chance. */
const leastWords = 3
const leastLetters = 10

/** Of a numbered list with other numbers the line before may have all of the words, but for a letter. */
export function mayBeRenumbered(exact: string, there: string): boolean {
  const spell = (text: string) =>
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ')
  return /\d/.test(exact) && spell(exact) !== spell(there)
}

/**
 * True for words from within a sentence, with others right beside them on both sides. Who moves text takes what is a
 * whole, and leaves no such few words behind by themselves.
 */
export function isFragment({ prefix, suffix }: TextQuoteSelector): boolean {
  return /[\p{L}\p{N}],? ?$/u.test(prefix) && /^,? ?[\p{L}\p{N}(]/u.test(suffix)
}
