import type { TableCell } from '../../../shared/model/source-text.ts'
import type { AskedQuestion } from './asked-question.ts'
import { readCell, readNumbers } from './cell-numbers.ts'
import { names, type ConceptWeights } from './concept-weights.ts'
import { keepExtreme } from './find-extreme.ts'
import { listMeantRows } from './find-records.ts'
import { findAmount, isList, saysAll } from './record-list.ts'
import { findGroupingField, groupRows, type GroupingField } from './grouping-field.ts'
import { sumDecimals } from './sum-decimals.ts'
import { listHeadTerms, type AskedRow, type AskedTable } from './table-rows.ts'

/** The rows of a list that have one entry in a column, and what their amounts come to. */
export type Group = {
  readonly rows: readonly AskedRow[]
  /** Of the first of them. */
  readonly entry: TableCell
  readonly sum: string
}

export type FoundGroups = {
  readonly table: AskedTable
  readonly field: GroupingField
  /** Of the column that is added up. */
  readonly amount: number
  /** Those with the highest sum, or the lowest. */
  readonly best: readonly Group[]
  readonly others: readonly Group[]
}

/**
 * "Which district received the largest total amount?" of a list of grants: what they come to, district by
 * district. Undefined where any row has no district or no plain amount, or where several lists could be meant.
 */
export function findGroups(
  question: AskedQuestion,
  weights: ConceptWeights,
  tables: readonly AskedTable[],
): FoundGroups | undefined {
  if (!question.asksTotal || question.asksRate || question.asksNegation) return undefined
  const found = tables.filter(isList).flatMap((table) => findInList(question, weights, table) ?? [])
  return found.length === 1 ? found[0] : undefined
}

/** More of them are no answer but the table itself. */
const mostGroups = 12
const mostRows = 60

function findInList(
  question: AskedQuestion,
  weights: ConceptWeights,
  table: AskedTable,
): FoundGroups | undefined {
  const meant = listMeantRows(question, table)
  const field = findGroupingField(question, table, meant)
  const amount = field && findAmount(question, table, meant)
  if (amount === undefined || !isAddedUp(table, meant, amount)) return undefined
  const about = [table.subject, table.above, listHeadTerms(table, [amount]), new Set(field?.terms)]
  const others = [...weights.keys()].filter((one) => !about.some((terms) => names(terms, one)))
  const rows = meant.filter((row) => saysAll(question, table, row, others))
  const groups = field ? sumGroups(table, rows, field, amount) : []
  if (!field || groups.length < 2 || groups.length > mostGroups) return undefined
  if (rows.length > mostRows) return undefined
  const values = groups.map((of) => ({ of, value: Number(of.sum.replaceAll(',', '')) }))
  const best = keepExtreme(question, values).map(({ of }) => of)
  return { table, field, amount, best, others: groups.filter((one) => !best.includes(one)) }
}

/** Shares, ages and means are added up by nobody, and a cell of two numbers has none that could be. */
function isAddedUp(table: AskedTable, rows: readonly AskedRow[], amount: number): boolean {
  const head = table.columns[amount]?.path.join(' ') ?? ''
  const others = table.columns.flatMap(({ path }, index) =>
    measures.test(path.join(' ')) ? [new Set(rows.map((row) => readCell(table, row, index)))] : [],
  )
  // euros and dollars come to nothing together
  if (unadded.test(head) || others.some(({ size }) => size > 1)) return false
  return rows.every((row) => plain.test(readCell(table, row, amount).trim()))
}

const measures = /\b(?:currency|currencies|units?(?: of measure)?)\b/i

const unadded =
  /[%/]|\b(?:rates?|percent\w*|shares?|proportions?|ratios?|means?|averages?|medians?|ages?|years?|days? of|scores?|index|ranks?|temperatures?|levels?|prices?|per|no|nos|number of the)\b/i
const plain = /^[-−]?\d[\d,]*(?:\.\d+)?$/

function sumGroups(
  table: AskedTable,
  rows: readonly AskedRow[],
  field: GroupingField,
  amount: number,
): readonly Group[] {
  return [...(groupRows(table, rows, field)?.values() ?? [])].flatMap((own) => {
    const entry = own[0] && field.read(own[0])
    const values = own.flatMap((row) => readNumbers(readCell(table, row, amount))?.first ?? [])
    return entry ? [{ rows: own, entry, sum: sumDecimals(values) }] : []
  })
}
