import type { SourceText, TableBlock } from '../../../shared/model/source-text.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { viewTable, type TableView } from '../table-view.ts'

/** The names of a table's rows and columns: what a cell might have been taken from instead. */
export type TableNames = {
  /** Group → row. */
  readonly rows: readonly (readonly string[])[]
  /** Header → sub-header. */
  readonly columns: readonly (readonly string[])[]
  /** Heads of columns that a row of the table counts subjects for. */
  readonly groups: readonly string[]
  /** What stands above the names of rows: "Region". */
  readonly corners?: readonly string[]
  /** The words of the cells, a list for each row with one for each column; '' where there is none. */
  readonly values?: readonly (readonly string[])[]
}

export const noTableNames: TableNames = { rows: [], columns: [], groups: [] }

/** Read once a table, since thousands of cells share it. */
export function readTableNames(sourceText: SourceText, table: TableBlock): TableNames {
  const known = read.get(table)
  if (known) return known
  const view = viewTable(sourceText, table)
  const names = {
    rows: view.rows.map(({ path }) => path),
    columns: view.columns.map(({ path }) => path),
    groups: listGroups(sourceText, view),
    corners: listCorners(sourceText, view),
    values: view.rows.map(({ cells }) =>
      cells.map((cell) => (cell ? sliceRange(sourceText.text, cell.range) : '')),
    ),
  }
  read.set(table, names)
  return names
}

const read = new WeakMap<TableBlock, TableNames>()

function listCorners(
  { text }: SourceText,
  { headColumns, table, rows }: TableView,
): readonly string[] {
  const first = rows[0]?.row ?? 0
  return table.cells
    .filter(({ row, column }) => row < first && headColumns.includes(column))
    .map(({ range }) => sliceRange(text, range))
}

const countRow = /^(?:N|number of (?:subjects|patients|participants))$/i

function listGroups({ text }: SourceText, { rows, columns }: TableView): readonly string[] {
  const counts = rows.find(({ path }) => countRow.test(path.at(-1) ?? ''))
  if (!counts) return []
  const names = columns.map(({ path }) => path.at(-1) ?? '')
  // "Normal at Baseline" below each group is none itself
  const isOwn = (name: string): boolean => names.indexOf(name) === names.lastIndexOf(name)
  return names.filter((name, at) => {
    const cell = counts.cells[at]
    return cell !== undefined && /^\d+$/.test(sliceRange(text, cell.range)) && isOwn(name)
  })
}
