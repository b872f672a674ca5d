import type { DraftTable } from '../../../shared/model/draft.ts'
import { splitPath } from '../cell-address.ts'
import { nameTable, type EvidenceTable } from '../evidence-tables.ts'
import { listUnknownColumns } from '../filter-rows.ts'
import { findPaths, formatPath } from '../find-path.ts'
import type { RowCondition } from '../row-condition.ts'
import { composeSheet } from '../sheet/compose-sheet.ts'
import type { ComposeEntry } from '../sheet/compose-text.ts'
import { joinBelow, joinBeside, type Joined } from '../sheet/join-sheets.ts'
import type { Pivot } from '../sheet/pivot-axes.ts'
import { pivotSheet } from '../sheet/pivot-sheet.ts'
import { readSheet, type ReadTable } from '../sheet/read-sheet.ts'
import type { Relabel } from '../sheet/relabel.ts'
import {
  createSlot,
  fail,
  keepMetRows,
  type Sheet,
  type SheetFailure,
  type SheetResult,
} from '../sheet/sheet.ts'
import { writeRows } from '../sheet/write-sheet.ts'
import type { TenseMode } from '../tense/change-tense.ts'
import { citeTitle, listMarks, listNotes } from './table-notes.ts'

export type TableOptions = {
  /** Names or numbers from 1; empty for all. */
  readonly columns: readonly string[]
  readonly condition: RowCondition | undefined
  readonly relabels: readonly Relabel[]
  readonly composes: readonly ComposeEntry[]
  readonly pivot: Pivot | undefined
  readonly join: 'beside' | 'below'
  /** The template's heads of joined tables, in their order; missing ones are the tables' titles. */
  readonly heads: readonly string[]
  /** The template's title; '' for the source's. */
  readonly title: string
  readonly keepsNotes: boolean
  /** How notes that speak of the plan are put into the past; undefined where they stay. */
  readonly tense: TenseMode | undefined
  readonly hasSourceLine: boolean
  /** The caption has the source's number, which makes a source line needless. */
  readonly keepsNumber: boolean
}

type ComposedTable = { readonly outcome: 'composed'; readonly table: DraftTable } | SheetFailure

/** The table as it is, under its own number. */
export const wholeTable: TableOptions = {
  columns: [],
  condition: undefined,
  relabels: [],
  composes: [],
  pivot: undefined,
  join: 'below',
  heads: [],
  title: '',
  keepsNotes: true,
  tense: undefined,
  hasSourceLine: true,
  keepsNumber: true,
}

/**
 * Puts a table of a source, or several joined, into a draft; every cell with words of theirs cites
 * where they stand. `tables` is not empty.
 */
export function composeTable(tables: readonly ReadTable[], options: TableOptions): ComposedTable {
  const made = tables.map((table) => makeSheet(table, options))
  const failure = made.find((one) => one.outcome === 'failed')
  if (failure) return failure
  const joined = made.flatMap((one, index): Joined[] => {
    const table = tables[index]
    if (one.outcome === 'failed' || !table) return []
    const head = options.heads[index]
    return [{ sheet: one.sheet, head: head ? createSlot(head) : citeTitle(table.evidence) }]
  })
  const result = join(joined, options)
  if (result.outcome === 'failed') return result
  const evidence = tables.map((table) => table.evidence)
  return { outcome: 'composed', table: writeTable(result.sheet, evidence, options) }
}

