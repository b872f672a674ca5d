import { read, utils, type CellObject, type Range, type WorkBook, type WorkSheet } from '@e965/xlsx'
import type { ReaderIdentity, ReadResult } from '../../shared/model/source-text.ts'
import {
  composeSourceText,
  createParagraph,
  createTable,
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
    return { outcome: 'read', sourceText, warnings: warnOfHidden(hidden) }
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

function readSheet(name: string, sheet: WorkSheet): ContentItem[] {
  const reference = sheet['!ref']
  if (!reference) return []
  const stretches = splitStretches(readGrid(sheet, utils.decode_range(reference)))
  if (stretches.length === 0) return []
  const heading = createParagraph({ text: name, headingLevel: 1 })
  return [heading, ...stretches.flatMap(readStretch)]
}

type GridCell = { text: string; columnSpan: number; rowSpan: number; isCovered: boolean }
type GridRow = { readonly cells: GridCell[] }

/** More cells than a reader can take in; a sheet may claim a million rows. */
const mostCells = 2_000_000

function readGrid(sheet: WorkSheet, { s: start, e: end }: Range): GridRow[] {
  const width = end.c - start.c + 1
  if (width * (end.r - start.r + 1) > mostCells) {
    throw new Refusal('too_large', `a sheet of more than ${mostCells} cells`)
  }
  const isShown = (column: number) => sheet['!cols']?.[column]?.hidden !== true
  const columns = Array.from({ length: width }, (_, index) => start.c + index).filter(isShown)
  const rows: GridRow[] = []
  for (let row = start.r; row <= end.r; row += 1) {
    if (sheet['!rows']?.[row]?.hidden === true) continue
    const cells = columns.map((column) => createCell(sheet, row, column))
    rows.push({ cells })
  }
  return rows
}

function createCell(sheet: WorkSheet, row: number, column: number): GridCell {
  const text = showValue(sheet[utils.encode_cell({ r: row, c: column })] as CellObject | undefined)
  const merge = sheet['!merges']?.find(
    ({ s, e }) => row >= s.r && row <= e.r && column >= s.c && column <= e.c,
  )
  if (!merge) return { text, columnSpan: 1, rowSpan: 1, isCovered: false }
  return {
    text,
    columnSpan: merge.e.c - merge.s.c + 1,
    rowSpan: merge.e.r - merge.s.r + 1,
    isCovered: row !== merge.s.r || column !== merge.s.c,
  }
}

/** As the sheet shows it: number formats applied ("5%", "2024-01-31"). */
function showValue(cell: CellObject | undefined): string {
  if (!cell || cell.t === 'z') return ''
  return foldBlanks(cell.w ?? utils.format_cell(cell))
}

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
  const isLone = (row: GridRow) => row.cells.filter(({ text }) => text !== '').length <= 1
  const first = rows.findIndex((row) => !isLone(row))
  if (first < 0) return rows.flatMap(toParagraph)
  const last = rows.findLastIndex((row) => !isLone(row))
  return [
    ...rows.slice(0, first).flatMap(toParagraph),
    createTable(trimColumns(rows.slice(first, last + 1))),
    ...rows.slice(last + 1).flatMap(toParagraph),
  ]
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
