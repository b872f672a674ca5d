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
): Landing | undefined {
  const { own } = pattern
  const matched = listMatched(placed.fellows, own)
  const [first, last] = [matched[0], matched.at(-1)]
  if (first === undefined || last === undefined || hasLooseEnd(text, pattern, placed, matched))
    return undefined
  const slot = findGap(text, pattern, placed)
  const [from, until] = [placed.fellows[first] ?? 0, placed.fellows[last] ?? 0]
  const missing = listMissing(pattern, placed)
  const start = extend(text, { from, until: slot.start, missing, atEdge: first - own.start })
  const end = extend(text, {
    from: until,
    until: slot.end - 1,
    missing,
    atEdge: own.end - 1 - last,
  })
  const words = { start, end: end + 1 }
  // a word that is another one of the quote does not stand for one that it lacks
  const taken = new Set(matched.map((at) => placed.fellows[at]))
  const free = text.words.slice(start, end + 1).filter((_, at) => !taken.has(start + at))
  if (standsBeside(text, words, withoutWords(missing, free))) return undefined
  if (isDoubled(text, pattern, placed, matched, slot)) return undefined
  if (isShared(pattern, placed, text, words)) return undefined
  const range = toRange(text, pattern, words, {
    isStart: start === from && first === own.start,
    isEnd: end === until && last === own.end - 1,
  })
  return range && { words, range }
}

function listMatched(fellows: Int32Array, { start, end }: TextRange): number[] {
  const matched: number[] = []
  for (let at = start; at < end; at++) if ((fellows[at] ?? -1) >= 0) matched.push(at)
  return matched
}

/** Ordinals of the text between the nearest words of both sides. */
function findGap(text: WordIndex, { own, ids }: Pattern, { fellows }: Placed): TextRange {
  let [before, after] = [own.start - 1, own.end]
  while (before >= 0 && (fellows[before] ?? -1) < 0) before--
  while (after < ids.length && (fellows[after] ?? -1) < 0) after++
  return {
    start: before < 0 ? 0 : (fellows[before] ?? 0) + 1,
    end: after < ids.length ? (fellows[after] ?? 0) : text.words.length,
  }
}

function listMissing({ words, own }: Pattern, { fellows }: Placed): string[] {
  return words
    .slice(own.start, own.end)
    .filter((_, index) => (fellows[own.start + index] ?? -1) < 0)
}

/** True where words that the quote lacks stand beside its place, though a neighbour claims them, too. */
export function standsBeside(
  text: WordIndex,
  { start, end }: TextRange,
  missing: readonly string[],
): boolean {
  return missing.some((_, away) => {
    const beside = [text.words[start - 1 - away], text.words[end + away]]
    return beside.some(
      (word) => word !== undefined && missing.some((one) => one === word || isPart(word, one)),
    )
  })
}

/** "hy" is left of "hy's" where something was typed into it. */
function isPart(word: string, whole: string): boolean {
  return word.length > 1 && !/\d/.test(whole) && (whole.startsWith(word) || whole.endsWith(word))
}

/**
 * True where a word at an end may be a neighbour's: that lacks the same word, or the same word stands
 * once more beside it.
 */
function isShared(
  { words, own }: Pattern,
  { fellows }: Placed,
  text: WordIndex,
  place: TextRange,
): boolean {
  const [first, last] = [text.words[place.start], text.words[place.end - 1]]
  const isBefore = (fellows[own.start - 1] ?? 0) < 0 && words[own.start - 1] === first
  const isAfter = (fellows[own.end] ?? 0) < 0 && words[own.end] === last
  const taken = new Set(fellows)
  const isTwice = (at: number, word: string | undefined) =>
    text.words[at] === word && !taken.has(at)
  return isBefore || isAfter || isTwice(place.start - 1, first) || isTwice(place.end, last)
}

