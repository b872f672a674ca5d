import { resembles } from './anchor-between.ts'
import { standsBeside } from './anchor-beside.ts'
import { isHeld, isHeldOnOneSide, isHeldWhole } from './anchor-ends.ts'
import { findGap, findLanding, toOwnWords } from './anchor-landing.ts'
import { findByCount, hasMetWord } from './anchor-count.ts'
import { isOwnAmongTwins, type Twin } from './anchor-twins.ts'
import { measureNearness, weighMet } from './anchor-nearness.ts'
import { findSlot, isReordered, isTakenOut, listMissing } from './anchor-slot.ts'
import { pairIn, placePattern, placeWhole, sliceWords, type Placed } from './anchor-windows.ts'
import type { WordIndex } from './anchor-words.ts'
import { occursOnce } from './occurrences.ts'
import { rangesOverlap, sliceRange, type TextRange } from './range.ts'
import { getExact, mostRivalry, weighWords, withoutQuote, type Pattern } from './surroundings.ts'
import { holdsTellingRun } from './telling-runs.ts'
import { pairWords, scoreWhole } from './word-pairing.ts'

type Standing =
  /** `gap`: what lies between the nearest words of both sides. */
  | { readonly state: 'here'; readonly range: TextRange; readonly gap: TextRange }
  /** `isClosed`: what stood on both sides of the quote stands together now; `fellows`: where all of that stands. */
  | { readonly state: 'gone'; readonly isClosed: boolean; readonly fellows: Int32Array }
  /** Found where another line of its list may have its figures now. */
  | { readonly state: 'contested' }
  /** `near`: where most of the surroundings stand, if anywhere. */
  | { readonly state: 'unsure'; readonly near: TextRange | undefined }

/** What is known of a quote from the text where it stood. */
type Known = {
  readonly isUnique: boolean
  /** See Surroundings. */
  readonly rivalry: number
  readonly likeness: number
  readonly tellingRuns?: readonly TextRange[]
  readonly twins?: readonly Twin[] | undefined
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
  if (!around || nearness === undefined) return findTold(text, pattern, known) ?? unsure
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
  const isAlone = known.rivalry < mostRivalry && weight >= leastOfTwinByItself
  const isReorderedHere = slot && known.isUnique && isReordered(text, pattern, slot, around)
  if (isReorderedHere && (isAlone || isToldByTwins(text, pattern, slot.words, known)))
    return stand(text, pattern, around, slot.range)
  if (
    slot &&
    known.isUnique &&
    known.tellingRuns?.length &&
    isTakenOut(text, pattern, slot, around)
  )
    return { state: 'gone', isClosed: true, fellows: around.fellows }
  if (isLikely) return unsure
  const isFilled = slot !== undefined && slot.words.start < slot.words.end
  if (isFilled && resembles(getExact(pattern), sliceRange(text.source, slot.range))) {
    const isWhole = !standsBeside(text, slot.words, listMissing(text, pattern, slot))
    return isClear && isWhole && known.isUnique ? stand(text, pattern, around, slot.range) : unsure
  }
  if (gain >= mostShareOfGone * weight) return unsure
  return { state: 'gone', isClosed: slot !== undefined && !isFilled, fellows: around.fellows }
}

/**
 * Where the surroundings have rivals, words that stood nowhere else tell the place: they stand once, and no other
 * place has as much of all words as the one around them.
 */
function findTold(text: WordIndex, pattern: Pattern, known: Known): Standing | undefined {
  if (!known.isUnique || !known.tellingRuns?.length) return undefined
  const whole = placePattern(text, pattern)
  if (!whole || !holdsTelling(text, pattern, whole, known)) return undefined
  const sides = withoutQuote(pattern)
  const around = pairIn(text, sides, whole.window)
  if (!around || around.score < leastAroundTold * scoreWhole(sides.weights)) return undefined
  const weight = weighWords(pattern, pattern.own)
  const gain = (whole.score - around.score) / weight
  if (gain < leastShare) return undefined
  return judge(text, pattern, whole, { ...known, weight, gain, isClear: false })
}

/** Part of the surroundings that stands around words that tell the place. */
const leastAroundTold = 0.6

