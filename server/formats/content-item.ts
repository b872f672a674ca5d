import type { ReaderIdentity, SourceText } from '../../shared/model/source-text.ts'
import { emptyFlow, type Flow } from './docx-flow.ts'
import type { ParagraphContent, ParagraphLook } from './docx-paragraph.ts'
import type { ContentItem, TableItem } from './docx-sections.ts'
import type { ResolvedStyle } from './docx-style-sheet.ts'
import type { CellContent, TableRow } from './docx-table.ts'
import { composeText } from './compose-text.ts'
import { Refusal } from './refusal.ts'
import { checkBlocks, checkCells, checkCharacters, checkColumns } from './size-limits.ts'

/** A paragraph as a format without Word's styles knows it; `text` may hold line feeds. */
type PlainParagraph = {
  readonly text: string
  /** 1 to 9 for a heading, 0 or absent else. */
  readonly headingLevel?: number
  /** The number that is printed before a heading's words. */
  readonly number?: string
  /** Depth from 0 and the mark that is shown. */
  readonly list?: { readonly level: number; readonly marker: string }
  /** Whether the file marks it as the caption of a table. */
  readonly isCaption?: boolean
}

/** A cell with its words; its column follows from those before it and from spans above. */
export type PlainCell = {
  readonly text: string
  readonly columnSpan?: number
  readonly rowSpan?: number
  readonly isBold?: boolean
  readonly isShaded?: boolean
  /** Blanks before its first word. */
  readonly indent?: number
}

export type PlainRow = {
  readonly cells: readonly PlainCell[]
  /** Whether the file marks it as a head. */
  readonly isHeader?: boolean
}

/** Puts paragraphs and tables of any format into one text, as Word files are put. */
export function composeSourceText(
  reader: ReaderIdentity,
  items: readonly ContentItem[],
  about: {
    readonly title?: string
    readonly notes?: readonly string[]
    readonly marginLines?: readonly string[]
  } = {},
): SourceText {
  checkSizes(items)
  const notes = (about.notes ?? []).map(toFlow).filter(({ text }) => text !== '')
  const { text, blocks } = composeText(
    items,
    notes.map((flow) => ({ flow })),
    [],
  )
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Refusal('no_text', 'the file holds no words')
  checkCharacters(text.length)
  const metadata = { title: foldBlanks(about.title ?? ''), marginLines: about.marginLines ?? [] }
  return { reader, text, blocks, pages: [], metadata }
}

/** Before anything is composed: that takes as much memory again. */
function checkSizes(items: readonly ContentItem[]): void {
  checkBlocks(items.length)
  let cells = 0
  for (const item of items) {
    if (item.kind !== 'table') continue
    for (const row of item.rows) cells += row.cells.length
  }
  checkCells(cells)
}

export function createParagraph(paragraph: PlainParagraph): ParagraphContent {
  const { headingLevel = 0, number = '', list, isCaption = false } = paragraph
  return {
    kind: 'paragraph',
    ...toFlow(paragraph.text),
    style: isCaption ? captionStyle : plainStyle,
    headingLevel,
    list: headingLevel > 0 && number !== '' ? { marker: number, level: 0 } : list,
    isContents: false,
    hasDrawing: false,
    look: plainLook,
    boxes: [],
    graphics: [],
  }
}

/** Columns are counted as HTML counts them: a cell takes the first place that no span from above holds. */
export function createTable(rows: readonly PlainRow[]): TableItem {
  const held: number[] = []
  const placed = rows.map((row): TableRow => {
    const free = held.map((left) => left <= 0)
    const cells = placeCells(row.cells, held, free)
    held.forEach((left, column) => (held[column] = left - 1))
    return { cells, isHeader: row.isHeader ?? false }
  })
  return { kind: 'table', ...withinTable(placed), hasFirstRowLook: false }
}

function placeCells(cells: readonly PlainCell[], held: number[], free: boolean[]): CellContent[] {
  let column = 0
  return cells.map((cell) => {
    while (free[column] === false) column += 1
    const { columnSpan = 1, rowSpan = 1 } = cell
    checkColumns(column + columnSpan)
    const placed = createCell(cell, column)
    for (let at = column; at < column + columnSpan; at += 1) held[at] = rowSpan
    column += columnSpan
    return placed
  })
}

function createCell(cell: PlainCell, column: number): CellContent {
  const { columnSpan = 1, rowSpan = 1, isBold = false, isShaded = false, indent = 0 } = cell
  const flow = toFlow(foldBlanks(cell.text))
  const look = flow.text === '' ? undefined : { ...plainLook, isBold, leadingBlanks: indent }
  return { ...flow, column, columnSpan, rowSpan, look, isShaded, marker: '' }
}

/** Spans end with the table. */
function withinTable(rows: readonly TableRow[]): Pick<TableItem, 'rows' | 'columnCount'> {
  const ends = rows.flatMap(({ cells }) => cells.map((cell) => cell.column + cell.columnSpan))
  const columnCount = ends.reduce((most, end) => Math.max(most, end), 0)
  const clipped = rows.map((row, index) => ({
    ...row,
    cells: row.cells.map((cell) => ({
      ...cell,
      rowSpan: Math.min(cell.rowSpan, rows.length - index),
    })),
  }))
  return { rows: clipped, columnCount }
}

/** What no text may hold is left out: controls, lone surrogates, marks of byte order. */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex -- no control character may stand in a text
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF]/g, '')
  )
}

export function countLeadingBlanks(text: string): number {
  return /^[ \u00a0]*/.exec(text)?.[0].length ?? 0
}

export function foldBlanks(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim()
}

function toFlow(text: string): Flow {
  const cleaned = cleanText(text).trim()
  return cleaned === '' ? emptyFlow : { text: cleaned, marks: [] }
}

const plainStyle: ResolvedStyle = {
  id: '',
  name: '',
  names: [],
  headingLevel: 0,
  format: {},
  numbering: {},
  hasFirstRow: false,
}

const captionStyle: ResolvedStyle = { ...plainStyle, name: 'caption', names: ['caption'] }

/** Half-points; a format that says nothing of sizes has one size. */
const plainSize = 22

const plainLook: ParagraphLook = {
  size: plainSize,
  bodySize: plainSize,
  isBold: false,
  startsRaised: false,
  indent: 0,
  leadingBlanks: 0,
}
