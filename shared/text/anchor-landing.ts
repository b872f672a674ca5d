import { standsAgain, standsBeside } from './anchor-beside.ts'
import {
  endsWithin,
  hasSurplusEnd,
  isGlued,
  isHeld,
  lacksWhatIsBeside,
  takesInNeighbour,
  tellOthers,
  withoutWords,
} from './anchor-ends.ts'
import { hasLooseEnd } from './anchor-runs.ts'
import type { Placed } from './anchor-windows.ts'
import type { WordIndex } from './anchor-words.ts'
import { editDistance } from './edit-distance.ts'
import type { TextRange } from './range.ts'
import { sliceRange } from './range.ts'
import type { Pattern } from './surroundings.ts'

/** Where a quote stands: ordinals of words, and offsets. */
export type Landing = { readonly words: TextRange; readonly range: TextRange }

/**
 * From the first to the last of the quote's words, with those at its ends that were changed or that stand
 * in another order now. Undefined where an end can't be told: a few words that stand apart and may be
 * other ones, or a part of a word that was changed.
 */
export function findLanding(
  text: WordIndex,
  pattern: Pattern,
  placed: Placed,
  isTelling: boolean,
): Landing | undefined {
  const { own } = pattern
  const matched = listMatched(placed.fellows, own)
  const [first, last] = [matched[0], matched.at(-1)]
  if (first === undefined || last === undefined) return undefined
  if (hasLooseEnd(text, pattern, placed, matched)) return undefined
  if (takesInNeighbour(text, pattern, placed)) return undefined
  const slot = findGap(text, pattern, placed)
  const [from, until] = [placed.fellows[first] ?? 0, placed.fellows[last] ?? 0]
  const missing = listMissing(pattern, placed)
  const words = extendBoth(text, pattern, placed, { first, last }, missing)
  if (!words) return undefined
  const { start, end } = words
  // a word that is another one of the quote does not stand for one that it lacks
  const taken = new Set(matched.map((at) => placed.fellows[at]))
  const free = text.words.slice(start, end).filter((_, at) => !taken.has(start + at))
  if (lacksWhatIsBeside(text, pattern, placed, words) || endsWithin(text, pattern, placed, words))
    return undefined
  const isOthers = tellOthers(text, pattern, placed, words, missing)
  const lacked = withoutWords(missing, free)
  const hasEnds = first === own.start && last === own.end - 1
  const isBeside = standsBeside(text, words, lacked, { hasEnds, isOthers })
  if (isBeside || standsAgain(text, words, lacked, placed)) return undefined
  // lines of a template are no copies of each other, where this one stands in one piece
  const isWhole = end - start <= own.end - own.start + mostBetween
  const isTold = isTelling && isWhole && isHeld(pattern, placed.fellows)
  if (!isTold && isDoubled(text, pattern, placed.fellows, slot)) return undefined
  if (isShared(pattern, placed, text, words, slot)) return undefined
  const isChanged = start !== from || end !== until + 1 || !hasEnds
  if (isChanged && hasSurplusEnd(text, pattern, placed, words, slot)) return undefined
  if (isParted(text, pattern, placed, words, slot)) return undefined
  const range = toRange(text, pattern, words, {
    isStart: start === from && first === own.start,
    isEnd: end - 1 === until && last === own.end - 1,
  })
  return range && { words, range }
}

/** From the first to the last of the matched words, and as far beyond each as the quote goes. */
function extendBoth(
  text: WordIndex,
  pattern: Pattern,
  placed: Placed,
  { first, last }: { readonly first: number; readonly last: number },
  missing: readonly string[],
): TextRange | undefined {
  const { own } = pattern
  const gap = findGap(text, pattern, placed)
  const { isBefore, isAfter } = tellNeighbours(placed, own, gap)
  const [from, until] = [placed.fellows[first] ?? 0, placed.fellows[last] ?? 0]
  // what stands at the other end now was not changed at this one
  const countLacked = (start: number, end: number) =>
    withoutWords(missing, text.words.slice(start, end)).length
  const behind = Math.min(gap.end, until + 1 + mostReordered)
  const start = extend(text, {
    from,
    until: gap.start,
    missing,
    atEdge: Math.min(first - own.start, countLacked(until + 1, behind)),
    isTold: isBefore,
  })
  const end = extend(text, {
    from: until,
    until: gap.end - 1,
    missing,
    atEdge: Math.min(
      own.end - 1 - last,
      countLacked(Math.max(gap.start, from - mostReordered), from),
    ),
    isTold: isAfter,
  })
  return start === undefined || end === undefined ? undefined : { start, end: end + 1 }
}

