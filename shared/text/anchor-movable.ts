import { isFragment } from './anchor-doubt.ts'
import type { SearchedQuote } from './anchor-exact.ts'

/** A shorter quote may be typed anew anywhere. */
export const leastMovable = 6
export const leastMovableFromAnywhere = 40
export const leastMovableWords = 16

/** Where figures are renumbered, another row has the words that this one had. */
export function getLeastMovable({ exact, source }: SearchedQuote): number {
  const isWords = !/\d/.test(exact) && exact.split(' ').length > 2
  return isWords && !isFragment(source) ? leastMovableWords : leastMovableFromAnywhere
}
