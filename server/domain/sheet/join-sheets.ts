import { createLabel } from '../table-label.ts'
import {
  createSlot,
  fail,
  pathKey,
  type Sheet,
  type SheetColumn,
  type SheetResult,
  type SheetRow,
  type Slot,
} from './sheet.ts'

/** A table that is to be joined, and what stands over or above it. */
export type Joined = { readonly sheet: Sheet; readonly head: Slot }

/** Rows of equal path side by side; each table's columns stand under its head. */
export function joinBeside(tables: readonly Joined[]): SheetResult {
  const failure = findShapeMistake(tables)
  if (failure) return failure
  const keyed = tables.map((table) => ({ ...table, keys: keyRows(table.sheet) }))
  const valued = keyed.map(({ sheet, keys }) =>
    keys.filter((_, index) => sheet.rows[index]?.isGroup === false),
  )
  const isShared = (key: string) => valued.filter((keys) => keys.includes(key)).length > 1
  if (!valued.flat().some(isShared)) {
    return fail('no_match', 'the tables have no row in common', listRowNames(tables))
  }
  const order = keyed.reduce<readonly string[]>((known, { keys }) => mergeKeys(known, keys), [])
  const heads = joinHeads(tables)
  const headerRowCount = 1 + Math.max(...tables.map(({ sheet }) => sheet.headerRowCount))
  const rows = order.flatMap((key) => {
    const parts = keyed.map(({ sheet, keys }) => sheet.rows[keys.indexOf(key)])
    const row = parts.find((part) => part !== undefined)
    return row ? [joinRow(row, parts, tables, heads)] : []
  })
  return {
    outcome: 'made',
    sheet: {
      headerRowCount,
      headColumns: (tables[0]?.sheet.headColumns ?? []).map((column) =>
        padHeads(column, headerRowCount, createSlot('')),
      ),
      columns: tables.flatMap(({ sheet, head }) =>
        sheet.columns.map((column) => padHeads(column, headerRowCount, head)),
      ),
      rows,
    },
  }
}

/** One table below the other, each after a row with its head; columns of equal heads are one. */
export function joinBelow(tables: readonly Joined[]): SheetResult {
  const failure = findShapeMistake(tables)
  if (failure) return failure
  const keyed = tables.map(({ sheet }) => sheet.columns.map(keyColumn))
  const isShared = (key: string) => keyed.filter((keys) => keys.includes(key)).length > 1
  if (!keyed.flat().some(isShared)) {
    return fail('no_match', 'the tables have no column in common', listColumnNames(tables))
  }
  const order = [...new Set(keyed.flat())]
  const headerRowCount = Math.max(...tables.map(({ sheet }) => sheet.headerRowCount))
  const columns = order.flatMap((key) => {
    const column = tables
      .flatMap(({ sheet }) => sheet.columns)
      .find((one) => keyColumn(one) === key)
    return column ? [padHeads(column, headerRowCount)] : []
  })
  const rows = tables.flatMap(({ sheet, head }, index) => {
    const places = order.map((key) => keyed[index]?.indexOf(key) ?? -1)
    return [
      groupRow(sheet, head, order.length),
      ...sheet.rows.map((row) => moveRow(row, head, places)),
    ]
  })
  const headColumns = (tables[0]?.sheet.headColumns ?? []).map((column) =>
    padHeads(column, headerRowCount),
  )
  return { outcome: 'made', sheet: { headerRowCount, headColumns, columns, rows } }
}

function findShapeMistake(tables: readonly Joined[]): SheetResult | undefined {
  const counts = new Set(tables.map(({ sheet }) => sheet.headColumns.length))
  if (counts.size < 2) return undefined
  return fail('no_match', 'the tables name their rows in different numbers of columns')
}

/** Twins of one path are told apart by their order. */
function keyRows(sheet: Sheet): readonly string[] {
  const counts = new Map<string, number>()
  return sheet.rows.map((row) => {
    const key = pathKey(namesOf(row).map((name) => createLabel(name).folded))
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    return `${key}\u001e${count}`
  })
}

