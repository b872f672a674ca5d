import type { TableContent } from './docx-table.ts'
import type { ShapeRow } from './table-shape.ts'

/** A table as the rules for heads and shells look at it. */
export function shapeRows(table: TableContent): ShapeRow[] {
  return table.rows.map((row) => ({
    isHeader: row.isHeader,
    cells: row.cells.map((cell) => ({ ...cell, isBold: cell.look?.isBold ?? false })),
  }))
}
