import type { SearchedQuote } from './anchor-exact.ts'
import type { WordIndex } from './anchor-words.ts'
import { findOccurrences } from './occurrences.ts'
import { containsRange, rangesOverlap, sliceRange, type TextRange } from './range.ts'
import type { Pattern, Surroundings } from './surroundings.ts'
import { listPlaces } from './telling-runs.ts'

/** What was typed right before or behind it, without a blank: digits make another number of one. */
export function findGlued(
  text: string,
  { start, end }: TextRange,
  { prefix, suffix }: SearchedQuote,
): 'number' | 'word' | 'nothing' {
  // what stood there before was not typed
  const before = prefix.endsWith(text.charAt(start - 1)) ? '' : text.slice(start - 1, start + 1)
  const after = suffix.startsWith(text.charAt(end)) ? '' : text.slice(end - 1, end + 2)
  if (/^[-\d]\d/.test(before) || /^\d(?:[.,]?\d)/.test(after)) return 'number'
  const isWord = /^[\p{L}\p{N}]{2}/u
  return isWord.test(before) || isWord.test(after) ? 'word' : 'nothing'
}

/**
 * "149.3849.3", as a tracked change of "149.3" is read: where the figure ends that stands right behind the one at
 * the quote's end, and differs from it in a digit. Shorter figures may be typed behind each other by chance.
 */
export function findRetypedFigure(text: string, { start, end }: TextRange): TextRange | undefined {
  const figure = /\d[\d.,]*\d$/.exec(text.slice(start, end))?.[0] ?? ''
  const typed = /^\d[\d.,]*\d(?!\w)/.exec(text.slice(end, end + mostGlued))?.[0] ?? ''
  if (figure.length < leastRetyped || typed.length !== figure.length) return undefined
  const changed = Array.from(typed).filter((unit, at) => unit !== figure[at]).length
  return changed === 1 ? { start, end: end + typed.length } : undefined
}

const leastRetyped = 5

/** True for a quote that begins or ends within a word: by its words it can't be known again. */
export function partsWord({ prefix, exact, suffix }: SearchedQuote): boolean {
  return areOneWord(prefix, exact) || areOneWord(exact, suffix)
}

/** "thethe sample", "the othe sample" where "o" was typed: which of the two ends it was, nothing tells. */
export function repeatsEnd(text: string, { start, end }: TextRange): boolean {
  const words = text.slice(start, end)
  const first = /^[\p{L}\p{N}]+/u.exec(words)?.[0]
  const last = /[\p{L}\p{N}]+$/u.exec(words)?.[0]
  const before = text.slice(Math.max(0, start - mostGlued), start)
  const after = text.slice(end, end + mostGlued)
  // what was typed to an end without a blank stands between it and the other
  const left = /^(.*?)\s*[\p{L}\p{N}]+$/su.exec(before)?.[1] ?? ''
  const right = /^[\p{L}\p{N}]+\s*(.*)$/su.exec(after)?.[1] ?? ''
  const isFirst = (one: string) => before.endsWith(one) || endsWithWord(left, one)
  const isLast = (one: string) => after.startsWith(one) || startsWithWord(right, one)
  return (first !== undefined && isFirst(first)) || (last !== undefined && isLast(last))
}

const mostGlued = 80

function endsWithWord(text: string, word: string): boolean {
  return text.endsWith(word) && !areOneWord(text.slice(0, -word.length), word)
}

function startsWithWord(text: string, word: string): boolean {
  return text.startsWith(word) && !areOneWord(word, text.slice(word.length))
}

/**
 * True where the first word of a quote stands right behind what stood before it, and some words farther on
 * the whole quote, or the same at its end: the first may be its own, and the other a copy of that. What stood
 * around the quote may have the same words, as rows of a table do.
 */
