import { resembles } from './anchor-between.ts'
import { isHeld, isHeldOnOneSide, isHeldWhole, standsBeside, withoutWords } from './anchor-ends.ts'
import { findLanding, isDoubled, type Landing } from './anchor-landing.ts'
import {
  pairIn,
  placePattern,
  placeWhole,
  scoreRival,
  sliceWords,
  type Placed,
} from './anchor-windows.ts'
import type { WordIndex } from './anchor-words.ts'
import { occursOnce } from './occurrences.ts'
import { sliceRange, type TextRange } from './range.ts'
import { getExact, mostRivalry, weighWords, withoutQuote, type Pattern } from './surroundings.ts'
import { holdsTellingRun } from './telling-runs.ts'
import { pairWords, scoreWhole } from './word-pairing.ts'

export type Standing =
  | { readonly state: 'here'; readonly range: TextRange }
  /** `isClosed`: what stood on both sides of the quote stands together now; `fellows`: where all of that stands. */
  | { readonly state: 'gone'; readonly isClosed: boolean; readonly fellows: Int32Array }
  /** `near`: where most of the surroundings stand, if anywhere. */
  | { readonly state: 'unsure'; readonly near: TextRange | undefined }

/** What is known of a quote from the text where it stood. */
export type Known = {
  readonly isUnique: boolean
  /** See Surroundings. */
  readonly rivalry: number
  readonly likeness: number
  readonly tellingRuns?: readonly TextRange[]
}

/**
 * Looks for a quote among what stood around it. The surroundings choose the place by themselves: where most
 * of them stand as they stand nowhere else. The quote is there if the pairing of all words loses as much
 * without the quote as without its place; else a neighbour that is like it has taken that. Offsets of
 * folded text.
 */
export function findHere(text: WordIndex, pattern: Pattern, known: Known): Standing {
  const sides = withoutQuote(pattern)
  const untouched = placeWhole(text, sides)
  const around = untouched ?? placePattern(text, sides)
  const unsure = { state: 'unsure', near: around && measureExtent(text, around) } as const
  const { own } = pattern
  const weight = weighWords(pattern, own)
  if (weight === 0 || own.end - own.start > mostWords) return unsure
  const nearness = around && measureNearness(text, sides, around, known.rivalry)
  if (!around || nearness === undefined) return unsure
  const isClear = known.rivalry < mostRivalry || nearness >= leastNearness
  if (untouched && isClear) return landUntouched(text, pattern, untouched)
  const whole = pairIn(text, pattern, around.window)
  if (!whole) return unsure
  const gain = whole.score - around.score
  const isLikely = gain >= leastShare * weight
  const evidence = { ...known, weight, gain: gain / weight, isClear }
  const judged = isLikely ? judge(text, pattern, whole, evidence) : undefined
  if (judged) return judged
  const slot = findSlot(text, pattern, around)
  if (slot && isReordered(text, pattern, slot, around, evidence))
    return { state: 'here', range: slot.range }
  if (isLikely) return unsure
  const isFilled = slot !== undefined && slot.words.start < slot.words.end
  if (isFilled && resembles(getExact(pattern), sliceRange(text.source, slot.range))) {
    const isWhole = !standsBeside(text, slot.words, listMissing(text, pattern, slot))
    return isClear && isWhole && known.isUnique ? { state: 'here', range: slot.range } : unsure
  }
  if (gain >= mostShareOfGone * weight) return unsure
  return { state: 'gone', isClosed: slot !== undefined && !isFilled, fellows: around.fellows }
}

/** Nothing near it was changed: no words need to be weighed. */
function landUntouched(
  text: WordIndex,
  { ranges, quote, own }: Pattern,
  { window }: Placed,
): Standing {
  const first = text.ranges[window.start + own.start]?.start ?? 0
  const start = first - (ranges[own.start]?.start ?? 0) + quote.start
  return { state: 'here', range: { start, end: start + quote.end - quote.start } }
}

function measureExtent(text: WordIndex, { fellows }: Placed): TextRange | undefined {
  const matched = fellows.filter((at) => at >= 0)
  const [first, last] = [text.ranges[matched[0] ?? -1], text.ranges[matched.at(-1) ?? -1]]
  return first && last && { start: first.start, end: last.end }
}

