import type { SourceText, TableBlock, TableCell } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'

/** A table's cells by place: `at(row, column)` is the cell that covers the place, however it spans. */
export type TableGrid = {
  readonly table: TableBlock
  at(row: number, column: number): TableCell | undefined
  /** Text of the cell on one line; '' without a cell. */
  textOf(cell: TableCell | undefined): string
}

export function createGrid(sourceText: SourceText, table: TableBlock): TableGrid {
  const rows: (TableCell | undefined)[][] = Array.from({ length: table.rowCount }, () => [])
  for (const cell of table.cells) cover(rows, cell, table.columnCount)
  return {
    table,
    at: (row, column) => rows[row]?.[column],
    textOf: (cell) =>
      cell ? sliceRange(sourceText.text, cell.range).replace(/\s+/g, ' ').trim() : '',
  }
}

/** A cell with a value or words that starts in this very row and column. */
export function findOwnCell(grid: TableGrid, row: number, column: number): TableCell | undefined {
  const cell = grid.at(row, column)
  const isOwn = cell?.row === row && cell.column === column && grid.textOf(cell) !== ''
  return isOwn ? cell : undefined
}

/** A span may claim more than the table has. */
function cover(rows: (TableCell | undefined)[][], cell: TableCell, columnCount: number): void {
  const lastRow = Math.min(rows.length, cell.row + Math.max(1, cell.rowSpan))
  const lastColumn = Math.min(columnCount, cell.column + Math.max(1, cell.columnSpan))
  for (let row = cell.row; row < lastRow; row += 1) {
    for (let column = cell.column; column < lastColumn; column += 1) {
      const line = rows[row]
      if (line) line[column] ??= cell
    }
  }
}
