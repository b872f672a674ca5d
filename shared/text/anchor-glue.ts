import type { SearchedQuote } from './anchor-exact.ts'
import { findOccurrences } from './occurrences.ts'
import type { TextRange } from './range.ts'

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

/** True for a quote that begins or ends within a word: by its words it can't be known again. */
export function partsWord({ prefix, exact, suffix }: SearchedQuote): boolean {
  return areOneWord(prefix, exact) || areOneWord(exact, suffix)
}

/** "thethe sample": which of the two it was, nothing tells. */
export function repeatsEnd(text: string, { start, end }: TextRange): boolean {
  const words = text.slice(start, end)
  const first = /^[\p{L}\p{N}]+/u.exec(words)?.[0]
  const last = /[\p{L}\p{N}]+$/u.exec(words)?.[0]
  const isBefore = first !== undefined && text.slice(0, start).endsWith(first)
  return isBefore || (last !== undefined && text.startsWith(last, end))
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

/**
 * Who moves words leaves behind what stood beside them: where that stands beside the place, too, more
 * than the quote was copied there before it went here.
 */
export function isCopied(
  text: string,
  { prefix, exact, suffix }: SearchedQuote,
  start: number,
): boolean {
  const end = start + exact.length
  const before = listSpelled(text.slice(Math.max(0, start - reachOfCopy), start)).toReversed()
  const after = listSpelled(text.slice(end, end + reachOfCopy))
  return (
    countShared(listSpelled(prefix).toReversed(), before) >= leastCopied ||
    countShared(listSpelled(suffix), after) >= leastCopied
  )
}

/** Letters and digits of words in a row: fewer may stand beside another place by chance. */
const leastCopied = 8
const reachOfCopy = 40

function countShared(words: readonly string[], others: readonly string[]): number {
  const until = words.findIndex((word, at) => word !== others[at])
  return words.slice(0, until < 0 ? words.length : until).join('').length
}

function listSpelled(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function areOneWord(left: string, right: string): boolean {
  return /^[\p{L}\p{N}]{2}$/u.test(left.slice(-1) + right.slice(0, 1))
}
