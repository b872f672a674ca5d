import type { SearchedQuote } from './anchor-exact.ts'
import { editDistance } from './edit-distance.ts'
import type { TextRange } from './range.ts'

/** The words, numbers and signs of a text in order, with an index of where each stands. */
export type WordIndex = {
  readonly source: string
  readonly words: readonly string[]
  readonly ranges: readonly TextRange[]
  /** Ordinals of a word, rising. */
  readonly places: ReadonlyMap<string, readonly number[]>
  /** The ordinal where each word stands first: equal for equal words. */
  readonly ids: Int32Array
}

export function indexWords(text: string): WordIndex {
  const words: string[] = []
  const ranges: TextRange[] = []
  const places = new Map<string, number[]>()
  for (const match of text.matchAll(word)) {
    const spelled = match[0].toLowerCase()
    const ordinals = places.get(spelled)
    if (ordinals) ordinals.push(words.length)
    else places.set(spelled, [words.length])
    words.push(spelled)
    ranges.push({ start: match.index, end: match.index + match[0].length })
  }
  const ids = Int32Array.from(words, (spelled) => places.get(spelled)?.[0] ?? -1)
  return { source: text, words, ranges, places, ids }
}

/** Ordinals of the words that touch the range. */
export function findWords({ ranges }: WordIndex, { start, end }: TextRange): TextRange {
  const first = findFirst(ranges, (range) => range.end > start)
  return {
    start: first,
    end: Math.max(
      first,
      findFirst(ranges, (range) => range.start >= end),
    ),
  }
}

/** Index of the first range that meets the condition, which all later ones meet, too. */
function findFirst(ranges: readonly TextRange[], meets: (range: TextRange) => boolean): number {
  let [low, high] = [0, ranges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (range && meets(range)) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Where the quote stands with other punctuation or case, or with a word or two spelled otherwise;
 * every number is the same. Each place stands for one range of the text.
 */
export function findSameWords(text: WordIndex, quote: SearchedQuote): TextRange[] {
  const { words, ranges } = indexWords(quote.exact)
  if (words.length < leastWords) return []
  const mark = quote.exact.slice(ranges.at(-1)?.end)
  const misspelled = words.length >= 12 ? 2 : words.length >= 6 ? 1 : 0
  const starts = new Set(
    listSeeds(text, words, misspelled + 1).flatMap((seed) =>
      (text.places.get(words[seed] ?? '') ?? []).slice(0, maximumPlaces).map((at) => at - seed),
    ),
  )
  return [...starts]
    .filter((start) => start >= 0 && matches(text.words, start, words, misspelled))
    .flatMap((start) => {
      const first = text.ranges[start]
      const last = text.ranges[start + words.length - 1]
      if (!first || !last) return []
      const hasMark = text.source.startsWith(mark, last.end)
      return [{ start: first.start, end: hasMark ? last.end + mark.length : last.end }]
    })
}

/** True where the first and the last words of a quote stand outside the place, too: one of both is a copy. */
export function endsElsewhere(text: WordIndex, quote: string, place: TextRange): boolean {
  const { words } = indexWords(quote)
  return [words.slice(0, leastWords), words.slice(-leastWords)].every((part) =>
    (text.places.get(part[0] ?? '') ?? []).some((at) => {
      const [first, last] = [text.ranges[at], text.ranges[at + part.length - 1]]
      const isOutside = first && last && (last.end <= place.start || first.start >= place.end)
      return isOutside && part.every((spelled, away) => text.words[at + away] === spelled)
    }),
  )
}

/** Fewer words are too common to be told by themselves. */
const leastWords = 4

/** Places of one seed that are tried; what is more common is no seed. */
const maximumPlaces = 2000

/** A number with its sign, a word, or a sign that changes what a number says. */
const word =
  /(?<![\p{L}\p{N}])-?\d+(?:[.,]\d+)*|[\p{L}\p{N}]+(?:'\p{L}+)?|[<>=\u2264\u2265\u00b1+%]/gu

/** The rarest words of the quote: with more seeds than changed words, one of them is unchanged. */
function listSeeds(text: WordIndex, words: readonly string[], count: number): number[] {
  const rarity = (ordinal: number) => text.places.get(words[ordinal] ?? '')?.length ?? Infinity
  const isRepeated = (ordinal: number) => words.indexOf(words[ordinal] ?? '') < ordinal
  return words
    .map((_, ordinal) => ordinal)
    .filter((ordinal) => !isRepeated(ordinal))
    .sort((a, b) => rarity(a) - rarity(b))
    .slice(0, 2 * count)
}

function matches(
  text: readonly string[],
  start: number,
  words: readonly string[],
  misspelled: number,
): boolean {
  let left = misspelled
  for (const [ordinal, spelled] of words.entries()) {
    const other = text[start + ordinal]
    if (other === spelled) continue
    if (other === undefined || left === 0 || !isMisspelled(spelled, other)) return false
    left--
  }
  return true
}

/** "randomised" and "randomized"; neither "1.5" and "1.6" nor "typical" and "atypical". */
function isMisspelled(a: string, b: string): boolean {
  const areWords = /^\p{L}{6,}$/u.test(a) && /^\p{L}{6,}$/u.test(b)
  return areWords && a[0] === b[0] && editDistance(a, b, 1) <= 1
}
