import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import { findQuoteRange } from './word-range.ts'
import { selectRange, type WordSelection } from './word-selection.ts'

/** Selects words: those that were selected before if they are meant, else where they stand now. */
export async function markQuote(
  selector: TextQuoteSelector,
  kept: WordSelection | undefined,
): Promise<boolean> {
  if (kept && isSameQuote(kept.selector, selector) && (await selectRange(kept.range))) return true
  return Word.run(async (context) => {
    const found = await findQuoteRange(context, selector)
    if (typeof found === 'string') return false
    found.range.select()
    await context.sync()
    return true
  })
}

function isSameQuote(a: TextQuoteSelector, b: TextQuoteSelector): boolean {
  return a.exact === b.exact && a.prefix === b.prefix && a.suffix === b.suffix
}