/** read → compose → choose rows and columns → pivot */
function makeSheet(table: ReadTable, options: TableOptions): SheetResult {
  const { view } = table
  const unknown = options.condition ? listUnknownColumns(view, options.condition) : []
  const read = readSheet(table, {
    relabels: options.relabels,
    condition: options.condition,
    marks: options.keepsNotes ? [] : listMarks(table.evidence),
  })
  const name = nameTable(table.evidence.source, view.table)
  if (unknown.length > 0) return missingColumns(name, read, unknown)
  const composed = composeSheet(table, read, options.composes)
  if (composed.outcome === 'failed') return composed
  const kept = options.condition ? keepMetRows(composed.sheet) : composed.sheet
  if (kept.rows.length === 0) {
    return fail('no_match', `no row of ${name} meets the condition`)
  }
  const chosen = chooseColumns(name, kept, options.columns)
  if (chosen.outcome === 'failed' || !options.pivot) return chosen
  return pivotSheet(chosen.sheet, options.pivot)
}

function join(tables: readonly Joined[], { join: manner }: TableOptions): SheetResult {
  const [first, ...others] = tables
  if (first && others.length === 0) return { outcome: 'made', sheet: first.sheet }
  return manner === 'beside' ? joinBeside(tables) : joinBelow(tables)
}

function chooseColumns(tableName: string, sheet: Sheet, written: readonly string[]): SheetResult {
  if (written.length === 0) return { outcome: 'made', sheet }
  const matches = written.map((name) => ({ name, found: findColumns(sheet, name) }))
  const unknown = matches.filter(({ found }) => found.length === 0).map(({ name }) => name)
  if (unknown.length > 0) return missingColumns(tableName, sheet, unknown)
  const indexes = [...new Set(matches.flatMap(({ found }) => found))]
  const take = <Item>(items: readonly Item[]) =>
    indexes.flatMap((index) => items.slice(index, index + 1))
  const rows = sheet.rows.map((row) => ({ ...row, values: take(row.values) }))
  return { outcome: 'made', sheet: { ...sheet, columns: take(sheet.columns), rows } }
}

/** A number counts all columns of the source's table; a name may be that of a head over several. */
function findColumns({ columns }: Sheet, name: string): readonly number[] {
  if (/^\d+$/.test(name)) {
    const index = columns.findIndex(({ column }) => column === Number(name) - 1)
    return index < 0 ? [] : [index]
  }
  return findPaths(
    splitPath(name),
    columns.map(({ path }) => path),
  )
}

function missingColumns(tableName: string, sheet: Sheet, unknown: readonly string[]): SheetFailure {
  const names = unknown.map((name) => `"${name}"`).join(', ')
  const known = sheet.columns.map(({ path }) => formatPath(path))
  return fail('no_match', `${tableName} has no one column ${names}`, known)
}

function writeTable(
  sheet: Sheet,
  tables: readonly EvidenceTable[],
  options: TableOptions,
): DraftTable {
  const numbers = tables.flatMap(({ table }) => (table.number === '' ? [] : [table.number]))
  const titles = [...new Set(tables.map(({ table }) => table.title))]
  const title = options.title === '' ? titles.join('; ') : options.title
  const rows = writeRows(sheet)
  const shown = [title, ...rows.flat().map(({ text }) => text)]
  const isShown = (mark: string) => isWhole(options) || shown.some((text) => text.includes(mark))
  return {
    kind: 'table',
    sourceNumber: numbers.join(', '),
    title,
    columnCount: sheet.headColumns.length + sheet.columns.length,
    headerRowCount: sheet.headerRowCount,
    rows,
    notes: options.keepsNotes ? listNotes(tables, isShown, options.tense) : [],
    ...(options.keepsNumber && numbers.length > 0
      ? { keepsNumber: true, sourceLine: '' }
      : { sourceLine: options.hasSourceLine ? writeSourceLine(numbers) : '' }),
  }
}

function isWhole({ columns, condition, composes, title }: TableOptions): boolean {
  return columns.length === 0 && !condition && composes.length === 0 && title === ''
}

function writeSourceLine(numbers: readonly string[]): string {
  const last = numbers.at(-1)
  if (last === undefined) return ''
  const others = numbers.slice(0, -1)
  return others.length === 0
    ? `Source: Table ${last}`
    : `Source: Tables ${others.join(', ')} and ${last}`
}
