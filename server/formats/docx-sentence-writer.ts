import { writeBookmark } from './docx-bookmark-writer.ts'
import { writeRun } from './docx-run-writer.ts'
import { nameSentenceBookmark } from './docx-targets.ts'
import type { BlockPlace, WriteContext } from './docx-write-context.ts'
import type { XmlElement } from './xml.ts'

export type SentencePosition = { readonly block: number; readonly sentence: number }

/** A sentence in a run of its own, inside its hidden bookmark. */
export function writeSentence(
  context: WriteContext,
  place: BlockPlace,
  text: string,
  { block, sentence }: SentencePosition,
  format?: XmlElement,
): XmlElement[] {
  const name = nameSentenceBookmark(place.owner, block, sentence)
  return writeBookmark(context.bookmarkIds, name, [writeRun(text, format)])
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
