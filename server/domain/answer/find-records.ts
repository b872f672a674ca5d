import { listTerms } from '../../../shared/text/terms.ts'
import { findAskedMonth, holdsMonth } from './asked-month.ts'
import { holdsDuration } from './answers-kind.ts'
import { listAskedPlaces, tellsPlaces } from './asked-place.ts'
import { isCalledDue } from './due-columns.ts'
import { listAskedFields, listCountedTerms, tellsFields } from './asked-field.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { readCell } from './cell-numbers.ts'
import { coverConcepts, mostOfSource, names, type ConceptWeights } from './concept-weights.ts'
import { holdsExactNames } from './named-exactly.ts'
import { denies, findUnfilled, listDenied } from './negated-fields.ts'
import { asksLimit, asksMembers, asksVisit } from './question-forms.ts'
import { isGeneralTerm } from './question-words.ts'
import {
  findAmount,
  hasAskedValue,
  isList,
  listCalledTerms,
  listWords,
  listWordTerms,
} from './record-list.ts'
import { asksAmount, describeRecord, isAmount, type FoundRecord } from './record-fields.ts'
import { nameRowKey } from './row-key.ts'
import { listHeadTerms, type AskedRow, type AskedTable } from './table-rows.ts'

export type FoundRecords = {
  readonly records: readonly FoundRecord[]
  /** Of how many rows. */
  readonly compared: number
  readonly coverage: number
  /** They are all the rows of the list. */
  readonly isWhole: boolean
  /** The head that is asked for and below which none of them has an entry. */
  readonly unfilled: string | undefined
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
  if (asksLimit(question.text)) return undefined
  const lists = tables.filter(isList)
  const found = lists.flatMap((table) => findInList(question, weights, table) ?? [])
  return found.toSorted((a, b) => b.coverage - a.coverage)[0]
}

/** Above this the name or a head stands for a word of the question or two, not for all of it. */
const leastCoverage = 0.9
/** Of what is asked of rows that were shown before: they are known, and only the field is asked for. */
const leastOfField = 0.8
/** More rows are no answer but the table itself. */
const mostRecords = 12
/** A category asks for all that it has. */
const mostOfValue = 40

function findInList(
  question: AskedQuestion,
  weights: ConceptWeights,
  table: AskedTable,
): FoundRecords | undefined {
  const rows = listMeantRows(question, table)
  const asked = keepOwn(question, weights)
  const fitting = rows.flatMap((row) => measure(question, asked, table, row) ?? [])
  const best = Math.max(...fitting.map(({ coverage }) => coverage))
  const some = fitting.filter(({ coverage }) => coverage === best).map(({ row }) => row)
  const isCounting = question.asksTotal || question.asksCount
  const isWhole =
    some.length === 0 &&
    (isCounting || asksMembers(question.text)) &&
    namesWhole(question, asked, table)
  const chosen = isWhole ? rows : isCounting ? some : keepEnds(question, table, some)
  const isOfValue = chosen.every((row) => hasAskedValue(question, table, row))
  const most = isOfValue ? mostOfValue : mostRecords
  if (chosen.length === 0 || (chosen.length > most && !isCounting)) return undefined
  if (isCounting && !isWhole && !isCounted(question, table, chosen)) return undefined
  if (fitting.length > 1 && isDueOfAll(question, table)) return undefined
  return {
    records: chosen.map((row) => describeRecord(question, table, row)),
    compared: rows.length,
    coverage: isWhole ? leastCoverage : best,
    isWhole,
    unfilled: question.asksNegation || isWhole ? undefined : findUnfilled(question, table, chosen),
    amount: findAmount(question, table, rows),
  }
}

/** The deadline for all findings of a kind is a rule, and none of the days that are agreed for each. */
function isDueOfAll({ concepts, among }: AskedQuestion, { columns }: AskedTable): boolean {
  if (among) return false
  const called = concepts.filter(isCalledDue)
  return called.length > 0 && !called.some((one) => columns.some(({ own }) => names(own, one)))
}

/** Without totals; where a question points back to rows, those alone. */
export function listMeantRows({ among }: AskedQuestion, table: AskedTable): readonly AskedRow[] {
  const rows = table.rows.filter(({ isTotal }) => !isTotal)
  if (!among) return rows
  const keys = new Set(among.rows)
  return rows.filter((row) => keys.has(nameRowKey(table, row)))
}

/** Of rows that are known already only what is newly asked of them. */
export function keepOwn(
  { among, asksTotal }: AskedQuestion,
  weights: ConceptWeights,
): ConceptWeights {
  if (!among) return weights
  const isAsked = ({ word, term }: Concept) =>
    among.words.includes(word) && !isGeneralTerm(term) && !(asksTotal && costs.has(term))
  return new Map([...weights].filter(([concept]) => isAsked(concept)))
}

/** What rows that are known came to is their one amount, however it is called. */
const costs: ReadonlySet<string> = new Set(listTerms('cost come amount worth'))

