import { listTerms } from '../../../shared/text/terms.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { names, type ConceptWeights } from './concept-weights.ts'
import { listMeantRows } from './find-records.ts'
import { describeRecord, type FoundRecord } from './record-fields.ts'
import { findGroupingField, groupRows } from './grouping-field.ts'
import { isOfAskedScope } from './list-scope.ts'
import { hasAskedValue, isList, saysAll } from './record-list.ts'
import { nameListed } from './source-title.ts'
import { listHeadTerms, type AskedTable } from './table-rows.ts'

/** The rows of a list that have the most common entry in a column. */
export type FoundCount = {
  readonly head: string
  readonly entry: string
  readonly records: readonly FoundRecord[]
  /** Of how many rows. */
  readonly compared: number
}

/**
 * "Which site has the most subjects?" of a list of subjects: the site that most rows have. Of the fewest
 * nothing is known, since a site with none has no row; and nothing of two that have as many.
 */
export function findGroupCount(
  question: AskedQuestion,
  weights: ConceptWeights,
  tables: readonly AskedTable[],
): FoundCount | undefined {
  const counted = countForm.exec(question.text)?.[1]
  if (counted === undefined || question.asksTotal || question.asksRate || question.asksNegation)
    return undefined
  const terms = listTerms(counted)
  const nouns = [...question.concepts, ...question.general].filter(({ term }) =>
    terms.includes(term),
  )
  if (nouns.length === 0) return undefined
  const found = tables
    .filter((table) => isList(table) && isOfAskedScope(question, table))
    .flatMap((table) => countInList(question, weights, nouns, table) ?? [])
  return found.length === 1 ? found[0] : undefined
}

const countForm =
  /\bmost (?!recent\b|common\b|frequent\b)((?:[\p{L}-]+\s*){1,3}?)(?=\W*$| (?:in|on|at|of|for|from|with|by|during|who|that)\b)/iu

function countInList(
  question: AskedQuestion,
  weights: ConceptWeights,
  nouns: readonly Concept[],
  table: AskedTable,
): FoundCount | undefined {
  const meant = listMeantRows(question, table)
  const field = findGroupingField(question, table, meant)
  // a column of that name counts them itself
  const isColumn = (one: Concept) => names(listHeadTerms(table, [...table.columns.keys()]), one)
  const called = new Set(listTerms(nameListed(table.place.source.name)))
  const rowsAre = [new Set(listTerms(table.subjects[0] ?? '')), table.above, called]
  const isOfRows = (one: Concept) => rowsAre.some((own) => names(own, one))
  // "major deviations" are the rows that say "Major"
  const counted = nouns.filter(isOfRows)
  if (!field || counted.length === 0 || nouns.some(isColumn)) return undefined
  const about = [...rowsAre, new Set(field.terms)]
  const others = [...weights.keys()].filter((one) => !about.some((own) => names(own, one)))
  const rows = meant.filter((row) => saysAll(question, table, row, others))
  const isFiltered = nouns.length > counted.length
  if (isFiltered && !rows.every((row) => hasAskedValue(question, table, row))) return undefined
  const groups = groupRows(table, rows, field)
  const [best, second] = [...(groups ?? [])].toSorted(([, a], [, b]) => b.length - a.length)
  if (!best || !second || best[1].length === second[1].length) return undefined
  return {
    head: field.name,
    entry: best[0],
    records: best[1].map((row) => describeRecord(question, table, row)),
    compared: rows.length,
  }
}
