import { viewTable } from '../../server/domain/table-view.ts'
import type { SourceText, TableBlock } from '../../shared/model/source-text.ts'

/** What stands in one place of a table; row and column count from 0 in the table as it was read. */
export type Place = { readonly row: number; readonly column: number; readonly words: string }

/**
 * The places row by row, without wholly empty rows and columns; programs put these in for their
 * distance. A spanning cell stands in its first place: where one program merges, the other leaves
 * cells empty.
 */
export function listPlaces({ text }: SourceText, table: TableBlock): Place[] {
  const grid = Array.from({ length: table.rowCount }, (_, row) =>
    Array.from({ length: table.columnCount }, (__, column) => ({ row, column, words: '' })),
  )
  for (const { range, row, column } of table.cells) {
    grid[row]![column]!.words = text.slice(range.start, range.end)
  }
  const rows = grid.filter((row) => row.some(({ words }) => words !== ''))
  const isFilled = rows[0]?.map((_, column) => rows.some((row) => row[column]?.words !== '')) ?? []
  return rows.flatMap((row) => row.filter(({ column }) => isFilled[column]))
}

/** "row path | column path", as a cell is cited; by counting where nothing names it. */
export function namePlace(source: SourceText, table: TableBlock, { row, column }: Place): string {
  const { rows, columns } = viewTable(source, table)
  const rowPath = rows.find((one) => one.row === row)?.path ?? [`row ${row + 1}`]
  const columnPath = columns.find((one) => one.column === column)?.path ?? [`column ${column + 1}`]
  return `${rowPath.join(' > ')} | ${columnPath.join(' > ')}`
}
