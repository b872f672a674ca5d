import type { Placed } from './anchor-windows.ts'
import type { WordIndex } from './anchor-words.ts'
import type { TextRange } from './range.ts'
import type { Pattern } from './surroundings.ts'

/**
 * True where words on both sides stand as far apart as they did, so that nothing was put in or taken out between
 * them, and those that stand where the quote then is are its own but for figures, though it was found beside them:
 * all lines of a list may have been renumbered, and the next one has the figures now that this one had.
 */
export function hasRivalByCount(
  text: WordIndex,
  { words, own }: Pattern,
  { fellows }: Placed,
  place: TextRange,
): boolean {
  const before = new Set<number>()
  for (let at = 0; at < own.start; at++) addShift(before, fellows, at)
  const after = new Set<number>()
  for (let at = own.end; at < fellows.length; at++) addShift(after, fellows, at)
  const quoted = words.slice(own.start, own.end)
  return [...before].some((shift) => {
    const start = own.start + shift
    if (start === place.start || !after.has(shift)) return false
    return quoted.every((word, away) => isAlike(word, text.words[start + away] ?? ''))
  })
}

function addShift(shifts: Set<number>, fellows: Int32Array, at: number): void {
  const fellow = fellows[at] ?? -1
  if (fellow >= 0) shifts.add(fellow - at)
}

function isAlike(word: string, other: string): boolean {
  return word === other || (/\d/.test(word) && /\d/.test(other))
}
