import { findAlike, foldParts, type AlikePlace } from './anchor-alike.ts'
import { isShort } from './anchor-exact.ts'
import type { WordIndex } from './anchor-words.ts'
import { tellsPlace } from './context.ts'
import type { PositionHint } from './describe.ts'
import type { TextRange } from './range.ts'
import type { TextQuoteSelector } from './selector.ts'

/**
 * True where a second place looks like the quote with its sides, more than any did before; `place` is where
 * the quote was found.
 */
export function isCopied(
  getWords: () => WordIndex,
  selector: TextQuoteSelector,
  place: TextRange,
  hint: PositionHint | undefined,
): boolean {
  if (hint?.sidesLikeness === undefined) return false
  const { likeness, sidesLikeness } = hint
  const isFew = isShort(selector.exact)
  // a cell that has twins is told by its row and column, not by what little stands in it
  if (likeness === undefined && isFew) return true
  const isBySides = likeness === undefined || likeness >= familyLikeness || isFew
  return findAlike(getWords(), foldParts(selector), place, leastRival).some(
    (other) =>
      (isBySides && resembles(other.sidesShare, sidesLikeness)) ||
      (likeness !== undefined &&
        resembles(other.share, likeness) &&
        isBesideSides(other, selector)),
  )
}

/** A quote that so much of stood elsewhere, too, is one of a family: its sides tell it. */
const familyLikeness = 0.6

/** True for a share of a quote that is more than ever stood in another place. */
export function resembles(share: number, likeness: number): boolean {
  return share > Math.max(leastRival, likeness + leastLead)
}

/** Beside both sides, or beside one that stood once. */
export function isBesideSides(
  { hasLeft, hasRight }: AlikePlace,
  { prefix, suffix }: TextQuoteSelector,
): boolean {
  if (hasLeft && hasRight) return true
  return (hasLeft && tellsPlace(prefix)) || (hasRight && tellsPlace(suffix))
}

/** What has this much of a quote where it stood may be the quote, though it stands elsewhere whole. */
const leastRival = 0.4

/** By how much a place must be more like the quote than any other is or was. */
export const leastLead = 0.05
