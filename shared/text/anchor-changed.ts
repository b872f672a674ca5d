import { findAlike, type AlikePlace } from './anchor-alike.ts'
import { hasClosedUp, isTakenOut } from './anchor-closing.ts'
import type { ExactPlace, SearchedQuote } from './anchor-exact.ts'
import { isBesideSides, leastLead, resembles } from './anchor-likeness.ts'
import { indexWords, type WordIndex } from './anchor-words.ts'
import type { PositionHint } from './describe.ts'
import { rangeLength, rangesOverlap, type TextRange } from './range.ts'

export type ChangedPlace =
  | { readonly state: 'intact' | 'moved'; readonly start: number }
  | { readonly state: 'edited' | 'split'; readonly range: TextRange }
  | { readonly state: 'ambiguous' | 'lost' }

/** What is known of a quote that stood once: see PositionHint. */
export type KnownOnce = PositionHint & { readonly likeness: number }

export function stoodOnce(hint: PositionHint | undefined): hint is KnownOnce {
  return hint?.likeness !== undefined
}

/**
 * Finds a quote that stood once and stands no longer as it did, nor between both its sides: by what is
 * left of it, if that is more than ever stood elsewhere. `exact` is what was found of it word for word.
 */
export function findChanged(
  words: WordIndex,
  quote: SearchedQuote,
  exact: Exclude<ExactPlace, { state: 'intact' }>,
  hint: KnownOnce,
): ChangedPlace {
  if (exact.state === 'ambiguous') return { state: 'ambiguous' }
  if (exact.state === 'moved') return judgeMoved(words, quote, exact.start, hint)
  if (exact.start !== undefined) {
    // a short quote stands anywhere; that it is gone from its place speaks for it
    const { start } = exact
    if (isTakenOut(words.source, quote)) return { state: 'moved', start }
    return isAmongItsWords(words, quote, start, hint)
      ? { state: 'intact', start }
      : { state: 'lost' }
  }
  return judgeEdited(words, quote, hint)
}

/** True where most of the words of both sides stand beside it, as they did beside nothing like it. */
function isAmongItsWords(
  words: WordIndex,
  quote: SearchedQuote,
  start: number,
  { likeness, sidesLikeness = 1 }: KnownOnce,
): boolean {
  if (Math.max(likeness, sidesLikeness) > mostLikeness) return false
  const landing = { start, end: start + quote.exact.length }
  return findAlike(words, quote).some(
    ({ range, hasLeft, hasRight }) => hasLeft && hasRight && rangesOverlap(range, landing),
  )
}

/** True for a quote that begins or ends within a word: by its words it can't be known again. */
export function partsWord({ prefix, exact, suffix }: SearchedQuote): boolean {
  const isWord = /^[\p{L}\p{N}]{2}$/u
  const [start, end] = [prefix.slice(-1) + exact.slice(0, 1), exact.slice(-1) + suffix.slice(0, 1)]
  return isWord.test(start) || isWord.test(end)
}

/** The whole quote stands elsewhere: it was moved, or copied and then changed where it stood. */
function judgeMoved(
  words: WordIndex,
  quote: SearchedQuote,
  start: number,
  { likeness }: KnownOnce,
): ChangedPlace {
  const landing = { start, end: start + quote.exact.length }
  const isElsewhere = findRivals(words, quote).some(
    (place) =>
      resembles(place.share, likeness) &&
      isBesideSides(place, quote.source) &&
      !rangesOverlap(place.range, landing),
  )
  const mayBeOther = likeness > mostLikeness && !isTakenOut(words.source, quote)
  return isElsewhere || mayBeOther ? { state: 'ambiguous' } : { state: 'moved', start }
}

function judgeEdited(words: WordIndex, quote: SearchedQuote, hint: KnownOnce): ChangedPlace {
  const [place, rival] = findRivals(words, quote)
  const count = countWords(quote.exact)
  if (!place || place.share < leastShare || count < leastWords) return { state: 'lost' }
  if (hasClosedUp(words.source, quote)) return { state: 'lost' }
  const isBeside = isBesideSides(place, quote.source)
  const most = Math.max(hint.likeness, rival?.share ?? 0)
  const isLeading = isSure(place, count) && leads(place, most, hint)
  const taken = isBeside && isLeading ? place : findBetweenSides(words, quote, hint)
  const isOther = taken && hint.likeness >= mostLikeness && !hasSameNumbers(words, quote, taken)
  const isTorn = taken && rangeLength(taken.range) > 2 * quote.exact.length
  // any long text has words of another: torn apart is only what is nearly whole and unlike others
  const isWhole = taken && taken.share >= leastOfTorn && hint.likeness < leastShare
  const isScattered = isTorn && !isWhole
  if (!taken || isOther || isScattered || taken.isLoose)
    return { state: isBeside ? 'ambiguous' : 'lost' }
  return { state: isTorn ? 'split' : 'edited', range: taken.range }
}

/** The words of a long one alone are not the quote, nor are its words with other marks between them. */
function isSure({ matched, marksShare }: AlikePlace, count: number): boolean {
  return matched >= Math.max(2, leastShare * count) && marksShare >= leastShare
}

/** Where others were like the quote the sides have to tell it; one side alone has to tell it clearly. */
function leads(place: AlikePlace, most: number, { likeness, sidesLikeness = 1 }: KnownOnce) {
  const { share, sidesShare, hasLeft, hasRight } = place
  const isBoth = hasLeft && hasRight
  if (share < most + (isBoth ? leastLead : leastLeadOfSide)) return false
  return likeness < mostLikeness || (isBoth && sidesShare >= sidesLikeness + leastLead)
}

/** Texts that differ in nothing but a number, a raised digit or a sign are not the same. */
function hasSameNumbers({ source }: WordIndex, { exact }: SearchedQuote, place: AlikePlace) {
  const list = (text: string) =>
    indexWords(text)
      .words.filter((word) => !/^\p{L}+$/u.test(word))
      .toSorted()
      .join(' ')
  return list(exact) === list(source.slice(place.range.start, place.range.end))
}

/** A quote like others: where it and both its sides are together what no place had before. */
function findBetweenSides(
  words: WordIndex,
  quote: SearchedQuote,
  { sidesLikeness = 1 }: KnownOnce,
): AlikePlace | undefined {
  const places = findAlike(words, quote).toSorted((a, b) => b.sidesShare - a.sidesShare)
  const [place] = places
  if (!place || place.share < leastShare || !place.hasLeft || !place.hasRight) return undefined
  const others = findAlike(words, quote, place.range)
  const most = Math.max(sidesLikeness, ...others.map(({ sidesShare }) => sidesShare))
  return place.sidesShare >= most + leastLead ? place : undefined
}

/** The likest place, and the likest without it: beside a place that is like it, one hides the other. */
function findRivals(words: WordIndex, quote: SearchedQuote): AlikePlace[] {
  const [place] = findAlike(words, quote)
  return place ? [place, ...findAlike(words, quote, place.range).slice(0, 1)] : []
}

/** Of fewer words a half is nothing: one number of two. */
const leastWords = 3

function countWords(text: string): number {
  return indexWords(text).words.length
}

/** Less of a quote is no longer the quote. */
const leastShare = 0.5

/** The same where one side alone stands. */
const leastLeadOfSide = 0.15

/** What a quote that was torn apart still has of its words. */
const leastOfTorn = 0.9

/** What resembled another place so much may be that one, edited. */
const mostLikeness = 0.6
