import type { DraftBlock, DraftParagraph, RuleResult } from '../../shared/model/draft.ts'
import { writeNote } from '../domain/section-notes.ts'
import { writeBookmark } from './docx-bookmark-writer.ts'
import type { PlacedContent } from '../../shared/model/document-input.ts'
import { writeImage, writePicture } from './docx-image-writer.ts'
import { readLook } from './docx-paragraph-look.ts'
import { valued } from './docx-property-order.ts'
import { gapWords, italic, writeRun } from './docx-run-writer.ts'
import { joinSentences, writeSentence } from './docx-sentence-writer.ts'
import { gapStyleId } from './docx-style-book.ts'
import { writeTable } from './docx-table-writer.ts'
import { nameSentenceBookmark } from './docx-targets.ts'
import type { BlockPlace, WriteContext } from './docx-write-context.ts'
import { cloneElement, element, type XmlElement } from './xml.ts'

/** Paragraphs and tables for a rule that stands alone in its paragraph. */
export function writeBlocks(
  context: WriteContext,
  place: BlockPlace,
  result: RuleResult,
): XmlElement[] {
  if (result.outcome === 'gap') {
    const styled = createStyled(gapStyleId(context.styles))
    return [writeParagraph(styled, [writeRun(writeNote(result), undefined)])]
  }
  if (result.outcome === 'omitted') {
    const note = writeRun(writeNote(result), italic(place.format.run))
    return [writeParagraph(place.format.paragraph, [note])]
  }
  return result.content.flatMap((block, index) => writeBlock(context, place, block, index))
}

/**
 * Runs for a rule or placeholder in a line.
 * @throws Error when the content holds a table: such rules need a paragraph of their own.
 */
export function writeWords(
  context: WriteContext,
  place: BlockPlace,
  content: PlacedContent,
): XmlElement[] {
  const { run } = place.format
  if (content.kind === 'text') return writeValue(context, place, content)
  const { result } = content
  if (result.outcome === 'gap') return [writeRun(writeNote(result), gapWords(run))]
  if (result.outcome === 'omitted') return [writeRun(writeNote(result), italic(run))]
  const sentences = result.content.flatMap((block, index) => {
    if (block.kind === 'table') throw new Error(`${place.owner.ruleId}: a table within a line`)
    if (block.kind === 'image') return [[writePicture(context, place, block)]]
    return listSentences(context, place, block, index, run)
  })
  return joinSentences(sentences, run)
}

function writeBlock(
  context: WriteContext,
  place: BlockPlace,
  block: DraftBlock,
  index: number,
): XmlElement[] {
  if (block.kind === 'table') return writeTable(context, place, block, index)
  if (block.kind === 'image') return writeImage(context, place, block)
  const { paragraph, run } = readLook(context, place, block)
  const sentences = listSentences(context, place, block, index, run)
  return [writeParagraph(paragraph, joinSentences(sentences, run))]
}

function listSentences(
  context: WriteContext,
  place: BlockPlace,
  block: DraftParagraph,
  index: number,
  run: XmlElement | undefined,
): XmlElement[][] {
  return block.sentences.map((draft, sentence) =>
    writeSentence(context, place, draft, { block: index, sentence }, run),
  )
}

function writeValue(
  context: WriteContext,
  { owner, format }: BlockPlace,
  content: Extract<PlacedContent, { kind: 'text' }>,
): XmlElement[] {
  if (content.text === '') return []
  const run = writeRun(content.text, format.run)
  if (!content.citations?.length) return [run]
  return writeBookmark(context.bookmarkIds, nameSentenceBookmark(owner, 0, 0), [run])
}

function createStyled(styleId: string): XmlElement {
  return element('w:pPr', {}, [valued('w:pStyle', styleId)])
}

function writeParagraph(
  properties: XmlElement | undefined,
  content: readonly XmlElement[],
): XmlElement {
  const copy = properties ? [cloneElement(properties)] : []
  return element('w:p', {}, [...copy, ...content])
}
