import type { SearchedQuote } from './anchor-exact.ts'
import { tellsPlace } from './context.ts'
import { editDistance } from './edit-distance.ts'
import { findOccurrences } from './occurrences.ts'
import { trimRange, type TextRange } from './range.ts'

type BetweenPlace =
  | { readonly state: 'intact'; readonly start: number }
  | { readonly state: 'edited' | 'split'; readonly range: TextRange }
  | { readonly state: 'ambiguous' }
  | { readonly state: 'lost' }

/**
 * Finds a quote that was changed where it stands: both its sides are still there, and what stands
 * between them has the quote in it, or is as much like it as not. One side alone is not enough: when a sentence is
 * deleted, the next one, which may resemble it, takes its place.
 */
export function findBetween(text: string, quote: SearchedQuote): BetweenPlace {
  const prefix = quote.prefix.trim()
  const suffix = quote.suffix.trim()
  const { source } = quote
  if (!tellsPlace(source.prefix) && !tellsPlace(source.suffix)) return { state: 'lost' }
  const starts = listStarts(text, prefix, tellsPlace(source.prefix))
  const ends = listEnds(text, suffix, tellsPlace(source.suffix))
  const longest = 3 * quote.exact.length + 200
  const places = starts
    .flatMap((start) =>
      ends
        .filter((end) => end >= start && end <= start + longest)
        .map((end) => trimRange(text, { start, end })),
    )
    .flatMap((range) => judge(text, quote.exact, range))
  const [place, ...others] = places
  if (!place) return { state: 'lost' }
  return others.length > 0 ? { state: 'ambiguous' } : place
}

/** Sides that tell the place stand once; a few more are looked at for selectors made elsewhere. */
const maximumPlaces = 8

/** Share of the longer text that may have changed. Two sentences of English differ by 0.7 or more. */
const maximumChange = 0.5

/** Share of the words of the longer text that both have, in any order. */
const leastSharedWords = 0.7

/** Above this many steps words alone are compared: a whole page was quoted. */
const maximumSteps = 8_000_000

/** Where the prefix ends. One that does not tell the place counts only where the text begins with it. */
function listStarts(text: string, prefix: string, tells: boolean): number[] {
  if (!tells)
    return text.trimStart().startsWith(prefix) ? [text.indexOf(prefix) + prefix.length] : []
  return findOccurrences(text, prefix, maximumPlaces).map((start) => start + prefix.length)
}

function listEnds(text: string, suffix: string, tells: boolean): number[] {
  if (!tells) return text.trimEnd().endsWith(suffix) ? [text.trimEnd().length - suffix.length] : []
  return findOccurrences(text, suffix, maximumPlaces)
}

function judge(text: string, quote: string, range: TextRange): BetweenPlace[] {
  const between = text.slice(range.start, range.end)
  const [at, ...twins] = findOccurrences(between, quote, 2)
  if (at !== undefined) {
    return [
      twins.length > 0 ? { state: 'ambiguous' } : { state: 'intact', start: range.start + at },
    ]
  }
  const state = compare(quote, between)
  return state ? [{ state, range }] : []
}

/** True where the text may be the quote after edits: much of it, letter for letter or word for word. */
export function resembles(quote: string, text: string): boolean {
  const isWithin = text.length <= 3 * quote.length && text.includes(quote)
  return isWithin || compare(quote, text) !== undefined
}

function compare(quote: string, text: string): 'edited' | 'split' | undefined {
  if (text === '') return undefined
  if (isTornApart(quote, text)) return text.length > 2 * quote.length ? 'split' : 'edited'
  if (isNumber(quote) && isNumber(text)) return 'edited'
  if (hasLooseEnd(quote, text)) return undefined
  const longer = Math.max(quote.length, text.length)
  const bound = Math.floor(longer * maximumChange)
  const isNear = bound * longer <= maximumSteps && editDistance(quote, text, bound) <= bound
  return isNear || shareWords(quote, text) ? 'edited' : undefined
}

/** True when the text is the quote with something put into it between two words; one word has no such place. */
function isTornApart(quote: string, text: string): boolean {
  if (!/\s/.test(quote)) return false
  const { head, tail } = countEnds(quote, text)
  const least = leastEnd(quote)
  return head + tail >= quote.length && head >= least && tail >= least
}

/**
 * True when nearly all of the quote stands at one end of a longer text, and nothing to speak of at the
 * other: what was put before or behind it may be a neighbour, and its first figure that one's.
 */
function hasLooseEnd(quote: string, text: string): boolean {
  const { head, tail } = countEnds(quote, text)
  const isLonger = text.length - quote.length > mostBeside
  return (
    isLonger &&
    Math.max(head, tail) >= leastOfMost * quote.length &&
    Math.min(head, tail) < leastEnd(quote)
  )
}

const mostBeside = 12

const leastOfMost = 0.6

function leastEnd(quote: string): number {
  return Math.min(8, quote.length / 4)
}

/** Units that both begin and end with. */
function countEnds(quote: string, text: string) {
  let head = 0
  while (head < quote.length && quote[head] === text[head]) head++
  let tail = 0
  while (tail < quote.length && quote.at(-1 - tail) === text.at(-1 - tail)) tail++
  return { head, tail }
}

function isNumber(text: string): boolean {
  return /^[<>=\u2264\u2265\u00b1+-]?\s?\d[\d.,]*\s?%?$/.test(text)
}

/** Words in another order are the same words: a sentence turned round is far by letters. */
function shareWords(a: string, b: string): boolean {
  const counts = new Map<string, number>()
  const words = listWords(a)
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const others = listWords(b)
  let shared = 0
  for (const word of others) {
    const left = counts.get(word) ?? 0
    if (left === 0) continue
    counts.set(word, left - 1)
    shared++
  }
  return shared >= leastSharedWords * Math.max(words.length, others.length)
}

function listWords(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? ['']
}
