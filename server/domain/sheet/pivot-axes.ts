import { createLabel, fitLabel } from '../table-label.ts'
import {
  createSlot,
  fail,
  type Sheet,
  type SheetColumn,
  type SheetFailure,
  type SheetRow,
  type Slot,
} from './sheet.ts'

/** What pivot= says: the names of the axes that become rows, and of those that become columns. */
export type Pivot = { readonly rows: readonly string[]; readonly columns: readonly string[] }

/** One value of a table with its row and column. */
export type Fact = {
  readonly row: SheetRow
  readonly column: SheetColumn
  readonly value: Slot
}

/** What the values of a table are told apart by: a column that names rows, or the column heads. */
export type Axis = {
  /** The head of the column that names rows; blank for the column heads. */
  readonly name: Slot
  readonly read: (fact: Fact) => readonly Slot[]
  /** The last level of the column heads, where it is the same throughout. */
  readonly isColumnLeaf?: boolean
}

type Axes =
  | { readonly outcome: 'found'; readonly rows: readonly Axis[]; readonly columns: readonly Axis[] }
  | SheetFailure

/**
 * The axes that pivot= names, and no value loses a name: axes that it does not name stay in front of
 * the rows, column heads that it does not name below the columns. What is the same throughout (one
 * position, one statistic) is said once: before the other rows, over the other columns.
 */
export function findAxes(sheet: Sheet, facts: readonly Fact[], pivot: Pivot): Axes {
  const heads = sheet.headColumns.map((column, index): Axis => {
    const name = column.trail.at(-1) ?? createSlot('')
    return { name, read: ({ row }) => row.axes[index] ?? [] }
  })
  const words = [...pivot.rows, ...pivot.columns]
  const named = words.map((word) => resolve(sheet, heads, word))
  const unknown = words.filter((_, index) => named[index]?.length === 0)
  if (unknown.length > 0) return missing(sheet, unknown)
  const all = spread(named, heads)
  const used = all.flat()
  if (new Set(used).size < used.length) return fail('ambiguous', 'pivot= names an axis twice')
  const sides = {
    others: heads.filter((axis) => !used.includes(axis)),
    rows: all.slice(0, pivot.rows.length).flat(),
    columns: all.slice(pivot.rows.length).flat(),
  }
  return { outcome: 'found', ...arrange(sides, facts) }
}

type Sides = {
  readonly rows: readonly Axis[]
  readonly columns: readonly Axis[]
  readonly others: readonly Axis[]
}

/** What is the same throughout is said once: before the rows, over the columns. */
function arrange(
  { rows, columns, others }: Sides,
  facts: readonly Fact[],
): { readonly rows: readonly Axis[]; readonly columns: readonly Axis[] } {
  const cut = (axes: readonly Axis[]) => axes.flatMap((axis) => cutConstantLeaf(axis, facts))
  const left = cut(rows)
  const isLeaf = (axis: Axis) => axis.isColumnLeaf === true
  const top = constantsFirst(cut(columns), facts)
  const under = [...rows, ...columns].includes(columnHeads) ? [] : cut([columnHeads])
  const isOver = (axis: Axis) => countNames(axis, facts) < 2
  return {
    rows: [...constantsFirst(others, facts), ...left.filter((axis) => !isLeaf(axis))],
    columns: [
      ...left.filter(isLeaf),
      ...under.filter(isOver),
      ...top,
      ...under.filter((axis) => !isOver(axis)),
    ],
  }
}

/** "n (%)" under each arm, or "Mean (SD)" under each measure, becomes an axis of its own. */
function cutConstantLeaf(axis: Axis, facts: readonly Fact[]): readonly Axis[] {
  const read = (fact: Fact) => axis.read(fact).slice(-1)
  const leaf: Axis = { name: createSlot(''), isColumnLeaf: axis === columnHeads, read }
  const isDeep = facts.every((fact) => axis.read(fact).length > 1)
  if (!isDeep || countNames(leaf, facts) > 1) return [axis]
  return [leaf, { ...axis, read: (fact) => axis.read(fact).slice(0, -1) }]
}

const columnHeads: Axis = { name: createSlot(''), read: ({ column }) => column.trail }

/** Stands for all columns that name rows and that nothing else names. */
const rowHeads: Axis = { name: createSlot(''), read: () => [] }

function resolve(sheet: Sheet, heads: readonly Axis[], word: string): readonly Axis[] {
  if (word === 'columns') return [columnHeads]
  if (word === 'rows') return [rowHeads]
  if (/^\d+$/.test(word)) {
    return heads.filter((_, index) => sheet.headColumns[index]?.column === Number(word) - 1)
  }
  const written = createLabel(word)
  const fits = heads.map(({ name }) => fitLabel(written, createLabel(name.text)) ?? Infinity)
  const best = Math.min(...fits)
  const found = heads.filter((_, index) => best < Infinity && fits[index] === best)
  return found.length === 1 ? found : []
}

function spread(
  named: readonly (readonly Axis[])[],
  heads: readonly Axis[],
): readonly (readonly Axis[])[] {
  const taken = new Set(named.flat())
  const rest = heads.filter((axis) => !taken.has(axis))
  return named.map((axes) => axes.flatMap((axis) => (axis === rowHeads ? rest : [axis])))
}

function constantsFirst(axes: readonly Axis[], facts: readonly Fact[]): readonly Axis[] {
  const isConstant = (axis: Axis) => countNames(axis, facts) < 2
  return [...axes.filter(isConstant), ...axes.filter((axis) => !isConstant(axis))]
}

function countNames({ read }: Axis, facts: readonly Fact[]): number {
  const names = facts.map((fact) => JSON.stringify(read(fact).map(({ text }) => text)))
  return new Set(names).size
}

function missing(sheet: Sheet, unknown: readonly string[]): SheetFailure {
  const names = unknown.map((word) => `"${word}"`).join(', ')
  const known = sheet.headColumns.map(({ trail, column }) => {
    const text = trail.at(-1)?.text ?? ''
    return text === '' ? String((column ?? 0) + 1) : text
  })
  const message = `no one column that names rows is called ${names}`
  return fail('no_match', message, [...known, 'rows', 'columns'])
}
