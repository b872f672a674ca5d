import type {
  CellReference,
  DraftCitation,
  Transformation,
} from '../../../shared/model/citation.ts'
import type { TableCell } from '../../../shared/model/source-text.ts'
import { collapsePadding } from '../../../shared/text/collapse-padding.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import type { EvidenceTable } from '../evidence-tables.ts'
import { filterRows } from '../filter-rows.ts'
import type { RowCondition } from '../row-condition.ts'
import type { TableView, ViewRow } from '../table-view.ts'
import { relabel, type Relabel } from './relabel.ts'
import { createSlot, pathKey, type Sheet, type Slot } from './sheet.ts'

/** A table of a source with what it is read by. */
export type ReadTable = { readonly evidence: EvidenceTable; readonly view: TableView }

type ReadOptions = {
  readonly relabels: readonly Relabel[]
  readonly condition: RowCondition | undefined
  /** Marks of notes ("[1]") that names lose, for the notes are not shown. */
  readonly marks: readonly string[]
}

/** All of the table; rows that do not meet the condition are marked. */
export function readSheet({ evidence, view }: ReadTable, options: ReadOptions): Sheet {
  const { condition } = options
  const nameOf = createNamer(evidence, options)
  const met = condition && new Set(filterRows(evidence.source.sourceText, view, condition))
  const columnOf = (column: number, path: readonly string[]) => ({
    column,
    path,
    trail: readTrail(view, column, nameOf),
    heads: readHeads(view, column, nameOf),
  })
  return {
    headerRowCount: view.table.headerRowCount,
    headColumns: view.headColumns.map((column) => {
      const { trail, ...rest } = columnOf(column, [])
      return { ...rest, trail, path: trail.map(({ text }) => text) }
    }),
    columns: view.columns.map(({ column, path }) => columnOf(column, path)),
    rows: readRows(evidence, view, nameOf, met),
  }
}

export function citeCell(
  { source }: EvidenceTable,
  { range }: Pick<TableCell, 'range'>,
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

/** `below`: how many rows under the head's first; there, it is blank. */
type Namer = (cell: TableCell | undefined, below?: number) => Slot

/** Names of rows and columns as the style guide has them; one slot a cell and row of it. */
function createNamer(evidence: EvidenceTable, options: ReadOptions): Namer {
  const slots = new Map<TableCell, Slot[]>()
  return (cell, below = 0) => {
    if (!cell) return createSlot('')
    const known = slots.get(cell) ?? []
    slots.set(cell, known)
    return (known[below] ??= below === 0 ? createName(evidence, cell, options) : createSlot(''))
  }
}

function createName(
  evidence: EvidenceTable,
  cell: TableCell,
  { relabels, marks }: ReadOptions,
): Slot {
  const quote = sliceRange(evidence.source.sourceText.text, cell.range)
  const shown = quote.replace(/\s+/g, ' ').trim()
  if (shown === '') return createSlot('')
  const plain = dropMarks(shown, marks)
  const text = relabel(plain, relabels)
  const changes: Transformation[] = []
  if (plain !== shown) changes.push({ kind: 'reference', from: quote, to: plain })
  const before = plain === shown ? quote : plain
  if (text !== before) changes.push({ kind: 'term', from: before, to: text })
  return { text, citations: [citeCell(evidence, cell, changes, null)] }
}

/** From the end of a name, where they stand before its colon. */
function dropMarks(shown: string, marks: readonly string[]): string {
  const [, name = '', colon = ''] = /^(.*?)(:?)$/.exec(shown) ?? []
  const mark = marks.find((one) => name.endsWith(one) && name.length > one.length)
  if (mark === undefined) return shown
  return dropMarks(`${name.slice(0, -mark.length).trimEnd()}${colon}`, marks)
}

/** Neighbours under one head share its slot, and the blanks below it. */
function readHeads({ table, grid }: TableView, column: number, nameOf: Namer): readonly Slot[] {
  return Array.from({ length: table.headerRowCount }, (_, row) => {
    const cell = grid.at(row, column)
    return nameOf(cell, cell ? row - cell.row : 0)
  })
}

/** Lines over one and the same columns are one name, as in `readColumnPath`. */
function readTrail({ table, grid }: TableView, column: number, nameOf: Namer): readonly Slot[] {
  const levels: { cell: TableCell; slot: Slot }[] = []
  for (let row = 0; row < table.headerRowCount; row += 1) {
    const cell = grid.at(row, column)
    if (!cell || cell.row !== row || grid.textOf(cell) === '') continue
    const slot = nameOf(cell)
    const above = levels.at(-1)
    if (above?.cell.column === cell.column && above.cell.columnSpan === cell.columnSpan) {
      above.slot = joinSlots(above.slot, slot)
    } else {
      levels.push({ cell, slot })
    }
  }
  return levels.map(({ slot }) => slot)
}

function joinSlots(first: Slot, second: Slot): Slot {
  return {
    text: `${first.text} ${second.text}`,
    citations: [...first.citations, ...second.citations],
  }
}

function readRows(
  evidence: EvidenceTable,
  view: TableView,
  nameOf: Namer,
  met: ReadonlySet<ViewRow> | undefined,
): Sheet['rows'] {
  const valueOf = createValuer(evidence, view)
  const groups = new Map<string, Slot>()
  return view.rows.map((row) => {
    const heads = row.heads.map((cell) => cell && nameOf(cell))
    return {
      source: row,
      path: row.path,
      axes: readAxes(row, heads, groups),
      depth: row.depth,
      isGroup: row.isGroup,
      isMet: !met || met.has(row),
      heads,
      values: row.cells.map((cell, index) => cell && valueOf(row, index, cell)),
    }
  })
}

/** `groups`: the latest name of each path; the first column that names rows also names groups. */
function readAxes(
  { path, heads: cells }: ViewRow,
  heads: readonly (Slot | undefined)[],
  groups: Map<string, Slot>,
): readonly (readonly Slot[])[] {
  const [first, ...later] = heads
  const isNameless = cells.every((cell) => cell === undefined)
  const named = later.map((slot) => (slot && slot.text !== '' ? [slot] : []))
  const levels = path.length - named.flat().length - (isNameless ? 1 : 0)
  const own = pathKey(path.slice(0, levels))
  if (first) groups.set(own, first)
  const names = path.slice(0, levels).map((step, index) => {
    return groups.get(pathKey(path.slice(0, index + 1))) ?? createSlot(step)
  })
  return [names, ...named]
}

/** One slot a cell, for a value that is carried down stands in one cell. */
function createValuer(
  evidence: EvidenceTable,
  view: TableView,
): (row: ViewRow, index: number, cell: TableCell) => Slot {
  const slots = new Map<TableCell, Slot>()
  return (row, index, cell) => {
    const known = slots.get(cell)
    if (known) return known
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
    const slot = { text, citations: [citeCell(evidence, cell, changes, reference)] }
    slots.set(cell, slot)
    return slot
  }
}
