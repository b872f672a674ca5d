import { listBlocks } from './docx-blocks.ts'
import type { FlowMark } from './docx-flow.ts'
import { readInlineBookmark } from './docx-marks.ts'
import { listFramed } from './docx-frames.ts'
import type { MarginCaption } from './margin-captions.ts'
import { readParagraph, type ParagraphContent, type ReadingContext } from './docx-paragraph.ts'
import { readTable, type TableContent } from './docx-table.ts'
import type { XmlElement } from './xml.ts'

/** A table, with the caption that page margins give it, if they do. */
export type TableItem = TableContent & {
  readonly margin?: MarginCaption
  /** The values of a chart: a figure, and never cut at page ends. */
  readonly isChart?: boolean
}

export type ContentItem = ParagraphContent | TableItem

/** A stretch of the body with one page set-up. Paragraphs without words are kept: they keep others apart. */
export type Section = {
  readonly items: readonly ContentItem[]
  /** w:sectPr; undefined where the body ends without one. */
  readonly properties: XmlElement | undefined
}

type BodyContent = {
  readonly sections: readonly Section[]
  /** Bookmarks that end after the last words; offsets mean nothing. */
  readonly trailing: readonly FlowMark[]
}

export function readBody(body: XmlElement, context: ReadingContext): BodyContent {
  const state: BodyState = { sections: [], items: [], pending: [] }
  for (const block of listBlocks(body)) {
    if (block.kind === 'section') endSection(state, block.element)
    else addBlock(state, block, context)
  }
  if (state.items.length > 0) endSection(state, undefined)
  return { sections: state.sections, trailing: state.pending }
}

type BodyState = {
  readonly sections: Section[]
  items: ContentItem[]
  /** Marks that wait for words. */
  pending: FlowMark[]
}

type Block = ReturnType<typeof listBlocks>[number]

function addBlock(state: BodyState, block: Block, context: ReadingContext): void {
  if (block.kind === 'bookmark') {
    const mark = readInlineBookmark(block.element, context.bookmarks, 0)
    if (mark) state.pending.push(mark)
  } else if (block.kind === 'table') {
    const framed = listFramed(block.element)
    if (!framed) addTable(state, readTable(block.element, context))
    for (const inner of framed ?? []) addBlock(state, inner, context)
  } else if (block.kind === 'chunk') {
    addItems(state, context.embedded.readChunk(block.element))
  } else if (block.kind === 'paragraph') {
    const paragraph = readParagraph(block, context)
    const graphics = paragraph.graphics.flatMap(context.embedded.readGraphic)
    // what is read of a drawing stands for it
    const hasDrawing = paragraph.hasDrawing && graphics.length === 0
    addParagraph(state, { ...paragraph, hasDrawing })
    for (const box of paragraph.boxes) {
      for (const inner of listBlocks(box)) addBlock(state, inner, context)
    }
    addItems(state, graphics)
  }
}

/** Marks that wait begin at words of the file itself. */
function addItems(state: BodyState, items: readonly ContentItem[]): void {
  for (const item of items) state.items.push(item)
}

function addParagraph(state: BodyState, paragraph: ParagraphContent): void {
  const marks = takePending(state, paragraph.marks)
  const isEmpty = paragraph.text === ''
  if (isEmpty) state.pending = marks
  state.items.push({ ...paragraph, marks: isEmpty ? [] : marks })
}

/** Marks before a table begin at its first cell; a table without cells gives nothing. */
function addTable(state: BodyState, table: TableContent): void {
  const [first, ...others] = table.rows
  const [cell, ...cells] = first?.cells ?? []
  if (!first || !cell) {
    if (table.rows.some((row) => row.cells.length > 0)) state.items.push(table)
    return
  }
  const marked = { ...cell, marks: takePending(state, cell.marks) }
  state.items.push({ ...table, rows: [{ ...first, cells: [marked, ...cells] }, ...others] })
}

function takePending(state: BodyState, marks: readonly FlowMark[]): FlowMark[] {
  const all = [...state.pending, ...marks]
  state.pending = []
  return all
}

function endSection(state: BodyState, properties: XmlElement | undefined): void {
  state.sections.push({ items: state.items, properties })
  state.items = []
}
