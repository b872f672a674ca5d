import { findWords, type WordIndex } from './anchor-words.ts'
import type { TextRange } from './range.ts'
import { weighWords, type Pattern } from './surroundings.ts'
import { hasTooManyPairs, pairWords, scoreWhole, type Pairing } from './word-pairing.ts'

/** A part of the text, in ordinals of its words, and how the pattern stands in it. */
export type Placed = Pairing & {
  /** Ordinals in the whole text, -1 without one. */
  readonly fellows: Int32Array
  readonly window: TextRange
}

/** The place of the text that has most of the pattern; none where words are repeated beyond telling. */
export function placePattern(text: WordIndex, pattern: Pattern): Placed | undefined {
  let best: Placed | undefined
  for (const window of listWindows(text, pattern)) {
    const words = sliceWords(text, window)
    if (best && boundScore(pattern, words) <= best.score) continue
    const placed = pairIn(text, pattern, window)
    if (!placed) return undefined
    if (!best || placed.score > best.score) best = placed
  }
  return best
}

/** Where all of the pattern stands word for word: no other place can have more. */
export function placeWhole(text: WordIndex, pattern: Pattern): Placed | undefined {
  const { joined, ranges, ids, weights } = pattern
  const at = text.source.indexOf(joined)
  if (at < 0) return undefined
  const { start } = findWords(text, {
    start: at + (ranges[0]?.start ?? 0),
    end: at + joined.length,
  })
  if (ids.some((id, ordinal) => id >= 0 && id !== text.ids[start + ordinal])) return undefined
  return {
    score: scoreWhole(weights),
    fellows: ids.map((id, ordinal) => (id < 0 ? -1 : start + ordinal)),
    window: { start, end: start + ids.length },
  }
}

/** Undefined where words are repeated so much that not all pairs can be looked at. */
export function pairIn(
  text: WordIndex,
  { ids, weights }: Pattern,
  window: TextRange,
): Placed | undefined {
  const words = sliceWords(text, window)
  if (hasTooManyPairs(ids, words)) return undefined
  const { score, fellows } = pairWords(ids, weights, words)
  return { score, fellows: fellows.map((at) => (at < 0 ? -1 : at + window.start)), window }
}

/**
 * The score of the next place, in which no word has the fellow that it has in the first: a text that
 * repeats itself is its own rival. 0 where it is below `least`; the most it can be where words are
 * repeated so much that not all pairs can be looked at.
 */
export function scoreRival(
  text: WordIndex,
  pattern: Pattern,
  fellows: Int32Array,
  least: number,
): number {
  let most = 0
  for (const window of listWindows(text, pattern)) {
    const words = sliceWords(text, window)
    const bound = boundScore(pattern, words)
    if (bound <= Math.max(most, least)) continue
    if (hasTooManyPairs(pattern.ids, words)) {
      most = bound
      continue
    }
    const barred = fellows.map((at) => (at < 0 ? -1 : at - window.start))
    most = Math.max(most, pairWords(pattern.ids, pattern.weights, words, barred).score)
  }
  return most
}

/** Words of the window as numbers; those of `excluded` count nowhere. */
export function sliceWords(
  { ids }: WordIndex,
  { start, end }: TextRange,
  excluded?: TextRange,
): Int32Array {
  const words = ids.subarray(start, end)
  if (!excluded || excluded.end <= start || excluded.start >= end) return words
  const from = Math.max(0, excluded.start - start)
  return words.slice().fill(-1, from, Math.min(end, excluded.end) - start)
}

/** Windows whose likeness is looked at. */
const mostWindows = 4

/** Words more common than this vote for no place. */
const mostPlaces = 120

const bucketWidth = 64

/** Words beside a window that belong to it if something was put in or taken out. */
const slack = 40

/** Where words of the pattern stand at about their distances, those with most first. */
function listWindows(text: WordIndex, pattern: Pattern): TextRange[] {
  const votes = countVotes(text, pattern)
  const behind = Math.ceil(pattern.words.length / bucketWidth)
  const chosen: number[] = []
  const best = Array.from(votes, (vote, bucket) => ({
    bucket,
    vote: vote + (votes[bucket + 1] ?? 0),
  }))
    .filter(({ vote }) => vote > 0)
    .sort((a, b) => b.vote - a.vote || a.bucket - b.bucket)
  for (const { bucket } of best) {
    if (chosen.some((one) => Math.abs(one - bucket) < 2)) continue
    if (chosen.push(bucket) >= mostWindows) break
  }
  return chosen.map((bucket) => {
    const start = (bucket - behind) * bucketWidth
    return {
      start: Math.max(0, start - slack),
      end: Math.min(text.words.length, start + 2 * bucketWidth + pattern.words.length + slack),
    }
  })
}

/** By buckets of places where the pattern would begin; the first ones lie before the text. */
function countVotes(text: WordIndex, { words, weights }: Pattern): Float64Array {
  const behind = Math.ceil(words.length / bucketWidth) * bucketWidth
  const votes = new Float64Array(Math.ceil((text.words.length + behind) / bucketWidth) + 1)
  for (const [ordinal, word] of words.entries()) {
    if (weights[ordinal] === 0) continue
    const places = text.places.get(word)
    if (!places || places.length > mostPlaces) continue
    const weight = (weights[ordinal] ?? 0) / Math.sqrt(places.length)
    for (const at of places) {
      const bucket = Math.floor((at - ordinal + behind) / bucketWidth)
      votes[bucket] = (votes[bucket] ?? 0) + weight
    }
  }
  return votes
}

/** No pairing of the pattern with these words has more. */
function boundScore(pattern: Pattern, words: Int32Array): number {
  const there = new Map<number, number>()
  for (const id of words) there.set(id, (there.get(id) ?? 0) + 1)
  let bound = weighWords(pattern, { start: 0, end: pattern.ids.length })
  for (const [ordinal, id] of pattern.ids.entries()) {
    const left = id < 0 ? 0 : (there.get(id) ?? 0)
    if (left > 0) there.set(id, left - 1)
    else bound -= pattern.weights[ordinal] ?? 0
  }
  return bound
}
