import { read, utils, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx'
import type { ReaderIdentity, ReadResult } from '../../shared/model/source-text.ts'
import {
  composeSourceText,
  createParagraph,
  createTable,
  countLeadingBlanks,
  foldBlanks,
  type PlainRow,
} from './content-item.ts'
import type { ContentItem } from './docx-sections.ts'
import { Refusal } from './refusal.ts'
import { refuseOnError } from './refused.ts'
import { readZip } from './zip.ts'

const xlsxReader: ReaderIdentity = { name: 'xlsx', version: '1', options: '' }

/**
 * A workbook: each sheet a heading with its tables, values as the sheet shows them. Formulas are not
 * computed: their last result is read. Links to other files are not followed.
 */
export function readXlsx(bytes: Uint8Array): ReadResult {
  return refuseOnError(() => {
    // sizes are checked before the library unpacks anything
    readZip(bytes)
    const book = read(bytes, { type: 'array', cellStyles: true, cellNF: true, dense: false })
    const { seen, hidden } = splitSheets(book)
    const items = seen.flatMap((name) => readSheet(name, book.Sheets[name] ?? {}))
    const title = book.Props?.Title ?? ''
    const sourceText = composeSourceText(xlsxReader, items, { title })
    return {
      outcome: 'read',
      sourceText,
      warnings: [...warnOfHidden(hidden), ...warnOfLines(book, seen)],
    }
  })
}

/** What the writer of the workbook has hidden is no evidence that a reader could look up. */
function splitSheets(book: WorkBook): { seen: string[]; hidden: string[] } {
  const isHidden = (index: number) => (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
  return {
    seen: book.SheetNames.filter((_, index) => !isHidden(index)),
    hidden: book.SheetNames.filter((_, index) => isHidden(index)),
  }
}

function warnOfHidden(names: readonly string[]): string[] {
  return names.length > 0 ? [`hidden sheets are not read: ${names.join(', ')}`] : []
}

/** A filter hides rows, too: who set it may not know that they are not read. */
function warnOfLines({ Sheets: sheets }: WorkBook, names: readonly string[]): string[] {
  const counted = names.flatMap((name) => {
    const { rows, columns, width, height } = findShown(sheets[name] ?? {})
    const count = height - rows.length + width - columns.length
    return count > 0 ? [`${count} in ${name}`] : []
  })
  return counted.length > 0 ? [`hidden rows and columns are not read: ${counted.join(', ')}`] : []
}

function readSheet(name: string, sheet: WorkSheet): ContentItem[] {
  const stretches = splitStretches(readGrid(sheet))
  if (stretches.length === 0) return []
  const heading = createParagraph({ text: name, headingLevel: 1 })
  return [heading, ...stretches.flatMap(readStretch)]
}

type GridCell = {
  text: string
  /** Blanks before its first word. */
  indent: number
  /** Rows and columns that are shown of its merge. */
  columnSpan: number
  rowSpan: number
  isCovered: boolean
  /** Covered by a cell of a row above. */
  isContinued: boolean
}
type GridRow = { readonly cells: GridCell[] }

/** More cells than a reader can take in; a sheet may claim a million rows. */
const mostCells = 2_000_000

/** Numbers of the rows and columns that are shown, from 0, of as many as the sheet has. */
function findShown(sheet: WorkSheet) {
  const reference = sheet['!ref']
  if (!reference) return { rows: [], columns: [], width: 0, height: 0 }
  const { s: start, e: end } = utils.decode_range(reference)
  const width = end.c - start.c + 1
  const height = end.r - start.r + 1
  if (width * height > mostCells) {
    throw new Refusal('too_large', `a sheet of more than ${mostCells} cells`)
  }
  const isShown = (line: { hidden?: boolean } | undefined) => line?.hidden !== true
  const columns = countFrom(start.c, width).filter((column) => isShown(sheet['!cols']?.[column]))
  const rows = countFrom(start.r, height).filter((row) => isShown(sheet['!rows']?.[row]))
  return { rows, columns, width, height }
}

function readGrid(sheet: WorkSheet): GridRow[] {
  const { rows, columns } = findShown(sheet)
  const merged = placeMerges(sheet, rows, columns)
  return rows.map((row) => ({
    cells: columns.map((column) => {
      const address = utils.encode_cell({ r: row, c: column })
      return merged.get(address) ?? { ...single, ...showValue(findCell(sheet, address)) }
    }),
  }))
}

const single = { columnSpan: 1, rowSpan: 1, isCovered: false, isContinued: false }

/**
 * The cells that are shown of every merge, by address. The value stands at the first of them, as the
 * sheet shows it where the corner itself is hidden.
 */
function placeMerges(
  sheet: WorkSheet,
  shownRows: readonly number[],
  shownColumns: readonly number[],
): Map<string, GridCell> {
  const placed = new Map<string, GridCell>()
  for (const { s: start, e: end } of sheet['!merges'] ?? []) {
    const rows = shownRows.filter((row) => row >= start.r && row <= end.r)
    const columns = shownColumns.filter((column) => column >= start.c && column <= end.c)
    const value = showValue(findCell(sheet, utils.encode_cell(start)))
    const spans = { columnSpan: columns.length, rowSpan: rows.length }
    for (const [rowIndex, r] of rows.entries()) {
      for (const [columnIndex, c] of columns.entries()) {
        const isContinued = rowIndex > 0
        const isCovered = isContinued || columnIndex > 0
        const shown = isCovered ? noValue : value
        placed.set(utils.encode_cell({ r, c }), { ...spans, ...shown, isCovered, isContinued })
      }
    }
  }
  return placed
}

function countFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}

function findCell(sheet: WorkSheet, address: string): CellObject | undefined {
  return sheet[address] as CellObject | undefined
}

/** As the sheet shows it: number formats applied ("5%", "2024-01-31"). */
function showValue(cell: CellObject | undefined): Pick<GridCell, 'text' | 'indent'> {
  if (!cell || cell.t === 'z') return noValue
  const shown = cell.w ?? utils.format_cell(cell)
  return { text: foldBlanks(shown), indent: countLeadingBlanks(shown) }
}

const noValue = { text: '', indent: 0 }

/** Rows between wholly empty ones, without the columns that are empty in all of them. */
function splitStretches(rows: readonly GridRow[]): GridRow[][] {
  const stretches: GridRow[][] = []
  let open: GridRow[] | undefined
  for (const row of rows) {
    const isEmpty = row.cells.every(({ text, isCovered }) => text === '' && !isCovered)
    if (isEmpty) open = undefined
    else if (open) open.push(row)
    else stretches.push((open = [row]))
  }
  return stretches.filter((stretch) => stretch.some(hasWords))
}

function hasWords({ cells }: GridRow): boolean {
  return cells.some(({ text }) => text !== '')
}

/** Leading and trailing rows of one cell are titles and notes; what is between is a table. */
function readStretch(rows: readonly GridRow[]): ContentItem[] {
  const first = findFirstOfTable(rows)
  if (first < 0) return rows.flatMap(toParagraph)
  const last = rows.findLastIndex((row) => !isLone(row))
  return [
    ...rows.slice(0, first).flatMap(toParagraph),
    createTable(trimColumns(rows.slice(first, last + 1))),
    ...rows.slice(last + 1).flatMap(toParagraph),
  ]
}

/** A row of one cell that reaches down into the table is its head, not its title. */
function findFirstOfTable(rows: readonly GridRow[]): number {
  const full = rows.findIndex((row) => !isLone(row))
  const reaching = rows
    .slice(0, Math.max(full, 0))
    .findIndex(({ cells }, index) =>
      cells.some(({ isCovered, rowSpan }) => !isCovered && index + rowSpan > full),
    )
  return reaching < 0 ? full : reaching
}

/** A group that is merged over several rows stands in each of them. */
function isLone({ cells }: GridRow): boolean {
  const own = cells.filter(({ text }) => text !== '').length
  return own + (cells.some(({ isContinued }) => isContinued) ? 1 : 0) <= 1
}

function toParagraph({ cells }: GridRow): ContentItem[] {
  const text = cells.map((cell) => cell.text).join('')
  return text === '' ? [] : [createParagraph({ text })]
}

function trimColumns(rows: readonly GridRow[]): PlainRow[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const used = Array.from({ length: width }, (_, column) =>
    rows.some(({ cells }) => cells[column]?.text !== '' || cells[column]?.isCovered),
  )
  return rows.map(({ cells }) => ({
    cells: cells.filter(({ isCovered }, column) => used[column] && !isCovered),
  }))
}
