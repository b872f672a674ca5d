import { sliceWords } from './anchor-windows.ts'
import type { WordIndex } from './anchor-words.ts'
import { rangesOverlap, type TextRange } from './range.ts'
import { pairWords } from './word-pairing.ts'

/**
 * Places beside their own, as ordinals of words, that have half of the words in their order, the likest
 * first; none that overlap. Undefined for words that are too few to be told, or where more places are like
 * them than are looked at.
 */
export function findLike(
  text: WordIndex,
  words: readonly string[],
  own: TextRange,
): TextRange[] | undefined {
  if (words.length < leastWords || words.length > mostWords) return undefined
  const starts = listStarts(text, words)
  if (starts.length > mostPlaces) return undefined
  const ids = Int32Array.from(words, (word) => text.places.get(word)?.[0] ?? -1)
  const found = starts
    .flatMap((start) => listLike(text, ids, start, own))
    .filter(({ met }) => met >= leastShare * words.length)
  const chosen: TextRange[] = []
  for (const { range } of found.sort((a, b) => a.away - b.away || a.range.start - b.range.start)) {
    if (![own, ...chosen].some((one) => rangesOverlap(one, range))) chosen.push(range)
  }
  return chosen
}

/** Words that are other ones, put in or left out: Levenshtein's distance, over words. */
export function countChanged(a: readonly string[], b: readonly string[]): number {
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [row, word] of a.entries()) {
    const current = [row + 1]
    for (const [column, other] of b.entries()) {
      const replaced = (previous[column] ?? 0) + (word === other ? 0 : 1)
      const one = 1 + Math.min(previous[column + 1] ?? 0, current[column] ?? 0)
      current.push(Math.min(replaced, one))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}

/** Words of the longer that the other lacks, in whatever order both have them. */
export function countOthers(a: readonly string[], b: readonly string[]): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const left = new Map<string, number>()
  for (const word of short) left.set(word, (left.get(word) ?? 0) + 1)
  let others = 0
  for (const word of long) {
    const count = left.get(word) ?? 0
    if (count === 0) others++
    else left.set(word, count - 1)
  }
  return others
}

/** Fewer words are those of a cell, which its row and column tell. */
const leastWords = 4
const mostWords = 200

/** Of the words so many stand in a place that is like them. */
const leastShare = 0.5

/** More places than these are lines of one form. */
const mostPlaces = 256

/** Words more common than this vote for no place. */
const mostVotes = 1000

/** Words that may have been put in or left out before a word that is in its place. */
const shift = 4

/** Where the words would begin, were they there: by votes of those that stand about at their distances. */
function listStarts(text: WordIndex, words: readonly string[]): number[] {
  const votes = new Map<number, number>()
  for (const [ordinal, word] of words.entries()) {
    const places = text.places.get(word) ?? []
    if (places.length > mostVotes) continue
    for (const at of places) votes.set(at - ordinal, (votes.get(at - ordinal) ?? 0) + 1)
  }
  const least = Math.max(2, leastVotes * words.length)
  const near = (start: number) => {
    let sum = 0
    for (let away = -shift; away <= shift; away++) sum += votes.get(start + away) ?? 0
    return sum
  }
  const starts: number[] = []
  for (const [start, vote] of [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    if (starts.some((one) => Math.abs(one - start) <= Math.min(shift, words.length - 1))) continue
    if (vote > 1 && near(start) >= least && starts.push(start) > mostPlaces) break
  }
  return starts
}

const leastVotes = 0.35

/** `met`: words that stand there in their order; `away`: how many at least are changed, put in or left out. */
type Like = { readonly range: TextRange; readonly met: number; readonly away: number }

/** Where no word or one is changed, nothing shifted is nearer: it is not looked for. */
function listLike(text: WordIndex, ids: Int32Array, start: number, own: TextRange): Like[] {
  const there = placeAt(text, ids, start)
  if (there && there.away <= 1) return [there]
  return [alignAt(text, ids, start, own), there].filter((like) => like !== undefined)
}

/** The words that begin about there; none before, which may be the end of a place beside it. */
function alignAt(
  text: WordIndex,
  ids: Int32Array,
  start: number,
  own: TextRange,
): Like | undefined {
  const from = Math.max(0, start)
  const window = { start: from, end: Math.max(from, start + ids.length + shiftBehind) }
  const there = sliceWords(text, window, own)
  const { fellows } = pairWords(ids, new Int32Array(ids.length).fill(100), there)
  const first = fellows.findIndex((at) => at >= 0)
  if (first < 0) return undefined
  const last = fellows.findLastIndex((at) => at >= 0)
  const begin = Math.max(0, from + (fellows[first] ?? 0) - first)
  const end = Math.min(text.words.length, from + (fellows[last] ?? 0) + ids.length - last)
  const met = fellows.reduce((sum, at) => (at >= 0 ? sum + 1 : sum), 0)
  return { range: { start: begin, end }, met, away: Math.max(ids.length, end - begin) - met }
}

/** As many words from there, where an end of them was changed: the aligned ones may go on to the next such word. */
function placeAt(text: WordIndex, ids: Int32Array, start: number): Like | undefined {
  const end = start + ids.length
  if (start < 0 || end > text.words.length) return undefined
  const met = ids.reduce((sum, id, at) => (id === text.ids[start + at] ? sum + 1 : sum), 0)
  return { range: { start, end }, met, away: ids.length - met }
}

/** Fewer: of lines of one form the next one begins there. */
const shiftBehind = 2
