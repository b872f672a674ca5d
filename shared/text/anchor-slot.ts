import { withoutWords } from './anchor-ends.ts'
import { isDoubled, listMatched, type Landing } from './anchor-landing.ts'
import type { Placed } from './anchor-windows.ts'
import type { WordIndex } from './anchor-words.ts'
import { occursOnce } from './occurrences.ts'
import { getExact, type Pattern } from './surroundings.ts'

/**
 * What stands between the neighbours of the quote. Undefined where several of them were
 * changed, or one was and others were put in or taken out with it.
 */
export function findSlot(
  text: WordIndex,
  pattern: Pattern,
  { fellows }: Placed,
): Landing | undefined {
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

/**
 * Both neighbours stand together, fewer words than before lie between all that stood around, and the quote stands
 * word for word in another place: that its neighbours have some of its words, as lines of a template do, does not
 * keep it here.
 */
export function isTakenOut(
  text: WordIndex,
  pattern: Pattern,
  slot: Landing,
  { fellows }: Placed,
): boolean {
  const { own } = pattern
  const count = own.end - own.start
  const isClosed = slot.words.start >= slot.words.end
  if (!isClosed || count < leastTakenOut) return false
  const matched = listMatched(fellows, { start: 0, end: fellows.length })
  const [first = 0, last = 0] = [matched[0], matched.at(-1)]
  const added = (fellows[last] ?? 0) - (fellows[first] ?? 0) - (last - first - count)
  return Math.abs(added) <= count / 4 && occursOnce(text.source, getExact(pattern))
}

/** Words that a quote has at least of which the place is seen to be taken. */
const leastTakenOut = 8

/** All words of the quote, and no others, in another order. */
export function isReordered(
  text: WordIndex,
  pattern: Pattern,
  slot: Landing,
  around: Placed,
): boolean {
  const { words, own } = pattern
  const there = text.words.slice(slot.words.start, slot.words.end)
  const isSameOrder = words.slice(own.start, own.end).every((word, at) => there[at] === word)
  if (isSameOrder || there.length !== own.end - own.start) return false
  if (listMissing(text, pattern, slot).length > 0) return false
  const fellows = around.fellows.map((at, ordinal) =>
    ordinal >= own.start && ordinal < own.end ? slot.words.start + ordinal - own.start : at,
  )
  return !isDoubled(text, pattern, fellows, slot.words)
}

export function listMissing(
  text: WordIndex,
  { words, own }: Pattern,
  slot: Landing,
): readonly string[] {
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