export function mayBeLonger(
  text: string,
  { prefix, exact, suffix }: SearchedQuote,
  { start, end }: TextRange,
  known: Pick<Surroundings, 'before' | 'after'>,
): boolean {
  const first = /^[^\p{L}\p{N}]*[\p{L}\p{N}]+/u.exec(exact)?.[0]
  const last = /[\p{L}\p{N}]+[^\p{L}\p{N}]*$/u.exec(exact)?.[0]
  const [left, right] = [prefix.slice(-leastBeside), suffix.slice(0, leastBeside)]
  const before = text.slice(Math.max(0, start - mostPut), start)
  const after = text.slice(end, end + mostPut)
  const hasMore = (there: string, words: string, then: string) =>
    there.includes(words) && there.split(words).length > then.split(words).length
  const isFirst = first !== undefined && left.length === leastBeside && !before.endsWith(left)
  const isLast = last !== undefined && right.length === leastBeside && !after.startsWith(right)
  return (
    (isFirst && hasMore(before, left + first, known.before)) ||
    (isLast && hasMore(after, last + right, known.after))
  )
}

const leastBeside = 12
const mostPut = 500

/**
 * True where the first word of a quote begins the gap, and the quote stands farther on in it, or the same at its
 * end: what lies between may have been put into the quote.
 */
export function mayBeTorn(
  text: string,
  gap: TextRange,
  { exact }: SearchedQuote,
  { start, end }: TextRange,
): boolean {
  const first = /^[^\p{L}\p{N}]*([\p{L}\p{N}]+)/u.exec(exact)?.[1]
  const last = /([\p{L}\p{N}]+)[^\p{L}\p{N}]*$/u.exec(exact)?.[1]
  const before = /^[^\p{L}\p{N}]*([\p{L}\p{N}]+)/u.exec(text.slice(gap.start, start))?.[1]
  const after = /([\p{L}\p{N}]+)[^\p{L}\p{N}]*$/u.exec(text.slice(end, gap.end))?.[1]
  return (before !== undefined && before === first) || (after !== undefined && after === last)
}

/** Where the quote stands word for word, at most two places; "on a basis" does not stand in "option a basis". */
export function listStanding(text: string, quote: SearchedQuote): readonly number[] {
  const places = findOccurrences(text, quote.exact, mostLooked)
  if (partsWord(quote)) return places.slice(0, 2)
  return places
    .filter((start) => {
      const end = start + quote.exact.length
      return (
        !areOneWord(text.slice(start - 1, start), quote.exact) &&
        !areOneWord(quote.exact, text.slice(end, end + 1))
      )
    })
    .slice(0, 2)
}

const mostLooked = 32

/** True where the words of a place stand right beside it once more. */
export function standsTwice(text: string, { start, end }: TextRange): boolean {
  const words = text.slice(start, end)
  const beside = words.length + mostMarks
  return (
    text.slice(Math.max(0, start - beside), start).includes(words) ||
    text.slice(end, end + beside).includes(words)
  )
}

/** Blanks and marks between two copies. */
const mostMarks = 2

/** Where the quote stands, if it stands once. */
export function findLone(text: string, quote: SearchedQuote): TextRange | undefined {
  const [start, ...copies] = listStanding(text, quote)
  if (start === undefined || copies.length > 0) return undefined
  return { start, end: start + quote.exact.length }
}

/**
 * Who moves words leaves behind what stood beside them, or takes it along, as with a paragraph: where that
 * stands beside the new place and in the old one, too, more than the quote was copied, before it went here:
 * surely if those words stand nowhere else, or on both sides.
 */
export function isCopied(
  text: WordIndex,
  pattern: Pattern,
  fellows: Int32Array,
  place: TextRange,
): 'surely' | 'perhaps' | 'no' {
  const { own } = pattern
  const before = { at: own.start, place: place.start, step: -1 } as const
  const after = { at: own.end - 1, place: place.end - 1, step: 1 } as const
  const copied = [before, after]
    .map((side) => measureCopied(text, pattern, fellows, side))
    .filter(({ count }) => count >= leastCopied)
  // what is said everywhere stands beside it by chance, but not on both sides
  if (copied.length < 2 && copied.every(({ places }) => places > mostCopies)) return 'no'
  const letters = copied.reduce((sum, { count }) => sum + count, 0)
  const isBothSides = copied.length > 1 && letters >= leastOfBothSides
  return isBothSides || copied.some(({ places }) => places === 2) ? 'surely' : 'perhaps'
}