function stand(text: WordIndex, pattern: Pattern, placed: Placed, range: TextRange): Standing {
  const { start, end } = findGap(text, pattern, placed)
  const gap = {
    start: text.ranges[start - 1]?.end ?? 0,
    end: text.ranges[end]?.start ?? text.source.length,
  }
  return { state: 'here', range, gap }
}

/** Nothing near it was changed: no words need to be weighed. */
function landUntouched(text: WordIndex, pattern: Pattern, untouched: Placed): Standing {
  const { ranges, quote, own } = pattern
  const first = text.ranges[untouched.window.start + own.start]?.start ?? 0
  const start = first - (ranges[own.start]?.start ?? 0) + quote.start
  return stand(text, pattern, untouched, { start, end: start + quote.end - quote.start })
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
  const isTelling = holdsTelling(text, pattern, whole, evidence)
  const landing = findLanding(text, pattern, whole, isTelling)
  const isIntact = landing && sliceRange(text.source, landing.range) === getExact(pattern)
  if (!landing || evidence.gain < share - mostTaken) return undefined
  if (!isIntact && !hasMetWord(pattern, whole)) return undefined
  const counted = findByCount(text, pattern, whole, landing.words)
  if (counted) return standByCount(text, pattern, whole, counted, landing.words)
  const isLone = isIntact && evidence.isUnique && occursOnce(text.source, getExact(pattern))
  // words that stood once and stand once are no others, whatever became of their neighbours
  const isTold = isLone && (weight >= leastByItself || isHeldOnOneSide(pattern, whole.fellows))
  const hasTold = isTelling || evidence.tellingRuns === undefined
  const isOwnWords = hasTold && isUnmistakable(pattern, whole, share, evidence)
  if (!isTold && !isOwnWords && !isBetweenSides(pattern, whole)) return undefined
  const rest = sliceWords(text, whole.window, landing.words)
  const loss = (whole.score - pairWords(ids, weights, rest).score) / weight
  // no twin has all words of a quote that stood once
  const isWhole = evidence.isUnique && isHeldWhole(pattern, whole.fellows)
  const least = Math.min(evidence.gain, loss)
  const isKnown = isWhole || isOwn(isIntact ?? false, share, least, evidence)
  const isSelf = () => isToldByTwins(text, pattern, landing.words, evidence)
  return isTelling || (loss >= leastLoss && (isKnown || isSelf()))
    ? stand(text, pattern, whole, landing.range)
    : undefined
}

/** What is like the quote is known, and all that is like it now is one of those, but for what stands there. */
function isToldByTwins(
  text: WordIndex,
  { words, own }: Pattern,
  place: TextRange,
  { isUnique, twins }: Known,
): boolean {
  if (!isUnique || !twins?.length) return false
  return isOwnAmongTwins(text, { words: words.slice(own.start, own.end), twins }, place)
}

/** Found a few words beside where its own words stand, it took a figure of a neighbour for its own. */
function standByCount(
  text: WordIndex,
  pattern: Pattern,
  whole: Placed,
  counted: TextRange,
  found: TextRange,
): Standing {
  // what both its neighbours hold was torn there, and figures that were put in are no others
  const isTorn = isHeldWhole(pattern, whole.fellows)
  const isBeside = !isTorn && rangesOverlap(counted, found) && hasMetWord(pattern, whole)
  const range =
    isBeside && /\p{L}{3}/u.test(getExact(pattern)) && toOwnWords(text, pattern, counted)
  return range ? stand(text, pattern, whole, range) : { state: 'contested' }
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

/** Of a quote of many words most, more than of any other, from its first to its last; a side may be gone. */
function isUnmistakable(
  { own }: Pattern,
  { fellows }: Placed,
  share: number,
  { isUnique, likeness, weight }: Evidence,
): boolean {
  const [first, last] = [fellows[own.start] ?? -1, fellows[own.end - 1] ?? -1]
  const isBeside = fellows[own.start - 1] === first - 1 || fellows[own.end] === last + 1
  const isLike = share >= leastOfUnmistakable && share >= likeness + leadOfUnmistakable
  return isUnique && isBeside && first >= 0 && last >= 0 && weight >= leastUnmistakable && isLike
}

/** Some twelve words; of which so many stand, and so many more than anywhere else. */
const leastUnmistakable = 1000
const leastOfUnmistakable = 0.85
const leadOfUnmistakable = 0.4

/** What is less than two words, or figures alone, may be any other: it must stand right between its very neighbours. */
const leastByItself = 150