export function listMatched(fellows: Int32Array, { start, end }: TextRange): number[] {
  const matched: number[] = []
  for (let at = start; at < end; at++) if ((fellows[at] ?? -1) >= 0) matched.push(at)
  return matched
}

/** Ordinals of the text between the nearest words of both sides. */
export function findGap(text: WordIndex, { own, ids }: Pattern, { fellows }: Placed): TextRange {
  let [before, after] = [own.start - 1, own.end]
  while (before >= 0 && (fellows[before] ?? -1) < 0) before--
  while (after < ids.length && (fellows[after] ?? -1) < 0) after++
  return {
    start: before < 0 ? 0 : (fellows[before] ?? 0) + 1,
    end: after < ids.length ? (fellows[after] ?? 0) : text.words.length,
  }
}

/** Whether the gap ends on both sides at the very neighbours of the quote. */
function tellNeighbours({ fellows }: Pick<Placed, 'fellows'>, own: TextRange, gap: TextRange) {
  return {
    isBefore: own.start === 0 || fellows[own.start - 1] === gap.start - 1,
    isAfter: own.end === fellows.length || fellows[own.end] === gap.end,
  }
}

function listMissing({ words, own }: Pattern, { fellows }: Placed): string[] {
  return words
    .slice(own.start, own.end)
    .filter((_, index) => (fellows[own.start + index] ?? -1) < 0)
}

/**
 * True where a word at an end may be a neighbour's: that lacks the same word, or the same word stands
 * once more beside it, or right beside the neighbour, so that the quote may begin or end there.
 */
function isShared(
  { words, own }: Pattern,
  { fellows }: Placed,
  text: WordIndex,
  place: TextRange,
  gap: TextRange,
): boolean {
  const [first, last] = [text.words[place.start], text.words[place.end - 1]]
  const isBefore = (fellows[own.start - 1] ?? 0) < 0 && words[own.start - 1] === first
  const isAfter = (fellows[own.end] ?? 0) < 0 && words[own.end] === last
  const taken = new Set(fellows)
  const isTwice = (at: number, word: string | undefined) =>
    text.words[at] === word && !taken.has(at)
  const told = tellNeighbours({ fellows }, own, gap)
  return (
    isBefore ||
    isAfter ||
    isTwice(place.start - 1, first) ||
    isTwice(place.end, last) ||
    (told.isBefore && gap.start < place.start && isTwice(gap.start, first)) ||
    (told.isAfter && gap.end > place.end && isTwice(gap.end - 1, last))
  )
}

