import { findQuantities } from '../../../shared/text/quantities.ts'
import { findPeriod, withoutPeriod } from './periods.ts'
import type { ClaimEvidence } from './verdict.ts'

/** A value of the same row at another time, or of the same column in another row. */
type Neighbour = { readonly value: number; readonly period: string }

/** What the row of a cell has at other times, of the same thing; none where times are not told. */
export function listOtherTimes({ cell }: ClaimEvidence): readonly Neighbour[] {
  const place = cell && findPlace(cell)
  if (!cell || !place) return []
  const { table, reference } = cell
  const thing = nameThing(reference.columnPath)
  const byColumns = table.columns.flatMap((columnPath, at) => {
    const period = findPeriod({ columnPath, rowPath: [] })
    if (at === place.column || period === '' || nameThing(columnPath) !== thing) return []
    return toNeighbour(table.values?.[place.row]?.[at], period)
  })
  if (byColumns.length > 0) return byColumns
  const row = nameThing(reference.rowPath)
  return table.rows.flatMap((rowPath, at) => {
    const period = findPeriod({ columnPath: [], rowPath })
    if (at === place.row || period === '' || nameThing(rowPath) !== row) return []
    return toNeighbour(table.values?.[at]?.[place.column], period)
  })
}

/** A cell's own first number, as its table has it; undefined where the table has it twice or not at all. */
export function readOwnValue({ cell }: ClaimEvidence): number | undefined {
  const place = cell && findPlace(cell)
  if (!cell || !place) return undefined
  return toNeighbour(cell.table.values?.[place.row]?.[place.column], '')[0]?.value
}

/** The values of its column in rows that are no totals, its own among them; none for a total. */
export function listColumn({ cell }: ClaimEvidence): readonly number[] {
  const place = cell && findPlace(cell)
  if (!cell || !place || isTotal(cell.reference.rowPath)) return []
  return cell.table.rows.flatMap((path, at) => {
    const own = cell.table.values?.[at]?.[place.column]
    const isBeside = path.length === cell.reference.rowPath.length && !isTotal(path)
    return !isBeside ? [] : toNeighbour(own, '').map(({ value }) => value)
  })
}

/** A value of a row, by its column. */
type RowValue = {
  readonly value: number
  readonly unit: string
  readonly period: string
  readonly isOwn: boolean
}

/** The first numbers of all cells in its row, its own among them. */
export function listRowValues({ cell }: ClaimEvidence): readonly RowValue[] {
  const place = cell && findPlace(cell)
  if (!cell || !place) return []
  return cell.table.columns.flatMap((columnPath, at): readonly RowValue[] => {
    const first = findFirst(cell.table.values?.[place.row]?.[at])
    if (!first) return []
    const period = findPeriod({ columnPath, rowPath: [] })
    const isOwn = at === place.column
    return [{ value: Number(first.decimal), unit: first.unit, period, isOwn }]
  })
}

/** What all rows but totals have in the columns of two cells of one row, the newer first. */
export function listRowsOf(
  one: ClaimEvidence,
  other: ClaimEvidence,
): readonly { readonly isOwn: boolean; readonly values: readonly [number, number] }[] {
  const [a, b] = [one, other].map(({ cell }) => cell && findPlace(cell))
  const { table, reference } = one.cell ?? {}
  if (!table || !reference || !a || !b || a.row !== b.row || isTotal(reference.rowPath)) return []
  const [first, second] = [reference, other.cell?.reference].map((own) => own && findPeriod(own))
  if (!first || !second || first === second) return []
  const [newer, older] = first > second ? [a, b] : [b, a]
  return table.rows.flatMap((path, at) => {
    const [to, from] = [newer, older].map(({ column }) => findFirst(table.values?.[at]?.[column]))
    if (isTotal(path) || !to || !from) return []
    return [{ isOwn: at === a.row, values: [Number(to.decimal), Number(from.decimal)] as const }]
  })
}

/** What the one row of totals has in its column. */
export function findTotal({ cell }: ClaimEvidence): number | undefined {
  const place = cell && findPlace(cell)
  if (!cell || !place) return undefined
  const totals = cell.table.rows.flatMap((path, at) => (isTotal(path) ? [at] : []))
  const [only] = totals
  if (only === undefined || totals.length > 1) return undefined
  return toNeighbour(cell.table.values?.[only]?.[place.column], '')[0]?.value
}

/** What its row has in the column of that name; undefined where none or several are called so. */
export function findInRow({ cell }: ClaimEvidence, isNamed: RegExp): number | undefined {
  const place = cell && findPlace(cell)
  if (!cell || !place) return undefined
  const found = cell.table.columns.flatMap((path, at) =>
    at !== place.column && isNamed.test(path.join(' ')) ? [at] : [],
  )
  const [only] = found
  if (only === undefined || found.length > 1) return undefined
  return toNeighbour(cell.table.values?.[place.row]?.[only], '')[0]?.value
}

function findPlace({
  reference,
  table,
}: NonNullable<ClaimEvidence['cell']>): { row: number; column: number } | undefined {
  if (!table.values) return undefined
  const row = findOnly(table.rows, reference.rowPath)
  const column = findOnly(table.columns, reference.columnPath)
  return row === undefined || column === undefined ? undefined : { row, column }
}

function findOnly(paths: readonly (readonly string[])[], own: readonly string[]) {
  const key = own.join('\n')
  const found = paths.flatMap((path, at) => (path.join('\n') === key ? [at] : []))
  return found.length === 1 ? found[0] : undefined
}

function findFirst(text: string | undefined) {
  return findQuantities(text ?? '').find((one) => one.kind === 'number')
}

/** Of "8 (9%)" the first number. */
function toNeighbour(text: string | undefined, period: string): readonly Neighbour[] {
  const first = findFirst(text)
  return first ? [{ value: Number(first.decimal), period }] : []
}

function nameThing(path: readonly string[]): string {
  return path.map(withoutPeriod).join('\n')
}

export function isTotal(path: readonly string[]): boolean {
  return /^(?:total|all|any|overall|sum)\b/i.test(path.at(-1) ?? '')
}

/** The words of a table's cell with the path of its row or column. */
export type NamedCell = { readonly path: readonly string[]; readonly words: string }

/** The other cells of its row, with their columns; none where the table has the row twice. */
export function listOtherColumns({ cell }: ClaimEvidence): readonly NamedCell[] {
  const place = cell && findPlace(cell)
  if (!cell || !place) return []
  return cell.table.columns.flatMap((path, at) =>
    at === place.column ? [] : [{ path, words: cell.table.values?.[place.row]?.[at] ?? '' }],
  )
}

/** The other cells of its column, with their rows. */
export function listOtherRows({ cell }: ClaimEvidence): readonly NamedCell[] {
  const place = cell && findPlace(cell)
  if (!cell || !place) return []
  return cell.table.rows.flatMap((path, at) =>
    at === place.row ? [] : [{ path, words: cell.table.values?.[at]?.[place.column] ?? '' }],
  )
}

/** Of "8 (9%)" the 8; undefined where no number stands first. */
export function readFirst(words: string): number | undefined {
  return toNeighbour(words, '')[0]?.value
}
