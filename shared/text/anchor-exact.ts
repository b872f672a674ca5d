import { isCutShort, tellsPlace } from './context.ts'
import { foldText, mapRangeToFolded } from './fold.ts'
import { findOccurrences } from './occurrences.ts'
import { trimRange } from './range.ts'
import type { TextQuoteSelector } from './selector.ts'

/** A selector cut to the text it is looked for in; `source` is as it came, for what lengths say. */
export type SearchedQuote = TextQuoteSelector & {
  readonly source: TextQuoteSelector
  /** True where the quote is known to have stood once. */
  readonly isUnique: boolean
}

type ExactPlace =
  | { readonly state: 'intact'; readonly start: number }
  | { readonly state: 'moved'; readonly start: number }
  /** `isNear`: the quote and a side that tells the place stand together, but another place does, too. */
  | { readonly state: 'ambiguous'; readonly isNear: boolean }
  /** `start` where the quote stands, beside other words. */
  | { readonly state: 'lost'; readonly start: number | undefined }

/**
 * Where the quote stands word for word. Sides that tell the place decide; where they no longer stand,
 * a quote that stands once may still be taken, if it stood once before, too. `hint` is where the quote
 * began in this very text, if the caller knows: it tells twins apart.
 */
export function findExact(text: string, quote: SearchedQuote, hint?: number): ExactPlace {
  const { prefix, exact, suffix } = quote
  if (exact === '') return { state: 'lost', start: undefined }
  const whole = prefix + exact + suffix
  if (hint !== undefined && hint >= prefix.length && text.startsWith(whole, hint - prefix.length)) {
    return { state: 'intact', start: hint }
  }
  const told = findTold(text, quote)
  const [start, rival] = told
  // what stood once and stands twice was copied, and which of them is the copy nobody knows
  if (rival !== undefined) return quote.isUnique ? contested : findWhole(text, quote)
  if (start !== undefined) {
    return hasStraySide(text, quote, start) || isContested(text, quote, start)
      ? contested
      : { state: 'intact', start }
  }
  const places = findOccurrences(text, exact, 2)
  if (places[0] === undefined) return { state: 'lost', start: undefined }
  if (places.length === 1) return judgeLone(text, quote, places[0])
  const isUntold = !tellsPlace(quote.source.prefix) && !tellsPlace(quote.source.suffix)
  const isEnough = prefix.length + suffix.length >= leastContext
  return isUntold && isEnough && !hasTwins(quote) ? findWhole(text, quote) : ambiguous
}

/** The selector over folded text; blanks at the quote's ends go to its sides. */
export function foldSelector(source: TextQuoteSelector): Omit<SearchedQuote, 'isUnique'> {
  const fold = foldText(source.prefix + source.exact + source.suffix)
  const start = source.prefix.length
  const touched = mapRangeToFolded(fold, { start, end: start + source.exact.length })
  const range = trimRange(fold.folded, touched)
  return {
    prefix: fold.folded.slice(0, range.start).trimStart(),
    exact: fold.folded.slice(range.start, range.end),
    suffix: fold.folded.slice(range.end).trimEnd(),
    source,
  }
}

const ambiguous = { state: 'ambiguous', isNear: false } as const
const contested = { state: 'ambiguous', isNear: true } as const

/** With less around it one of several places is no more than a guess. */
const leastContext = 32

/** A side this long beside the quote supports it, where the quote stood once. */
const supportLength = 12

/** A quote this long that stood once is the same when it stands once in another place. */
const movableLength = 40

/** Starts of the quote where a side that tells the place stands beside it. */
function findTold(text: string, { prefix, exact, suffix, source }: SearchedQuote): number[] {
  const left = tellsPlace(source.prefix) ? findOccurrences(text, prefix + exact, 2) : []
  const right = tellsPlace(source.suffix) ? findOccurrences(text, exact + suffix, 2) : []
  return [...new Set([...left.map((start) => start + prefix.length), ...right])]
}

/**
 * True when a side that stood once stands twice: its place was copied, and the quote perhaps with it.
 * Where the quote had twins, it is enough that the side stands elsewhere.
 */
