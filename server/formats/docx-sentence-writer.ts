import type { DraftSentence } from '../../shared/model/draft.ts'
import { foldTableNumber } from '../domain/cell-address.ts'
import { writeBookmark } from './docx-bookmark-writer.ts'
import { writeField } from './docx-fields.ts'
import { gapWords, writeRun } from './docx-run-writer.ts'
import { missingTable, splitReferences } from './docx-table-names.ts'
import type { TablePlace } from './docx-table-places.ts'
import { nameSentenceBookmark } from './docx-targets.ts'
import type { BlockPlace, WriteContext } from './docx-write-context.ts'
import type { XmlElement } from './xml.ts'

export type SentencePosition = { readonly block: number; readonly sentence: number }

/** A sentence in runs of its own, inside its hidden bookmark; tables that it names are REF fields. */
export function writeSentence(
  context: WriteContext,
  place: BlockPlace,
  draft: DraftSentence,
  { block, sentence }: SentencePosition,
  format?: XmlElement,
): XmlElement[] {
  const name = nameSentenceBookmark(place.owner, block, sentence)
  const runs = splitReferences(draft).flatMap(({ text, number }) =>
    number === undefined ? [writeRun(text, format)] : nameTable(context, text, number, format),
  )
  return writeBookmark(context.bookmarkIds, name, runs)
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
