import { readCell, readNumbers } from './cell-numbers.ts'
import type { AskedRow, AskedTable } from './table-rows.ts'

/** Of fewer rows one may be the sum of the others by chance. */
const fewestOthers = 3

/**
 * Rows that add up all the others, whatever they are called ("Group", "Year"): in each of the columns of
 * counts or amounts, but for what rounding does.
 */
export function dropSums(table: AskedTable, rows: readonly AskedRow[]): readonly AskedRow[] {
  if (rows.length <= fewestOthers) return rows
  const columns = [...table.columns.keys()].flatMap((column) => addUp(table, rows, column) ?? [])
  return rows.filter((_, index) => !isSum(columns, index))
}

/** A column of numbers, one a row, with their sum: each is read once, however many rows are compared. */
type AddedColumn = {
  readonly values: readonly number[]
  readonly sum: number
  readonly rounding: number
}

function addUp(
  table: AskedTable,
  rows: readonly AskedRow[],
  column: number,
): AddedColumn | undefined {
  const read = rows.flatMap((row) => readNumbers(readCell(table, row, column))?.first ?? [])
  if (read.length < rows.length) return undefined
  const decimals = read.reduce((most, one) => Math.max(most, one.split('.')[1]?.length ?? 0), 0)
  const values = read.map(Number)
  return {
    values,
    sum: values.reduce((all, one) => all + one, 0),
    rounding: decimals === 0 ? 0.5 : rows.length * 0.5 * 10 ** -decimals,
  }
}

function isSum(columns: readonly AddedColumn[], index: number): boolean {
  const sums = columns.flatMap(({ values, sum, rounding }) => {
    const whole = values[index] ?? 0
    return whole === 0 ? [] : [Math.abs(sum - whole - whole) <= rounding]
  })
  // shares and means are added by nobody
  return sums.filter((one) => one).length * 2 > sums.length
}
