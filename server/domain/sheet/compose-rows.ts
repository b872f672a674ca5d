import { isPValueHead } from '../cell-parts.ts'
import { composeSlot, type ComposeEntry } from './compose-text.ts'
import { findPart, matchGroup, type Composable, type Composed, type Fit } from './match-group.ts'
import type { ReadTable } from './read-sheet.ts'
import { createSlot, pathKey, type Sheet, type SheetRow, type Slot } from './sheet.ts'

/** One row an entry and group; it stands where the first of those that give way stood. */
export function composeRows(
  table: ReadTable,
  sheet: Sheet,
  entries: readonly ComposeEntry[],
): Composed {
  const groups = groupRows(sheet).map((members) =>
    matchGroup(
      members,
      entries,
      ({ path }) => path.at(-1) ?? '',
      ({ values }) => values,
    ),
  )
  const composed = new Map<SheetRow, readonly SheetRow[]>()
  for (const group of groups) {
    const [first] = group.members.filter((row) => group.replaced.has(row))
    if (first) composed.set(first, composeGroup(table, sheet, group))
  }
  const gone = new Set(groups.flatMap(({ replaced }) => [...replaced]))
  const fitting = new Set(groups.flatMap(({ fits }) => fits.map(({ entry }) => entry)))
  const rows = sheet.rows.flatMap((row) => composed.get(row) ?? (gone.has(row) ? [] : [row]))
  return { sheet: { ...sheet, rows }, unused: entries.filter((entry) => !fitting.has(entry)) }
}

/** Rows with values below one and the same path. */
function groupRows(sheet: Sheet): readonly (readonly SheetRow[])[] {
  const groups = new Map<string, SheetRow[]>()
  for (const row of sheet.rows) {
    if (row.isGroup) continue
    const key = pathKey(row.path.slice(0, -1))
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()]
}

function composeGroup(
  table: ReadTable,
  sheet: Sheet,
  group: Composable<SheetRow>,
): readonly SheetRow[] {
  const rows = group.fits.map((fit) => composeRow(table, sheet, fit))
  const placed = placeAside(sheet, group)
  return rows.map((row, at) => ({
    ...row,
    values: row.values.map((value, column) => value ?? placed(at, column)),
  }))
}

function composeRow(table: ReadTable, sheet: Sheet, { entry, used }: Fit<SheetRow>): SheetRow {
  const rows = used.map(({ member }) => member)
  // matchGroup gives no fit without a row
  const [model] = rows
  if (!model) throw new Error(`compose "${entry.text}" uses no row`)
  const label = createSlot(entry.label)
  const last = model.heads.findLastIndex((head) => head !== undefined && head.text !== '')
  return {
    ...model,
    source: undefined,
    path: [...model.path.slice(0, -1), entry.label],
    axes: renameLast(model.axes, label),
    isMet: rows.some(({ isMet }) => isMet),
    heads: model.heads.map((head, index) => (index === last ? label : head)),
    values: sheet.columns.map(({ path }, column) => {
      if (path.some(isPValueHead)) return undefined
      const cells = used.map(
        ({ member, part }) => member.source && findPart(table, member.source, column, part),
      )
      return composeSlot(table.evidence, entry, cells)
    }),
  }
}

function renameLast(axes: SheetRow['axes'], label: Slot): SheetRow['axes'] {
  const last = axes.findLastIndex((levels) => levels.length > 0)
  return axes.map((levels, index) => (index === last ? [...levels.slice(0, -1), label] : levels))
}

/**
 * A p-value stands beside one of a group's statistics: it goes to the row that uses this one, else,
 * if it is alone, to the first.
 */
function placeAside(
  sheet: Sheet,
  { fits, replaced }: Composable<SheetRow>,
): (at: number, column: number) => Slot | undefined {
  const homes = sheet.columns.map(({ path }, column) => {
    const home = new Map<number, Slot>()
    if (!path.some(isPValueHead)) return home
    const rest = new Set([...replaced].flatMap(({ values }) => values[column] ?? []))
    fits.forEach(({ used }, at) => {
      const [own, ...others] = used.flatMap(({ member }) => member.values[column] ?? [])
      if (!own || others.length > 0 || !rest.delete(own)) return
      home.set(at, own)
    })
    const [lone, ...others] = rest
    if (lone && others.length === 0 && !home.has(0)) home.set(0, lone)
    return home
  })
  return (at, column) => homes[column]?.get(at)
}