function measure(
  question: AskedQuestion,
  weights: ConceptWeights,
  table: AskedTable,
  row: AskedRow,
): { row: AskedRow; coverage: number } | undefined {
  const words = listWords(table, row)
  const cells = listWordTerms(table, row)
  const heads = listHeadTerms(table, [...table.columns.keys()])
  const all = [...weights.keys()]
  const own = all.filter((concept) => names(cells, concept))
  const isUnnamed = (concept: Concept) =>
    /\d/.test(concept.term) &&
    !own.includes(concept) &&
    ![table.above, table.ofSource].some((terms) => names(terms, concept))
  const month = findAskedMonth(question.text)
  if (month !== undefined && !holdsMonth(month, words)) return undefined
  const denied = denies(listDenied(question), table, row)
  const isTelling = own.some(({ term }) => !isGeneralTerm(term)) || denied === 'empty'
  if (denied === 'unmet' || all.some(isUnnamed)) return undefined
  if (!isTelling && !question.among) return undefined
  const scope = `${table.place.table.title}\n${table.place.source.name}`
  if (!holdsExactNames(question.exact, `${scope}\n${words}`)) return undefined
  if (!tellsFields(listAskedFields(question), [heads, table.subject, table.above])) return undefined
  if (!tellsPlaces(listAskedPlaces(question), table, row)) return undefined
  if (asksVisit(question.text) && !namesVisit(table, row)) return undefined
  if (!holdsDuration(question.text, words)) return undefined
  if (!holdsAmount(question, table, row)) return undefined
  if (denied === 'said' && selects.test(question.text) && findUnfilled(question, table, [row]))
    return undefined
  const coverage = coverRecord(weights, table, cells, heads)
  return coverage >= (question.among ? leastOfField : leastCoverage) ? { row, coverage } : undefined
}

/** 0 where too much of it stands in nothing but the name of the source. */
function coverRecord(
  weights: ConceptWeights,
  table: AskedTable,
  cells: ReadonlySet<string>,
  heads: ReadonlySet<string>,
): number {
  if (weights.size === 0) return 1
  const places = [
    [cells, 1],
    [heads, 0.95],
    [table.subject, 0.95],
    [listCalledTerms([...weights.keys()], table), 0.95],
    [table.above, 0.9],
    [table.notes, 0.85],
  ] as const
  const coverage = coverConcepts(weights, [...places, [table.ofSource, 0.9]])
  return coverage - coverConcepts(weights, places) > mostOfSource ? 0 : coverage
}

/** What was not done to a thing takes it out of those to which it was. */
const selects = /\bhow many\b|\bnumber of\b|^\W*which\b/i

/** How much of something stands in a value beside its name. */
function holdsAmount(question: AskedQuestion, table: AskedTable, row: AskedRow): boolean {
  if (!asksAmount(question)) return true
  return table.columns.some((_, index) => isAmount(readCell(table, row, index)))
}

/** "When does it start" asks for no end, though both words only ask elsewhere. */
function keepEnds(
  { text }: AskedQuestion,
  table: AskedTable,
  rows: readonly AskedRow[],
): readonly AskedRow[] {
  const end = ends.find((form) => form.test(text))
  const named = end ? rows.filter((row) => end.test(listWords(table, row))) : []
  return named.length > 0 ? named : rows
}

const ends = [
  /\b(?:start(?:s|ed)?|beg[aiu]ns?|beginning)\b/i,
  /\b(?:end(?:s|ed)?|finish(?:es|ed)?)\b/i,
]

/** "How many orders are there" names all of what the list is about. */
function namesWhole(question: AskedQuestion, weights: ConceptWeights, table: AskedTable): boolean {
  const all = [...weights.keys()]
  const money = listHeadTerms(table, [...table.columns.keys()])
  const isOfAll = (concept: Concept) =>
    [table.subject, table.above].some((terms) => names(terms, concept)) ||
    (question.asksTotal && names(money, concept))
  return (
    !question.among &&
    question.exact.length === 0 &&
    !question.asksNegation &&
    findAskedMonth(question.text) === undefined &&
    all.some((concept) => names(table.subject, concept)) &&
    all.every(isOfAll)
  )
}

/** The rows are such things as are counted, or say with a whole cell that they are. */
function isCounted(question: AskedQuestion, table: AskedTable, rows: readonly AskedRow[]): boolean {
  const counted = question.concepts.filter(({ terms }) =>
    listCountedTerms(question.text).some((term) => terms.has(term)),
  )
  if (counted.length === 0) return true
  const about = [table.subject, table.above, listCalledTerms(question.concepts, table)]
  if (counted.some((one) => about.some((terms) => names(terms, one)))) return true
  const isAsked = (term: string) => counted.some(({ terms }) => terms.has(term))
  return rows.every((row) =>
    listWords(table, row)
      .split('\n')
      .some((words) => {
        const cell = new Set(listTerms(words))
        return [...cell].every(isAsked) && counted.some((one) => names(cell, one))
      }),
  )
}

/** In a cell of its own, or above one that is filled. */
export function namesVisit(table: AskedTable, row: AskedRow): boolean {
  const filled = table.columns.filter((_, index) => readCell(table, row, index) !== '')
  const words = [listWords(table, row), ...filled.flatMap(({ path }) => path)].join('\n')
  return /\b(?:visits?|weeks?|days?|months?|baseline|screening)\b|\d/i.test(words)
}
