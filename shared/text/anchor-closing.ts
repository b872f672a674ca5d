import type { SearchedQuote } from './anchor-exact.ts'
import { findOccurrences } from './occurrences.ts'

/** True when the words that stood on both sides of the quote have closed up: it was taken out there. */
export function isTakenOut(folded: string, { prefix, exact, suffix }: SearchedQuote): boolean {
  const [before, after] = [dropMarks(prefix).slice(-closing), dropMarks(suffix).slice(0, closing)]
  return exact.length >= leastMovable && standTogether(folded, before, after)
}

/** The same where the quote may still be there, and begin as its neighbour does: by one whole side. */
export function hasClosedUp(folded: string, { prefix, suffix }: SearchedQuote): boolean {
  const [before, after] = [dropMarks(prefix), dropMarks(suffix)]
  return (
    standTogether(folded, before.slice(-closing), after) ||
    standTogether(folded, before, after.slice(0, closing))
  )
}

function standTogether(folded: string, before: string, after: string): boolean {
  if (before.length < closing || after.length < closing) return false
  return findOccurrences(folded, before, 64).some((start) => {
    const end = start + before.length
    return dropMarks(folded.slice(end, end + after.length + 8)).startsWith(after)
  })
}

/** Units on either side by which a place is known where something was taken out. */
const closing = 14

/** A shorter quote may be typed anew anywhere. */
const leastMovable = 6

/** Marks beside the quote may have changed with it: they belong to neither. */
export function dropMarks(side: string): string {
  return side.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '')
}
