import { findBetween } from './anchor-between.ts'
import { findChanged, partsWord, stoodOnce } from './anchor-changed.ts'
import { dropMarks } from './anchor-closing.ts'
import { findExact, type ExactPlace, type SearchedQuote } from './anchor-exact.ts'
import { isCopied } from './anchor-likeness.ts'
import { findSameWords, indexWords, type WordIndex } from './anchor-words.ts'
import { tellsPlace, tellsUniqueQuote } from './context.ts'
import { markText, type PositionHint } from './describe.ts'
import { foldText, mapRangeBack, mapRangeToFolded, type FoldedText } from './fold.ts'
import { findOccurrences } from './occurrences.ts'
import { containsRange, trimRange, type TextRange } from './range.ts'
import type { TextQuoteSelector } from './selector.ts'

/** States as the vocabulary names them; `range` is null where the state is ambiguous or lost. */
export type Anchored =
  | { readonly state: 'intact' | 'edited' | 'moved' | 'split'; readonly range: TextRange }
  | { readonly state: 'ambiguous' | 'lost'; readonly range: null }

/**
 * Finds what a selector points at in a text that may have been edited since (law 3). Word for word
 * first, then over folded text, then with changes. It lands on the text that was meant or nowhere.
 */
export function anchor(text: string, selector: TextQuoteSelector, hint?: PositionHint): Anchored {
  return createAnchorer(text)(selector, hint)
}

/** `anchor` for many selectors in one text: what they share is made once, when it is first needed. */
export function createAnchorer(
  text: string,
): (selector: TextQuoteSelector, hint?: PositionHint) => Anchored {
  const getFold = once(() => foldText(text))
  const getMark = once(() => markText(text))
  const getWords = once(() => indexWords(getFold().folded))
  return (selector, hint) => {
    const isOfThisText = hint?.textMark === undefined || hint.textMark === getMark()
    const start = isOfThisText ? hint?.start : undefined
    const isUnique =
      hint?.likeness !== undefined || tellsUniqueQuote(selector.prefix, selector.suffix)
    const raw = findExact(text, { ...selector, source: selector, isUnique }, start)
    if (raw.state === 'intact') {
      const place = { start: raw.start, end: raw.start + selector.exact.length }
      if (start === raw.start) return { state: 'intact', range: place }
      const isSure = !isCopied(getWords, selector, mapRangeToFolded(getFold(), place), hint)
      return isSure ? { state: 'intact', range: place } : nowhere('ambiguous')
    }
    const quote = { ...foldSelector(selector), isUnique }
    if (quote.exact === '') return raw.state === 'moved' ? nowhere('ambiguous') : nowhere(raw.state)
    return anchorFolded(text, { fold: getFold(), getWords, hint }, quote, start)
  }
}

type Searched = {
  readonly fold: FoldedText
  readonly getWords: () => WordIndex
  readonly hint: PositionHint | undefined
}

function anchorFolded(
  text: string,
  searched: Searched,
  quote: SearchedQuote,
  hint: number | undefined,
): Anchored {
  const { fold, getWords } = searched
  const { folded } = fold
  const hinted = hint === undefined ? undefined : mapRangeToFolded(fold, { start: hint, end: hint })
  const exact = findExact(folded, quote, hinted && skipBlank(folded, hinted.start))
  if (exact.state === 'intact') {
    const place = { start: exact.start, end: exact.start + quote.exact.length }
    if (isCopied(getWords, quote.source, place, searched.hint)) return nowhere('ambiguous')
    return landFolded(text, fold, exact, quote)
  }
  if (exact.state === 'ambiguous' && exact.isNear) return nowhere('ambiguous')
  const between = findBetween(folded, quote)
  const isTold = tellsPlace(quote.source.prefix) && tellsPlace(quote.source.suffix)
  if (between.state === 'ambiguous') return nowhere('ambiguous')
  if (between.state === 'intact') return landFolded(text, fold, between, quote)
  if (between.state !== 'lost') {
    // the words stand elsewhere, too: moved there and written anew here, or changed here
    const stands = exact.state !== 'lost' || exact.start !== undefined
    if (exact.state === 'moved' || (stands && !isTold)) return nowhere('ambiguous')
    return { state: between.state, range: mapRangeBack(fold, between.range) }
  }
  if (stoodOnce(searched.hint) && !partsWord(quote)) {
    const changed = findChanged(getWords(), quote, exact, searched.hint)
    if ('start' in changed) return landFolded(text, fold, changed, quote)
    if (!('range' in changed)) return nowhere(changed.state)
    return { state: changed.state, range: mapRangeBack(fold, changed.range) }
  }
  if (exact.state === 'moved') return landFolded(text, fold, exact, quote)
  if (exact.state === 'ambiguous' || exact.start !== undefined) return nowhere(exact.state)
  return landSameWords(fold, findSameWords(getWords(), quote), quote)
}

/** Only beside a side that still stands, or where the selector never had any. */
function landSameWords(
  fold: FoldedText,
  places: readonly TextRange[],
  { prefix, suffix, source }: SearchedQuote,
): Anchored {
  const { folded } = fold
  const isBare = source.prefix === '' && source.suffix === ''
  const supported = places.filter(({ start, end }) => {
    const before = dropMarks(folded.slice(Math.max(0, start - prefix.length - 8), start))
    const after = dropMarks(folded.slice(end, end + suffix.length + 8))
    const left = dropMarks(prefix)
    const right = dropMarks(suffix)
    const hasLeft = left.length >= leastSide && before.endsWith(left)
    return isBare || hasLeft || (right.length >= leastSide && after.startsWith(right))
  })
  const [place, ...twins] = supported
  if (!place) return nowhere(places.length > 0 ? 'ambiguous' : 'lost')
  if (twins.length > 0) return nowhere('ambiguous')
  return { state: 'edited', range: mapRangeBack(fold, place) }
}

const leastSide = 12

/** The selector over folded text; blanks at the quote's ends go to its sides. */
function foldSelector(source: TextQuoteSelector): Omit<SearchedQuote, 'isUnique'> {
  const fold = foldText(source.prefix + source.exact + source.suffix)
  const start = source.prefix.length
  const touched = mapRangeToFolded(fold, { start, end: start + source.exact.length })
  const range = trimRange(fold.folded, touched)
  return {
    prefix: fold.folded.slice(0, range.start).trimStart(),
    exact: fold.folded.slice(range.start, range.end),
    suffix: fold.folded.slice(range.end).trimEnd(),
    source,
  }
}

function landFolded(
  text: string,
  fold: FoldedText,
  { state, start }: Extract<ExactPlace, { start: number }>,
  { exact, source }: SearchedQuote,
): Anchored {
  const range = mapRangeBack(fold, { start, end: start + exact.length })
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

function nowhere(state: 'ambiguous' | 'lost'): Anchored {
  return { state, range: null }
}

function skipBlank(text: string, offset: number): number {
  return text[offset] === ' ' ? offset + 1 : offset
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
