import type { Placed } from './anchor-windows.ts'
import type { WordIndex } from './anchor-words.ts'
import type { TextRange } from './range.ts'
import type { Pattern } from './surroundings.ts'

/**
 * Where words on both sides stand as far apart as they did, so that nothing was put in or taken out between them,
 * the place that the quote then has, if the words there are its own but for figures, and it was found in another:
 * all lines of a list may have been renumbered, and the next one has the figures now that this one had.
 */
export function findByCount(
  text: WordIndex,
  { words, own }: Pattern,
  { fellows }: Placed,
  place: TextRange,
): TextRange | undefined {
  const before = new Set<number>()
  for (let at = 0; at < own.start; at++) addShift(before, fellows, at)
  const after = new Set<number>()
  for (let at = own.end; at < fellows.length; at++) addShift(after, fellows, at)
  const quoted = words.slice(own.start, own.end)
  const shift = [...before].find((shift) => {
    const start = own.start + shift
    if (start === place.start || !after.has(shift)) return false
    return quoted.every((word, away) => isAlike(word, text.words[start + away] ?? ''))
  })
  return shift === undefined ? undefined : { start: own.start + shift, end: own.end + shift }
}

/** Of a quote that has words, figures alone are no evidence. */
export function hasMetWord({ words, own }: Pattern, { fellows }: Placed): boolean {
  const isWord = (at: number) => /\p{L}{3}/u.test(words[at] ?? '')
  const quoted = words.slice(own.start, own.end).map((_, away) => own.start + away)
  return quoted.some((at) => isWord(at) && (fellows[at] ?? -1) >= 0) || !quoted.some(isWord)
}

function addShift(shifts: Set<number>, fellows: Int32Array, at: number): void {
  const fellow = fellows[at] ?? -1
  if (fellow >= 0) shifts.add(fellow - at)
}

function isAlike(word: string, other: string): boolean {
  return word === other || (/\d/.test(word) && /\d/.test(other))
}
