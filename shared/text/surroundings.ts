import type { Twin } from './anchor-twins.ts'
import { indexWords, type WordIndex } from './anchor-words.ts'
import type { FoldedText } from './fold.ts'
import { sliceRange, trimRange, type TextRange } from './range.ts'
import { weighWord } from './word-pairing.ts'

/** Folded text on both sides of a quote, far more than tells it word for word. */
export type Surroundings = {
  readonly before: string
  readonly after: string
  /** How much of it all, from 0 to 1, stood in the place of the text that resembled it most. */
  readonly rivalry: number
  /** The same of the quote by itself; 0 where the surroundings tell the place without it. */
  readonly likeness: number
  /** Words of the quote, by their ordinals in it, that stood nowhere else; where rivals are like it. */
  readonly tellingRuns?: readonly TextRange[]
  /** What was like the quote; undefined where that is not known. */
  readonly twins?: readonly Twin[] | undefined
}

/** A quote with what stood around it, as words to look for in a text. */
export type Pattern = {
  readonly words: readonly string[]
  /** In the joined folded text of sides and quote. */
  readonly ranges: readonly TextRange[]
  /** As the text numbers them; -1 for words that it has not. */
  readonly ids: Int32Array
  readonly weights: Int32Array
  /** Ordinals of the quote's words. */
  readonly own: TextRange
  /** The quote itself, in the joined text. */
  readonly quote: TextRange
  readonly joined: string
}

/** Units on either side: a few sentences, or some rows of a table. */
export const reach = 600

/**
 * A word that the reach would part is left out: it stands in no place, so a copy that is the same in all
 * else would seem less like the place than it is.
 */
export function sliceSides({ folded }: FoldedText, { start, end }: TextRange) {
  const [from, until] = [Math.max(0, start - reach), Math.min(folded.length, end + reach)]
  const before = folded.slice(from, start)
  const after = folded.slice(end, until)
  return {
    before: partsWord(folded, from) ? before.replace(/^[\p{L}\p{N}.,'-]+/u, '') : before,
    after: partsWord(folded, until) ? after.replace(/[\p{L}\p{N}.,'-]+$/u, '') : after,
  }
}

function partsWord(text: string, offset: number): boolean {
  return /^[^\s]{2}$/.test(text.slice(Math.max(0, offset - 1), offset + 1))
}

export function createPattern(
  text: WordIndex,
  { before, after }: Pick<Surroundings, 'before' | 'after'>,
  exact: string,
): Pattern {
  const joined = before + exact + after
  const { words, ranges } = indexWords(joined)
  const quote = trimRange(joined, { start: before.length, end: before.length + exact.length })
  const first = ranges.findIndex(({ end }) => end > quote.start)
  const start = first < 0 ? ranges.length : first
  const end = Math.max(start, ranges.findLastIndex((range) => range.start < quote.end) + 1)
  return {
    words,
    ranges,
    ids: Int32Array.from(words, (word) => text.places.get(word)?.[0] ?? -1),
    // of two ways that are as good, the one that leaves its words to a neighbour
    weights: Int32Array.from(
      words,
      (word, at) => weighWord(word) - (at >= start && at < end ? 1 : 0),
    ),
    own: { start, end },
    quote,
    joined,
  }
}

export function weighWords({ weights }: Pattern, { start, end }: TextRange): number {
  let sum = 0
  for (let at = start; at < end; at++) sum += weights[at] ?? 0
  return sum
}

/** The same pattern, in which the quote's own words count for nothing. */
export function withoutQuote(pattern: Pattern): Pattern {
  return blank(pattern, (at) => at >= pattern.own.start && at < pattern.own.end)
}

/** The same pattern, in which only the quote's own words count. */
export function withoutSides(pattern: Pattern): Pattern {
  return blank(pattern, (at) => at < pattern.own.start || at >= pattern.own.end)
}

/** The same pattern, in which the words of the ranges of ordinals count for nothing. */
export function withoutRanges(pattern: Pattern, ranges: readonly TextRange[]): Pattern {
  return blank(pattern, (at) => ranges.some(({ start, end }) => at >= start && at < end))
}

function blank(pattern: Pattern, isBlank: (ordinal: number) => boolean): Pattern {
  const { ids, weights } = pattern
  return {
    ...pattern,
    ids: ids.map((id, at) => (isBlank(at) ? -1 : id)),
    weights: weights.map((weight, at) => (isBlank(at) ? 0 : weight)),
  }
}

/** Surroundings whose rivalry is below this tell the place even if much of them was changed. */
export const mostRivalry = 0.4

export function getExact({ joined, quote }: Pattern): string {
  return sliceRange(joined, quote)
}
