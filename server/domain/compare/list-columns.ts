import { groupBy } from '../check/same-cells.ts'
import { isTotalName } from './read-parts.ts'
import type { ComparedTable, PlacedCell } from './read-table.ts'
import type { Entry, Series } from './series.ts'

type ToSeries = (
  table: ComparedTable,
  axis: Series['axis'],
  entries: readonly Entry[],
  place: PlacedCell,
  total?: PlacedCell,
) => Series | undefined

/**
 * The columns of each row of a record that share out what its total counts: "Minor", "Moderate" and
 * "Serious" before "Total", "Closed" and "Open" behind it. They do so only where they add up in every row.
 */
export function listByColumns(table: ComparedTable, toSeries: ToSeries): readonly Series[] {
  if (table.arms.size > 0) return []
  const rows = listFilled(table)
  const [first] = rows
  const at = first?.findIndex(({ isTotal }) => isTotal) ?? -1
  if (!first || at < 0 || first.filter(({ isTotal }) => isTotal).length > 1) return []
  // two rows may add up by chance
  if (rows.length < 3) return []
  return listParts(rows, at).flatMap(([from, to]) =>
    rows.flatMap((cells) => {
      const [total, part] = [cells[at], cells.slice(from, to)]
      const entries = part.map(({ columnPath, cell }) => {
        return { party: JSON.stringify(columnPath), label: columnPath.at(-1) ?? '', cell }
      })
      if (!total) return []
      const isOfAll = total.rowPath.length === 1 && total.rowPath.every(isTotalName)
      const place = { ...total, rowPath: isOfAll ? [] : total.rowPath }
      return toSeries(table, 'columns', entries, place, total) ?? []
    }),
  )
}

/** The rows of the columns that have a value in each of them. */
function listFilled({ cells }: ComparedTable): readonly (readonly PlacedCell[])[] {
  const rows = [...groupBy(cells, ({ rowPath }) => JSON.stringify(rowPath)).values()]
  const columns = groupBy(cells, keyOfColumn)
  const isFilled = (one: PlacedCell): boolean =>
    columns.get(keyOfColumn(one))?.length === rows.length
  const filled = rows.map((row) => row.filter(isFilled))
  return filled.every((row) => row.length === filled[0]?.length) ? filled : []
}

function keyOfColumn({ columnPath, isTotal }: PlacedCell): string {
  return JSON.stringify([columnPath, isTotal])
}

/** Two columns or more that stand together, from and to, and add up to the total. */
function listParts(
  rows: readonly (readonly PlacedCell[])[],
  at: number,
): readonly (readonly [from: number, to: number])[] {
  const width = rows[0]?.length ?? 0
  const listRuns = (start: number, end: number) =>
    Array.from({ length: end - start }, (_, from) =>
      Array.from({ length: end - start - from }, (_, to) => [start + from, end - to] as const),
    ).flat()
  const isWhole = ([from, to]: readonly [number, number]): boolean =>
    to - from > 1 &&
    rows.every((cells) => {
      const sum = cells.slice(from, to).reduce((added, { cell }) => added + cell.value, 0)
      return sum === cells[at]?.cell.value
    })
  return [listRuns(0, at).find(isWhole), listRuns(at + 1, width).find(isWhole)].flatMap((part) =>
    part ? [part] : [],
  )
}
