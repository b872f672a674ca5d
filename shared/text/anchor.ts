import { findBetween } from './anchor-between.ts'
import { findByTwins, isBesideTwins } from './anchor-by-twins.ts'
import { findExact, foldSelector, hasStraySide, type SearchedQuote } from './anchor-exact.ts'
import {
  findGlued,
  findRetypedFigure,
  isCopied,
  listCopies,
  findLone,
  listStanding,
  mayBeLonger,
  mayBeTorn,
  partsWord,
  repeatsEnd,
  standsTwice,
  takesInCell,
} from './anchor-glue.ts'
import { findHere } from './anchor-here.ts'
import {
  isAmidCopies,
  mayBeRenumbered,
  mayBeTornWithin,
  repeatsWordBeside,
} from './anchor-doubt.ts'
import {
  landEdited,
  landFolded,
  landSameWords,
  land,
  nowhere,
  type Anchored,
  type Searched,
} from './anchor-land.ts'
import {
  getLeastMovable,
  leastMovable,
  leastMovableFromAnywhere,
  leastMovableWords,
} from './anchor-movable.ts'
import { isSelfAmongTwins, judgeAmongTwins } from './anchor-twins.ts'
import { endsElsewhere, findSameWords, findWords, indexWords } from './anchor-words.ts'
import { tellsPlace, tellsUniqueQuote } from './context.ts'
import { markText, type PositionHint } from './describe.ts'
import { foldText, mapRangeBack, mapRangeToFolded } from './fold.ts'
import { findOccurrences } from './occurrences.ts'
import { once } from './once.ts'
import { containsRange, rangeLength, rangesOverlap, sliceRange, type TextRange } from './range.ts'
import type { TextQuoteSelector } from './selector.ts'
import { createPattern, reach, type Pattern, type Surroundings } from './surroundings.ts'

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
    const isUnique = hint?.isUnique ?? tellsUniqueQuote(selector.prefix, selector.suffix)
    const isKnown = hint?.surroundings !== undefined
    const raw = findExact(text, { ...selector, source: selector, isUnique }, start)
    if (raw.state === 'intact' && (!isKnown || raw.start === start)) {
      return land('intact', { start: raw.start, end: raw.start + selector.exact.length })
    }
    const quote = { ...foldSelector(selector), isUnique }
    if (quote.exact === '')
      return nowhere(raw.state === 'intact' || raw.state === 'moved' ? 'ambiguous' : raw.state)
    const searched = { text, fold: getFold(), getWords }
    return hint?.surroundings
      ? anchorAmongTwins(searched, quote, hint.surroundings)
      : anchorFolded(searched, quote, start)
  }
}

/** A quote that was like others is never one of these, wherever they stand now. */
function anchorAmongTwins(
  searched: Searched,
  quote: SearchedQuote,
  surroundings: Surroundings,
): Anchored {
  const anchored = anchorKnown(searched, quote, surroundings)
  const { twins } = surroundings
  if (!twins || twins.length === 0 || anchored === contested) return anchored
  const known = { words: indexWords(quote.exact).words, twins }
  const words = searched.getWords()
  const found = anchored.range && mapRangeToFolded(searched.fold, anchored.range)
  const lone = quote.isUnique ? findLone(words.source, quote) : undefined
  const judged = judgeAmongTwins(words, known, lone, found)
  if (judged === 'twin' || !(anchored.range || judged)) {
    const own = quote.isUnique && anchorByTwins(searched, quote, surroundings)
    return own
      ? landEdited(searched, own, quote)
      : nowhere(anchored.range ? 'ambiguous' : anchored.state)
  }
  if (judged !== 'self' || !lone || (found && rangesOverlap(lone, found))) return anchored
  if (quote.exact.length < leastMovableWords) return anchored
  if (mayBeTornWithin(searched, quote, lone)) return contested
  return landFolded(searched, { state: 'moved', start: lone.start }, quote)
}

/** Undefined where its words stand somewhere word for word. */
function anchorByTwins(
  searched: Searched,
  quote: SearchedQuote,
  surroundings: Surroundings,
): TextRange | undefined {
  const words = searched.getWords()
  if (listStanding(words.source, quote).length > 0) return undefined
  const pattern = createPattern(words, surroundings, foldText(quote.source.exact).folded)
  return findByTwins(words, pattern, surroundings.twins ?? [])
}

