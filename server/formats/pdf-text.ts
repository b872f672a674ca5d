import type { PageWords } from '../../shared/model/page-words.ts'
import type {
  Block,
  Page,
  Recognition,
  SourceText,
  TableCell,
} from '../../shared/model/source-text.ts'
import type { PdfBlock, PdfTableBlock, PdfTextBlock } from './pdf-block.ts'
import type { Hyphenation } from './pdf-hyphens.ts'
import { findContentsEntry } from './pdf-markers.ts'
import type { NoteReference } from './pdf-note-marks.ts'
import { createPlaces, type Kept, type Places } from './pdf-places.ts'
import { isShellTable, type PdfTable } from './pdf-table.ts'

export type PageSize = Pick<Page, 'width' | 'height' | 'label'> & {
  readonly ocr?: Pick<Recognition, 'confidence'>
}

type PdfText = {
  readonly content: Pick<SourceText, 'text' | 'blocks' | 'pages'>
  readonly pageWords: readonly PageWords[]
}

/** Writes the canonical text, and the range of every block, cell, page and word in it. */
export function writeText(
  blocks: readonly PdfBlock[],
  pages: readonly PageSize[],
  hyphenation: Hyphenation,
): PdfText {
  const references = blocks.flatMap(referenceOf)
  const places = createPlaces(pages, new Set(references.map(({ word }) => word)))
  const writer: Writer = {
    text: '',
    blocks: [],
    indexes: new Map(),
    pageStarts: [],
    hyphenation,
    places,
  }
  for (const block of blocks) {
    if (block.kind === 'table') writeTable(writer, block)
    else writeTextBlock(writer, block)
  }
  const content = {
    text: writer.text,
    blocks: linkNotes(writer, blocks, linkTables(writer, blocks)),
    pages: listPages(writer, pages),
  }
  return { content, pageWords: places.list() }
}

type Writer = {
  text: string
  readonly blocks: Block[]
  /** Where each block went. */
  readonly indexes: Map<PdfBlock, number>
  /** Offset of the first character of a page, by its index; a page without text has none. */
  readonly pageStarts: (number | undefined)[]
  readonly hyphenation: Hyphenation
  readonly places: Places
}

function writeTextBlock(writer: Writer, block: PdfTextBlock): void {
  const joined = writer.hyphenation.join(block.lines.map((line) => line.text))
  const { text, kept } = keepText(block, joined.text)
  if (text === '') return
  separate(writer)
  const start = writer.text.length
  const placed = kept.map((piece) => ({ ...piece, at: start + piece.at }))
  block.lines.forEach((line, index) =>
    markPage(writer, line.page, findOffset(joined.starts[index]!, placed)),
  )
  writer.places.add(block.lines, joined.starts, placed)
  writer.text += text
  writer.indexes.set(block, writer.blocks.length)
  writer.blocks.push(toBlock(block, { start, end: writer.text.length }))
}

/** The joined lines without the mark in front, or without the dots of a table of contents. */
function keepText(
  { role, markLength }: PdfTextBlock,
  joined: string,
): { text: string; kept: readonly Kept[] } {
  const end = joined.length
  const entry = role === 'contents' ? findContentsEntry(joined) : undefined
  if (!entry) return { text: joined.slice(markLength), kept: [{ start: markLength, end, at: 0 }] }
  const { title, page } = entry
  const text = `${title}\t${page}`.trim()
  const titleStart = joined.indexOf(title)
  const kept = [
    { start: titleStart, end: titleStart + title.length, at: 0 },
    { start: end - page.length, end, at: text.length - page.length },
  ]
  return { text, kept }
}

/** Where a place of the joined lines lies in the text; what was cut off lies where the next piece begins. */
function findOffset(joined: number, kept: readonly Kept[]): number {
  const piece = kept.find(({ end }) => joined < end) ?? kept.at(-1)!
  const inside = Math.min(Math.max(joined, piece.start), piece.end)
  return piece.at + inside - piece.start
}

function separate(writer: Writer): void {
  if (writer.text !== '') writer.text += '\n'
}

function markPage(writer: Writer, page: number, offset: number): void {
  writer.pageStarts[page - 1] = Math.min(writer.pageStarts[page - 1] ?? Infinity, offset)
}

