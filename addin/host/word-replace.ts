import type { TextRange } from '../../shared/text/range.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import type { EditReport } from './document-editor.ts'
import { narrowChange } from './narrow-change.ts'
import { isSameText, type Place } from './quote-place.ts'
import { isLocked } from './word-lock.ts'
import { findQuoteRange, reachRange, sliceText, type FoundQuote } from './word-range.ts'
import { createDiffers, explainRefusal, lockedControl, notFound, refused } from './word-report.ts'
import { readFinalText, readOriginalText, type DocumentParagraph } from './word-text.ts'
import { trackEdit } from './word-tracking.ts'

/** Puts text in place of a quote, and says what the document holds afterwards. */
export async function replaceQuote(
  context: Word.RequestContext,
  selector: TextQuoteSelector,
  text: string,
): Promise<EditReport> {
  const found = await findQuoteRange(context, selector)
  if (typeof found === 'string') return notFound(found)
  const { start, end } = found.place
  const held = found.paragraphs[start.paragraph]
  if (start.paragraph !== end.paragraph || !held) return refused(severalParagraphs)
  const change = narrowChange(sliceText(found.paragraphs, found.place), text)
  if (!change) return { outcome: 'applied', isTracked: false }
  const part = await reachPart(context, found, change.range)
  if (await isLocked(context, part ?? found.range)) return refused(lockedControl)
  const [range, put] = part ? [part, change.text] : [found.range, text]
  const expected = held.text.slice(0, start.offset) + text + held.text.slice(end.offset)
  return changeParagraph(context, held, expected, () =>
    put === '' ? range.delete() : range.insertText(put, 'Replace'),
  )
}

const severalParagraphs =
  'The words run over more than one paragraph. Change them in the document by hand.'

/** The part of the quote that changes, if Word finds it. */
async function reachPart(
  context: Word.RequestContext,
  { paragraphs, place }: FoundQuote,
  part: TextRange,
): Promise<Word.Range | undefined> {
  const { paragraph, offset } = place.start
  const narrow: Place = {
    start: { paragraph, offset: offset + part.start },
    end: { paragraph, offset: offset + part.end },
  }
  return reachRange(context, paragraphs, narrow)
}

/** Tracked is what leaves the paragraph's original text as it was. */
async function changeParagraph(
  context: Word.RequestContext,
  { paragraph, text }: DocumentParagraph,
  expected: string,
  edit: () => void,
): Promise<EditReport> {
  const originalBefore = readOriginalText(paragraph)
  await context.sync()
  const failure = await trackEdit(context, edit)
  const final = readFinalText(paragraph)
  const original = readOriginalText(paragraph)
  await context.sync()
  if (isSameText(final.value, expected)) {
    const isTracked = original !== undefined && original.value === originalBefore?.value
    return { outcome: 'applied', isTracked }
  }
  if (final.value === text) return refused(explainRefusal(failure))
  throw createDiffers('Look at the paragraph')
}
