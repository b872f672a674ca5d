import type { TextRange } from '../../../shared/text/range.ts'

/** Which end of a range a number is: "between 51 and 89", "51 to 89 years". */
export type RangeEnd = 'lower' | 'upper'

export function findRangeEnd(text: string, { start, end }: TextRange): RangeEnd | undefined {
  if (/^\s*(?:[\p{L}%/²]+\s*)?(?:to|and|–|-)\s*-?\d/u.test(text.slice(end))) {
    return opening.test(text.slice(0, start)) || /^\s*(?:to|–)/.test(text.slice(end))
      ? 'lower'
      : undefined
  }
  const before = text.slice(0, start)
  return closing.test(before) ? 'upper' : undefined
}

const opening = /\b(?:between|from|ranged|range of)\s+$/i
const closing =
  /(?:\b(?:between|from)\s+-?[\d.,]+\s*(?:[\p{L}%/²]+\s*)?(?:and|to)|\d\s*(?:to|–))\s*$/iu

/**
 * True where a number is the end of a range that holds the rival: who says "between 45 and 90" of 51 to 89
 * says nothing wrong. What "ranged" from one to the other had these as its ends.
 */
export function isWider(text: string, place: TextRange, told: number, rival: number): boolean {
  if (/\b(?:rang|minimum|maximum|youngest|oldest)/i.test(text)) return false
  const end = findRangeEnd(text, place)
  return (end === 'lower' && told <= rival) || (end === 'upper' && told >= rival)
}