/** True where half of the quote's words stand a second time between the same neighbours, or beside these. */
function isDoubled(
  text: WordIndex,
  { words, weights, own }: Pattern,
  { fellows }: Placed,
  matched: readonly number[],
  gap: TextRange,
): boolean {
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

/** More words between the neighbours are no copy. */
const mostDoubled = 400

/** Words, each so often as the others don't have it. */
export function withoutWords(words: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return words.filter((word) => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

type Edge = {
  readonly from: number
  /** The last word that may belong to the quote on this side. */
  readonly until: number
  readonly missing: readonly string[]
  /** Words of the quote beyond its last pair on this side. */
  readonly atEdge: number
}

/** As many words as were changed at the edge, and all up to one that is the quote's own. */
function extend(text: WordIndex, { from, until, missing, atEdge }: Edge): number {
  const step = Math.sign(until - from)
  const gap = Math.abs(until - from)
  let count = gap <= atEdge + littleMore && atEdge > 0 ? Math.min(gap, atEdge) : 0
  for (let more = 1; more <= Math.min(gap, mostReordered); more++) {
    const word = text.words[from + step * more] ?? ''
    if (missing.some((one) => isNear(one, word))) count = Math.max(count, more)
  }
  // where its last part comes first now, what is left beside it is of that part, too
  const isReordered = atEdge === 0 && count > 0 && gap <= count + littleLeft
  return from + step * (isReordered ? gap : count)
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

/**
 * An end of the quote, far from the rest, that its neighbour does not hold, or a part that goes on as the
 * quote does where another part was found: it may be other words.
 */
function hasLooseEnd(
  text: WordIndex,
  pattern: Pattern,
  { fellows }: Placed,
  matched: readonly number[],
): boolean {
  const { weights, own } = pattern
  const runs = listRuns(fellows, matched)
  const [head, tail] = [runs[0], runs.at(-1)]
  if (runs.length < 2 || !head || !tail) return false
  const weigh = (run: readonly number[]) => run.reduce((sum, at) => sum + (weights[at] ?? 0), 0)
  const end = own.end - 1
  const isHead = head[0] === own.start && fellows[own.start - 1] === (fellows[own.start] ?? 0) - 1
  const isTail = tail.at(-1) === end && fellows[end + 1] === (fellows[end] ?? 0) + 1
  const isLoose = (run: readonly number[], isHeld: boolean) =>
    weigh(run) < leastPart && !(isHeld && hasWord(pattern, run))
  return (
    isLoose(head, isHead) ||
    isLoose(tail, isTail) ||
    runs.slice(1).some(([first = 0]) => goesOn(text, pattern, fellows, first, -1)) ||
    runs.slice(0, -1).some((run) => goesOn(text, pattern, fellows, run.at(-1) ?? 0, 1))
  )
}

/** Figures alone may be those of a neighbour that was renumbered. */
function hasWord({ words }: Pattern, run: readonly number[]): boolean {
  return run.some((at) => /\p{L}{3}/u.test(words[at] ?? ''))
}

/** True where a long word of the quote stands at its distance beside the pair, though it was found elsewhere. */
function goesOn(
  text: WordIndex,
  { words, own }: Pattern,
  fellows: Int32Array,
  at: number,
  step: 1 | -1,
): boolean {
  for (let away = 1; away <= mostBeside; away++) {
    const ordinal = at + step * away
    if (ordinal < own.start || ordinal >= own.end) return false
    const word = words[ordinal] ?? ''
    const place = (fellows[at] ?? 0) + step * away
    if (word.length > 3 && (fellows[ordinal] ?? -1) >= 0 && text.words[place] === word)
      return fellows[ordinal] !== place
  }
  return false
}

const mostBeside = 4

/** What an end must have to count though it stands apart: long words, in hundredths. */
const leastPart = 250

/** More words than this between two of the quote's keep them apart. */
const mostBetween = 3

function listRuns(fellows: Int32Array, matched: readonly number[]): number[][] {
  const runs: number[][] = []
  for (const at of matched) {
    const run = runs.at(-1)
    const prior = run?.at(-1)
    const isNext =
      prior !== undefined &&
      (fellows[at] ?? 0) - (fellows[prior] ?? 0) - (at - prior) <= mostBetween
    if (run && isNext) run.push(at)
    else runs.push([at])
  }
  return runs
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
