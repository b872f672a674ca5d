import type { TextRange } from './range.ts'

/** A word as it is written, with where it stands. */
export type WrittenWord = { readonly spelled: string; readonly range: TextRange }

/**
 * The words of a text in order, compounds and identifiers whole: "follow-up", "H2Q-MC-LZZT", "CD4+", "patient's". None
 * reaches into a range that is taken already: "/min" of "90 mL/min" is left where "90 mL" is taken.
 */
export function listWords(text: string, taken: readonly TextRange[] = []): readonly WrittenWord[] {
  const left = taken.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  )
  return Array.from(left.matchAll(word), ({ 0: spelled, index }) => ({
    spelled,
    range: { start: index, end: index + spelled.length },
  }))
}

const word = /[\p{L}\p{N}_]+(?:[.'/-][\p{L}\p{N}_]+)*\+?/gu
