import type { DraftSentence } from '../../shared/model/draft.ts'
import { foldTableNumber } from '../domain/cell-address.ts'
import { writeBookmark } from './docx-bookmark-writer.ts'
import { writeField } from './docx-fields.ts'
import { valued, withProperties } from './docx-property-order.ts'
import { gapWords, writeRun } from './docx-run-writer.ts'
import { leftToWriterStyleId } from './docx-style-book.ts'
import { missingTable, splitReferences, type SentencePiece } from './docx-table-names.ts'
import type { TablePlace } from './docx-table-places.ts'
import { nameSentenceBookmark } from './docx-targets.ts'
import type { BlockPlace, WriteContext } from './docx-write-context.ts'
import type { XmlElement } from './xml.ts'

type SentencePosition = { readonly block: number; readonly sentence: number }

/**
 * A sentence in runs of its own, inside its hidden bookmark; tables that it names are REF fields, and
 * what the writer has to settle stands out.
 */
export function writeSentence(
  context: WriteContext,
  place: BlockPlace,
  draft: DraftSentence,
  { block, sentence }: SentencePosition,
  format?: XmlElement,
): XmlElement[] {
  const name = nameSentenceBookmark(place.owner, block, sentence)
  const runs = splitReferences(draft).flatMap((piece) =>
    piece.number === undefined
      ? writeWords(context, piece, draft.leftToWriter, format)
      : nameTable(context, piece.text, piece.number, format),
  )
  return writeBookmark(context.bookmarkIds, name, runs)
}

/** `marked` counts in the sentence, of which the piece is a part. */
function writeWords(
  { styles }: WriteContext,
  { text, start: offset }: SentencePiece,
  marked: DraftSentence['leftToWriter'] = [],
  format: XmlElement | undefined,
): XmlElement[] {
  const runs: XmlElement[] = []
  let at = 0
  for (const range of marked) {
    const start = Math.max(range.start - offset, at)
    const end = Math.min(range.end - offset, text.length)
    if (end <= start) continue
    const style = valued('w:rStyle', leftToWriterStyleId(styles))
    if (start > at) runs.push(writeRun(text.slice(at, start), format))
    runs.push(writeRun(text.slice(start, end), withProperties(format, 'w:rPr', [style])))
    at = end
  }
  return at < text.length ? [...runs, writeRun(text.slice(at), format)] : runs
}

/** "Source: Tables 14-3.01 and 14-3.02"; numbers under which this document has the table lead there. */
export function writeSourceLine({ places }: WriteContext, line: string): XmlElement[] {
  return line.split(/([\w.-]*\d[\w.-]*)/).flatMap((words) => {
    const place = places.kept.get(foldTableNumber(words))
    if (words === '') return []
    return place ? writeReference(place, words, undefined) : [writeRun(words, undefined)]
  })
}

/** Joins what stands for sentences by blanks outside their bookmarks. */
export function joinSentences(
  sentences: readonly XmlElement[][],
  format: XmlElement | undefined,
): XmlElement[] {
  return sentences.flatMap((nodes, index) =>
    index === 0 ? nodes : [writeRun(' ', format), ...nodes],
  )
}

/** The number of the caption is known when all tables stand: `numberCaptions` shows it. */
function nameTable(
  { places }: WriteContext,
  words: string,
  number: string,
  format: XmlElement | undefined,
): XmlElement[] {
  const place = places.named.get(foldTableNumber(number))
  if (!place) return [writeRun(missingTable(number), gapWords(format))]
  if (!place.keepsNumber) return writeReference(place, words, format)
  const label = words.slice(0, words.length - number.length)
  return [writeRun(label, format), ...writeReference(place, number, format)]
}

function writeReference(
  { bookmark }: TablePlace,
  words: string,
  format: XmlElement | undefined,
): XmlElement[] {
  return writeField(` REF ${bookmark} \\h `, words, format)
}
