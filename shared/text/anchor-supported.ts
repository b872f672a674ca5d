import type { SearchedQuote } from './anchor-exact.ts'
import type { TextRange } from './range.ts'

/**
 * Of places with the same words the one beside a side of the quote that still stands, or any where the selector
 * never had a side.
 */
export function chooseSupported(
  folded: string,
  places: readonly TextRange[],
  { prefix, suffix, source }: SearchedQuote,
): TextRange | 'ambiguous' | 'lost' {
  const isBare = source.prefix === '' && source.suffix === ''
  const supported = places.filter(({ start, end }) => {
    const before = dropMarks(folded.slice(Math.max(0, start - prefix.length - 8), start))
    const after = dropMarks(folded.slice(end, end + suffix.length + 8))
    const left = dropMarks(prefix)
    const right = dropMarks(suffix)
    const hasLeft = left.length >= leastSide && before.endsWith(left)
    const hasRight = right.length >= leastSide && after.startsWith(right)
    return isBare || hasLeft || hasRight
  })
  const [place, ...twins] = supported
  if (!place) return places.length > 0 ? 'ambiguous' : 'lost'
  return twins.length > 0 ? 'ambiguous' : place
}

const leastSide = 12

/** Marks beside the quote may have changed with it: they belong to neither. */
function dropMarks(side: string): string {
  return side.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '')
}
