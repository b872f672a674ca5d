import type { Placed } from './anchor-windows.ts'
import type { WordIndex } from './anchor-words.ts'
import type { TextRange } from './range.ts'
import type { Pattern } from './surroundings.ts'
import { weighWord } from './word-pairing.ts'

/** Every word of the quote stands, the first and the last of them right beside their very neighbours. */
export function isHeldWhole(pattern: Pattern, fellows: Int32Array): boolean {
  const { start, end } = pattern.own
  const isWhole = fellows.subarray(start, end).every((at) => at >= 0)
  return isWhole && isHeld(pattern, fellows)
}

/** The first and the last word of the quote stand right beside their very neighbours. */
export function isHeld({ own, ids }: Pattern, fellows: Int32Array): boolean {
  const [first, last] = [fellows[own.start] ?? -1, fellows[own.end - 1] ?? -1]
  const isBefore = own.start === 0 || fellows[own.start - 1] === first - 1
  const isAfter = own.end === ids.length || fellows[own.end] === last + 1
  return first >= 0 && last >= 0 && isBefore && isAfter
}

/**
 * True where an end that its very neighbour does not hold is a word which stands more often, there and between the
 * neighbours, than the quote has it: the last part may stand before the first now, and a neighbour end alike.
 */
export function hasSurplusEnd(
  text: WordIndex,
  { words, own }: Pattern,
  { fellows }: Pick<Placed, 'fellows'>,
  place: TextRange,
  gap: TextRange,
): boolean {
  const isBefore = own.start > 0 && fellows[own.start - 1] === place.start - 1
  const isAfter = fellows[own.end] === place.end
  const near = {
    start: Math.max(gap.start, place.start - mostPut),
    end: Math.min(gap.end, place.end + mostPut),
  }
  const isSurplus = (word = '') => {
    const count = countWord(words, word, own)
    return count > 0 && countWord(text.words, word, near) > count
  }
  return (
    (!isBefore && isSurplus(text.words[place.start])) ||
    (!isAfter && isSurplus(text.words[place.end - 1]))
  )
}

/** Words that may have been put in between. */
const mostPut = 80

function countWord(words: readonly string[], word: string, { start, end }: TextRange): number {
  let count = 0
  for (let at = start; at < end; at++) if (words[at] === word) count++
  return count
}

/** The quote stands in one piece, and what stood right beside it on one side stands there still. */
export function isHeldOnOneSide(pattern: Pattern, fellows: Int32Array): boolean {
  const { start, end } = pattern.own
  const first = fellows[start] ?? -1
  const isWhole = fellows.subarray(start, end).every((at, away) => at === first + away)
  if (first < 0 || !isWhole) return false
  const sides = [
    weighBefore(pattern, fellows, first),
    weighAfter(pattern, fellows, first + end - start),
  ]
  return Math.max(...sides) >= leastHeld
}

/** A long word, or several short ones in a row. */
const leastHeld = 100

/**
 * Tells words beside a place of the quote that are not its own: all beyond neighbours that stand where
 * they stood, and short ones that a neighbour has where the quote has both its ends. Neighbours that are
 * words which the quote lacks prove nothing: its last part may stand there now.
 */
export function tellOthers(
  text: WordIndex,
  pattern: Pattern,
  { fellows }: Placed,
  { start, end }: TextRange,
  missing: readonly string[],
): (ordinal: number) => boolean {
  const { own } = pattern
  const lacked = new Set(missing)
  const hasFirst = fellows[own.start] === start
  const hasLast = fellows[own.end - 1] === end - 1
  // where the quote's own end was changed, one word may be a neighbour's by chance
  const isBefore = weighBefore(pattern, fellows, start, lacked) >= (hasFirst ? 1 : 2) * leastHeld
  const isAfter = weighAfter(pattern, fellows, end, lacked) >= (hasLast ? 1 : 2) * leastHeld
  const taken = new Set(fellows)
  const isShort = (at: number) => taken.has(at) && weighWord(text.words[at] ?? '') < leastHeld
  return (at) => (at < start ? isBefore : isAfter) || (hasFirst && hasLast && isShort(at))
}

/**
 * True where the words that an end of the quote lacks stand beside its place in a row, as its neighbour's: that may
 * have gone, and these be the quote's own.
 */
