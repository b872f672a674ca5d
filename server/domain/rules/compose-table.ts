import type {
  CellReference,
  DraftCitation,
  Transformation,
} from '../../../shared/model/citation.ts'
import type { DraftCell, DraftSentence, DraftTable } from '../../../shared/model/draft.ts'
import type { TableCell } from '../../../shared/model/source-text.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { splitPath } from '../cell-address.ts'
import type { EvidenceTable } from '../evidence-tables.ts'
import { filterRows, listUnknownColumns } from '../filter-rows.ts'
import { findPaths, formatPath } from '../find-path.ts'
import { collapsePadding } from '../format-value.ts'
import type { RowCondition } from '../row-condition.ts'
import { createLabel } from '../table-label.ts'
import type { TableView, ViewRow } from '../table-view.ts'

export type Relabel = { readonly from: string; readonly to: string }

export type TableOptions = {
  /** Names or numbers from 1; empty for all. */
  readonly columns: readonly string[]
  readonly condition: RowCondition | undefined
  readonly relabels: readonly Relabel[]
  readonly keepsNotes: boolean
  readonly hasSourceLine: boolean
}

export type ComposedTable =
  | { readonly outcome: 'composed'; readonly table: DraftTable }
  | { readonly outcome: 'failed'; readonly message: string; readonly candidates: readonly string[] }

/** "Xanomeline Low Dose=Low dose" ; the first "=" that no "<" or ">" goes before parts the two. */
export function parseRelabel(entry: string): Relabel | undefined {
  const match = /^(.*?[^<>=\s])\s*=\s*([^=\s].*)$/.exec(entry)
  return match ? { from: (match[1] ?? '').trim(), to: (match[2] ?? '').trim() } : undefined
}

/** Puts a table of a source into a draft; every cell with words cites where they stand. */
export function composeTable(
  evidence: EvidenceTable,
  view: TableView,
  options: TableOptions,
): ComposedTable {
  const { columns, unknown } = chooseColumns(view, options.columns)
  const strangers = [
    ...unknown,
    ...(options.condition ? listUnknownColumns(view, options.condition) : []),
  ]
  if (strangers.length > 0) {
    const message = `table ${view.table.number} has no one column ${strangers.join(', ')}`
    return {
      outcome: 'failed',
      message,
      candidates: view.columns.map(({ path }) => formatPath(path)),
    }
  }
  const rows = chooseRows(evidence, view, options.condition)
  if (rows.length === 0) {
    const message = `no row of table ${view.table.number} meets the condition`
    return { outcome: 'failed', message, candidates: [] }
  }
  const frame: Frame = { evidence, view, columns: [...view.headColumns, ...columns], options }
  return { outcome: 'composed', table: buildTable(frame, rows) }
}

/** `columns`: the table's own columns that are shown, in their order; heads of rows come first. */
type Frame = {
  readonly evidence: EvidenceTable
  readonly view: TableView
  readonly columns: readonly number[]
  readonly options: TableOptions
}

function buildTable(frame: Frame, rows: readonly ViewRow[]): DraftTable {
  const { table } = frame.view
  const heads = Array.from({ length: table.headerRowCount }, (_, row) => headerRow(frame, row))
  return {
    kind: 'table',
    sourceNumber: table.number,
    title: table.title,
    columnCount: frame.columns.length,
    headerRowCount: table.headerRowCount,
    rows: [...heads, ...rows.map((row, index) => bodyRow(frame, row, rows[index - 1]))],
    notes: frame.options.keepsNotes ? listNotes(frame.evidence) : [],
    sourceLine: frame.options.hasSourceLine && table.number ? `Source: Table ${table.number}` : '',
  }
}

function chooseColumns(
  view: TableView,
  written: readonly string[],
): { readonly columns: readonly number[]; readonly unknown: readonly string[] } {
  if (written.length === 0)
    return { columns: view.columns.map(({ column }) => column), unknown: [] }
  const matches = written.map((name) => ({ name, found: findColumns(view, name) }))
  return {
    columns: [...new Set(matches.flatMap(({ found }) => found))],
    unknown: matches.filter(({ found }) => found.length === 0).map(({ name }) => `"${name}"`),
  }
}

/** A number counts all columns of the table; a name may be that of a head over several columns. */
function findColumns(view: TableView, name: string): readonly number[] {
  if (/^\d+$/.test(name)) {
    return view.columns.map(({ column }) => column).filter((column) => column === Number(name) - 1)
  }
  const found = findPaths(
    splitPath(name),
    view.columns.map(({ path }) => path),
  )
  return found.flatMap((index) => view.columns[index]?.column ?? [])
}

/** Rows that meet the condition, each with the rows above it that it belongs to. */
function chooseRows(
  { source }: EvidenceTable,
  view: TableView,
  condition: RowCondition | undefined,
): readonly ViewRow[] {
  if (!condition) return view.rows
  const met = new Set(filterRows(source.sourceText, view, condition))
  const kept = new Set<ViewRow>()
  const latest = new Map<string, ViewRow>()
  for (const row of view.rows) {
    latest.set(pathKey(row.path), row)
    if (!met.has(row)) continue
    row.path.forEach((_, end) => {
      const parent = latest.get(pathKey(row.path.slice(0, end)))
      if (parent) kept.add(parent)
    })
    kept.add(row)
  }
  return view.rows.filter((row) => kept.has(row))
}