/** Captions and notes get the index of their table when all blocks have one. */
function toBlock(block: PdfTextBlock, range: Block['range']): Block {
  switch (block.role) {
    case 'heading':
      return { kind: 'heading', range, level: block.level, number: block.mark }
    case 'list_item':
      return { kind: 'list_item', range, level: block.level, marker: block.mark }
    case 'caption':
    case 'table_note':
      return { kind: block.role, range, tableIndex: -1 }
    case 'note':
      return block.mark === '' ? { kind: 'note', range } : { kind: 'note', range, mark: block.mark }
    default:
      return { kind: block.role, range }
  }
}

function linkTables(writer: Writer, blocks: readonly PdfBlock[]): Block[] {
  const linked = [...writer.blocks]
  for (const block of blocks) {
    if (block.kind !== 'text' || !block.table) continue
    const own = writer.indexes.get(block)
    const tableIndex = writer.indexes.get(block.table)
    const written = own === undefined ? undefined : linked[own]
    if (own === undefined || tableIndex === undefined || !written) continue
    if (written.kind === 'caption' || written.kind === 'table_note') {
      linked[own] = { ...written, tableIndex }
    }
  }
  return linked
}

function referenceOf(block: PdfBlock): NoteReference[] {
  return block.kind === 'text' && block.reference ? [block.reference] : []
}

/** Where a mark stands is known when all blocks are written. */
function linkNotes(
  writer: Writer,
  blocks: readonly PdfBlock[],
  written: readonly Block[],
): Block[] {
  const linked = [...written]
  for (const block of blocks) {
    const [reference] = referenceOf(block)
    const word = reference && writer.places.rangeOf(reference.word)
    const at = writer.indexes.get(block)
    const note = at === undefined ? undefined : linked[at]
    if (!reference || !word || at === undefined || note?.kind !== 'note') continue
    const start = word.start + reference.at
    const end = start + (note.mark ?? '').length
    if (end <= word.end) linked[at] = { ...note, reference: { start, end } }
  }
  return linked
}

/** Cells of a row are parted by tabs, rows by line feeds. */
function writeTable(writer: Writer, block: PdfTableBlock): void {
  const { table } = block
  separate(writer)
  const start = writer.text.length
  const cells: TableCell[] = []
  for (const [index, cell] of table.cells.entries()) {
    const before = table.cells[index - 1]
    // a row whose places all belong to cells that began above it is an empty line
    if (before) writer.text += before.row === cell.row ? '\t' : '\n'.repeat(cell.row - before.row)
    const { text, starts } = writer.hyphenation.join(cell.lines.map((line) => line.text))
    const from = writer.text.length
    writer.places.add(cell.lines, starts, [{ start: 0, end: text.length, at: from }])
    markPage(writer, pageOfRow(table, cell.row), from)
    writer.text += text
    const { row, column, rowSpan, columnSpan, indent } = cell
    cells.push({
      range: { start: from, end: from + text.length },
      row,
      column,
      rowSpan,
      columnSpan,
      indent,
    })
  }
  writer.text += '\n'.repeat(table.rowCount - 1 - (table.cells.at(-1)?.row ?? 0))
  writer.indexes.set(block, writer.blocks.length)
  writer.blocks.push({
    kind: 'table',
    range: { start, end: writer.text.length },
    number: block.number,
    title: block.title,
    population: block.population,
    rowCount: table.rowCount,
    columnCount: table.columnCount,
    headerRowCount: table.headerRowCount,
    cells,
    isShell: isShellTable(table),
  })
}

function pageOfRow({ page, pageStarts }: PdfTable, row: number): number {
  return pageStarts.findLast((start) => start.row <= row)?.page ?? page
}

/** A page reaches to where the next one begins; a page without text is empty at that place. */
function listPages(writer: Writer, sizes: readonly PageSize[]): Page[] {
  const starts = Array.from({ length: sizes.length + 1 }, () => writer.text.length)
  for (let index = sizes.length - 1; index > 0; index--) {
    starts[index] = Math.min(writer.pageStarts[index] ?? Infinity, starts[index + 1]!)
  }
  starts[0] = 0
  const doubtful = writer.places.listDoubtful()
  return sizes.map(({ width, height, label, ocr }, index) => ({
    number: index + 1,
    label,
    range: { start: starts[index]!, end: starts[index + 1]! },
    width,
    height,
    ...(ocr && { ocr: { ...ocr, doubtful: doubtful[index]! } }),
  }))
}
