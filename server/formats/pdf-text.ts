import type { Block, Page, SourceText, TableCell } from '../../shared/model/source-text.ts'
import type { PdfBlock, PdfTableBlock, PdfTextBlock } from './pdf-block.ts'
import type { Hyphenation, JoinedLines } from './pdf-hyphens.ts'
import { findContentsEntry } from './pdf-markers.ts'
import { isShellTable, type PdfTable } from './pdf-table.ts'

export type PageSize = { readonly width: number; readonly height: number; readonly label: string }

export type PdfText = Pick<SourceText, 'text' | 'blocks' | 'pages'>

/** Writes the canonical text, and the range of every block, cell and page in it. */
export function writeText(
  blocks: readonly PdfBlock[],
  pages: readonly PageSize[],
  hyphenation: Hyphenation,
): PdfText {
  const writer: Writer = { text: '', blocks: [], indexes: new Map(), pageStarts: [], hyphenation }
  for (const block of blocks) {
    if (block.kind === 'table') writeTable(writer, block)
    else writeTextBlock(writer, block)
  }
  return {
    text: writer.text,
    blocks: linkTables(writer, blocks),
    pages: listPages(writer, pages),
  }
}

type Writer = {
  text: string
  readonly blocks: Block[]
  /** Where each block went. */
  readonly indexes: Map<PdfBlock, number>
  /** Offset of the first character of a page, by its index; a page without text has none. */
  readonly pageStarts: (number | undefined)[]
  readonly hyphenation: Hyphenation
}

function writeTextBlock(writer: Writer, block: PdfTextBlock): void {
  const joined = joinBlock(block, writer.hyphenation)
  if (joined.text === '') return
  separate(writer)
  const start = writer.text.length
  block.lines.forEach((line, index) => markPage(writer, line.page, start + joined.starts[index]!))
  writer.text += joined.text
  writer.indexes.set(block, writer.blocks.length)
  writer.blocks.push(toBlock(block, { start, end: writer.text.length }))
}

/** The joined lines without the mark in front; offsets count from there. */
function joinBlock(block: PdfTextBlock, hyphenation: Hyphenation): JoinedLines {
  const joined = hyphenation.join(block.lines.map((line) => line.text))
  const entry = block.role === 'contents' ? findContentsEntry(joined.text) : undefined
  if (entry) {
    const text = `${entry.title}\t${entry.page}`.trim()
    return { text, starts: joined.starts.map((at) => Math.min(at, text.length)) }
  }
  const text = joined.text.slice(block.markLength)
  return { text, starts: joined.starts.map((at) => Math.max(0, at - block.markLength)) }
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
    const { text } = writer.hyphenation.join(cell.lines)
    const from = writer.text.length
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
  return sizes.map(({ width, height, label }, index) => ({
    number: index + 1,
    label,
    range: { start: starts[index]!, end: starts[index + 1]! },
    width,
    height,
  }))
}
