import { readCell, readNumbers } from './cell-numbers.ts'
import type { AskedRow, AskedTable } from './table-rows.ts'

/** Of fewer rows one may be the sum of the others by chance. */
const fewestOthers = 3

/**
 * Rows that add up all the others, whatever they are called ("Group", "Year"): in each of the columns of
 * counts or amounts, but for what rounding does.
 */
export function dropSums(table: AskedTable, rows: readonly AskedRow[]): readonly AskedRow[] {
  return rows.filter((row) => !isSum(table, rows, row))
}

function isSum(table: AskedTable, rows: readonly AskedRow[], row: AskedRow): boolean {
  const others = rows.filter((one) => one !== row)
  if (others.length < fewestOthers) return false
  const sums = [...table.columns.keys()].flatMap(
    (column) => compare(table, others, row, column) ?? [],
  )
  // shares and means are added by nobody
  return sums.filter((one) => one).length * 2 > sums.length
}

function compare(
  table: AskedTable,
  others: readonly AskedRow[],
  row: AskedRow,
  column: number,
): boolean | undefined {
  const read = (one: AskedRow) => readNumbers(readCell(table, one, column))?.first
  const whole = read(row)
  const parts = others.map(read)
  if (whole === undefined || Number(whole) === 0 || parts.some((part) => part === undefined))
    return undefined
  const decimals = Math.max(0, ...[whole, ...parts].map((one) => one?.split('.')[1]?.length ?? 0))
  const sum = parts.reduce((all, part) => all + Number(part), 0)
  const rounding = decimals === 0 ? 0.5 : (others.length + 1) * 0.5 * 10 ** -decimals
  return Math.abs(sum - Number(whole)) <= rounding
}
