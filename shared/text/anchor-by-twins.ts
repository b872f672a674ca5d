import { toOwnWords } from './anchor-landing.ts'
import { isOwnAmongTwins, type Twin } from './anchor-twins.ts'
import { placePattern, type Placed } from './anchor-windows.ts'
import { indexWords, type WordIndex } from './anchor-words.ts'
import { countChanged, countOthers, findLike } from './near-twins.ts'
import { occursOnce } from './occurrences.ts'
import { containsRange, rangeLength, sliceRange, type TextRange } from './range.ts'
import { withoutRanges, type Pattern } from './surroundings.ts'
import { scoreWhole } from './word-pairing.ts'

/**
 * A quote that was edited while twins beside it went elsewhere, or took its place: the one place that is nearer to it
 * than to any twin, where it or a twin stood, and where each other place that is like it is a twin's. Its first and
 * last word are there still.
 */
export function findByTwins(
  text: WordIndex,
  pattern: Pattern,
  twins: readonly Twin[],
): TextRange | undefined {
  const { words, own } = pattern
  const quoted = words.slice(own.start, own.end)
  if (!hasEnds(text, quoted)) return undefined
  const [place] = (findLike(text, quoted, nowhere) ?? [])
    .map((range) => ({ ...range, away: measure(text, quoted, range) }))
    .sort((a, b) => a.away - b.away)
  if (!place || place.away > mostChanged * quoted.length) return undefined
  const [first, last] = [text.words[place.start], text.words[place.end - 1]]
  if (first !== quoted[0] || last !== quoted.at(-1)) return undefined
  if (!isOwnAmongTwins(text, { words: quoted, twins }, place)) return undefined
  return isInSlot(text, pattern, twins, place) ? toOwnWords(text, pattern, place) : undefined
}

/** Whether both end words stand somewhere about as far apart as they did: a look that spares the search. */
function hasEnds(text: WordIndex, quoted: readonly string[]): boolean {
  const [first = '', last] = [quoted[0], quoted.at(-1)]
  const far = quoted.length - 1
  return (text.places.get(first) ?? []).some((at) => {
    for (let more = -mostPut; more <= mostPut; more++)
      if (far + more >= 0 && text.words[at + far + more] === last) return true
    return false
  })
}

const nowhere = { start: -1, end: -1 }

/** Words that were changed, put in or left out, as part of those of the quote. */
const mostChanged = 0.4

function measure(text: WordIndex, quoted: readonly string[], { start, end }: TextRange): number {
  return countChanged(text.words.slice(start, end), quoted)
}

/** True where the place lies between what stood on both sides of the quote, or of a twin beside it. */
function isInSlot(
  text: WordIndex,
  pattern: Pattern,
  twins: readonly Twin[],
  place: TextRange,
): boolean {
  const slots = [pattern.own, ...twins.flatMap((twin) => listSlots(pattern.words, twin.words))]
  const sides = withoutRanges(pattern, slots)
  const around = placePattern(text, sides)
  if (!around || around.score < leastAround * scoreWhole(sides.weights)) return false
  return slots.some((slot) => {
    const gap = findGap(around, slot)
    return gap !== undefined && containsRange(gap, place)
  })
}

/** Part of what stood around quote and twins. */
const leastAround = 0.5

function listSlots(words: readonly string[], twin: readonly string[]): TextRange[] {
  return words.flatMap((_, start) => {
    const isThere = twin.every((word, away) => words[start + away] === word)
    return isThere ? [{ start, end: start + twin.length }] : []
  })
}

/** Undefined where much more stands there now than stood between. */
function findGap({ fellows }: Placed, slot: TextRange): TextRange | undefined {
  let [before, after] = [slot.start - 1, slot.end]
  while (before >= 0 && (fellows[before] ?? -1) < 0) before--
  while (after < fellows.length && (fellows[after] ?? -1) < 0) after++
  if (before < 0 || after >= fellows.length) return undefined
  const gap = { start: (fellows[before] ?? 0) + 1, end: fellows[after] ?? 0 }
  return rangeLength(gap) <= after - before - 1 + mostPut ? gap : undefined
}

/** Words. */
const mostPut = 12

/**
 * True where what lies in the gap beside the place is a twin, perhaps with a word changed, on one side or both, and
 * the words of the place stand nowhere else: a twin may have become the same.
 */
export function isBesideTwins(
  folded: string,
  gap: TextRange,
  place: TextRange,
  twins: readonly Twin[] | undefined,
): boolean {
  const sides = [
    { start: gap.start, end: place.start },
    { start: place.end, end: gap.end },
  ]
    .map((side) => indexWords(sliceRange(folded, side)).words)
    .filter((side) => side.length > 0)
  const isTwin = (side: readonly string[]) =>
    twins?.some(({ words }) => countOthers(side, words) <= mostOfTwin * words.length) === true
  return sides.length > 0 && sides.every(isTwin) && occursOnce(folded, sliceRange(folded, place))
}

/** Words of a twin that may have been changed. */
const mostOfTwin = 0.3
