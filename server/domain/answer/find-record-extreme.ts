import { listTerms } from '../../../shared/text/terms.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { readCell } from './cell-numbers.ts'
import { names, type ConceptWeights } from './concept-weights.ts'
import { keepExtreme, toValue, type FoundExtreme } from './find-extreme.ts'
import { keepOwn, listMeantRows } from './find-records.ts'
import { findGroupingField } from './grouping-field.ts'
import { asksOldest } from './question-forms.ts'
import { findAmount, isList, saysAll } from './record-list.ts'
import { listHeadTerms, type AskedTable } from './table-rows.ts'

const fewestRows = 2

/**
 * "Which order in Ulm was the largest?": of a list of such things the row with the highest amount, among
 * those whose cells say what else the question names.
 */
export function findRecordExtreme(
  question: AskedQuestion,
  weights: ConceptWeights,
  tables: readonly AskedTable[],
): FoundExtreme | undefined {
  const found = tables.filter(isList).flatMap((table) => findInList(question, weights, table) ?? [])
  return found.length === 1 ? found[0] : undefined
}

function findInList(
  question: AskedQuestion,
  weights: ConceptWeights,
  table: AskedTable,
): FoundExtreme | undefined {
  const meant = listMeantRows(question, table)
  const column = findAmount(question, table, meant)
  if (column === undefined || !isOfAge(question, table, column)) return undefined
  const about = [table.subject, table.above, table.ofSource, listHeadTerms(table, [column])]
  const all = [...keepOwn(question, weights).keys()]
  const others = all.filter((one) => !about.some((terms) => names(terms, one)))
  // what the rows are not cannot be the largest of them
  const isOfRows = [...all, ...question.general].some((one) => isOfTable(table, one))
  if ((!isOfRows && !question.among) || !namesAsked(question, table)) return undefined
  if (findGroupingField(question, table, meant)) return undefined
  const rows = meant.filter((row) => saysAll(question, table, row, others))
  if (rows.length < fewestRows) return undefined
  const values = rows.flatMap((row) => toValue(question, readCell(table, row, column), row))
  const best = keepExtreme(question, values).map(({ of }) => of)
  return {
    rows: best.map((row) => ({ table, row, columns: [column], coverage: 1, score: 1 })),
    others: [],
    compared: rows.length,
    noun: 'row',
  }
}

/** The oldest has the highest age, and no other number. */
function isOfAge({ text }: AskedQuestion, table: AskedTable, column: number): boolean {
  return !asksOldest(text) || listHeadTerms(table, [column]).has(age)
}

const [age = ''] = listTerms('age')

/** "Which supplier" asks for one of the suppliers, and a list of orders has a row for each order. */
function namesAsked({ focus, concepts, among }: AskedQuestion, table: AskedTable): boolean {
  const asked = concepts.filter(({ terms }) => focus.some((term) => terms.has(term)))
  if (asked.length === 0 || among) return true
  return asked.some((one) => isOfTable(table, one))
}

function isOfTable({ subject, above, ofSource }: AskedTable, one: Concept): boolean {
  return [subject, above, ofSource].some((terms) => names(terms, one))
}
