import type { SearchedQuote } from './anchor-exact.ts'
import { listMarks } from './anchor-glue.ts'
import { chooseSupported } from './anchor-supported.ts'
import type { WordIndex } from './anchor-words.ts'
import { foldText, mapRangeBack, type FoldedText } from './fold.ts'
import { findOccurrences } from './occurrences.ts'
import { containsRange, rangeLength, sliceRange, type TextRange } from './range.ts'

/** States as the vocabulary names them; `range` is null where the state is ambiguous or lost. */
export type Anchored =
  | { readonly state: 'intact' | 'edited' | 'moved' | 'split'; readonly range: TextRange }
  | { readonly state: 'ambiguous' | 'lost'; readonly range: null }

/** The text that a quote is looked for in. */
export type Searched = {
  readonly text: string
  readonly fold: FoldedText
  readonly getWords: () => WordIndex
}

export function land(state: 'intact' | 'edited' | 'moved' | 'split', range: TextRange): Anchored {
  return { state, range }
}

export function landEdited(
  { fold }: Searched,
  range: TextRange,
  { exact }: SearchedQuote,
): Anchored {
  const isTorn = rangeLength(range) > 2 * exact.length
  return land(isTorn ? 'split' : 'edited', mapRangeBack(fold, range))
}

export function landSameWords(
  { fold }: Searched,
  places: readonly TextRange[],
  quote: SearchedQuote,
): Anchored {
  const place = chooseSupported(fold.folded, places, quote)
  return typeof place === 'string' ? nowhere(place) : land('edited', mapRangeBack(fold, place))
}

export function landFolded(
  { text, fold }: Searched,
  { state, start }: { readonly state: 'intact' | 'edited' | 'moved'; readonly start: number },
  { exact, source }: SearchedQuote,
): Anchored {
  const range = mapRangeBack(fold, { start, end: start + exact.length })
  if (state === 'moved' && listMarks(sliceRange(text, range)) !== listMarks(source.exact))
    return nowhere('ambiguous')
  // the very quote, where it stands there: blanks at its ends and halves of characters count then
  const earliest = Math.max(0, range.start - source.exact.length)
  for (const at of findOccurrences(
    text.slice(earliest, range.end + source.exact.length),
    source.exact,
    64,
  )) {
    const own = { start: earliest + at, end: earliest + at + source.exact.length }
    if (isSame(text, own, range)) return { state, range: own }
  }
  return { state, range }
}

/** True when the ranges differ by blanks and unseen characters, or by a part of a character. */
function isSame(text: string, own: TextRange, folded: TextRange): boolean {
  if (containsRange(folded, own)) return true
  if (!containsRange(own, folded)) return false
  const more = text.slice(own.start, folded.start) + text.slice(folded.end, own.end)
  return foldText(more).folded.trim() === ''
}

export function nowhere(state: 'ambiguous' | 'lost'): Anchored {
  return { state, range: null }
}
