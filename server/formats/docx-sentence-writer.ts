import type { DraftSentence } from '../../shared/model/draft.ts'
import { writeBookmark } from './docx-bookmark-writer.ts'
import { valued, withProperties } from './docx-property-order.ts'
import { writeRun } from './docx-run-writer.ts'
import { leftToWriterStyleId } from './docx-style-book.ts'
import { nameSentenceBookmark } from './docx-targets.ts'
import type { BlockPlace, WriteContext } from './docx-write-context.ts'
import type { XmlElement } from './xml.ts'

export type SentencePosition = { readonly block: number; readonly sentence: number }

/** A sentence in runs of its own, inside its hidden bookmark; what the writer has to settle stands out. */
export function writeSentence(
  context: WriteContext,
  place: BlockPlace,
  words: Pick<DraftSentence, 'text' | 'leftToWriter'>,
  { block, sentence }: SentencePosition,
  format?: XmlElement,
): XmlElement[] {
  const name = nameSentenceBookmark(place.owner, block, sentence)
  return writeBookmark(context.bookmarkIds, name, writeRuns(context, words, format))
}

function writeRuns(
  { styles }: WriteContext,
  { text, leftToWriter = [] }: Pick<DraftSentence, 'text' | 'leftToWriter'>,
  format: XmlElement | undefined,
): XmlElement[] {
  const runs: XmlElement[] = []
  let at = 0
  for (const { start, end } of leftToWriter) {
    const style = valued('w:rStyle', leftToWriterStyleId(styles))
    if (start > at) runs.push(writeRun(text.slice(at, start), format))
    runs.push(writeRun(text.slice(start, end), withProperties(format, 'w:rPr', [style])))
    at = end
  }
  return at < text.length || at === 0 ? [...runs, writeRun(text.slice(at), format)] : runs
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
