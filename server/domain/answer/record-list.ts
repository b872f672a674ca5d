import { sliceRange } from '../../../shared/text/range.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import { isValueText } from '../table-heads.ts'
import { nameMonths } from './asked-month.ts'
import { isDate, readCell, readNumbers } from './cell-numbers.ts'
import { isAskedName, names } from './concept-weights.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { holdsExactNames } from './named-exactly.ts'
import { isGeneralTerm } from './question-words.ts'
import { listFileTerms, nameListed } from './source-title.ts'
import { listHeadTerms, type AskedRow, type AskedTable } from './table-rows.ts'

/**
 * A list has words beside the names of its rows, under heads, or several words of its own for each row; a
 * table of results has numbers.
 */
export function isList(table: AskedTable): boolean {
  if (table.subjects.every((name) => name === '')) return false
  const indexes = table.columns.map((_, index) => index)
  const isOfWords = (index: number) => {
    const texts = table.rows.map((row) => readCell(table, row, index)).filter((one) => one !== '')
    const words = texts.filter((text) => !isValueText(text) || isDate(text))
    return texts.length > 0 && words.length * 2 > texts.length
  }
  return table.rows.length > 1 && (indexes.some(isOfWords) || namesEachRow(table))
}

/** Its first column names each row by itself, and a second one says more of it. */
function namesEachRow({ rows, subjects, place }: AskedTable): boolean {
  const { text } = place.source.sourceText
  const first = rows.map(({ heads: [cell] }) => (cell ? sliceRange(text, cell.range) : ''))
  const isNamed = subjects.length > 1 && subjects.every((name) => name !== '')
  return isNamed && new Set(first).size === rows.length
}

/**
 * What the rows are by the name of their file, where a question says all of it: each row of
 * "change_orders.csv" is a change order.
 */
export function listCalledTerms(
  concepts: readonly Concept[],
  { place }: AskedTable,
): ReadonlySet<string> {
  const called = listFileTerms(nameListed(place.source.name))
  return isAskedName(concepts, called) ? listFileTerms(place.source.name) : new Set()
}

/** The words of a row's cells and of those that name it, each on a line. */
export function listWords(table: AskedTable, row: AskedRow): string {
  const { text } = table.place.source.sourceText
  const heads = row.heads.map((cell) => (cell ? sliceRange(text, cell.range) : ''))
  const cells = table.columns.map((_, index) => readCell(table, row, index))
  return [...heads, ...cells].join('\n')
}

/** A row never changes, and each question of a list looks at all of them. */
const termsOf = new WeakMap<AskedRow, ReadonlySet<string>>()

/** The terms of its words, and of the months of its dates. */
export function listWordTerms(table: AskedTable, row: AskedRow): ReadonlySet<string> {
  const known = termsOf.get(row)
  if (known) return known
  const words = listWords(table, row)
  const terms = new Set(listTerms(`${words}\n${nameMonths(words)}`))
  termsOf.set(row, terms)
  return terms
}

/** The words of a row name each of these, and what the question names to the letter. */
export function saysAll(
  { exact }: AskedQuestion,
  table: AskedTable,
  row: AskedRow,
  concepts: readonly Concept[],
): boolean {
  const words = listWords(table, row)
  const cells = new Set(listTerms(words))
  return concepts.every((one) => names(cells, one)) && holdsExactNames(exact, words)
}

/** A whole cell of the row says nothing but what is asked: "Major" of "which deviations were major". */
export function hasAskedValue(
  { concepts }: AskedQuestion,
  table: AskedTable,
  row: AskedRow,
): boolean {
  return table.columns.some((_, index) => {
    const cell = listTerms(readCell(table, row, index))
    const isAsked = (term: string) => concepts.some(({ terms }) => terms.has(term))
    return cell.length > 0 && cell.every((term) => isAsked(term) && !isGeneralTerm(term))
  })
}

/** The one column of numbers; of several the one that the question names. */
export function findAmount(
  { concepts }: AskedQuestion,
  table: AskedTable,
  rows: readonly AskedRow[],
): number | undefined {
  const numeric = table.columns.flatMap((column, index) =>
    rows.every((row) => readNumbers(readCell(table, row, index))) ? [{ ...column, index }] : [],
  )
  const named = numeric.filter(({ index }) =>
    concepts.some((concept) => names(listHeadTerms(table, [index]), concept)),
  )
  const [one, ...others] = named.length > 0 ? named : numeric
  return others.length === 0 ? one?.index : undefined
}