/** Longer quotes are found word for word or not at all: to compare them takes more than a moment. */
const mostWords = 600

/** Of its words, a quote has at least so many that nothing else can claim. */
const leastShare = 0.5

/** What its neighbours may lose by its standing there. */
const mostTaken = 0.25

/** What all words must lose without its place. */
const leastLoss = 0.3

/** The same for a quote that has twins. */
const leastOfTwin = 0.9

/** With fewer of its words the quote is gone. */
const mostShareOfGone = 0.2

/** Others than those that tell the place must be as near as this to what they were: 1 is the same, 0 as near as the rival. */
const leastNearness = 0.9

type Evidence = Known & {
  readonly weight: number
  /** Part of the quote that the pairing of all words loses without it. */
  readonly gain: number
  readonly isClear: boolean
}

function judge(
  text: WordIndex,
  pattern: Pattern,
  whole: Placed,
  evidence: Evidence,
): Standing | undefined {
  const { own, ids, weights } = pattern
  const weight = weighWords(pattern, own)
  const share = weighMet(pattern, whole, own) / weight
  const landing = findLanding(text, pattern, whole)
  const isIntact = landing && sliceRange(text.source, landing.range) === getExact(pattern)
  if (!landing || evidence.gain < share - mostTaken) return undefined
  const isLone = isIntact && evidence.isUnique && occursOnce(text.source, getExact(pattern))
  const isTold = isLone && isHeldOnOneSide(pattern, whole.fellows)
  if (!isTold && !isBetweenSides(pattern, whole)) return undefined
  const rest = sliceWords(text, whole.window, landing.words)
  const loss = (whole.score - pairWords(ids, weights, rest).score) / weight
  // no twin has all words of a quote that stood once
  const isWhole = evidence.isUnique && isHeldWhole(pattern, whole.fellows)
  const least = Math.min(evidence.gain, loss)
  const isKnown = isWhole || isOwn(isIntact ?? false, share, least, evidence)
  return loss >= leastLoss && (isKnown || holdsTelling(text, pattern, whole, evidence))
    ? { state: 'here', range: landing.range }
    : undefined
}

/** Words that stood nowhere else stand here: no rival has them. */
function holdsTelling(
  text: WordIndex,
  { words, own }: Pattern,
  { fellows }: Placed,
  { isUnique, tellingRuns = [] }: Known,
): boolean {
  const [quoted, places] = [words.slice(own.start, own.end), fellows.subarray(own.start, own.end)]
  return isUnique && holdsTellingRun(text, quoted, places, tellingRuns)
}

/** A lighter twin is told by what stands around it only where nothing of that was changed. */
const leastOfTwinByItself = 300

/** By how much an edited quote must be more like itself than any other was. */
const leastLeadOfShare = 0.15

/** False where it may be another, edited, or a twin that has slid into the place. */
function isOwn(isIntact: boolean, share: number, least: number, evidence: Evidence): boolean {
  const { isUnique, isClear, likeness, rivalry, weight } = evidence
  if (isUnique) return isIntact || isClear || share > likeness + leastLeadOfShare
  const isTold = rivalry < mostRivalry && weight >= leastOfTwinByItself
  return isTold && (!isIntact || least >= leastOfTwin)
}

/** So much of what stood around the quote must still stand, and some long words. */
const leastAround = 0.3
const leastAroundWords = 300

/** By how much the place must be more like than any other is: in parts of the whole, and in words. */
const leastLead = 0.04
const leastLeadWords = 200

/** Below this nearness the place may as well be the rival's. */
const leastNearnessOfAny = 0.4

/** How near the place is to what it was, from the rival up; undefined where it does not stand alone. */
function measureNearness(
  text: WordIndex,
  sides: Pattern,
  around: Placed,
  rivalry: number,
): number | undefined {
  const { fellows, score } = around
  const all = { start: 0, end: fellows.length }
  const weight = weighWords(sides, all)
  const met = weighMet(sides, around, all)
  const nearness = (score / scoreWhole(sides.weights) - rivalry) / (1 - rivalry)
  if (met < Math.max(leastAroundWords, leastAround * weight)) return undefined
  if (!(nearness >= leastNearnessOfAny)) return undefined
  const most = score - Math.max(leastLeadWords, leastLead * weight)
  return scoreRival(text, sides, fellows, most) > most ? undefined : nearness
}

