import { anchor } from '../../shared/text/anchor.ts'
import { describe } from '../../shared/text/describe.ts'
import { sliceRange } from '../../shared/text/range.ts'

export type Parts = readonly [before: string, quote: string, after: string]

/** Where a quote lands once the text around it has become another one. */
export function landIn([before, quote, after]: Parts, edited: string) {
  const range = { start: before.length, end: before.length + quote.length }
  const { quote: selector, position } = describe(before + quote + after, range)
  const { state, range: found } = anchor(edited, selector, position)
  return { state, words: found && sliceRange(edited, found) }
}
