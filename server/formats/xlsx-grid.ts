import { utils, type CellObject, type WorkSheet } from '@e965/xlsx'
import { countLeadingBlanks, foldBlanks } from './content-item.ts'
import { checkCells } from './size-limits.ts'
import { findLines, type Extent, type SheetLines } from './xlsx-lines.ts'

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
export type GridRow = { readonly cells: GridCell[] }

/**
 * What a sheet shows, without the columns that are empty in all rows, and with one row where several
 * are: a sheet may claim a million rows for two values.
 */
export function readGrid(sheet: WorkSheet): GridRow[] {
  const extent = findExtent(sheet)
  if (!extent) return []
  const lines = findLines(sheet, extent)
  checkCells(lines.rows.length * lines.columns.length)
  const merged = placeMerges(sheet, lines)
  return lines.rows.map((row) => ({
    cells: lines.columns.map(
      (column) =>
        merged.get(placeOf(row, column)) ?? {
          ...single,
          ...showValue(findCell(sheet, row, column)),
        },
    ),
  }))
}

/** Rows and columns that the writer, or a filter, has hidden. */
export function countHidden(sheet: WorkSheet): number {
  const extent = findExtent(sheet)
  if (!extent) return 0
  const count = (lines: readonly ({ hidden?: boolean } | undefined)[] = [], [from, to]: number[]) =>
    lines.slice(from, (to ?? 0) + 1).filter((line) => line?.hidden === true).length
  return (
    count(sheet['!rows'], [extent.s.r, extent.e.r]) +
    count(sheet['!cols'], [extent.s.c, extent.e.c])
  )
}

function findExtent(sheet: WorkSheet): Extent | undefined {
  const reference = sheet['!ref']
  return reference ? utils.decode_range(reference) : undefined
}

const single = { columnSpan: 1, rowSpan: 1, isCovered: false, isContinued: false }

/** One number for a place; a sheet has at most 16,384 columns. */
function placeOf(row: number, column: number): number {
  return row * 16_384 + column
}

/**
 * The cells that are shown of every merge, by place. The value stands at the first of them, as the
 * sheet shows it where the corner itself is hidden.
 */
function placeMerges(sheet: WorkSheet, lines: SheetLines): Map<number, GridCell> {
  const placed = new Map<number, GridCell>()
  let count = 0
  for (const { s: start, e: end } of sheet['!merges'] ?? []) {
    const rows = sliceBetween(lines.rows, start.r, end.r)
    const columns = sliceBetween(lines.columns, start.c, end.c)
    checkCells((count += rows.length * columns.length))
    const value = showValue(findCell(sheet, start.r, start.c))
    const spans = { columnSpan: columns.length, rowSpan: rows.length }
    for (const [rowIndex, r] of rows.entries()) {
      for (const [columnIndex, c] of columns.entries()) {
        const isContinued = rowIndex > 0
        const isCovered = isContinued || columnIndex > 0
        const shown = isCovered ? noValue : value
        placed.set(placeOf(r, c), { ...spans, ...shown, isCovered, isContinued })
      }
    }
  }
  return placed
}

/** Those of rising numbers that lie from `first` to `last`. */
function sliceBetween(numbers: readonly number[], first: number, last: number): readonly number[] {
  return numbers.slice(countBelow(numbers, first), countBelow(numbers, last + 1))
}

function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? Infinity) < limit) low = middle + 1
    else high = middle
  }
  return low
}

function findCell(sheet: WorkSheet, row: number, column: number): CellObject | undefined {
  return sheet['!data']?.[row]?.[column]
}

/** As the sheet shows it: number formats applied ("5%", "2024-01-31"). */
function showValue(cell: CellObject | undefined): Pick<GridCell, 'text' | 'indent'> {
  if (!cell || cell.t === 'z') return noValue
  const shown = cell.w ?? utils.format_cell(cell)
  return { text: foldBlanks(shown), indent: countLeadingBlanks(shown) }
}

const noValue = { text: '', indent: 0 }
