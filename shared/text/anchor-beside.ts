import { withoutWords } from './anchor-ends.ts'
import type { Placed } from './anchor-windows.ts'
import type { WordIndex } from './anchor-words.ts'
import type { TextRange } from './range.ts'

/**
 * True where words that the quote lacks stand beside its place, though a neighbour claims them, too: one, or, where
 * both its ends stand, half of them, since one of several may stand there by chance.
 */
export function standsBeside(
  text: WordIndex,
  { start, end }: TextRange,
  missing: readonly string[],
  { hasEnds = false, isOthers = () => false }: Beside = {},
): boolean {
  const stands = missing.filter((_, away) => {
    const beside = [start - 1 - away, end + away]
      .filter((ordinal) => !isOthers(ordinal))
      .map((ordinal) => text.words[ordinal])
    return beside.some(
      (word) => word !== undefined && missing.some((one) => one === word || isPart(word, one)),
    )
  })
  return stands.length > 0 && (!hasEnds || 2 * stands.length >= missing.length)
}

type Beside = {
  readonly hasEnds?: boolean
  /** Tells words that are a neighbour's. */
  readonly isOthers?: (ordinal: number) => boolean
}

/**
 * True where all words that the quote lacks stand farther on, and behind them its end with its neighbour
 * once more, or the same before it, and nothing else claims those: this end is a copy that was put into
 * the quote.
 */
export function standsAgain(
  text: WordIndex,
  { start, end }: TextRange,
  missing: readonly string[],
  { fellows }: Placed,
): boolean {
  if (missing.length === 0) return false
  const taken = new Set(fellows)
  const free = (at: number) => (taken.has(at) ? undefined : text.words[at])
  const isLacked = (from: number, until: number) => {
    const there = text.words.slice(Math.max(0, from), until)
    return (
      withoutWords(
        missing,
        there.filter((_, at) => !taken.has(from + at)),
      ).length === 0
    )
  }
  const [first, last] = [text.words[start], text.words[end - 1]]
  for (let away = 2; away <= mostPut; away++) {
    const [after, before] = [end + away, start - away]
    const isAfter = free(after - 1) === last && free(after) === text.words[end]
    const isBefore = free(before) === first && free(before - 1) === text.words[start - 1]
    if ((isAfter && isLacked(end, after)) || (isBefore && isLacked(before, start))) return true
  }
  return false
}

const mostPut = 80

/** "hy" is left of "hy's" where something was typed into it. */
function isPart(word: string, whole: string): boolean {
  return word.length > 1 && !/\d/.test(whole) && (whole.startsWith(word) || whole.endsWith(word))
}
