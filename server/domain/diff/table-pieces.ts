import type { SourceText, TableBlock, TableCell } from '../../../shared/model/source-text.ts'
import { createLabel } from '../table-label.ts'
import { readColumnPath } from '../table-columns.ts'
import { viewTable, type TableView, type ViewRow } from '../table-view.ts'
import type { Piece } from './change.ts'
import type { Keyed } from './pair-keys.ts'
import { joinTokens, listTokens } from './tokens.ts'

/** A table by rows and columns with names; every cell with words is in exactly one place. */
export type TablePieces = {
  /** Index in the text's blocks. */
  readonly block: number
  readonly table: TableBlock
  readonly rows: readonly PieceRow[]
  /** The columns that name rows first. */
  readonly columns: readonly PieceColumn[]
  /** Heads of columns, and whatever else has no row and column of its own. */
  readonly others: readonly Piece[]
}

/** Without a head above it, a row's name alone does not say what its cell is about. */
type PieceColumn = Keyed & { readonly isNamed: boolean }

type PieceRow = Keyed & {
  /** Parallel to the columns. */
  readonly cells: readonly (Piece | undefined)[]
}

export function readTablePieces(
  sourceText: SourceText,
  block: number,
  table: TableBlock,
): TablePieces {
  const view = viewTable(sourceText, table)
  const place = createPlacer(sourceText, block, table)
  const rows = view.rows.map((row) => readRow(view, row, place.take))
  const columns = nameColumns(view).map((column, at) => {
    const cells = rows.map(({ cells }) => cells[at]?.key ?? '')
    return { ...column, content: cells.join('\n').trim() }
  })
  const others = table.cells.flatMap((cell) => place.take(cell, [], []) ?? [])
  return { block, table, rows, columns, others }
}

/** Literal, then without marks, group size and case. */
export function nameLabel(path: readonly string[]): readonly string[] {
  const labels = path.map(createLabel)
  return [
    labels.map(({ exact }) => exact).join(separator),
    labels.map(({ folded }) => folded).join(separator),
  ]
}

const separator = ' \u2192 '

type Take = (
  cell: TableCell | undefined,
  rowPath: readonly string[],
  columnPath: readonly string[],
) => Piece | undefined

/** A merged cell, or one that is repeated below, belongs to the first place that asks for it. */
function createPlacer({ text }: SourceText, block: number, { number }: TableBlock) {
  const taken = new Set<TableCell>()
  const take: Take = (cell, rowPath, columnPath) => {
    if (!cell || taken.has(cell)) return undefined
    taken.add(cell)
    const tokens = listTokens(text, cell.range)
    if (tokens.length === 0) return undefined
    const address = { tableNumber: number, rowPath, columnPath }
    return { block, range: cell.range, tokens, key: joinTokens(tokens), heading: -1, cell: address }
  }
  return { take }
}

function readRow(view: TableView, row: ViewRow, take: Take): PieceRow {
  const heads = row.heads.map((cell) => take(cell, row.path, []))
  const values = view.columns.map(({ path }, at) => take(row.cells[at], row.path, path))
  return {
    names: nameLabel(isUnnamed(row) ? [...row.path.slice(0, -1), unnamed] : row.path),
    content: values
      .map((piece) => piece?.key ?? '')
      .join('\t')
      .trim(),
    cells: [...heads, ...values],
  }
}

/** A place of its own says nothing: a row above it may have gone. */
const unnamed = '(no name)'

function isUnnamed({ path, row }: ViewRow): boolean {
  return path.at(-1) === `(row ${row + 1})`
}

function nameColumns(view: TableView): readonly Omit<PieceColumn, 'content'>[] {
  const heads = view.headColumns.map((_, at) => ({ names: [`names ${at + 1}`], isNamed: false }))
  return [...heads, ...view.columns.map(({ column }) => nameColumn(view, column))]
}

function nameColumn({ grid }: TableView, column: number): Omit<PieceColumn, 'content'> {
  const path = readColumnPath(grid, column)
  const isNamed = path.length > 1 || path[0] !== `column ${column + 1}`
  return { names: nameLabel(isNamed ? path : [unnamed]), isNamed }
}
