import type { DraftBlock, DraftParagraph, Gap, RuleResult } from '../../shared/model/draft.ts'
import { writeBookmark } from './docx-bookmark-writer.ts'
import type { PlacedContent } from './document-input.ts'
import { listItemFormat } from './docx-list-items.ts'
import { valued } from './docx-property-order.ts'
import { gapWords, italic, writeRun } from './docx-run-writer.ts'
import { joinSentences, writeSentence } from './docx-sentence-writer.ts'
import { gapStyleId } from './docx-style-book.ts'
import { writeTable } from './docx-table-writer.ts'
import { nameSentenceBookmark } from './docx-targets.ts'
import type { BlockPlace, WriteContext } from './docx-write-context.ts'
import { element, type XmlElement } from './xml.ts'

/** Paragraphs and tables for a rule that stands alone in its paragraph. */
export function writeBlocks(
  context: WriteContext,
  place: BlockPlace,
  result: RuleResult,
): XmlElement[] {
  if (result.outcome === 'gap') return [writeGapParagraph(context, result.gap)]
  if (result.outcome === 'omitted') {
    const note = writeRun(describeOmission(result.reason), italic(place.format.run))
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
  if (result.outcome === 'gap') return [writeRun(describeGap(result.gap), gapWords(run))]
  if (result.outcome === 'omitted') return [writeRun(describeOmission(result.reason), italic(run))]
  const sentences = result.content.flatMap((block, index) => {
    if (block.kind === 'table') throw new Error(`${place.owner.ruleId}: a table within a line`)
    return listSentences(context, place, block, index)
  })
  return joinSentences(sentences, run)
}

export function describeGap({ reason, searched, candidates }: Gap): string {
  const parts = [
    endSentence(reason),
    searched === '' ? '' : endSentence(`Searched: ${searched}`),
    candidates.length === 0 ? '' : endSentence(`Candidates: ${candidates.join('; ')}`),
  ]
  return `[Gap: ${parts.filter((part) => part !== '').join(' ')}]`
}

function describeOmission(reason: string): string {
  return endSentence(`Intentionally left out: ${reason}`)
}

function endSentence(text: string): string {
  const trimmed = text.trim()
  return trimmed === '' || /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

function writeBlock(
  context: WriteContext,
  place: BlockPlace,
  block: DraftBlock,
  index: number,
): XmlElement[] {
  if (block.kind === 'table') return writeTable(context, place, block, index)
  const { paragraph, run } = place.format
  const properties =
    block.role === 'list_item' ? listItemFormat(context, place, block.level ?? 0) : paragraph
  const sentences = listSentences(context, place, block, index)
  return [writeParagraph(properties, joinSentences(sentences, run))]
}

function listSentences(
  context: WriteContext,
  place: BlockPlace,
  block: DraftParagraph,
  index: number,
): XmlElement[][] {
  return block.sentences.map((words, sentence) =>
    writeSentence(context, place, words, { block: index, sentence }, place.format.run),
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

function writeGapParagraph({ styles }: WriteContext, gap: Gap): XmlElement {
  return writeParagraph(createStyled(gapStyleId(styles)), [writeRun(describeGap(gap), undefined)])
}

function createStyled(styleId: string): XmlElement {
  return element('w:pPr', {}, [valued('w:pStyle', styleId)])
}

function writeParagraph(
  properties: XmlElement | undefined,
  content: readonly XmlElement[],
): XmlElement {
  const copy = properties ? [structuredClone(properties)] : []
  return element('w:p', {}, [...copy, ...content])
}