/** By what stood around the quote, of which `describe` knows more than a selector holds. */
function anchorKnown(
  searched: Searched,
  quote: SearchedQuote,
  surroundings: Surroundings,
): Anchored {
  const words = searched.getWords()
  const exact = foldText(quote.source.exact).folded
  const pattern = createPattern(words, surroundings, exact)
  const standing = findHere(words, pattern, { ...surroundings, isUnique: quote.isUnique })
  if (standing.state === 'contested') return contested
  if (standing.state === 'unsure') return anchorUnsure(searched, quote, standing.near, surroundings)
  const [place, ...others] = listStanding(words.source, quote)
  if (standing.state === 'gone') {
    const least = standing.isClosed ? leastMovable : getLeastMovable(quote)
    const isMoved = quote.isUnique && others.length === 0 && quote.exact.length >= least
    if (place === undefined) return nowhere('lost')
    const there = { start: place, end: place + quote.exact.length }
    const copied = isCopied(words, pattern, standing.fellows, findWords(words, there))
    if (copied === 'surely') return contested
    return isMoved && copied === 'no'
      ? landFolded(searched, { state: 'moved', start: place }, quote)
      : nowhere('ambiguous')
  }
  return landHere(searched, quote, standing, { pattern, surroundings, stands: place !== undefined })
}

/**
 * Words that stand as they stood are the quote, whatever was typed to them: nothing beside them is taken in.
 * Where they stand twice between the same neighbours, nothing tells which of both was meant.
 */
function landHere(
  searched: Searched,
  quote: SearchedQuote,
  { range, gap }: { readonly range: TextRange; readonly gap: TextRange },
  { pattern, surroundings, stands }: Known,
): Anchored {
  const { folded } = searched.fold
  const [place, ...others] = listCopies(folded, gap, quote)
  if (others.length > 0 || (place && quote.isUnique && standsTwice(folded, place)))
    return nowhere('ambiguous')
  if (place) {
    const isMeant =
      containsRange(range, place) && rangeLength(range) <= quote.exact.length + mostBeside
    const glued = partsWord(quote) ? 'nothing' : findGlued(folded, place, quote)
    const retyped = glued === 'number' && findRetypedFigure(folded, place)
    if (isMeant && retyped) return landEdited(searched, retyped, quote)
    const isTorn =
      mayBeTorn(folded, gap, quote, place) || mayBeLonger(folded, quote, place, surroundings)
    const isGuess =
      repeatsEnd(folded, place) ||
      (isTorn && !isBesideTwins(folded, gap, place, surroundings.twins)) ||
      isDoubted(searched, pattern, place)
    if (isGuess || takesInCell(searched.text, mapRangeBack(searched.fold, place), quote))
      return contested
    if (!isMeant || glued === 'number') return nowhere('ambiguous')
    const state = glued === 'word' ? 'edited' : 'intact'
    return landFolded(searched, { state, start: place.start }, quote)
  }
  // what stood once was moved there and written anew here, or copied there and changed here
  const mayBeOther = quote.isUnique && stands
  return mayBeOther || partsWord(quote) ? nowhere('ambiguous') : landEdited(searched, range, quote)
}

/** `stands`: the quote stands somewhere word for word. */
type Known = {
  readonly pattern: Pattern
  readonly surroundings: Surroundings
  readonly stands: boolean
}

/** Its own words stand there, but as much of the text says that they were typed there. */
function isDoubted(searched: Searched, pattern: Pattern, place: TextRange): boolean {
  const words = searched.getWords()
  const at = findWords(words, place)
  return repeatsWordBeside(searched, pattern, at) || isAmidCopies(words, pattern, at)
}

/** Ambiguous, though its words stand once. */
const contested = { state: 'ambiguous', range: null } as const

/** Words that were taken up at the quote's ends; of more the quote may be a part by chance. */
const mostBeside = 24

