import type { PositionHint } from '../../shared/text/describe.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import type { MarkOutcome } from './host.ts'
import { isSameLetters } from './quote-place.ts'
import { findMeantRange } from './word-range.ts'
import { selectRange, type WordSelection } from './word-selection.ts'

/** Selects words: those that were selected before if they are meant, else where they stand now. */
export async function markQuote(
  selector: TextQuoteSelector,
  position: PositionHint | undefined,
  kept: WordSelection | undefined,
): Promise<MarkOutcome> {
  if (kept && isSameQuote(kept.selector, selector)) {
    const words = await selectRange(kept.range)
    if (words) return isSameLetters(words, selector.exact) ? 'marked' : 'edited'
  }
  return Word.run(async (context) => {
    const found = await findMeantRange(context, selector, position)
    if (typeof found === 'string') return found === 'unsure' ? 'unsure' : 'gone'
    found.range.select()
    await context.sync()
    return found.isEdited ? 'edited' : 'marked'
  })
}

function isSameQuote(a: TextQuoteSelector, b: TextQuoteSelector): boolean {
  return a.exact === b.exact && a.prefix === b.prefix && a.suffix === b.suffix
}