export function hasStraySide(text: string, quote: SearchedQuote, start: number): boolean {
  const { prefix, exact, suffix, source } = quote
  const left = tellsPlace(source.prefix) ? findOccurrences(text, prefix, 2) : []
  const right = tellsPlace(source.suffix) ? findOccurrences(text, suffix, 2) : []
  if (quote.isUnique) return left.length > 1 || right.length > 1
  return (
    left.some((at) => at + prefix.length !== start) ||
    right.some((at) => at !== start + exact.length)
  )
}

/**
 * True when one side alone speaks for the place, though the quote stands elsewhere, too, and nothing
 * of the other side stands here: "dose" becomes "dose of the dose" by writing before it or behind it.
 */
function isContested(text: string, quote: SearchedQuote, start: number): boolean {
  const others = findOccurrences(text, quote.exact, mostTwins).filter((at) => at !== start)
  if (others.length === 0) return false
  // what stood once and stands twice was copied: the copy may be the one whose sides are whole
  if (quote.isUnique && others.some((at) => hasSide(text, quote, at))) return true
  const { left, right } = countContext(text, quote, start)
  // a side that is short because the text ended there stands only where the text ends
  const after = text.length - start - quote.exact.length
  const hasLeft = left >= supportLength || (left === quote.prefix.length && left === start)
  const hasRight = right >= supportLength || (right === quote.suffix.length && right === after)
  if (!hasLeft || !hasRight) return true
  // a twin that slides into the place of one that went has some of the same words beside it
  const isWhole = left === quote.prefix.length && right === quote.suffix.length
  return !quote.isUnique && isShort(quote.exact) && !isWhole
}

/** Of one or two words, or of figures: cells of a table have many such. */
function isShort(exact: string): boolean {
  return exact.length < leastLength || exact.trim().split(/\s+/).length < 3
}

const leastLength = 20

/** More places than these are no few copies. */
const mostTwins = 16

function hasSide(text: string, quote: SearchedQuote, start: number): boolean {
  const { left, right } = countContext(text, quote, start)
  return left >= supportLength || right >= supportLength
}

/** How many units of each side stand beside the place, counted from the quote. */
function countContext(text: string, { prefix, exact, suffix }: SearchedQuote, start: number) {
  return {
    left: countShared(text, start - 1, prefix, prefix.length - 1, -1),
    right: countShared(text, start + exact.length, suffix, 0, 1),
  }
}

function findWhole(text: string, { prefix, exact, suffix }: SearchedQuote): ExactPlace {
  const [start, ...twins] = findOccurrences(text, prefix + exact + suffix, 2)
  if (start === undefined || twins.length > 0) return contested
  return { state: 'intact', start: start + prefix.length }
}

function judgeLone(text: string, quote: SearchedQuote, start: number): ExactPlace {
  const { prefix, exact, suffix, source } = quote
  const { left, right } = countContext(text, quote, start)
  const isWhole = left === prefix.length && right === suffix.length
  // all twins but this one may be gone, and the one that was meant with them
  if (hasTwins(quote)) return ambiguous
  if (isWhole) return { state: 'intact', start }
  const isSupported =
    left >= Math.min(supportLength, prefix.length || Infinity) ||
    right >= Math.min(supportLength, suffix.length || Infinity)
  const isLong = tellsPlace(source.prefix) || tellsPlace(source.suffix)
  if (!quote.isUnique && isLong) return ambiguous
  if (isSupported) return { state: 'intact', start }
  return exact.length >= movableLength ? { state: 'moved', start } : { state: 'lost', start }
}

/** True when `describe` found no context that tells this quote from another place. */
function hasTwins({ source: { prefix, suffix } }: SearchedQuote): boolean {
  const isTold = tellsPlace(prefix) || tellsPlace(suffix)
  return !isTold && (isCutShort(prefix) || isCutShort(suffix))
}

/** How many units agree from the two places on, going by `step`. */
function countShared(a: string, aAt: number, b: string, bAt: number, step: 1 | -1): number {
  let count = 0
  while (bAt >= 0 && bAt < b.length && a[aAt] === b[bAt]) {
    count++
    aAt += step
    bAt += step
  }
  return count
}
