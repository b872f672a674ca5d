import type { ParagraphContent, ParagraphLook } from './docx-paragraph.ts'
import type { TableItem } from './docx-sections.ts'
import type { CellContent, TableRow } from './docx-table.ts'
import { Refusal } from './refusal.ts'

/** A cell as \cellx defines it; `edge` is where it ends, in twips. */
export type RtfCellDefinition = {
  readonly edge: number
  readonly across: Merge
  readonly down: Merge
  readonly isShaded: boolean
  readonly isDeleted: boolean
}

type Merge = 'first' | 'continued' | undefined

/** The words of a cell in one line, and how the first of them look. */
export type CellWords = { readonly text: string; readonly look: ParagraphLook | undefined }

export type RtfCell = CellWords & { readonly definition: RtfCellDefinition | undefined }

export type RtfRow = {
  readonly cells: readonly RtfCell[]
  /** Where its first cell begins, in twips. */
  readonly left: number
  readonly isHeader: boolean
}

/** Rows that stand one below the other; their edges make the columns. */
export type RtfTable = { readonly kind: 'rows'; readonly rows: readonly RtfRow[] }

/** @throws Refusal `too_large` for a table of more than 1,000 columns */
export function layRtfTable(rows: readonly RtfRow[]): TableItem {
  const findColumns = createColumnFinder(rows)
  let above: CellsByColumn = new Map()
  const placed = rows.map((row): TableRow => {
    const { cells, open } = joinDown(placeCells(row, findColumns(row)), above)
    above = open
    return { cells, isHeader: row.isHeader }
  })
  const ends = placed.flatMap((row) => row.cells.map((cell) => cell.column + cell.columnSpan))
  const columnCount = ends.reduce((most, end) => Math.max(most, end), 0)
  return { kind: 'table', rows: placed, columnCount, hasFirstRowLook: false }
}

export function joinParagraphs(paragraphs: readonly ParagraphContent[]): CellWords {
  const filled = paragraphs.filter(({ text }) => text !== '')
  const texts = filled.map(({ text }) => text.replace(/[\t\n]/g, ' '))
  return { text: texts.join(' ').trim(), look: filled[0]?.look }
}

/** What all cells of a table say, one after the other. */
export function listCellTexts({ rows }: RtfTable): string[] {
  return rows.flatMap(({ cells }) => cells.map(({ text }) => text)).filter((text) => text !== '')
}

/** Whether the columns of `heads` are those of `body`, spans aside: same ends, no edge of their own. */
export function haveSameEdges(heads: readonly RtfRow[], body: readonly RtfRow[]): boolean {
  const own = listRightEdges(heads)
  const others = listRightEdges(body)
  const isThere = (edge: number) => others.some((other) => Math.abs(other - edge) <= tolerance)
  return own.length > 1 && own.every(isThere) && Math.abs(last(own) - last(others)) <= tolerance
}

/** Twips by which programs miss the edge that they mean. */
const tolerance = 20

/** Word allows 63 columns; more than this is a mistake or an attack. */
const mostColumns = 1000

/** The first column of each cell of a row, and behind them where the last one ends. */
type ColumnFinder = (row: RtfRow) => number[]

/** Cells whose edges do not tell where they stand are counted. */
function createColumnFinder(rows: readonly RtfRow[]): ColumnFinder {
  const columns = rows.every(hasOrderedEdges) ? findGrid(rows) : undefined
  const most = columns?.length ?? Math.max(...rows.map(({ cells }) => cells.length))
  if (most > mostColumns)
    throw new Refusal('too_large', `a table of more than ${mostColumns} columns`)
  if (!columns) return ({ cells }) => Array.from({ length: cells.length + 1 }, (_, index) => index)
  return ({ cells, left }) => {
    const starts = columns.findIndex((column) => column.least <= left && left <= column.most) + 1
    const ends = cells.map((cell) => findEnd(columns, cell.definition?.edge ?? 0))
    return [starts < (ends[0] ?? 0) ? starts : 0, ...ends]
  }
}

