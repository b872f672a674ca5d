import { findMonth } from '../../../shared/text/months.ts'
import type { AnswerSentence } from '../../../shared/model/conversation.ts'
import type { AskedQuestion } from './asked-question.ts'
import { findAskedSpan, isMonthHead } from './asked-month.ts'
import { readCell, readNumbers } from './cell-numbers.ts'
import type { FoundRow } from './find-cells.ts'
import { createStatement, quote } from './statement.ts'
import { sumDecimals } from './sum-decimals.ts'

/** Cells of one row with their sum. */
export type ColumnSum = { readonly row: FoundRow; readonly total: AnswerSentence }

/**
 * "How many incidents from January to June?": the cells of those months, each of which must be there, and
 * their sum; the same of two years together. Undefined where nothing is to be added up, or not all of it.
 */
export function sumColumns(question: AskedQuestion, row: FoundRow): ColumnSum | undefined {
  if (question.statistic || question.asksRate || question.asksAllGroups) return undefined
  const columns = chooseSpan(question, row) ?? chooseYears(question, row)
  if (!columns || columns.length < 2) return undefined
  const cells = columns.flatMap((index) => row.row.cells[index] ?? [])
  const numbers = columns.flatMap((index) => readAmount(row, index) ?? [])
  if (numbers.length < columns.length || cells.length < columns.length) return undefined
  const { place } = row.table
  const citations = columns.flatMap((index) => {
    const [cell, column] = [row.row.cells[index], row.table.columns[index]]
    if (!cell || !column) return []
    const reference = {
      tableNumber: place.table.number,
      rowPath: row.row.path,
      columnPath: column.path,
      part: 'whole' as const,
    }
    return [quote(place.source, cell.range, reference)]
  })
  // a row that is called by a number would be one more number of the sum
  const total = createStatement(`Total: ${sumDecimals(numbers)}`, citations)
  return { row: { ...row, columns }, total }
}

/** Months, years or groups stand side by side of what is asked for together: they are no sum of themselves. */
export function lacksSum(question: AskedQuestion, { table, row, columns }: FoundRow): boolean {
  if (!asksSum(question) || row.isTotal) return false
  const isOfMonths = table.columns.some(({ path }) => path.some(isMonthHead))
  if (isOfMonths && findAskedSpan(question.text) !== undefined) return true
  if (columns.length < 2) return false
  const isOfTimes =
    findAskedSpan(question.text) !== undefined || listYears(question.text).length > 1
  return isOfTimes || columns.every((index) => table.columns[index]?.isGroup)
}

/** Asked over months, or over years together. */
function asksSum({ text, asksTotal, asksCount, asksAllGroups }: AskedQuestion): boolean {
  return !asksAllGroups && (asksTotal || (asksCount && findAskedSpan(text) !== undefined))
}

/** A share is added up by nobody. */
function readAmount({ table, row }: FoundRow, index: number): string | undefined {
  const words = readCell(table, row, index)
  return words.includes('%') ? undefined : readNumbers(words)?.first
}

function chooseSpan(question: AskedQuestion, { table }: FoundRow): number[] | undefined {
  const span = findAskedSpan(question.text)
  if (!span || !asksSum(question)) return undefined
  const [year] = question.text.match(years) ?? []
  const columns = [...table.columns.keys()].filter((index) => {
    const path = table.columns[index]?.path.join(' ') ?? ''
    const month = findMonth(path)
    const [own] = path.match(years) ?? []
    return month !== undefined && span.includes(month) && (!year || !own || own === year)
  })
  return columns.length === span.length ? columns : undefined
}

function chooseYears({ text, asksTotal }: AskedQuestion, { table, columns }: FoundRow) {
  const asked = listYears(text)
  if (!asksTotal || asked.length < 2 || columns.length !== asked.length) return undefined
  const heads = columns.map((index) => table.columns[index]?.path.join(' ') ?? '')
  return asked.every((year) => heads.some((head) => head.includes(year))) ? [...columns] : undefined
}

function listYears(text: string): readonly string[] {
  return [...new Set(text.match(years) ?? [])]
}

const years = /\b(?:19|20)\d\d\b/g