/** True where an end is a part of the quote's word alone, and the rest of that stands beyond: "Pearson does's". */
function isParted(
  text: WordIndex,
  { words, own }: Pattern,
  { fellows }: Placed,
  place: TextRange,
  gap: TextRange,
): boolean {
  const [first, last] = [words[own.start] ?? '', words[own.end - 1] ?? '']
  const [head, tail] = [text.words[place.start] ?? '', text.words[place.end - 1] ?? '']
  const before = text.words.slice(gap.start, place.start)
  const after = text.words.slice(place.end, gap.end)
  if ((fellows[own.start] ?? -1) < 0 && before.some((word) => isTorn(first, word, head)))
    return true
  if ((fellows[own.end - 1] ?? -1) < 0 && after.some((word) => isTorn(last, tail, word)))
    return true
  const isHead = (fellows[own.start] ?? -1) < 0 && first !== head && first.endsWith(head)
  const isTail = (fellows[own.end - 1] ?? -1) < 0 && last !== tail && last.startsWith(tail)
  return (
    (isHead &&
      before.some((word) => word.startsWith(first.slice(0, -head.length).replace(/'$/, '')))) ||
    (isTail && after.some((word) => word.endsWith(last.slice(tail.length).replace(/^'/, ''))))
  )
}

/** "i himself'm": the one word begins, and the other ends, as the whole. */
function isTorn(whole: string, begins: string, ends: string): boolean {
  const rest = whole.startsWith(begins) ? whole.slice(begins.length) : ''
  return rest !== '' && ends !== whole && ends.endsWith(rest)
}

/** True where half of the quote's words stand a second time between the same neighbours, or beside these. */
export function isDoubled(
  text: WordIndex,
  { words, weights, own }: Pattern,
  fellows: Int32Array,
  gap: TextRange,
): boolean {
  const matched = listMatched(fellows, own)
  if (gap.end - gap.start - matched.length > mostDoubled) return false
  const taken = new Set(fellows)
  const beside = own.end - own.start
  const from = Math.max(0, gap.start - beside)
  const others = new Set(
    text.words.slice(from, gap.end + beside).filter((_, at) => !taken.has(from + at)),
  )
  const met = matched.map((at) => ({ word: words[at] ?? '', weight: weights[at] ?? 0 }))
  const sum = (list: typeof met) => list.reduce((all, { weight }) => all + weight, 0)
  return others.size > 0 && 2 * sum(met.filter(({ word }) => others.has(word))) >= sum(met)
}

/** More words than this between those of the quote keep parts of it apart. */
const mostBetween = 3

/** More words between the neighbours are no copy. */
const mostDoubled = 400

type Edge = {
  readonly from: number
  /** The last word that may belong to the quote on this side. */
  readonly until: number
  readonly missing: readonly string[]
  /** Words of the quote beyond its last pair on this side. */
  readonly atEdge: number
  /** True where the word that stood beside the quote here stands at the end of the gap. */
  readonly isTold: boolean
}

/**
 * As many words as were changed at the edge, and all up to one that is the quote's own. Undefined where
 * what is left beside those may be a neighbour that was changed.
 */
function extend(
  text: WordIndex,
  { from, until, missing, atEdge, isTold }: Edge,
): number | undefined {
  const step = Math.sign(until - from)
  const gap = Math.abs(until - from)
  let count = gap <= atEdge + littleMore && atEdge > 0 ? Math.min(gap, atEdge) : 0
  for (let more = 1; more <= Math.min(gap, mostReordered); more++) {
    const word = text.words[from + step * more] ?? ''
    if (missing.some((one) => isNear(one, word))) count = Math.max(count, more)
  }
  // "In11.1" is one word that was changed, not two
  while (atEdge > 0 && count > 0 && count < gap && isGlued(text, from + step * count, step)) count++
  // where its last part comes first now, what is left beside it is of that part, too
  const isNearlyAll = count > 0 && gap <= count + littleLeft
  if (atEdge === 0 && isNearlyAll && gap > count && !isTold) return undefined
  // one word that was changed may be two now
  const takesAll = isNearlyAll && (atEdge === 0 || isTold)
  return from + step * (takesAll ? gap : count)
}

const mostReordered = 60
const littleMore = 12
const littleLeft = 3

/** The same word, misspelled or run together with another. */
function isNear(word: string, other: string): boolean {
  if (word === other) return true
  const [short, long] = word.length <= other.length ? [word, other] : [other, word]
  if (short.length < 3) return false
  if (long.startsWith(short) || long.endsWith(short)) return true
  return short.length >= 5 && editDistance(short, long, 2) <= 2
}

/** The range of words that are the quote's own; undefined for a quote that begins or ends within a word. */
export function toOwnWords(text: WordIndex, pattern: Pattern, words: TextRange) {
  return toRange(text, pattern, words, { isStart: false, isEnd: false })
}

/** With the marks at the quote's ends where they still stand there; a part of a word only of that word. */
function toRange(
  text: WordIndex,
  { joined, ranges, own, quote }: Pattern,
  { start, end }: TextRange,
  { isStart, isEnd }: { readonly isStart: boolean; readonly isEnd: boolean },
): TextRange | undefined {
  const [first, last] = [ranges[own.start], ranges[own.end - 1]]
  const [from, until] = [text.ranges[start]?.start, text.ranges[end - 1]?.end]
  if (!first || !last || from === undefined || until === undefined) return undefined
  const [into, outOf] = [quote.start - first.start, last.end - quote.end]
  if ((into > 0 && !isStart) || (outOf > 0 && !isEnd)) return undefined
  const head = sliceRange(joined, { start: quote.start, end: first.start })
  const tail = sliceRange(joined, { start: last.end, end: quote.end })
  const hasHead = head !== '' && text.source.slice(0, from).endsWith(head)
  const hasTail = tail !== '' && text.source.startsWith(tail, until)
  return {
    start: hasHead ? from - head.length : from + Math.max(0, into),
    end: hasTail ? until + tail.length : until - Math.max(0, outOf),
  }
}
