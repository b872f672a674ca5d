import type { ComparedCell } from '../compare/compared-cell.ts'
import type { GridCell } from './read-grid.ts'

/** A cell as what was computed is shown. */
export function findComparedCell(cell: GridCell): ComparedCell {
  const { range, reference, words, value, size } = cell
  const percent = cell.isPercentInBrackets ? cell.brackets[0] : undefined
  return { range, reference, words, decimal: String(value), value, percent, size }
}
