import { isUnit } from '../verify/names-of-cells.ts'
import { groupBy } from '../check/same-cells.ts'
import { isCount } from './compared-cell.ts'
import { listByColumns } from './list-columns.ts'
import { listByPairs } from './list-pairs.ts'
import { isTotalName, isTime, isYear, readParts } from './read-parts.ts'
import type { ComparedTable, PlacedCell } from './read-table.ts'
import type { Entry, Series } from './series.ts'

/** The groups of each row, the rows of each column, of one level of one block, and the times of each value. */
export function listSeries(table: ComparedTable): readonly Series[] {
  const byRows = listByRows(table)
  return [
    ...listByGroups(table),
    ...byRows,
    ...listByPairs(table, byRows),
    ...listByTimes(table),
    ...listByColumns(table, toSeries),
  ]
}

function listByGroups(table: ComparedTable): readonly Series[] {
  if (table.arms.size < 2) return []
  const lines = groupBy(
    table.cells.filter(({ arm, isTotal }) => arm !== '' || isTotal),
    ({ rowPath, columnPath }) => JSON.stringify([rowPath, columnPath]),
  )
  const series = [...lines.values()].flatMap((cells) => {
    const [first] = cells
    const entries = cells
      .filter(({ arm }) => arm !== '')
      .map(({ arm, armName, cell }) => ({ party: arm, label: armName, cell }))
    const totals = cells.filter(({ isTotal }) => isTotal)
    const isUsable = entries.length > 1 && !hasTwins(entries) && totals.length < 2
    // how many had a value is not what was measured
    if (!first || !isUsable || isNumberOfValues(first)) return []
    return toSeries(table, 'groups', entries, first, totals[0]) ?? []
  })
  return series.map((one) => ({ ...one, greatest: findGreatest(one, series) }))
}

/** "Max" beside "Min". */
function findGreatest({ title }: Series, all: readonly Series[]): Series | undefined {
  const last = title.split(', ').at(-1) ?? ''
  if (!/^min(?:imum)?\.?$/i.test(last)) return undefined
  const above = title.slice(0, title.length - last.length)
  const found = all.filter(
    (other) =>
      other.title.startsWith(above) && /^max(?:imum)?\.?$/i.test(other.title.slice(above.length)),
  )
  return found.length === 1 ? found[0] : undefined
}

function hasTwins(entries: readonly Entry[]): boolean {
  return new Set(entries.map(({ party }) => party)).size < entries.length
}

function toSeries(
  table: ComparedTable,
  axis: Series['axis'],
  entries: readonly Entry[],
  { rowPath, columnPath, arm }: PlacedCell,
  total?: PlacedCell,
  base?: PlacedCell,
): Series | undefined {
  const path = [...rowPath, ...columnPath].filter((name) => !isUnit(name))
  const parts = readParts(path, table.findArms)
  const inColumn = readParts(columnPath, table.findArms)
  if (!parts || !inColumn) return undefined
  const isBlock = axis === 'rows' && columnPath.every((name) => nameless.test(name.trim()))
  return {
    axis,
    entries,
    total: total?.cell,
    greatest: undefined,
    base: base?.cell,
    ...parts,
    own: isBlock ? [] : axis === 'rows' ? inColumn.own : parts.own,
    group: axis === 'groups' ? '' : arm,
    isRecord: table.arms.size === 0,
    block: axis === 'rows' ? (readParts(rowPath, table.findArms)?.named ?? none) : none,
    isOfEvents: columnPath.some((name) => /^\[?(?:events?|aes?)\]?$/i.test(name.trim())),
    title: path.map((name) => name.replace(/:$/, '')).join(', '),
  }
}

const none: ReadonlySet<string> = new Set()

/** What a column of counts is called below its group's name. */
const nameless = /^n\s*(?:\(\s*%\s*\))?$|^%$|^$/i

/**
 * Rows are compared with those beside them; where these stand below rows that have values themselves
 * ("Preferred Term" below "System Organ Class"), with all of their depth, as they are in a record.
 */
