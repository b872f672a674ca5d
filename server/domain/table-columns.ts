import type { TableCell } from '../../shared/model/source-text.ts'
import type { TableGrid } from './table-grid.ts'

/**
 * Header → sub-header of a column. A head over several columns is a level of its own; heads that
 * stand over one and the same columns are lines of one head ("Normal at" over "Baseline").
 * A column without a head is "column 3", counted from 1.
 */
export function readColumnPath(grid: TableGrid, column: number): readonly string[] {
  const levels: { text: string; first: number; span: number }[] = []
  for (let row = 0; row < grid.table.headerRowCount; row += 1) {
    const cell = grid.at(row, column)
    if (!cell || cell.row !== row || grid.textOf(cell) === '') continue
    addLine(levels, cell, grid.textOf(cell))
  }
  return levels.length > 0 ? levels.map(({ text }) => text) : [`column ${column + 1}`]
}

function addLine(
  levels: { text: string; first: number; span: number }[],
  cell: TableCell,
  text: string,
): void {
  const above = levels.at(-1)
  if (above && above.first === cell.column && above.span === cell.columnSpan) {
    above.text += ` ${text}`
  } else {
    levels.push({ text, first: cell.column, span: cell.columnSpan })
  }
}
