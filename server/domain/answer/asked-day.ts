import { datePattern, readDate } from '../../../shared/text/dates.ts'
import type { AskedTable } from './table-rows.ts'

/** The days that a question names, as "2025-06-30": "at 30 June 2025", "on 30/06/2025". */
function listAskedDays(text: string): readonly string[] {
  return (text.match(days) ?? []).flatMap((words) => readDay(words) ?? [])
}

/** "2025-06-30" of "30 June 2025" and "30/06/2025"; undefined for a month alone, and for "05/06/2025", which is either of two days. */
export function readDay(words: string): string | undefined {
  const [, first, second, year] = numericDay.exec(words.trim()) ?? []
  if (first && second && year) return orderParts(Number(first), Number(second), year)
  const date = readDate(words.trim())
  return date?.length === wholeLength ? date : undefined
}

/**
 * Of columns below days, where a question names days, those of these: another day's value is none of
 * theirs. Columns below anything else are kept.
 */
export function keepAskedDay(
  text: string,
  { columns }: AskedTable,
  open: readonly number[],
): readonly number[] {
  const asked = listAskedDays(text)
  if (asked.length === 0) return open
  const dayOf = (index: number) =>
    columns[index]?.path.map(readDay).find((day) => day !== undefined)
  return open.filter((index) => {
    const day = dayOf(index)
    return day === undefined || asked.includes(day)
  })
}

const wholeLength = '2025-06-30'.length
const numericDay = /^(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)$/
const days = new RegExp(`${datePattern}|\\b\\d{1,2}[./]\\d{1,2}[./](?:19|20)\\d\\d\\b`, 'gi')

function orderParts(first: number, second: number, year: string): string | undefined {
  const isDayFirst = first > 12 && second <= 12
  const isMonthFirst = second > 12 && first <= 12
  if (!isDayFirst && !isMonthFirst && first !== second) return undefined
  const [day, month] = isMonthFirst ? [second, first] : [first, second]
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
