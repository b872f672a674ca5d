import type { SourceText } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { listCellParts } from './cell-parts.ts'
import { findPaths } from './find-path.ts'
import { compareNumbers, type RowCondition } from './row-condition.ts'
import { createLabel } from './table-label.ts'
import type { TableView, ViewRow } from './table-view.ts'

/** Rows that meet the condition; a row that only names others meets none about values. */
export function filterRows(
  sourceText: SourceText,
  view: TableView,
  condition: RowCondition,
): readonly ViewRow[] {
  return view.rows.filter((row) => meets(sourceText, view, row, condition))
}

/** Columns that the condition names and the table does not have, or has twice. */
export function listUnknownColumns(view: TableView, condition: RowCondition): readonly string[] {
  if (condition.kind === 'and' || condition.kind === 'or') {
    return condition.of.flatMap((one) => listUnknownColumns(view, one))
  }
  if (condition.kind === 'not') return listUnknownColumns(view, condition.of)
  if (condition.kind !== 'value' || typeof condition.which === 'string') return []
  return findColumn(view, condition.which) < 0 ? [condition.which.join(' > ')] : []
}

/** The number that a value says: "<0.001" is 0.001, "1,234" is 1234; undefined for words. */
function readNumber(text: string): number | undefined {
  const plain = text
    .replace(/[−–]/g, '-')
    .replace(/,(?=\d{3})/g, '')
    .replace(/^[<>≤≥]?\s*|%$/g, '')
  return /^-?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined
}

function meets(
  sourceText: SourceText,
  view: TableView,
  row: ViewRow,
  condition: RowCondition,
): boolean {
  const holds = (one: RowCondition) => meets(sourceText, view, row, one)
  switch (condition.kind) {
    case 'or':
      return condition.of.some(holds)
    case 'and':
      return condition.of.every(holds)
    case 'not':
      return !holds(condition.of)
    case 'path':
      return meetsPath(row, condition)
    case 'depth':
      return compareNumbers(row.depth, condition.compare, condition.number)
    case 'value':
      return meetsValue(sourceText, view, row, condition)
  }
}

function meetsPath(
  { path }: ViewRow,
  { isWhole, text }: Extract<RowCondition, { kind: 'path' }>,
): boolean {
  const wanted = createLabel(text).folded
  return path
    .map((step) => createLabel(step).folded)
    .some((step) => (isWhole ? step === wanted : step.includes(wanted)))
}

function meetsValue(
  sourceText: SourceText,
  view: TableView,
  row: ViewRow,
  condition: Extract<RowCondition, { kind: 'value' }>,
): boolean {
  if (row.isGroup) return false
  const { which, part, compare, number } = condition
  const holdsAt = (index: number) => {
    const value = readValue(sourceText, view, row, index, part)
    return value !== undefined && compareNumbers(value, compare, number)
  }
  const indexes = view.columns.map((_, index) => index)
  if (which === 'any') return indexes.some(holdsAt)
  if (which === 'all') {
    const filled = indexes.filter(
      (index) => readValue(sourceText, view, row, index, part) !== undefined,
    )
    return filled.length > 0 && filled.every(holdsAt)
  }
  const index = findColumn(view, which)
  return index >= 0 && holdsAt(index)
}

function readValue(
  sourceText: SourceText,
  view: TableView,
  row: ViewRow,
  index: number,
  part: Extract<RowCondition, { kind: 'value' }>['part'],
): number | undefined {
  const cell = row.cells[index]
  const column = view.columns[index]
  if (!cell || !column) return undefined
  const text = sliceRange(sourceText.text, cell.range)
  if (!part) return readNumber(/[<>]?-?\d[\d,.]*/.exec(text)?.[0] ?? '')
  const range = listCellParts(text, { rowPath: row.path, columnPath: column.path }).get(part)
  return range && readNumber(sliceRange(text, range).replace(/\s/g, ''))
}

/** A column by its path, or by its number among all of the table, from 1. */
function findColumn(view: TableView, written: readonly string[]): number {
  const [only = ''] = written
  if (written.length === 1 && /^\d+$/.test(only)) {
    return view.columns.findIndex(({ column }) => column === Number(only) - 1)
  }
  const found = findPaths(
    written,
    view.columns.map(({ path }) => path),
  )
  return found.length === 1 ? (found[0] ?? -1) : -1
}