type Side = { readonly at: number; readonly place: number; readonly step: -1 | 1 }

/** Letters and digits of the words in a row that stand beside both places. */
function measureCopied(
  text: WordIndex,
  { words }: Pattern,
  fellows: Int32Array,
  { at, place, step }: Side,
): { readonly count: number; readonly places: number } {
  let [count, away] = [0, step as number]
  for (; words[at + away] !== undefined; away += step) {
    const word = spell(words[at + away] ?? '')
    if (word !== spell(text.words[place + away] ?? '')) break
    const stays = fellows[at + away] ?? -1
    if (stays >= 0 && stays !== place + away) count += word.length
  }
  const [from, until] = step > 0 ? [at + 1, at + away] : [at + away + 1, at]
  return { count, places: listPlaces(text, words.slice(from, until)).length }
}

/** In more places than these the same words are no copies of each other. */
const mostCopies = 6

const leastOfBothSides = 24

/** Letters and digits of words in a row: fewer may stand in two places by chance. */
const leastCopied = 8

function spell(word: string): string {
  return word.replace(/[^\p{L}\p{N}]/gu, '')
}

function areOneWord(left: string, right: string): boolean {
  return /^[\p{L}\p{N}]{2}$/u.test(left.slice(-1) + right.slice(0, 1))
}

/**
 * Where the quote stands word for word within the gap, within other words, too; of a quote that parts a word, only
 * what begins or ends as it does, or beside the same part of that. Those that reach out of the gap come last, if they are others.
 */
export function listCopies(text: string, gap: TextRange, quote: SearchedQuote): TextRange[] {
  const { exact } = quote
  const [left, right] = [getPartBefore(quote), getPartAfter(quote)]
  const isCopy = ({ start, end }: TextRange) => {
    const [before, after] = [text.slice(0, start), text.slice(end)]
    const isFirst = left === '' ? !areOneWord(before, exact) : before.endsWith(left)
    const isLast = right === '' ? !areOneWord(exact, after) : after.startsWith(right)
    return (left === '' && right === '') || isFirst || isLast
  }
  const from = Math.max(0, gap.start - exact.length)
  const around = text.slice(from, gap.end + exact.length)
  const copies = findOccurrences(around, exact, mostLooked)
    .map((at) => ({ start: from + at, end: from + at + exact.length }))
    .filter((copy) => rangesOverlap(copy, gap) && isCopy(copy))
  const [within, beyond] = [
    copies.filter((copy) => containsRange(gap, copy)),
    copies.filter((copy) => !containsRange(gap, copy)),
  ]
  return [...within, ...beyond.filter((copy) => !within.some((one) => rangesOverlap(one, copy)))]
}

/** What of its first word stands before a quote that begins within it. */
function getPartBefore({ prefix, exact }: SearchedQuote): string {
  return areOneWord(prefix, exact) ? (/[\p{L}\p{N}]+$/u.exec(prefix)?.[0] ?? '') : ''
}

function getPartAfter({ exact, suffix }: SearchedQuote): string {
  return areOneWord(exact, suffix) ? (/^[\p{L}\p{N}]+/u.exec(suffix)?.[0] ?? '') : ''
}

/**
 * Who moves words keeps their look: "stroke⁵" elsewhere as "stroke5" was typed anew, and two cells that
 * stand beside each other elsewhere as others did in two rows are others.
 */
export function listMarks(text: string): string {
  return (text.match(/[\t\n\u00b2\u00b3\u00b9\u2070-\u2089]/g) ?? []).join('')
}

/** A blank of the quote is a border between two cells there: a part of it may be what is left of the other. */
export function takesInCell(text: string, place: TextRange, { source }: SearchedQuote): boolean {
  return sliceRange(text, place).split('\t').length > source.exact.split('\t').length
}