/** The edges that are meant as one, from the least to the greatest. */
type Edge = { readonly least: number; most: number }

/** Right edges of the columns; undefined where a row has two cells that end at the same one. */
function findGrid(rows: readonly RtfRow[]): Edge[] | undefined {
  const edges = listRightEdges(rows)
  return [tolerance, 0]
    .map((distance) => joinEdges(edges, distance))
    .find((columns) => rows.every(({ cells }) => areApart(columns, cells)))
}

function joinEdges(edges: readonly number[], distance: number): Edge[] {
  const columns: Edge[] = []
  for (const edge of edges) {
    const before = columns.at(-1)
    if (before && edge - before.least <= distance) before.most = edge
    else columns.push({ least: edge, most: edge })
  }
  return columns
}

function areApart(columns: readonly Edge[], cells: readonly RtfCell[]): boolean {
  const ends = cells.map((cell) => findEnd(columns, cell.definition?.edge ?? 0))
  return ends.every((end, index) => index === 0 || end > (ends[index - 1] ?? 0))
}

function findEnd(columns: readonly Edge[], edge: number): number {
  let low = 0
  let high = columns.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((columns[middle]?.most ?? 0) < edge) low = middle + 1
    else high = middle
  }
  return low + 1
}

function hasOrderedEdges({ cells, left }: RtfRow): boolean {
  let before = left
  return cells.every(({ definition }) => {
    const isOrdered = definition !== undefined && definition.edge > before
    before = definition?.edge ?? before
    return isOrdered
  })
}

function listRightEdges(rows: readonly RtfRow[]): number[] {
  const edges = rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.definition?.edge ?? []))
  return [...new Set(edges)].sort((one, other) => one - other)
}

function last(edges: readonly number[]): number {
  return edges.at(-1) ?? NaN
}

type Placed = { cell: CellContent; readonly isContinued: boolean }

/** Cells that go on to the right are one; what they say is said after the first one's words. */
function placeCells(row: RtfRow, columns: readonly number[]): Placed[] {
  const placed: Placed[] = []
  row.cells.forEach((cell, index) => {
    const column = columns[index] ?? index
    const columnSpan = (columns[index + 1] ?? column + 1) - column
    if (cell.definition?.isDeleted) return
    const before = placed.at(-1)
    if (cell.definition?.across === 'continued' && before)
      before.cell = widen(before.cell, cell, columnSpan)
    else {
      const isContinued = cell.definition?.down === 'continued'
      placed.push({ cell: createCell(cell, column, columnSpan), isContinued })
    }
  })
  return placed
}

function createCell(cell: RtfCell, column: number, columnSpan: number): CellContent {
  const { text, look, definition } = cell
  const isShaded = definition?.isShaded ?? false
  return { text, marks: [], column, columnSpan, rowSpan: 1, look, isShaded, marker: '' }
}

function widen(first: CellContent, next: RtfCell, columnSpan: number): CellContent {
  return {
    ...first,
    text: `${first.text} ${next.text}`.trim(),
    columnSpan: first.columnSpan + columnSpan,
    look: first.look ?? next.look,
  }
}

type CellsByColumn = ReadonlyMap<number, CellContent>

/** A cell that goes on from the row directly above is part of that one. */
function joinDown(
  placed: readonly Placed[],
  above: CellsByColumn,
): { cells: CellContent[]; open: CellsByColumn } {
  const cells: CellContent[] = []
  const open = new Map<number, CellContent>()
  for (const { cell, isContinued } of placed) {
    const upper = isContinued ? above.get(cell.column) : undefined
    const isJoined = upper?.columnSpan === cell.columnSpan
    if (isJoined) upper.rowSpan += 1
    else cells.push(cell)
    open.set(cell.column, isJoined ? upper : cell)
  }
  return { cells, open }
}
