import { type PdfCell, type PdfTable, roughCellText } from './pdf-table.ts'

/** No table repeats more rows than this on every page. */
const mostHeads = 6

/**
 * Rows at the top of `part` that are the top rows of `whole` once more: its heads. 0 where a head is
 * cut, or where all of it is repeated: then it is another table with the same content.
 */
export function countRepeatedRows(whole: PdfTable, part: PdfTable): number {
  if (whole.columnCount !== part.columnCount) return 0
  const most = whole.headerRowCount > 0 ? whole.headerRowCount : mostHeads
  let count = 0
  while (count < most && areSameRows(rowOf(whole, count), rowOf(part, count))) count++
  const isCut = part.cells.some(({ row, rowSpan }) => row < count && row + rowSpan > count)
  const isPartial = count < whole.headerRowCount
  const filled = part.cells.filter(({ row, lines }) => row < count && lines.length > 0)
  return isCut || isPartial || count >= part.rowCount || filled.length < 2 ? 0 : count
}

function rowOf({ cells }: PdfTable, row: number): readonly PdfCell[] {
  return cells.filter((cell) => cell.row === row)
}

function areSameRows(a: readonly PdfCell[], b: readonly PdfCell[]): boolean {
  const form = (cells: readonly PdfCell[]) =>
    JSON.stringify(cells.map((cell) => [cell.column, cell.columnSpan, roughCellText(cell)]))
  return a.length > 0 && form(a) === form(b)
}

/** True when the part begins with a head of its own, which makes it a table of its own. */
export function startsWithHead(part: PdfTable, whole: PdfTable): boolean {
  const isTold = part.isHeadDrawn || !whole.isHeadDrawn
  const heads = part.cells.filter(({ row, lines }) => row < part.headerRowCount && lines.length > 0)
  return isTold && new Set(heads.map(({ column }) => column)).size > 1
}

/** Points. */
const sameEdge = 3

/** `aligned`: each column has an edge or its middle at the same x; `overlapping`: one stands over the other. */
export function haveSameColumns(a: PdfTable, b: PdfTable, fit: 'aligned' | 'overlapping'): boolean {
  if (a.columnCount !== b.columnCount || a.isRuled !== b.isRuled) return false
  return a.columns.every((column, index) => {
    const other = b.columns[index]!
    if (fit === 'overlapping') return column.left < other.right && other.left < column.right
    const left = Math.abs(column.left - other.left)
    const right = Math.abs(column.right - other.right)
    if (a.isRuled) return left <= sameEdge && right <= sameEdge
    const middle = Math.abs(column.left + column.right - other.left - other.right) / 2
    return Math.min(left, right, middle) <= sameEdge
  })
}

/** The whole with the rows of the part below its `heads` repeated rows. */
export function appendRows(whole: PdfTable, part: PdfTable, heads: number): PdfTable {
  const shift = whole.rowCount - heads
  const cells = part.cells.filter(({ row }) => row >= heads)
  return {
    ...whole,
    box: { ...whole.box, bottom: part.box.bottom },
    rowCount: shift + part.rowCount,
    headerRowCount: Math.max(whole.headerRowCount, heads),
    cells: [...whole.cells, ...cells.map((cell) => ({ ...cell, row: cell.row + shift }))],
    pageStarts: [...whole.pageStarts, { page: part.page, row: whole.rowCount }],
  }
}
