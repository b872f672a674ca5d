import type { SourceText, TableBlock, TableCell } from '../../shared/model/source-text.ts'
import { readColumnPath } from './table-columns.ts'
import { createGrid, findOwnCell, type TableGrid } from './table-grid.ts'
import { findTableHeads, type TableHeads } from './table-heads.ts'
import { createRowStack, type RowStack } from './table-row-stack.ts'

/** A table as its reader sees it: rows and columns with the names that lead to them. */
export type TableView = {
  readonly table: TableBlock
  readonly grid: TableGrid
  /** Columns of the table that name rows. */
  readonly headColumns: readonly number[]
  readonly columns: readonly ViewColumn[]
  /** Without separators; group rows are there, too. */
  readonly rows: readonly ViewRow[]
}

export type ViewColumn = {
  readonly column: number
  /** Header → sub-header, never empty. */
  readonly path: readonly string[]
}

export type ViewRow = {
  /** Index in the table. */
  readonly row: number
  /** Group → row, never empty. */
  readonly path: readonly string[]
  /** Levels of indentation, from 0. */
  readonly depth: number
  /** True for a row that only names the rows below it. */
  readonly isGroup: boolean
  /** Parallel to `headColumns`: the cells that name the row, its own or repeated from above. */
  readonly heads: readonly (TableCell | undefined)[]
  /** Parallel to the view's columns; undefined where the row has no value. */
  readonly cells: readonly (TableCell | undefined)[]
}

/**
 * Reads a table's structure. A row belongs to a group by a row that spans the table or has nothing
 * but its first cell, by indentation (a row with values is the group of the deeper ones below it),
 * and by blanks in leading columns, which repeat what stands above.
 */
export function viewTable(sourceText: SourceText, table: TableBlock): TableView {
  const grid = createGrid(sourceText, table)
  return viewGrid(table, withInnerHeads(grid))
}

function viewGrid(table: TableBlock, grid: TableGrid): TableView {
  const heads = findTableHeads(grid)
  return {
    table,
    grid,
    headColumns: heads.headColumns,
    columns: heads.valueColumns.map(({ column }) => ({
      column,
      path: readColumnPath(grid, column),
    })),
    rows: readRows(grid, heads),
  }
}

/** A line of years below the heads, which names no row, is a line of heads: "Revenue" over 2025 and 2024. */
function withInnerHeads(grid: TableGrid): TableGrid {
  const { headerRowCount, rowCount, columnCount } = grid.table
  if (headerRowCount === 0 || headerRowCount + 1 >= rowCount) return grid
  const texts = Array.from({ length: columnCount }, (_, column) =>
    grid.textOf(findOwnCell(grid, headerRowCount, column)),
  )
  const filled = texts.filter((text) => text !== '')
  const isOfYears = filled.length >= 2 && filled.every((text) => yearHead.test(text))
  if (texts[0] !== '' || !isOfYears || new Set(filled).size === 1) return grid
  return { ...grid, table: { ...grid.table, headerRowCount: headerRowCount + 1 } }
}

const yearHead = /^(?:FY ?)?(?:19|20)\d\d(?:\/\d\d)?$/

type Line = {
  readonly row: number
  /** Texts of the head columns, '' where the row leaves them blank. */
  readonly heads: readonly string[]
  readonly indent: number
  /** True when nothing but the first cell has text. */
  readonly isLone: boolean
  /** True behind a separator row. */
  readonly isAfterGap: boolean
}

function readRows(grid: TableGrid, heads: TableHeads): readonly ViewRow[] {
  const lines = listLines(grid, heads)
  const stack = createRowStack(heads.headColumns.length)
  const carried = new Map<number, TableCell>()
  let named: readonly (TableCell | undefined)[] = []
  return lines.map((line, index) => {
    const isGroup = isGroupLine(lines, index)
    const place = isGroup
      ? stack.addGroup(line.heads[0] ?? '', line.indent, groupRun(lines, index))
      : addRow(stack, line)
    const cells = heads.valueColumns.map((column) => takeCell(grid, heads, line, column, carried))
    named = carryHeads(grid, heads, line, named)
    const values = isGroup ? cells.map(() => undefined) : cells
    return { row: line.row, ...place, isGroup, heads: named, cells: values }
  })
}

function addRow(stack: RowStack, line: Line): { path: readonly string[]; depth: number } {
  return stack.addRow(line.heads, line.indent, `(row ${line.row + 1})`)
}

function listLines(grid: TableGrid, heads: TableHeads): readonly Line[] {
  const lines: Line[] = []
  let isAfterGap = false
  for (let row = grid.table.headerRowCount; row < grid.table.rowCount; row += 1) {
    const texts = Array.from({ length: grid.table.columnCount }, (_, column) =>
      grid.textOf(findOwnCell(grid, row, column)),
    )
    const filled = texts.filter((text) => text !== '')
    if (filled.length === 0) isAfterGap = true
    if (filled.every(isRuleLine)) continue
    const first = heads.headColumns.find((column) => texts[column] !== '')
    lines.push({
      row,
      heads: heads.headColumns.map((column) => texts[column] ?? ''),
      indent: grid.at(row, first ?? 0)?.indent ?? 0,
      isLone: filled.length === 1 && texts[0] !== '',
      isAfterGap,
    })
    isAfterGap = false
  }
  return lines
}

function isRuleLine(text: string): boolean {
  return /^[-–—_=.\s]{3,}$/.test(text)
}

/** A lone first cell is a group only if something stands below it, no shallower. */
function isGroupLine(lines: readonly Line[], index: number): boolean {
  const line = lines[index]
  const next = lines[index + 1]
  if (!line?.isLone || !next) return false
  return next.heads[0] === '' || next.indent >= line.indent
}

/** How many group rows of one indentation stand together from `index` on; 0 inside such a run. */
function groupRun(lines: readonly Line[], index: number): number {
  const isNext = (at: number) =>
    !lines[at]?.isAfterGap &&
    isGroupLine(lines, at) &&
    isGroupLine(lines, at - 1) &&
    lines[at]?.indent === lines[at - 1]?.indent
  if (isNext(index)) return 0
  let length = 1
  while (isNext(index + length)) length += 1
  return length
}

/** A filled head column ends what the columns behind it repeat; a row without any repeats all. */
function carryHeads(
  grid: TableGrid,
  { headColumns }: TableHeads,
  line: Line,
  above: readonly (TableCell | undefined)[],
): readonly (TableCell | undefined)[] {
  const first = line.heads.findIndex((text) => text !== '')
  return headColumns.map((column, index) => {
    if (first < 0 || index < first) return above[index]
    return findOwnCell(grid, line.row, column)
  })
}

/** The value of a row; in a carried column that of the row above, until a head before it changes. */
function takeCell(
  grid: TableGrid,
  heads: TableHeads,
  line: Line,
  { column, isCarried }: TableHeads['valueColumns'][number],
  carried: Map<number, TableCell>,
): TableCell | undefined {
  const own = findOwnCell(grid, line.row, column)
  if (!isCarried) return own ?? coveringCell(grid, heads, line.row, column)
  const changes = heads.headColumns.some((head, at) => head < column && line.heads[at] !== '')
  if (own) carried.set(column, own)
  else if (changes) carried.delete(column)
  return carried.get(column)
}

/** A merged cell's value is that of every row and column it spans. */
function coveringCell(
  grid: TableGrid,
  heads: TableHeads,
  row: number,
  column: number,
): TableCell | undefined {
  const cell = grid.at(row, column)
  if (!cell || heads.headColumns.includes(cell.column)) return undefined
  return grid.textOf(cell) === '' ? undefined : cell
}
