import type { Block, TableBlock, TableCell } from '../../shared/model/source-text.ts'
import type { TextRange } from '../../shared/text/range.ts'
import { findCaptions, hasCaptionStyle, type CaptionRoles } from './docx-captions.ts'
import type { FlowMark, Flow } from './docx-flow.ts'
import type { ParagraphContent } from './docx-paragraph.ts'
import type { ContentItem, TableItem } from './docx-sections.ts'
import { shapeRows } from './docx-table-shape.ts'
import type { CellContent } from './docx-table.ts'
import type { TableCaption } from './table-caption.ts'
import { countHeaderRows, isShell } from './table-shape.ts'

type ComposedText = {
  readonly text: string
  readonly blocks: readonly Block[]
  /** Bookmarks' ends and the marks of notes with offsets in the text. */
  readonly marks: readonly FlowMark[]
  /** For each item where its first block begins, else that of the next item with one. */
  readonly itemStarts: readonly number[]
}

/** A footnote or endnote; `key` is that of the mark which stands for it in the text. */
export type NoteContent = { readonly flow: Flow; readonly mark?: string; readonly key?: number }

/** Puts the items and then the notes into one text, one line feed between blocks. */
export function composeText(
  items: readonly ContentItem[],
  notes: readonly NoteContent[],
  trailing: readonly FlowMark[],
): ComposedText {
  const planned = planItems(items)
  const parts = [...planned.flat(), ...notes.map((note): Part => ({ kind: 'note', ...note }))]
  const tables = new Map(
    parts.flatMap((part, index) => (part.kind === 'table' ? [[part.index, index]] : [])),
  )
  const writer: Writer = { parts: [], length: 0, marks: [] }
  const blocks = parts.map((part) => writePart(writer, part, tables))
  const end = trailing.map((mark) => ({ ...mark, offset: writer.length }))
  return {
    text: writer.parts.join(''),
    blocks,
    marks: [...writer.marks, ...end],
    itemStarts: listStarts(planned, blocks, writer.length),
  }
}

function listStarts(
  planned: readonly (readonly Part[])[],
  blocks: readonly Block[],
  end: number,
): number[] {
  let at = 0
  return planned.map(({ length }) => {
    const start = blocks[at]?.range.start ?? end
    at += length
    return start
  })
}

/** A block before it has a place; `table` and `index` are indices of tables in the items. */
type Part =
  | { readonly kind: 'paragraph' | 'contents'; readonly flow: Flow }
  | ({ readonly kind: 'note' } & NoteContent)
  | { readonly kind: 'heading'; readonly flow: Flow; level: number; number: string }
  | { readonly kind: 'list_item'; readonly flow: Flow; level: number; marker: string }
  | { readonly kind: 'caption' | 'table_note'; readonly flow: Flow; table: number }
  | { readonly kind: 'table'; table: TableItem; caption: TableCaption | undefined; index: number }

type Writer = { readonly parts: string[]; length: number; readonly marks: FlowMark[] }

function planItems(items: readonly ContentItem[]): Part[][] {
  const found = findCaptions(items)
  return items.map((item, index) => {
    if (item.kind === 'table') return planTable(item, index, found)
    return item.text === '' ? [] : [planParagraph(item, index, found)]
  })
}

/** Captions and notes of page margins stand around their table; a table without words makes no block. */
function planTable(table: TableItem, index: number, found: CaptionRoles): Part[] {
  if (table.rows.every((row) => row.cells.every((cell) => cell.text === ''))) return []
  const toLine = (kind: 'caption' | 'table_note') => (text: string) =>
    ({ kind, flow: { text, marks: [] }, table: index }) as const
  const caption = table.margin?.caption ?? found.captions.get(index)
  return [
    ...(table.margin?.lines ?? []).map(toLine('caption')),
    { kind: 'table', table, caption, index },
    ...(table.margin?.notes ?? []).map(toLine('table_note')),
  ]
}

