import {
  createTextBlock,
  firstLine,
  lastLine,
  pageOf,
  type PdfBlock,
  type PdfTextBlock,
  roughText,
} from './pdf-block.ts'
import { addNotes, type NoteRule, splitFootnotes } from './pdf-footnotes.ts'
import { continuesBelow, continuesOver, isLooseRow, startsItem } from './pdf-joining.ts'
import {
  endsSentence,
  findContentsEntry,
  findHeadingNumber,
  findListMarker,
  isContentsTitle,
  startsCaption,
  startsLowerCase,
} from './pdf-markers.ts'
import type { Line } from './pdf-page-lines.ts'
import { type FlowItem, isTable } from './pdf-table.ts'
import type { Typography } from './pdf-typography.ts'

/** What stands on a page, headers and footers aside, in reading order. */
export type PageFlow = {
  readonly number: number
  readonly height: number
  readonly noteRules: readonly NoteRule[]
  readonly regions: readonly (readonly FlowItem[])[]
  /** Small print beside the text. */
  readonly sideNotes: readonly Line[]
  /** The same in other directions than the page's own. */
  readonly asides: readonly (readonly FlowItem[])[]
}

/** Joins lines to paragraphs, over columns and pages too. Headings are not yet told from paragraphs. */
export function joinFlow(pages: readonly PageFlow[], typography: Typography): PdfBlock[] {
  const flow: Flow = { blocks: [], typography, contentsPage: 0 }
  for (const page of pages) {
    const footnotes: (readonly Line[])[] = []
    for (const region of page.regions) {
      const { body, notes } = splitFootnotes(region, page, typography)
      footnotes.push(notes)
      addRegion(flow, body)
    }
    addNotes(flow.blocks, footnotes.flat(), typography)
    addNotes(flow.blocks, page.sideNotes, typography)
    for (const aside of page.asides) addAside(flow, aside)
  }
  return flow.blocks
}

type Flow = {
  readonly blocks: PdfBlock[]
  readonly typography: Typography
  /** The last page on which a table of contents goes on. */
  contentsPage: number
}

function addRegion(flow: Flow, items: readonly FlowItem[]): void {
  let isFirst = true
  let hasText = false
  for (const [index, item] of items.entries()) {
    if (isTable(item)) {
      flow.blocks.push({ kind: 'table', table: item, number: '', title: '', population: '' })
    } else if (!addContentsLine(flow, item)) {
      const after = items[index + 1]
      addLine(flow, item, after && !isTable(after) ? after : undefined, isFirst, hasText)
      hasText ||= !startsCaption(item.text)
    }
    isFirst = false
  }
}

/** From so many lines on what stands aside is text of its own. */
const fewestAsideLines = 3

function addAside(flow: Flow, items: readonly FlowItem[]): void {
  if (items.some(isTable) || items.length >= fewestAsideLines) {
    addRegion(flow, items)
    return
  }
  for (const line of items as readonly Line[]) flow.blocks.push(createTextBlock([line], 'note'))
}

/** `hasText`: something other than tables and captions stands above the line in its column. */
function addLine(
  flow: Flow,
  line: Line,
  after: Line | undefined,
  isFirst: boolean,
  hasText: boolean,
): void {
  const { blocks, typography } = flow
  const last = blocks.at(-1)
  const above = last?.kind === 'text' && !isFirst ? last : undefined
  if (above && isOpenRole(above) && continuesBelow(above, line, after, typography)) {
    above.lines.push(line)
    return
  }
  if (!hasText) {
    const over = findInterrupted(flow, line)
    if (over) {
      moveBehindNotes(blocks, over)
      over.lines.push(line)
      return
    }
  }
  const block = createTextBlock([line])
  if (startsItem(above, line, typography) && !isLooseRow(line)) markItem(block, line, typography)
  if (isContentsTitle(line.text)) flow.contentsPage = line.page
  blocks.push(block)
}

function isOpenRole(block: PdfTextBlock): boolean {
  return block.role === 'paragraph' || block.role === 'list_item' || block.role === 'note'
}

/** A line in the style of headings keeps its number: it may turn out to be one. */
function markItem(block: PdfTextBlock, line: Line, typography: Typography): void {
  const marker = findListMarker(line.text)
  if (!marker || (typography.isDisplay(line) && findHeadingNumber(line.text))) return
  block.role = 'list_item'
  block.mark = marker.marker
  block.markLength = marker.length
}

/**
 * The last paragraph of the column or page before, when the line goes on with it. Tables, captions
 * and notes may stand between the two.
 */
function findInterrupted({ blocks, typography }: Flow, line: Line): PdfTextBlock | undefined {
  const index = blocks.findLastIndex(mayGoOn)
  const block = blocks[index]
  if (block?.kind !== 'text' || line.page - lastLine(block).page > 1) return undefined
  const isBelow = lastLine(block).page === line.page && lastLine(block).baseline < line.baseline
  const overlaps = lastLine(block).left < line.right && line.left < lastLine(block).right
  if (isBelow && overlaps && index === blocks.length - 1) return undefined
  const isCut = !endsSentence(roughText(block))
  const isBehindFloat = index < blocks.length - 1
  if (isBehindFloat && !(isCut && startsLowerCase(line.text))) return undefined
  return continuesOver(block, line, typography) ? block : undefined
}

/** Notes and what heads a table never do. */
function mayGoOn(block: PdfBlock): boolean {
  return block.kind === 'text' && block.role !== 'note' && !startsCaption(firstLine(block).text)
}

/** Notes at the foot of the first page come before the paragraph that goes on from it to the next. */
function moveBehindNotes(blocks: PdfBlock[], block: PdfTextBlock): void {
  const index = blocks.indexOf(block)
  const page = lastLine(block).page
  let end = index + 1
  while (blocks[end] && pageOf(blocks[end]!) <= page) end++
  blocks.splice(index, end - index, ...blocks.slice(index + 1, end), block)
}

/** Takes a line of a table of contents, with the lines above it that its entry began on. */
function addContentsLine(flow: Flow, line: Line): boolean {
  const { blocks } = flow
  const isInContents = line.page - flow.contentsPage <= 1 && flow.contentsPage > 0
  const hasPage =
    line.pieces.length > 1 && /^(\d{1,4}|[ivxlc]{1,6})$/i.test(line.pieces.at(-1)!.text)
  const isEntry = findContentsEntry(line.text) !== undefined || (isInContents && hasPage)
  const isHead = isInContents && /^(section|chapter|title)?\s*page$/i.test(line.text)
  if (!isEntry && !isHead) return false
  flow.contentsPage = line.page
  const block = createTextBlock([line], 'contents')
  let below = line
  while (isEntry && !findHeadingNumber(below.text)) {
    const above = blocks.at(-1)
    if (above?.kind !== 'text' || !isBegunEntry(above, below, flow.typography)) break
    block.lines.unshift(...above.lines)
    blocks.pop()
    below = block.lines[0]!
  }
  blocks.push(block)
  return true
}

function isBegunEntry(above: PdfTextBlock, below: Line, typography: Typography): boolean {
  const last = lastLine(above)
  const distance = below.baseline - last.baseline
  return (
    above.role !== 'contents' &&
    above.lines.length <= 3 &&
    last.page === below.page &&
    !typography.isDisplay(last) &&
    distance > 0 &&
    distance <= 1.35 * typography.pitch(below.size)
  )
}
