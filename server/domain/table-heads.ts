import { findOwnCell, type TableGrid } from './table-grid.ts'

export type TableHeads = {
  /** Columns whose cells name the row, in order; the first column always is one. */
  readonly headColumns: readonly number[]
  /** The other columns; `isCarried` where a value stands once for the rows below it, too. */
  readonly valueColumns: readonly { readonly column: number; readonly isCarried: boolean }[]
}

/**
 * Which leading columns name rows. A table says it in one of two ways: a blank cell of the column
 * heads spans them ("Pooled Id | Site Id", digits in both), or their cells are words while those of
 * later columns are values. Between two such columns there may be one of numbers that stand once
 * for several rows ("N" beside "Planned Relative Time"): it is a value, carried down. Where no
 * column holds values, only the first names rows.
 */
export function findTableHeads(grid: TableGrid): TableHeads {
  const lastHead = Math.min(
    Math.max(spannedByBlankHead(grid), lastWordColumn(grid)),
    Math.max(0, grid.table.columnCount - 2),
  )
  const columns = Array.from({ length: grid.table.columnCount }, (_, column) => column)
  const isSpanned = lastHead === spannedByBlankHead(grid)
  const isCarried = (column: number) =>
    !isSpanned && column > 0 && column < lastHead && !isWordColumn(grid, column)
  return {
    headColumns: columns.filter((column) => column <= lastHead && !isCarried(column)),
    valueColumns: columns
      .filter((column) => column > lastHead || isCarried(column))
      .map((column) => ({ column, isCarried: isCarried(column) })),
  }
}

/** Numbers with their marks, or what stands for a missing one; never words such as "<65 yrs". */
export function isValueText(text: string): boolean {
  return /^(?:[\s\d.,;:()[\]%<>=≤≥±*/+−–—-]+|x|✓|✔|n\.?[aedcr]\.?)$/i.test(text)
}

/** Index of the last column under the smallest blank cell that spans columns from the first on, or 0. */
function spannedByBlankHead(grid: TableGrid): number {
  const spans = Array.from({ length: grid.table.headerRowCount }, (_, row) => grid.at(row, 0))
    .filter((cell) => cell !== undefined && cell.columnSpan > 1 && grid.textOf(cell) === '')
    .map((cell) => cell?.columnSpan ?? 1)
  return spans.length === 0 ? 0 : Math.min(...spans) - 1
}

function lastWordColumn(grid: TableGrid): number {
  let last = 0
  for (let column = 1; column < grid.table.columnCount; column += 1) {
    if (isWordColumn(grid, column)) last = column
    else if (!isCarriedColumn(grid, column)) return last
  }
  // words up to the end: a table of text, not of values
  return 0
}

function isWordColumn(grid: TableGrid, column: number): boolean {
  const texts = bodyRows(grid)
    .map((row) => grid.textOf(findOwnCell(grid, row, column)))
    .filter((text) => text !== '')
  const words = texts.filter((text) => !isValueText(text))
  return words.length * 2 > texts.length
}

/** Values with at least every third one left out in rows that a later column fills. */
function isCarriedColumn(grid: TableGrid, column: number): boolean {
  const rows = bodyRows(grid).filter((row) => findOwnCell(grid, row, column + 1))
  const blanks = rows.filter((row) => !findOwnCell(grid, row, column))
  return rows.length > 0 && blanks.length * 3 >= rows.length && blanks.length < rows.length
}

function bodyRows(grid: TableGrid): readonly number[] {
  const { rowCount, headerRowCount } = grid.table
  return Array.from({ length: rowCount - headerRowCount }, (_, index) => headerRowCount + index)
}
