import type { ContentItem, TableItem } from './docx-sections.ts'
import type { TableRow } from './docx-table.ts'
import { isContinuation, readCaption } from './table-caption.ts'
import { countHeaderRows } from './table-shape.ts'
import { shapeRows } from './docx-table-shape.ts'

/**
 * Joins a table that is cut at page ends: tables of one grid that repeat the same head rows, with
 * nothing between them but empty paragraphs and the caption once more.
 */
export function joinContinued(items: readonly ContentItem[]): ContentItem[] {
  const joined: ContentItem[] = []
  for (const item of items) {
    const at = item.kind === 'table' ? findContinued(joined, item) : -1
    const first = joined[at]
    if (item.kind !== 'table' || first?.kind !== 'table') joined.push(item)
    else joined.splice(at, Infinity, appendRows(first, item))
  }
  return joined
}

/** No table repeats more rows than this on every page. */
const maximumHeads = 20

/** A caption that is repeated takes few lines. */
const maximumBetween = 8

/** Index in `before` of the table that this one continues; -1 when it is a table of its own. */
function findContinued(before: readonly ContentItem[], table: TableItem): number {
  const least = Math.max(0, before.length - maximumBetween)
  let at = before.length - 1
  while (at >= least && before[at]?.kind === 'paragraph') at -= 1
  const first = before[at]
  if (first?.kind !== 'table' || !haveSameHeads(first, table)) return -1
  const between = before.slice(at + 1)
  return between.every((item) => isRepetition(item, before, at)) ? at : -1
}

function haveSameHeads(first: TableItem, second: TableItem): boolean {
  if (first.isChart || second.isChart) return false
  if (first.columnCount !== second.columnCount) return false
  if (first.margin?.caption.number !== second.margin?.caption.number) return false
  const heads = listHeads(first)
  return heads.length > 0 && JSON.stringify(heads) === JSON.stringify(listHeads(second))
}

function listHeads(table: TableItem): unknown[] {
  return table.rows
    .slice(0, countHeads(table))
    .map((row) => row.cells.map((cell) => [cell.text, cell.column, cell.columnSpan]))
}

function countHeads(table: TableItem): number {
  const rows = table.rows.slice(0, maximumHeads + 1)
  return countHeaderRows(shapeRows({ ...table, rows }), table.hasFirstRowLook)
}

/** An empty paragraph, or a line of the first table's caption once more, marked as such or not. */
function isRepetition(item: ContentItem, before: readonly ContentItem[], table: number): boolean {
  if (item.kind === 'table') return false
  if (item.text === '') return !item.hasDrawing
  const caption = readCaption([item.text])
  return before.slice(Math.max(0, table - maximumBetween), table).some((earlier) => {
    if (earlier.kind === 'table') return false
    if (earlier.text === item.text) return true
    const number = readCaption([earlier.text])?.number
    return caption !== undefined && caption.number === number && isContinuation(item.text)
  })
}

function appendRows(first: TableItem, second: TableItem): TableItem {
  const rows: readonly TableRow[] = second.rows.slice(countHeads(second))
  return { ...first, rows: [...first.rows, ...rows] }
}
