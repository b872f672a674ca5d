import { findMonth } from '../../../shared/text/months.ts'
import { namesOf, type TiedCell, type TiedTable } from './tied-table.ts'

/** False where a change is told from a later time to an earlier one. */
export function isForward(from: TiedCell, to: TiedCell, table: TiedTable): boolean {
  const [before, after] = [readTime(from, table), readTime(to, table)]
  return before === undefined || after === undefined || before <= after
}

/** Where a cell stands in time by its names: a year with its month, else a day, week, visit or quarter. */
function readTime(cell: TiedCell, table: TiedTable): number | undefined {
  const names = namesOf(cell, table)
  const counted = /\b(?:day|week|month|visit|quarter|cycle)\s+(-?\d+)\b|\bQ([1-4])\b/i.exec(names)
  const year = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(names)?.[0]
  const month = findMonth(names)
  if (counted) return Number(counted[1] ?? counted[2]) + Number(year ?? 0) * 1000
  if (/\b(?:baseline|screening)\b/i.test(names)) return 0
  return year === undefined && month === undefined
    ? undefined
    : Number(year ?? 0) * 1000 + (month ?? 0)
}
