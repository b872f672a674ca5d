import type { TextRange } from '../../shared/text/range.ts'
import { howUnits, type EditedText } from './edited-text.ts'
import { listWords } from './words.ts'

/**
 * Of the quote's words, the share that is left whole in one place: the most of them that stand, in any
 * order, among as many words in a row as the quote has. A word is left where it is the same one, with
 * nothing typed into it or to it; what the edits copied elsewhere is not the quote's own.
 */
export function createLeftFinder(oldText: string, edited: EditedText) {
  const ordinals = placeKeptWords(edited)
  return (target: TextRange): number => {
    const words = listWords(oldText, target)
    const left = words
      .flatMap(({ start, end }) => {
        const word = ordinals.get(start)
        return word?.length === end - start ? [word.ordinal] : []
      })
      .sort((a, b) => a - b)
    return countInPlace(left, words.length) / Math.max(1, words.length)
  }
}

function countInPlace(ordinals: readonly number[], width: number): number {
  let [most, first] = [0, 0]
  for (const [last, ordinal] of ordinals.entries()) {
    while ((ordinals[first] ?? 0) <= ordinal - width) first++
    most = Math.max(most, last - first + 1)
  }
  return most
}

type Kept = { readonly ordinal: number; readonly length: number }

/** Words of the new text all of whose units are kept, by where they began in the old one. */
function placeKeptWords({ text, origins, how }: EditedText): ReadonlyMap<number, Kept> {
  const kept = new Map<number, Kept>()
  for (const [ordinal, { start, end }] of listWords(text, {
    start: 0,
    end: text.length,
  }).entries()) {
    const units = how.subarray(start, end)
    const isWhole = units.every(
      (unit, away) =>
        unit === howUnits.kept && origins[start + away] === (origins[start] ?? 0) + away,
    )
    if (isWhole) kept.set(origins[start] ?? -1, { ordinal, length: end - start })
  }
  return kept
}