function pathKey(path: readonly string[]): string {
  return path.join('\u001f')
}

/** Neighbours under one head are one cell again; a head that spans rows stands in the first. */
function headerRow(frame: Frame, row: number): readonly DraftCell[] {
  const cells: { cell: TableCell | undefined; span: number }[] = []
  for (const column of frame.columns) {
    const cell = frame.view.grid.at(row, column)
    const last = cells.at(-1)
    if (last && cell && last.cell === cell) last.span += 1
    else cells.push({ cell, span: 1 })
  }
  return cells.map(({ cell, span }) => ({
    ...(cell?.row === row ? labelCell(frame, cell) : emptyCell),
    columnSpan: span,
  }))
}

const emptyCell: DraftCell = { text: '', columnSpan: 1, indent: 0, citations: [] }

/** What the row above shows already (`above`) is left blank, as in the source. */
function bodyRow(frame: Frame, row: ViewRow, above: ViewRow | undefined): readonly DraftCell[] {
  const [lone] = row.heads
  if (row.isGroup && lone) {
    return [{ ...labelCell(frame, lone), indent: row.depth, columnSpan: frame.columns.length }]
  }
  const { headColumns, columns } = frame.view
  return frame.columns.map((column) => {
    const head = headColumns.indexOf(column)
    const index = columns.findIndex((one) => one.column === column)
    const cell = head >= 0 ? row.heads[head] : row.cells[index]
    if (!cell || isRepeated(frame.view, row, above, cell)) return emptyCell
    if (head < 0) return valueCell(frame, row, index, cell)
    return { ...labelCell(frame, cell), indent: head === 0 ? row.depth : 0 }
  })
}

/** Carried down from above, or merged over several rows, and shown there. */
function isRepeated(
  { headColumns }: TableView,
  row: ViewRow,
  above: ViewRow | undefined,
  cell: TableCell,
): boolean {
  if (!above || cell.row === row.row) return false
  // a head before it that changes makes it a new statement
  const changed = headColumns.some(
    (column, head) => column < cell.column && row.heads[head] !== above.heads[head],
  )
  return !changed && [...above.heads, ...above.cells].includes(cell)
}

function valueCell(
  { evidence, view }: Frame,
  row: ViewRow,
  index: number,
  cell: TableCell,
): DraftCell {
  const quote = sliceRange(evidence.source.sourceText.text, cell.range)
  const text = collapsePadding(quote)
  const reference: CellReference = {
    tableNumber: view.table.number,
    rowPath: row.path,
    columnPath: view.columns[index]?.path ?? [],
    part: 'whole',
  }
  const changes: Transformation[] =
    text === quote ? [] : [{ kind: 'format', from: quote, to: text }]
  return { ...emptyCell, text, citations: [cite(evidence, cell, changes, reference)] }
}

/** The name of a row or column, as the style guide calls it. */
function labelCell({ evidence, options }: Frame, cell: TableCell): DraftCell {
  const quote = sliceRange(evidence.source.sourceText.text, cell.range)
  const shown = quote.replace(/\s+/g, ' ').trim()
  if (shown === '') return emptyCell
  const text = relabel(shown, options.relabels)
  const changes: Transformation[] = text === quote ? [] : [{ kind: 'term', from: quote, to: text }]
  return { ...emptyCell, text, citations: [cite(evidence, cell, changes, null)] }
}

/** Whole names only; what follows a name in brackets ("(N=84)") stays. */
function relabel(shown: string, relabels: readonly Relabel[]): string {
  const [, name = shown, rest = ''] =
    /^(.*?)(\s*(?:\(N\s?=.*\)|(?:\[\w{1,2}\])+|:)\s*)?$/i.exec(shown) ?? []
  const folded = createLabel(name).folded
  const match = relabels.find(({ from }) => createLabel(from).folded === folded)
  return match ? `${match.to}${rest}` : shown
}

function listNotes({ source, table }: EvidenceTable): readonly DraftSentence[] {
  const { blocks, text } = source.sourceText
  const tableIndex = blocks.indexOf(table)
  return blocks.flatMap((block) => {
    if (block.kind !== 'table_note' || block.tableIndex !== tableIndex) return []
    const quote = sliceRange(text, block.range)
    const shown = quote.replace(/\s+/g, ' ').trim()
    if (shown === '') return []
    const evidence = {
      kind: 'text' as const,
      sourceTextId: source.sourceTextId,
      range: block.range,
      quote,
      cell: null,
    }
    const citations = [{ evidence, transformations: [], formula: '' }]
    return [{ text: shown, basis: 'cited' as const, citations }]
  })
}

function cite(
  { source }: EvidenceTable,
  { range }: TableCell,
  transformations: readonly Transformation[],
  cell: CellReference | null,
): DraftCitation {
  const quote = sliceRange(source.sourceText.text, range)
  const { sourceTextId } = source
  return {
    evidence: { kind: 'text', sourceTextId, range, quote, cell },
    transformations,
    formula: '',
  }
}