/** Where its own surroundings stand nowhere, or twice: word for word alone, or between both its sides. */
function anchorUnsure(
  searched: Searched,
  quote: SearchedQuote,
  near: TextRange | undefined,
  surroundings: Surroundings,
): Anchored {
  const { folded } = searched.fold
  const { twins } = surroundings
  const places = findOccurrences(folded, quote.exact, 2)
  const exact = findExact(folded, quote)
  const [start = 0, ...others] = places
  const place = { start, end: start + quote.exact.length }
  // a copy far from most of what stood around it proves nothing
  const beside = quote.exact.length + reach
  const around = near && { start: near.start - beside, end: near.end + beside }
  const isLone = quote.isUnique && others.length === 0 && (!around || rangesOverlap(around, place))
  const isLong = !near || quote.exact.length >= leastMovableFromAnywhere
  const isWhole = folded.includes(quote.prefix + quote.exact + quote.suffix)
  const isSure = isWhole || (isLong && !mayBeLonger(folded, quote, place, surroundings))
  if (isLone && isSure && exact.state === 'intact') {
    const known = twins && { words: indexWords(quote.exact).words, twins }
    const words = searched.getWords()
    const isOther = known && !isSelfAmongTwins(words, known, findWords(words, place))
    if (isOther || takesInCell(searched.text, mapRangeBack(searched.fold, place), quote))
      return contested
    return landFolded(searched, exact, quote)
  }
  if (places.length > 0) return nowhere(exact.state === 'lost' ? 'lost' : 'ambiguous')
  return anchorChanged(searched, quote, around, surroundings)
}

/** Its words stand nowhere: between both its sides, or with a letter or a mark changed, within `around`. */
function anchorChanged(
  searched: Searched,
  quote: SearchedQuote,
  around: TextRange | undefined,
  surroundings: Surroundings,
): Anchored {
  const { folded } = searched.fold
  const between = findBetween(folded, quote)
  if (between.state === 'edited' || between.state === 'split') {
    const isCopied = findOccurrences(folded, sliceRange(folded, between.range), 2).length > 1
    if (isCopied && hasStraySide(folded, quote, between.range.start)) return nowhere('ambiguous')
    return landEdited(searched, between.range, quote)
  }
  const same = findSameWords(searched.getWords(), quote)
  const own = same.filter(
    (range) =>
      !mayBeRenumbered(quote.exact, sliceRange(folded, range)) &&
      !endsElsewhere(searched.getWords(), quote.exact, range) &&
      !mayBeLonger(folded, quote, range, surroundings) &&
      (!around || rangesOverlap(around, range)),
  )
  if (own.length < same.length) return nowhere('ambiguous')
  return landSameWords(searched, own, quote)
}

/** By the selector alone, as another program may have made it. */
function anchorFolded(
  searched: Searched,
  quote: SearchedQuote,
  hint: number | undefined,
): Anchored {
  const { fold, getWords } = searched
  const { folded } = fold
  const hinted = hint === undefined ? undefined : mapRangeToFolded(fold, { start: hint, end: hint })
  const exact = findExact(folded, quote, hinted && skipBlank(folded, hinted.start))
  if (exact.state === 'intact') return landFolded(searched, exact, quote)
  if (exact.state === 'ambiguous' && exact.isNear) return nowhere('ambiguous')
  const between = findBetween(folded, quote)
  const isTold = tellsPlace(quote.source.prefix) && tellsPlace(quote.source.suffix)
  if (between.state === 'ambiguous') return nowhere('ambiguous')
  if (between.state === 'intact') return landFolded(searched, between, quote)
  if (between.state !== 'lost') {
    // the words stand elsewhere, too: moved there and written anew here, or changed here
    const stands = exact.state !== 'lost' || exact.start !== undefined
    if (exact.state === 'moved' || (stands && !isTold)) return nowhere('ambiguous')
    return landEdited(searched, between.range, quote)
  }
  if (exact.state === 'moved') return landFolded(searched, exact, quote)
  if (exact.state === 'ambiguous' || exact.start !== undefined) return nowhere(exact.state)
  return landSameWords(searched, findSameWords(getWords(), quote), quote)
}

function skipBlank(text: string, offset: number): number {
  return text[offset] === ' ' ? offset + 1 : offset
}
