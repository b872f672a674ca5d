import type { CellPart, CellReference } from '../../shared/model/citation.ts'
import type { SourceText, TableCell } from '../../shared/model/source-text.ts'
import { shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import type { CellAddress } from './cell-address.ts'
import { listCellParts } from './cell-parts.ts'
import { findPaths, formatPath } from './find-path.ts'
import type { TableView, ViewColumn, ViewRow } from './table-view.ts'

/** What an address names: exactly the words of `range`. */
export type FoundCell = {
  readonly outcome: 'found'
  readonly range: TextRange
  readonly quote: string
  readonly reference: CellReference
}

export type CellFailure = {
  readonly outcome: 'failed'
  readonly failure: 'no_match' | 'ambiguous' | 'bad_value' | 'no_evidence'
  readonly message: string
  /** Addresses that nearly, or all, fit. */
  readonly candidates: readonly string[]
}

/** Finds the one cell of the table that the address names, or says why there is none. */
export function findCell(
  sourceText: SourceText,
  view: TableView,
  address: CellAddress,
): FoundCell | CellFailure {
  // a group row has no cells, so it can't be meant
  const rows = view.rows.filter((row) => !row.isGroup)
  const rowMatches = findPaths(
    address.rowPath,
    rows.map(({ path }) => path),
  )
  const row = rows[rowMatches[0] ?? -1]
  if (!row) return missingRow(view, address, rows)
  if (rowMatches.length > 1) return twins(view, address, 'rows', pathsAt(rows, rowMatches))
  return findCellOfRow(sourceText, view, row, address.columnPath, address.part)
}

/** Finds the cell of a known row. */
export function findCellOfRow(
  sourceText: SourceText,
  view: TableView,
  row: ViewRow,
  columnPath: readonly string[],
  part: CellPart,
): FoundCell | CellFailure {
  const matches = findPaths(
    columnPath,
    view.columns.map(({ path }) => path),
  )
  const address = { rowPath: row.path, columnPath }
  const index = matches[0] ?? -1
  const column = view.columns[index]
  if (!column) return missingColumn(view, address)
  if (matches.length > 1) return twins(view, address, 'columns', pathsAt(view.columns, matches))
  const cell = row.cells[index]
  return cell ? readPart(sourceText, view, cell, row, column, part) : emptyCell(view, row, column)
}

/** How an address of the table is written; `part` is left out where it is the whole cell. */
function formatAddress(
  tableNumber: string,
  rowPath: readonly string[],
  columnPath: readonly string[],
  part = 'whole',
): string {
  const escape = (path: readonly string[]) => formatPath(path).replace(/\|/g, '\\|')
  const fields = [tableNumber, escape(rowPath), escape(columnPath)]
  return [...fields, ...(part === 'whole' ? [] : [part])].join(' | ')
}

type Paths = Pick<CellAddress, 'rowPath' | 'columnPath'>

/** As many as a person reads through. */
const maximumCandidates = 20

function readPart(
  sourceText: SourceText,
  view: TableView,
  cell: TableCell,
  row: ViewRow,
  column: ViewColumn,
  part: CellPart,
): FoundCell | CellFailure {
  const heads = { rowPath: row.path, columnPath: column.path }
  const text = sliceRange(sourceText.text, cell.range)
  const parts = listCellParts(text, heads)
  const found = parts.get(part)
  const { number } = view.table
  if (!found) {
    const candidates = [...parts.keys()].map((known) =>
      formatAddress(number, ...both(heads), known),
    )
    const where = formatAddress(number, ...both(heads))
    return failed('no_match', `the cell "${text}" at ${where} has no ${part}`, candidates)
  }
  const range = shiftRange(found, cell.range.start)
  const reference = { tableNumber: number, ...heads, part }
  return { outcome: 'found', range, quote: sliceRange(sourceText.text, range), reference }
}

function both(heads: {
  rowPath: readonly string[]
  columnPath: readonly string[]
}): [readonly string[], readonly string[]] {
  return [heads.rowPath, heads.columnPath]
}

function missingRow(view: TableView, address: CellAddress, rows: readonly ViewRow[]): CellFailure {
  const candidates = nearestPaths(address.rowPath, rows).map((path) =>
    formatAddress(view.table.number, path, address.columnPath),
  )
  const message = `table ${view.table.number} has no row "${formatPath(address.rowPath)}"`
  return failed('no_match', message, candidates)
}

function missingColumn(view: TableView, address: Paths): CellFailure {
  const candidates = view.columns.map(({ path }) =>
    formatAddress(view.table.number, address.rowPath, path),
  )
  const message = `table ${view.table.number} has no column "${formatPath(address.columnPath)}"`
  return failed('no_match', message, candidates)
}

function twins(
  view: TableView,
  address: Paths,
  what: 'rows' | 'columns',
  paths: readonly (readonly string[])[],
): CellFailure {
  const { number } = view.table
  const written = what === 'rows' ? address.rowPath : address.columnPath
  const candidates = paths.map((path) =>
    what === 'rows'
      ? formatAddress(number, path, address.columnPath)
      : formatAddress(number, address.rowPath, path),
  )
  const message = `"${formatPath(written)}" names ${paths.length} ${what} of table ${number}`
  return failed('ambiguous', message, candidates)
}

function emptyCell(view: TableView, row: ViewRow, column: ViewColumn): CellFailure {
  const where = formatAddress(view.table.number, row.path, column.path)
  return failed('no_match', `the cell at ${where} is empty`, [])
}

function failed(
  failure: CellFailure['failure'],
  message: string,
  candidates: readonly string[],
): CellFailure {
  return { outcome: 'failed', failure, message, candidates: candidates.slice(0, maximumCandidates) }
}

function pathsAt(
  places: readonly { readonly path: readonly string[] }[],
  indexes: readonly number[],
): readonly (readonly string[])[] {
  return indexes.map((index) => places[index]?.path ?? [])
}

/** The rows that share most words with what was written; all rows when none shares any. */
function nearestPaths(
  written: readonly string[],
  rows: readonly ViewRow[],
): readonly (readonly string[])[] {
  const wanted = new Set(wordsOf(written))
  const scored = rows.map(({ path }) => ({
    path,
    score: new Set(wordsOf(path).filter((word) => wanted.has(word))).size,
  }))
  const sharing = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)
  return (sharing.length > 0 ? sharing : scored).map(({ path }) => path)
}

function wordsOf(path: readonly string[]): readonly string[] {
  return path.flatMap((label) => label.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}
