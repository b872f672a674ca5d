import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import { isValueText } from '../table-heads.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { isDate, readCell, readNumbers } from './cell-numbers.ts'
import { coverConcepts, names, type ConceptWeights } from './concept-weights.ts'
import { asksVisit } from './question-forms.ts'
import { isGeneralTerm } from './question-words.ts'
import { listHeadTerms, type AskedRow, type AskedTable } from './table-rows.ts'

/** A row of a list, such as a register: one thing, with what is said of it beside its name. */
export type FoundRecord = {
  readonly table: AskedTable
  readonly row: AskedRow
  readonly fields: readonly RecordField[]
}

/** `column`: index among the table's columns; undefined for a cell that names the row. */
export type RecordField = {
  readonly name: string
  readonly range: TextRange
  readonly column: number | undefined
  readonly isNamed: boolean
}

export type FoundRecords = {
  readonly records: readonly FoundRecord[]
  /** Of how many rows. */
  readonly compared: number
  readonly coverage: number
  /** The column whose numbers are asked for. */
  readonly amount: number | undefined
}

/**
 * The rows of a list whose cells, with the names of its columns and its title, say all that the
 * question names. Of several lists the one in which the cells say most of it.
 */
export function findRecords(
  question: AskedQuestion,
  weights: ConceptWeights,
  tables: readonly AskedTable[],
): FoundRecords | undefined {
  const found = tables.filter(isList).flatMap((table) => findInList(question, weights, table))
  return found.toSorted((a, b) => b.coverage - a.coverage)[0]
}

/** Above this the name or a head stands for a word of the question or two, not for all of it. */
const leastCoverage = 0.9
/** More rows are no answer but the table itself. */
const mostRecords = 12

function findInList(
  question: AskedQuestion,
  weights: ConceptWeights,
  table: AskedTable,
): FoundRecords[] {
  const rows = table.rows.filter(({ isTotal }) => !isTotal)
  const heads = listHeadTerms(table, [...table.columns.keys()])
  const fitting = rows.flatMap((row) => {
    const cells = new Set(listTerms(listWords(table, row)))
    const all = [...weights.keys()]
    const own = all.filter((concept) => names(cells, concept))
    const isUnnamed = (concept: Concept) =>
      /\d/.test(concept.term) && !own.includes(concept) && !names(table.above, concept)
    if (!own.some(({ term }) => !isGeneralTerm(term)) || all.some(isUnnamed)) return []
    if (asksVisit(question.text) && !namesVisit(table, row)) return []
    const coverage = coverConcepts(weights, [
      [cells, 1],
      [heads, 0.95],
      [table.subject, 0.95],
      [table.above, 0.9],
      [table.notes, 0.85],
    ])
    return coverage >= leastCoverage ? [{ row, coverage }] : []
  })
  const best = Math.max(...fitting.map(({ coverage }) => coverage))
  const chosen = fitting.filter(({ coverage }) => coverage === best)
  if (chosen.length === 0 || chosen.length > mostRecords) return []
  const records = chosen.map(({ row }) => ({
    table,
    row,
    fields: listFields(question, table, row),
  }))
  const amount = findAmount(question, table, rows)
  return [{ records, compared: rows.length, coverage: best, amount }]
}

/** In a cell of its own, or above one that is filled. */
export function namesVisit(table: AskedTable, row: AskedRow): boolean {
  const filled = table.columns.filter((_, index) => readCell(table, row, index) !== '')
  const words = [listWords(table, row), ...filled.flatMap(({ path }) => path)].join('\n')
  return /\b(?:visits?|weeks?|days?|months?|baseline|screening)\b|\d/i.test(words)
}

/**
 * A list has words beside the names of its rows, under heads, or several words of its own for each row; a
 * table of results has numbers.
 */
function isList(table: AskedTable): boolean {
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

function listWords(table: AskedTable, row: AskedRow): string {
  const { text } = table.place.source.sourceText
  const heads = row.heads.map((cell) => (cell ? sliceRange(text, cell.range) : ''))
  const cells = table.columns.map((_, index) => readCell(table, row, index))
  return [...heads, ...cells].join('\n')
}

function listFields(
  { concepts }: AskedQuestion,
  table: AskedTable,
  row: AskedRow,
): readonly RecordField[] {
  const named = row.heads.flatMap((cell, index): RecordField[] => {
    const name = table.subjects[index] ?? ''
    return cell ? [{ name, range: cell.range, column: undefined, isNamed: index === 0 }] : []
  })
  const valued = row.cells.flatMap((cell, column): RecordField[] => {
    const path = table.columns[column]?.path
    if (!cell || !path) return []
    const own = listHeadTerms(table, [column])
    const cells = new Set(listTerms(readCell(table, row, column)))
    const isNamed = concepts.some((concept) => names(own, concept) || names(cells, concept))
    return [{ name: path.join(', '), range: cell.range, column, isNamed }]
  })
  return [...named, ...valued]
}

/** The one column of numbers; of several the one that the question names. */
function findAmount(
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
