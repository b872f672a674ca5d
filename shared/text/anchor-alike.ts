import { extendNear, findEdge, isBeside, listLeftOver, extendOwn } from './anchor-edges.ts'
import { gatherParts } from './anchor-parts.ts'
import { indexWords, type WordIndex } from './anchor-words.ts'
import { rangesOverlap, type TextRange } from './range.ts'
import { foldText } from './fold.ts'
import type { TextQuoteSelector } from './selector.ts'
import { alignWords, weighWord } from './word-alignment.ts'

/** A place of a text that has many of a quote's words in their order; offsets as the index counts. */
export type AlikePlace = {
  readonly range: TextRange
  /** Part of the quote that stands there, from 0 to 1. */
  readonly share: number
  /** The same of the quote with the words beside it. */
  readonly sidesShare: number
  /** True where words that stood beside the quote stand there, too. */
  readonly hasLeft: boolean
  readonly hasRight: boolean
  /** Words of the quote that stand there. */
  readonly matched: number
  /** Part of the marks between those words that stand there, too; 1 where there were few. */
  readonly marksShare: number
  /** True where words of an end of the quote stand apart, and may be other ones or its own. */
  readonly isLoose: boolean
}

/** A selector as it stands in folded text. */
export function foldParts({ prefix, exact, suffix }: TextQuoteSelector): TextQuoteSelector {
  const fold = (part: string) => foldText(part).folded
  return { prefix: fold(prefix), exact: fold(exact), suffix: fold(suffix) }
}

/**
 * The places that may be a changed quote, the likest first: none where the quote is too short to be
 * known again by a part of it, or so long that to compare it would take more than a moment. Words of
 * `excluded`, a range of the text, count nowhere; places that can't have the share `least` are left out.
 */
export function findAlike(
  text: WordIndex,
  { prefix, exact, suffix }: TextQuoteSelector,
  excluded: TextRange = { start: 0, end: 0 },
  least = leastOfChanged,
): AlikePlace[] {
  const quote = indexWords(exact)
  const left = indexWords(prefix).words.slice(-sideWords)
  const right = indexWords(suffix).words.slice(0, sideWords)
  if (quote.words.length === 0 || quote.words.length > mostWords) return []
  const pattern = [...left, ...quote.words, ...right]
  const sought = { pattern, exact, words: quote, from: left.length, excluded }
  const places = listWindows(text, sought, least).flatMap(
    (window) => align(text, sought, window) ?? [],
  )
  return withoutOverlaps(places.toSorted((a, b) => b.share - a.share))
}

const sideWords = 12
const mostWords = 600
/** Votes for a place that may be the quote after half of it was changed. */
const leastOfChanged = 0.15

const mostWindows = 14

/** Where only the likest place counts, fewer of the places with most votes do. */
const fewWindows = 5

/** Words that a changed quote may have taken up between its own. */
const slackWords = 60

/** Words more common than this vote for no place. */
const mostPlaces = 400

type Sought = {
  readonly pattern: readonly string[]
  readonly exact: string
  readonly words: WordIndex
  /** Ordinal in the pattern of the quote's first word. */
  readonly from: number
  readonly excluded: TextRange
}

/** Where words of the pattern stand at about their distances; the places with most of them. */
function listWindows(
  text: WordIndex,
  { pattern, words, from }: Sought,
  least: number,
): TextRange[] {
  const width = pattern.length + 8
  const votes = new Map<number, { own: number; all: number }>()
  const most = { own: 0, all: 0 }
  for (const [ordinal, word] of pattern.entries()) {
    const places = text.places.get(word) ?? []
    if (places.length === 0 || places.length > mostPlaces) continue
    const weight = weighWord(word)
    const own = ordinal >= from && ordinal < from + words.words.length ? weight : 0
    most.own += own
    most.all += weight
    for (const at of places) {
      const bucket = Math.floor((at - ordinal) / width)
      const vote = votes.get(bucket)
      if (vote) {
        vote.own += own
        vote.all += weight
      } else votes.set(bucket, { own, all: weight })
    }
  }
  const list = [...votes].filter(
    ([, { own, all }]) => own >= least * most.own || all >= least * most.all,
  )
  const count = least > leastOfChanged ? fewWindows : mostWindows
  const best = (kind: 'own' | 'all') =>
    list.toSorted((a, b) => b[1][kind] - a[1][kind] || a[0] - b[0]).slice(0, count)
  return [...new Set([...best('own'), ...best('all')])].map(([bucket]) => ({
    start: Math.max(0, bucket * width - slackWords),
    end: Math.min(text.words.length, (bucket + 1) * width + pattern.length + slackWords),
  }))
}

