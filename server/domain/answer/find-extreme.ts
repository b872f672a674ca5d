import { chooseColumns } from './choose-columns.ts'
import { readCell, readNumbers } from './cell-numbers.ts'
import { coverConcepts, names, type ConceptWeights } from './concept-weights.ts'
import type { FoundRow } from './find-cells.ts'
import { findGroupingField } from './grouping-field.ts'
import { dropSums } from './row-sums.ts'
import { isPlan } from './planned.ts'
import type { AskedQuestion } from './asked-question.ts'
import { listHeadTerms, type AskedRow, type AskedTable } from './table-rows.ts'

/** What has the highest value, or the lowest, the others beside it, and how many were compared. */
export type FoundExtreme = {
  readonly rows: readonly FoundRow[]
  /** Values that it was compared with in the same row; empty where rows were compared. */
  readonly others: readonly FoundRow[]
  readonly compared: number
  readonly noun: 'row' | 'column'
}

/**
 * "The most common adverse event on placebo": of the table that is about what the question names, the
 * row with the highest value in the column that it names, or in each of several such columns. Rows that
 * sum others up are not compared.
 */
export function findExtreme(
  question: AskedQuestion,
  weights: ConceptWeights,
  tables: readonly AskedTable[],
): FoundExtreme | undefined {
  const fitting = tables
    .filter(({ place }) => !isPlan(place.source))
    .flatMap((table) => findInTable(question, weights, table) ?? [])
  const [best, second] = fitting.toSorted((a, b) => b.coverage - a.coverage)
  // of two tables alike neither is the one that was meant
  return best && best.coverage !== second?.coverage ? best : undefined
}

/** "Which arm had the most withdrawals": of the one row that is named, the column with the highest value. */
export function findExtremeColumn(
  question: AskedQuestion,
  rows: readonly FoundRow[],
): FoundExtreme | undefined {
  const [row, second] = rows
  if (!row || (second && second.score === row.score && second.table === row.table)) return undefined
  const { table } = row
  const values = row.columns
    .filter((index) => !table.columns[index]?.isTotal && !table.columns[index]?.isPValue)
    .flatMap((index) => toValue(question, readCell(table, row.row, index), index))
  if (values.length < 2) return undefined
  const best = keepExtreme(question, values)
  const rest = values.filter((one) => !best.includes(one))
  const of = (chosen: typeof values) =>
    chosen.length > 0 ? [{ ...row, columns: chosen.map(({ of: index }) => index) }] : []
  return { rows: of(best), others: of(rest), compared: values.length, noun: 'column' }
}

/** "Largest" is said of sizes, "most" of counts. */
function asksSize({ text, asksRate }: AskedQuestion): boolean {
  return !asksRate && sizeForms.test(text) && !countForms.test(text)
}

const sizeForms = /\b(?:highest|lowest|largest|smallest|biggest|greatest)\b/i
const countForms = /\b(?:number|count|frequency|incidence)\b/i

const leastCoverage = 0.8
const fewestRows = 3

function findInTable(
  question: AskedQuestion,
  weights: ConceptWeights,
  table: AskedTable,
): (FoundExtreme & { coverage: number }) | undefined {
  const rows = listComparable(question, table)
  const columns = chooseColumns({ ...question, kind: 'amount' }, table, rows)
  if (columns.length === 0 || rows.length < fewestRows || isOfOtherNoun(question, table))
    return undefined
  if (findGroupingField(question, table, rows)) return undefined
  const head = listHeadTerms(table, columns)
  const coverage = coverConcepts(weights, [
    [head, 1],
    [table.above, 1],
    [table.subject, 1],
  ])
  if (coverage < leastCoverage) return undefined
  const compared = columns.map((index) =>
    rows.flatMap((row) => toValue(question, readCell(table, row, index), row)),
  )
  const [best = [], ...others] = compared.map((values) =>
    keepExtreme(question, values).map(({ of }) => of),
  )
  if (compared.some((values) => values.length < fewestRows)) return undefined
  // columns that don't agree leave open which was meant
  if (best.length === 0 || others.some((one) => !isSame(one, best))) return undefined
  return {
    coverage: coverage + (isAboutSizes(table) === asksSize(question) ? preferred : 0),
    compared: compared[0]?.length ?? 0,
    rows: best.map((row) => ({ table, row, columns, coverage, score: coverage })),
    others: [],
    noun: 'row',
  }
}

/** "Which quarter" asks for none of the rows of a table of something else. */
function isOfOtherNoun({ focus, text }: AskedQuestion, { subject }: AskedTable): boolean {
  return periods.test(text) && !focus.some((term) => subject.has(term))
}

const periods = /\b(?:which|what) (?:quarter|year|month|week|day)\b/i

/** Of two tables that are as near, that of single things for sizes, and that of counts for counts. */
const preferred = 0.001

function isAboutSizes(table: AskedTable): boolean {
  return table.columns.some((_, index) =>
    table.rows.some((row) => /^\p{L}{3}/u.test(readCell(table, row, index).trim())),
  )
}

function isSame(a: readonly AskedRow[], b: readonly AskedRow[]): boolean {
  return a.length === b.length && a.every((row) => b.includes(row))
}

/** Without those that others stand below, and those that are called what the question asks about. */
function listComparable({ concepts }: AskedQuestion, table: AskedTable): readonly AskedRow[] {
  const { rows, above } = table
  const groups = new Set(rows.map(({ path }) => JSON.stringify(path.slice(0, -1))))
  const isSum = ({ path, own, isTotal }: AskedRow) =>
    isTotal ||
    groups.has(JSON.stringify(path)) ||
    /^(?:any|all|total|overall)\b/i.test(path.at(-1) ?? '') ||
    concepts.some((concept) => names(above, concept) && names(own, concept))
  const single = rows.filter((row) => row.statistics.size === 0 && !row.isPValue && !isSum(row))
  return dropSums(table, single)
}

type Value<T> = { readonly of: T; readonly value: number }

export function toValue<T>({ asksRate }: AskedQuestion, words: string, of: T): Value<T>[] {
  const numbers = readNumbers(words)
  const value = asksRate ? (numbers?.percent ?? numbers?.first) : numbers?.first
  return value === undefined ? [] : [{ of, value: Number(value) }]
}

export function keepExtreme<T>({ text }: AskedQuestion, values: readonly Value<T>[]): Value<T>[] {
  const isLeast = /\b(?:least|lowest|smallest|fewest|youngest)\b/i.test(text)
  const amounts = values.map(({ value }) => value)
  const extreme = isLeast ? Math.min(...amounts) : Math.max(...amounts)
  return values.filter(({ value }) => value === extreme)
}