function listByRows(table: ComparedTable): readonly Series[] {
  const valued = new Set(table.cells.map(({ rowPath }) => JSON.stringify(rowPath)))
  const blocks = groupBy(table.cells.filter(isComparedRow), (cell) => {
    const above = cell.rowPath.slice(0, -1)
    const isOfAll = table.arms.size === 0 || valued.has(JSON.stringify(above))
    const isLevel = above.length > 0 && isOfAll
    const block = isLevel ? cell.rowPath.length : above
    return JSON.stringify([block, cell.arm, cell.isTotal, cell.columnPath])
  })
  return [...blocks.values()].flatMap((cells) => {
    const entries = cells.map(({ rowPath, cell }) => {
      const label = (rowPath.at(-1) ?? '').replace(/:$/, '')
      return { party: JSON.stringify(rowPath), label, cell }
    })
    const [first] = cells
    if (!first || entries.length < 2 || hasTwins(entries)) return []
    const [above = [], ...others] = cells.map((cell) => cell.rowPath.slice(0, -1))
    const isBlock = others.every((path) => path.join('|') === above.join('|'))
    const rowPath = isBlock && !valued.has(JSON.stringify(above)) ? above : []
    // values of several measures are not of one kind
    const isOneKind = table.arms.size === 0 || entries.every(({ cell }) => isCount(cell))
    if (!isOneKind) return []
    const base = isBlock ? findBase(table, first) : undefined
    const total = findTotal(table, first)
    return toSeries(table, 'rows', entries, { ...first, rowPath }, total, base) ?? []
  })
}

function isNumberOfValues({ rowPath, columnPath }: PlacedCell): boolean {
  return [rowPath.at(-1), columnPath.at(-1)].some((name) => /^n$/i.test(name?.trim() ?? ''))
}

/** What a table gives at several times, in its rows or in its columns. */
function listByTimes(table: ComparedTable): readonly Series[] {
  const placed = table.cells.flatMap((cell) => {
    const times = [...cell.rowPath, ...cell.columnPath].filter(isPointInTime)
    const [time] = times
    return times.length === 1 && time !== undefined ? [{ cell, time }] : []
  })
  const without = (path: readonly string[]) => path.filter((name) => !isPointInTime(name))
  const values = groupBy(placed, ({ cell: { arm, isTotal, rowPath, columnPath } }) =>
    JSON.stringify([arm, isTotal, without(rowPath), without(columnPath)]),
  )
  return [...values.values()].flatMap((found) => {
    const [first] = found
    const entries = found.map(({ cell: { cell }, time }) => ({ party: time, label: time, cell }))
    if (!first || entries.length < 2 || hasTwins(entries) || isNumberOfValues(first.cell)) return []
    const { rowPath, columnPath } = first.cell
    const place = { ...first.cell, rowPath: without(rowPath), columnPath: without(columnPath) }
    return toSeries(table, 'times', entries, place) ?? []
  })
}

function isPointInTime(name: string): boolean {
  return isYear(name) || (isTime(name) && !/change/i.test(name))
}

/** The row that adds a record up. */
function findTotal(table: ComparedTable, { arm, columnPath }: PlacedCell): PlacedCell | undefined {
  const known = totals.get(table) ?? groupBy(table.cells.filter(isTotalRow), placeOfColumn)
  totals.set(table, known)
  const found = known.get(placeOfColumn({ arm, columnPath })) ?? []
  return found.length === 1 ? found[0] : undefined
}

const totals = new WeakMap<ComparedTable, ReadonlyMap<string, readonly PlacedCell[]>>()

function isTotalRow({ rowPath }: PlacedCell): boolean {
  const [name = '', ...others] = rowPath
  const isTotal = /^(?:(?:grand )?total\b|(?:(?:full|whole) )?year$)/i.test(name.trim())
  return isTotal && others.length === 0
}

function placeOfColumn({ arm, columnPath }: Pick<PlacedCell, 'arm' | 'columnPath'>): string {
  return JSON.stringify([arm, columnPath])
}

/** The row that says how many the others of its block are of. */
function findBase(table: ComparedTable, first: PlacedCell): PlacedCell | undefined {
  const known = bases.get(table) ?? groupBy(table.cells.filter(isBase), placeOfBlock)
  bases.set(table, known)
  const found = known.get(placeOfBlock(first)) ?? []
  return found.length === 1 ? found[0] : undefined
}

const bases = new WeakMap<ComparedTable, ReadonlyMap<string, readonly PlacedCell[]>>()

function isBase({ rowPath }: PlacedCell): boolean {
  return /^n$/i.test(rowPath.at(-1)?.trim() ?? '')
}

function placeOfBlock({ rowPath, columnPath, arm, isTotal }: PlacedCell): string {
  return JSON.stringify([rowPath.slice(0, -1), arm, isTotal, columnPath])
}

/** A total holds the others, and a statistic or a time is of another kind than what stands beside it. */
function isComparedRow({ rowPath }: PlacedCell): boolean {
  const name = rowPath.at(-1) ?? ''
  return (
    !isTotalName(name) &&
    !isTime(name) &&
    !/^(?:n|mean|sd|median|min|max|average|target)\b/i.test(name)
  )
}