/** As the document has them; a row without a name keeps its place in the source. */
function namesOf(row: SheetRow): readonly string[] {
  const names = row.axes.flat().map(({ text }) => text)
  return [...names, ...row.path.slice(names.length)]
}

/** With the group's size: "Placebo (N=86)" and "Placebo (N=79)" are two columns. */
function keyColumn({ trail, path }: SheetColumn): string {
  const names = trail.length > 0 ? trail.map(({ text }) => text) : path
  return pathKey(names.map((name) => createLabel(name).exact.toLowerCase()))
}

/** What only `next` has stands behind what stands before it there. */
function mergeKeys(known: readonly string[], next: readonly string[]): readonly string[] {
  const merged = [...known]
  let at = 0
  for (const key of next) {
    const place = merged.indexOf(key)
    if (place >= 0) at = place + 1
    else merged.splice(at++, 0, key)
  }
  return merged
}

type Heads = (row: SheetRow, index: number) => Slot | undefined

/** One slot for the name that several tables, or rows of them, have; it cites them all. */
function joinHeads(tables: readonly Joined[]): Heads {
  const slots = new Map<string, Set<Slot>>()
  const joined = new Map<string, Slot>()
  for (const row of tables.flatMap(({ sheet }) => sheet.rows)) {
    row.heads.forEach((slot, index) => {
      if (!slot) return
      const key = keyHead(row, index)
      slots.set(key, (slots.get(key) ?? new Set()).add(slot))
    })
  }
  for (const [key, same] of slots) {
    const [first] = same
    const citations = [...same].flatMap((slot) => slot.citations)
    if (first) joined.set(key, same.size === 1 ? first : { text: first.text, citations })
  }
  return (row, index) => (row.heads[index] ? joined.get(keyHead(row, index)) : undefined)
}

function keyHead(row: SheetRow, index: number): string {
  const names = row.axes.slice(0, index + 1).flat()
  const path = names.map(({ text }) => createLabel(text).folded)
  return `${index}\u001e${row.isGroup}\u001e${pathKey(path)}`
}

function joinRow(
  row: SheetRow,
  parts: readonly (SheetRow | undefined)[],
  tables: readonly Joined[],
  heads: Heads,
): SheetRow {
  return {
    ...row,
    isGroup: parts.every((part) => !part || part.isGroup),
    heads: row.heads.map((_, index) => heads(row, index)),
    values: tables.flatMap(({ sheet }, index) =>
      sheet.columns.map((_, column) => parts[index]?.values[column]),
    ),
  }
}

function groupRow(sheet: Sheet, head: Slot, columnCount: number): SheetRow {
  return {
    source: undefined,
    path: [head.text],
    axes: [[head], ...sheet.headColumns.slice(1).map(() => [])],
    depth: 0,
    isGroup: true,
    isMet: true,
    heads: [head, ...sheet.headColumns.slice(1).map(() => undefined)],
    values: Array.from({ length: columnCount }, () => undefined),
  }
}

/** `places`: for each column of the joined table that of this one, or -1. */
function moveRow(row: SheetRow, head: Slot, places: readonly number[]): SheetRow {
  const [first = [], ...rest] = row.axes
  return {
    ...row,
    path: [head.text, ...row.path],
    axes: [[head, ...first], ...rest],
    depth: row.depth + 1,
    values: places.map((place) => row.values[place]),
  }
}

/** The column's own heads stand in the last rows, `over` in the first. */
function padHeads(column: SheetColumn, headerRowCount: number, over?: Slot): SheetColumn {
  const top = over ? [over] : []
  const missing = headerRowCount - column.heads.length - top.length
  const blanks = Array.from({ length: Math.max(0, missing) }, () => createSlot(''))
  return { ...column, column: undefined, heads: [...top, ...blanks, ...column.heads] }
}

function listRowNames(tables: readonly Joined[]): readonly string[] {
  return tables.flatMap(({ sheet }) =>
    sheet.rows.filter(({ isGroup }) => !isGroup).map((row) => namesOf(row).join(' > ')),
  )
}

function listColumnNames(tables: readonly Joined[]): readonly string[] {
  return tables.flatMap(({ sheet }) => sheet.columns.map(({ path }) => path.join(' > ')))
}