function align(text: WordIndex, sought: Sought, window: TextRange): AlikePlace | undefined {
  const { pattern, words, from } = sought
  const local = alignWords(pattern, listWords(text, window, sought.excluded))
  const fellows = local.map((at) => (at < 0 ? -1 : at + window.start))
  const until = from + words.words.length
  const pair = (first: number, end: number) =>
    pattern.slice(first, end).map((word, index) => ({ word, at: fellows[first + index] ?? -1 }))
  const isLoose = gatherParts(text.words, { pattern, from, until, fellows })
  const own = fellows.slice(from, until)
  const ends = listMatched(own)
  const [first, last] = [ends[0], ends.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const isOwn = listLeftOver(text, words.words, fellows, own)
  const near = { text: text.words, words: words.words, own }
  const start = extendOwn(isOwn, extendNear(near, findEdge(fellows, from, first, -1), -1), -1)
  const end = extendOwn(isOwn, extendNear(near, findEdge(fellows, until - 1, last, 1), 1), 1)
  return {
    range: toRange(text, sought, start, end),
    share: weigh(words.words, own) * gather(ends, words.words.length),
    sidesShare: weigh(pattern, fellows) * gather(ends, words.words.length),
    hasLeft: isBeside(pair(0, from).toReversed(), start, -1),
    hasRight: isBeside(pair(until, pattern.length), end, 1),
    matched: ends.length,
    marksShare: compareMarks(text, words, own),
    isLoose,
  }
}

function listWords(text: WordIndex, { start, end }: TextRange, excluded: TextRange): string[] {
  const words = text.words.slice(start, end)
  const [first, last] = [text.ranges[start], text.ranges[end - 1]]
  if (!first || !last || !rangesOverlap({ start: first.start, end: last.end }, excluded))
    return words
  return words.map((word, index) => {
    const range = text.ranges[start + index]
    return range && rangesOverlap(range, excluded) ? '' : word
  })
}

function listMatched(fellows: readonly number[]): number[] {
  return fellows.filter((at) => at >= 0)
}

/** Of the marks between two words of the quote that stand side by side, how many are the same. */
function compareMarks(text: WordIndex, quote: WordIndex, own: readonly number[]): number {
  let [same, all] = [0, 0]
  for (const [ordinal, at] of own.entries()) {
    if (at < 0 || own[ordinal + 1] !== at + 1) continue
    const marks = sliceGap(quote, ordinal)
    if (marks.trim() === '') continue
    all++
    if (marks.trim() === sliceGap(text, at).trim()) same++
  }
  return all < leastMarks ? 1 : same / all
}

/** Fewer marks may all have changed. */
const leastMarks = 4

function sliceGap({ source, ranges }: WordIndex, ordinal: number): string {
  return source.slice(ranges[ordinal]?.end, ranges[ordinal + 1]?.start)
}

/**
 * Below 1 for words that lie scattered: any long text has some of them. One gap is none, since a
 * sentence is torn apart in one place.
 */
function gather(places: readonly number[], count: number): number {
  const gaps = places.slice(1).map((at, index) => at - (places[index] ?? at) - 1)
  const spread = places.length + gaps.reduce((sum, gap) => sum + gap, 0) - Math.max(0, ...gaps)
  return Math.min(1, (1.5 * count) / spread)
}

function weigh(words: readonly string[], fellows: readonly number[]): number {
  let [met, all] = [0, 0]
  for (const [ordinal, word] of words.entries()) {
    all += word.length
    if ((fellows[ordinal] ?? -1) >= 0) met += word.length
  }
  return met / all
}

/** With the marks at the quote's ends, where they still stand there. */
function toRange(
  text: WordIndex,
  { exact, words }: Sought,
  first: number,
  last: number,
): TextRange {
  const start = text.ranges[first]?.start ?? 0
  const end = text.ranges[last]?.end ?? start
  const before = exact.slice(0, words.ranges[0]?.start ?? 0)
  const after = exact.slice(words.ranges.at(-1)?.end ?? exact.length)
  const hasBefore = text.source.slice(0, start).endsWith(before)
  const hasAfter = text.source.startsWith(after, end)
  return {
    start: hasBefore ? start - before.length : start,
    end: hasAfter ? end + after.length : end,
  }
}

function withoutOverlaps(places: readonly AlikePlace[]): AlikePlace[] {
  const kept: AlikePlace[] = []
  for (const place of places) {
    const { start, end } = place.range
    if (kept.every(({ range }) => end <= range.start || range.end <= start)) kept.push(place)
  }
  return kept
}