export function lacksWhatIsBeside(
  text: WordIndex,
  { words, own, weights }: Pattern,
  { fellows }: Pick<Placed, 'fellows'>,
  place: TextRange,
): boolean {
  const isMet = (at: number) => (fellows[at] ?? -1) >= 0
  let [first, last] = [own.start, own.end]
  while (first < last && !isMet(first)) first++
  while (last > first && !isMet(last - 1)) last--
  const isAt = (part: readonly string[], from: number) =>
    part.every((word, at) => text.words[from + at] === word)
  const stands = (start: number, end: number, from: number, step: 1 | -1) => {
    const part = words.slice(start, end)
    // they stand at the other end now
    for (let at = place.start; at <= place.end - part.length; at++) if (isAt(part, at)) return false
    // a short one may stand near it by chance
    const isTelling = sum(weights.subarray(start, end)) >= leastTelling
    for (let away = 0; part.length > 0 && away <= (isTelling ? mostAway : 0); away++)
      if (isAt(part, from + step * away)) return true
    return false
  }
  return (
    stands(own.start, first, place.start - first + own.start, -1) ||
    stands(last, own.end, place.end, 1)
  )
}

/** Two long words. */
const leastTelling = 190
const mostAway = 12

function sum(weights: Int32Array): number {
  return weights.reduce((all, weight) => all + weight, 0)
}

/**
 * True where an end is a word from within the quote that was not found, and what the quote has beyond that stands
 * there, too: it goes on, and a neighbour that is like it has those words now.
 */
export function endsWithin(
  text: WordIndex,
  { words, own }: Pattern,
  { fellows }: Pick<Placed, 'fellows'>,
  place: TextRange,
): boolean {
  const goesOn = (at: number, step: -1 | 1) => {
    for (let ordinal = own.start; ordinal < own.end; ordinal++) {
      if ((fellows[ordinal] ?? -1) >= 0 || !/\p{L}{3}/u.test(words[ordinal] ?? '')) continue
      const far = ordinal + 2 * step
      if (far < own.start || far >= own.end) continue
      if ([0, 1, 2].every((away) => words[ordinal + away * step] === text.words[at + away * step]))
        return true
    }
    return false
  }
  return goesOn(place.start, -1) || goesOn(place.end - 1, 1)
}

/**
 * True where the last words that stood before the quote stand between its words now, or the first ones behind it:
 * what goes before those is the neighbour's, which is like the quote.
 */
export function takesInNeighbour(
  text: WordIndex,
  { words, own, weights }: Pattern,
  { fellows }: Pick<Placed, 'fellows'>,
): boolean {
  const weigh = (start: number, end: number) => sum(weights.subarray(start, end))
  let prior = -1
  for (let at = own.start; at < own.end; at++) {
    const fellow = fellows[at] ?? -1
    if (fellow < 0) continue
    const free = prior < 0 ? 0 : fellow - prior - 1
    let [before, after] = [0, 0]
    while (before < free && isSameWord(text, fellow - 1 - before, words[own.start - 1 - before]))
      before++
    while (after < free && isSameWord(text, prior + 1 + after, words[own.end + after])) after++
    const most = Math.max(weigh(own.start - before, own.start), weigh(own.end, own.end + after))
    if (most >= leastTakenIn) return true
    prior = fellow
  }
  return false
}

/** A few long words. */
const leastTakenIn = 300

function isSameWord({ words }: WordIndex, at: number, word: string | undefined): boolean {
  return word !== undefined && words[at] === word
}

/** No blank stands between a word and the next one. */
export function isGlued({ source, ranges }: WordIndex, at: number, step: number): boolean {
  const [one, other] = step > 0 ? [ranges[at], ranges[at + 1]] : [ranges[at - 1], ranges[at]]
  return one !== undefined && other !== undefined && !/\s/.test(source.slice(one.end, other.start))
}

/** Words, each so often as the others don't have it. */
export function withoutWords(words: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return words.filter((word) => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** What the words weigh that stand before the place in a row, as they stood before the quote. */
function weighBefore(
  pattern: Pattern,
  fellows: Int32Array,
  start: number,
  lacked?: ReadonlySet<string>,
): number {
  const { own } = pattern
  let from = own.start
  while (from > 0 && fellows[from - 1] === start - (own.start - from) - 1) from--
  return weighOthers(pattern, { start: from, end: own.start }, lacked)
}

function weighAfter(
  pattern: Pattern,
  fellows: Int32Array,
  end: number,
  lacked?: ReadonlySet<string>,
): number {
  const { own } = pattern
  let until = own.end
  while (until < fellows.length && fellows[until] === end + (until - own.end)) until++
  return weighOthers(pattern, { start: own.end, end: until }, lacked)
}

function weighOthers(
  { words, weights }: Pattern,
  { start, end }: TextRange,
  lacked: ReadonlySet<string> = new Set(),
): number {
  // figures alone may be those of a line that was renumbered
  if (lacked.size > 0 && !words.slice(start, end).some((word) => /\p{L}{3}/u.test(word))) return 0
  return weights
    .subarray(start, end)
    .reduce((sum, weight, at) => (lacked.has(words[start + at] ?? '') ? sum : sum + weight), 0)
}