function weighMet({ weights }: Pattern, { fellows }: Placed, { start, end }: TextRange): number {
  let met = 0
  for (let at = start; at < end; at++) if ((fellows[at] ?? -1) >= 0) met += weights[at] ?? 0
  return met
}

/** The words right beside the quote of which some must still stand there. */
const nearWords = 16
const leastNear = 0.4

function isBetweenSides(pattern: Pattern, placed: Placed): boolean {
  const { own, ids } = pattern
  const isTelling = weighWords(pattern, own) >= leastByItself && /\p{L}{3}/u.test(getExact(pattern))
  if (!isTelling && !isHeld(pattern, placed.fellows)) return false
  const sides = [
    { start: Math.max(0, own.start - nearWords), end: own.start },
    { start: own.end, end: Math.min(own.end + nearWords, ids.length) },
  ]
  return sides.every(
    (side) => weighMet(pattern, placed, side) >= leastNear * weighWords(pattern, side),
  )
}

/** What is less than two words, or figures alone, may be any other: it must stand right between its very neighbours. */
const leastByItself = 150

/**
 * What stands between the neighbours of the quote. Undefined where several of them were
 * changed, or one was and others were put in or taken out with it.
 */
function findSlot(text: WordIndex, pattern: Pattern, { fellows }: Placed): Landing | undefined {
  const { own, quote, ranges } = pattern
  const left = findNeighbour(fellows, own.start - 1, -1)
  const right = findNeighbour(fellows, own.end, 1)
  const [first, last] = [ranges[own.start], ranges[own.end - 1]]
  if (!left || !right || !first || !last) return undefined
  if (first.start < quote.start || last.end > quote.end) return undefined
  const count = right.at - left.at - 1
  const isChanged = left.isChanged || right.isChanged
  if (isChanged && count !== own.end - own.start) return undefined
  const between = { start: left.at + 1, end: Math.max(left.at + 1, right.at) }
  const [from, until] = [text.ranges[between.start], text.ranges[between.end - 1]]
  return { words: between, range: { start: from?.start ?? 0, end: until?.end ?? 0 } }
}

/** All words of what stood once, and no others, in another order where nothing else is like the place. */
function isReordered(
  text: WordIndex,
  pattern: Pattern,
  slot: Landing,
  around: Placed,
  { isUnique, rivalry, weight }: Evidence,
): boolean {
  const { words, own } = pattern
  const there = text.words.slice(slot.words.start, slot.words.end)
  const isSameOrder = words.slice(own.start, own.end).every((word, at) => there[at] === word)
  const isTold = isUnique && rivalry < mostRivalry && weight >= leastOfTwinByItself
  if (!isTold || isSameOrder || there.length !== own.end - own.start) return false
  if (listMissing(text, pattern, slot).length > 0) return false
  const fellows = around.fellows.map((at, ordinal) =>
    ordinal >= own.start && ordinal < own.end ? slot.words.start + ordinal - own.start : at,
  )
  return !isDoubled(text, pattern, fellows, slot.words)
}

function listMissing(text: WordIndex, { words, own }: Pattern, slot: Landing): readonly string[] {
  const there = text.words.slice(slot.words.start, slot.words.end)
  return withoutWords(words.slice(own.start, own.end), there)
}

type Neighbour = { readonly at: number; readonly isChanged: boolean }

/** Where the word beside the quote stands or, if a few were changed, must stand. */
function findNeighbour(fellows: Int32Array, beside: number, step: 1 | -1): Neighbour | undefined {
  for (let away = 0; away <= mostChanged; away++) {
    const at = fellows[beside + step * away] ?? -1
    const next = fellows[beside + step * (away + 1)] ?? -1
    if (at < 0) continue
    return next === at + step ? { at: at - step * away, isChanged: away > 0 } : undefined
  }
  return undefined
}

const mostChanged = 3
