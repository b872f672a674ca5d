import type { WordIndex } from './anchor-words.ts'
import type { TextRange } from './range.ts'

/**
 * Few words in a row of a quote that stand nowhere else in the text, by their ordinals in the quote: what is
 * like it in all else lacks them. None of figures, which are renumbered.
 */
export function listTellingRuns(text: WordIndex, words: readonly string[]): readonly TextRange[] {
  return words.flatMap((_, start) => {
    const run = findRun(text, words, start)
    return run ? [run] : []
  })
}

/** True where one of the runs stands at its ordinals in the text, and nowhere else there. */
export function holdsTellingRun(
  text: WordIndex,
  words: readonly string[],
  fellows: Int32Array,
  runs: readonly TextRange[],
): boolean {
  return runs.some(({ start, end }) => {
    const first = fellows[start] ?? -1
    const isThere = fellows.subarray(start, end).every((at, away) => at === first + away)
    return first >= 0 && isThere && listPlaces(text, words.slice(start, end)).length === 1
  })
}

const mostWords = 6

/** Where a word is more common than this, no run begins. */
const mostPlaces = 1000

function findRun(text: WordIndex, words: readonly string[], start: number): TextRange | undefined {
  let places = text.places.get(words[start] ?? '') ?? []
  if (places.length > mostPlaces) return undefined
  for (let end = start + 1; end <= Math.min(words.length, start + mostWords); end++) {
    const word = words[end - 1] ?? ''
    if (!/\p{L}/u.test(word)) return undefined
    places = places.filter((at) => text.words[at + end - 1 - start] === word)
    if (places.length === 1) return isTelling(words.slice(start, end)) ? { start, end } : undefined
  }
  return undefined
}

function isTelling(run: readonly string[]): boolean {
  return run.some((word) => /\p{L}{4}/u.test(word))
}

/** Ordinals where words in a row stand. */
export function listPlaces(text: WordIndex, run: readonly string[]): readonly number[] {
  const places = text.places.get(run[0] ?? '') ?? []
  return places.filter((at) => run.every((word, away) => text.words[at + away] === word))
}