function planParagraph(flow: ParagraphContent, index: number, found: CaptionRoles): Part {
  const role = found.roles.get(index)
  if (role) return { kind: role.kind, flow, table: role.table }
  if (flow.isContents) return { kind: 'contents', flow }
  const marker = flow.list?.marker ?? ''
  if (flow.headingLevel > 0) {
    return { kind: 'heading', flow, level: flow.headingLevel, number: marker.replace(/\.$/, '') }
  }
  if (hasCaptionStyle(flow)) return { kind: 'caption', flow, table: -1 }
  if (marker !== '') return { kind: 'list_item', flow, level: flow.list?.level ?? 0, marker }
  return { kind: 'paragraph', flow }
}

function writePart(writer: Writer, part: Part, tables: ReadonlyMap<number, number>): Block {
  if (writer.length > 0) writeText(writer, '\n')
  if (part.kind === 'table') return writeTable(writer, part.table, part.caption)
  const range = writeFlow(writer, part.flow)
  switch (part.kind) {
    case 'heading':
      return { kind: 'heading', range, level: part.level, number: part.number }
    case 'list_item':
      return { kind: 'list_item', range, level: part.level, marker: part.marker }
    case 'caption':
    case 'table_note':
      return { kind: part.kind, range, tableIndex: tables.get(part.table) ?? -1 }
    case 'note':
      return { kind: 'note', range, ...tieNote(writer, part) }
    default:
      return { kind: part.kind, range }
  }
}

function writeTable(
  writer: Writer,
  table: TableItem,
  caption: TableCaption | undefined,
): TableBlock {
  const start = writer.length
  const baseIndent = findBaseIndent(table)
  const cells: TableCell[] = []
  table.rows.forEach((row, rowIndex) => {
    if (rowIndex > 0) writeText(writer, '\n')
    row.cells.forEach((cell, cellIndex) => {
      if (cellIndex > 0) writeText(writer, '\t')
      const range = writeFlow(writer, cell)
      const { column, rowSpan, columnSpan, marker } = cell
      cells.push({
        range,
        row: rowIndex,
        column,
        rowSpan,
        columnSpan,
        indent: measureIndent(cell, baseIndent),
        ...(marker !== '' && { marker }),
      })
    })
  })
  const shape = shapeRows(table)
  const headerRowCount = countHeaderRows(shape, table.hasFirstRowLook)
  return {
    kind: 'table',
    range: { start, end: writer.length },
    // the number of a figure that is laid out as a table is no table's number
    number: /^(fig|abb)/.test(caption?.label ?? '') ? '' : (caption?.number ?? ''),
    title: caption?.title ?? '',
    population: caption?.population ?? '',
    rowCount: table.rows.length,
    columnCount: table.columnCount,
    headerRowCount,
    cells,
    isShell: isShell(shape, headerRowCount),
  }
}

/** A note stands behind all that may name it. */
function tieNote({ marks }: Writer, { mark, key }: NoteContent) {
  const place = marks.find((one) => one.kind === 'note' && one.key === key)
  return {
    ...(mark !== undefined && { mark }),
    ...(place && { reference: { start: place.offset, end: place.offset } }),
  }
}

/** Twentieths of a point that stand for one blank. */
const twipsPerBlank = 100

/** What every cell with words is indented by says nothing about rows. */
function findBaseIndent(table: TableItem): number {
  const indents = table.rows.flatMap((row) =>
    row.cells.flatMap((cell) => (cell.text === '' ? [] : [cell.look?.indent ?? 0])),
  )
  return indents.reduce((least, indent) => Math.min(least, indent), Infinity)
}

function measureIndent(cell: CellContent, baseIndent: number): number {
  if (!cell.look || cell.text === '') return 0
  if (cell.look.leadingBlanks > 0) return cell.look.leadingBlanks
  return Math.round(Math.max(0, cell.look.indent - baseIndent) / twipsPerBlank)
}

function writeFlow(writer: Writer, flow: Flow): TextRange {
  const start = writer.length
  for (const mark of flow.marks) writer.marks.push({ ...mark, offset: start + mark.offset })
  writeText(writer, flow.text)
  return { start, end: writer.length }
}

function writeText(writer: Writer, text: string): void {
  writer.parts.push(text)
  writer.length += text.length
}
