import { stem } from '../../../shared/text/stem.ts'
import { isNumberTerm, listTerms } from '../../../shared/text/terms.ts'
import { readCell } from './cell-numbers.ts'
import { chooseColumns } from './choose-columns.ts'
import { listNamedParts } from '../cell-parts.ts'
import { withoutInterval } from './interval-name.ts'
import { coverConcepts, mostOfSource, names, type ConceptWeights } from './concept-weights.ts'
import type { Concept, AskedQuestion } from './asked-question.ts'
import { fitsAsked } from './fits-asked.ts'
import { isGeneralTerm } from './question-words.ts'
import { findWholeName } from './whole-name.ts'
import { isPlan } from './planned.ts'
import { listHeadTerms, type AskedRow, type AskedTable } from './table-rows.ts'

/** A row that a question asks for, with the columns of it that it names. */
export type FoundRow = {
  readonly table: AskedTable
  readonly row: AskedRow
  /** Indexes of columns, in the table's order. */
  readonly columns: readonly number[]
  /** 0 to 1: the share of what the question names that leads to the cells. */
  readonly coverage: number
  /** Orders rows: how little else the row's name says. */
  readonly score: number
}

/**
 * The rows whose names, with those of their columns and table, are what the question names, best
 * first. Each number and each name that the question gives must be among them.
 */
export function findRows(
  question: AskedQuestion,
  weights: ConceptWeights,
  tables: readonly AskedTable[],
): FoundRow[] {
  const found = tables
    .filter((table) => fitsResult(question, table))
    .flatMap((table) => table.rows.flatMap((row) => findInRow(question, weights, table, row) ?? []))
  return found.sort((a, b) => b.score - a.score)
}

/** What was planned is no result, and a schedule of visits counts nobody. */
function fitsResult({ kind, asksResult }: AskedQuestion, { place }: AskedTable): boolean {
  return kind !== 'amount' || !asksResult || !isPlan(place.source)
}

/** Below this the cell is another one than was asked for. */
const leastCoverage = 0.8

/** A caption or heading says what all rows are about. */
const shareOfAbove = 0.9
const none: ReadonlySet<string> = new Set()

/** What the file is called, and what the notes say of some of the rows. */
const shareOfSource = 0.85
const shareOfNotes = 0.7

function findInRow(
  question: AskedQuestion,
  weights: ConceptWeights,
  table: AskedTable,
  row: AskedRow,
): FoundRow | undefined {
  const columns = fitsStatistic(question, table, row) ? chooseColumns(question, table, [row]) : []
  if (columns.length === 0 || isOtherThing(question, row)) return undefined
  if (!fitsAsked(question, table, row, columns)) return undefined
  const head = listHeadTerms(table, columns)
  const all = [...weights.keys()]
  const named = { ...row, own: readName(question, row) }
  const isOwn = all.some((concept) => names(named.own, concept))
  const isOpen = !isOwn && !isNamedByStatistic(question, row)
  if (isOpen && !isAskedTotal(table, row, columns, all)) return undefined
  if (all.some((concept) => isExact(concept) && !isNamed(concept, table, named, head)))
    return undefined
  const places = [
    [named.own, 1],
    [readAsides(question, table, row, columns), 1],
    [row.group, 1],
    [head, 1],
    [table.above, shareOfAbove],
    [table.subject, shareOfAbove],
    [question.statistic === 'p' ? table.notes : none, shareOfNotes],
  ] as const
  const coverage = coverConcepts(weights, [...places, [table.ofSource, shareOfSource]])
  if (coverage < leastCoverage || coverage - coverConcepts(weights, places) > mostOfSource)
    return undefined
  if (isOtherChange(question, table, row, head)) return undefined
  const precision = !isOwn && row.isTotal ? 1 : measurePrecision(row, all)
  if (isOwn && !question.statistic && precision < leastPrecision) return undefined
  if (isOwn && isOfOtherNoun(question, row)) return undefined
  const score = coverage * (0.6 + 0.4 * precision) * weighKind(question, table, row, columns)
  return { table, row, columns, coverage, score }
}

/** Of a row's name: "administration site conditions" are no sites. */
const leastPrecision = 0.25

/** "How many sites": an "application site pruritus" is a pruritus. */
function isOfOtherNoun({ text, focus, concepts }: AskedQuestion, row: AskedRow): boolean {
  if (!/\bhow many\b/i.test(text)) return false
  const own = concepts.filter((concept) => names(row.own, concept))
  const isCounted = own.every(({ terms }) => focus.some((term) => terms.has(term)))
  const last = [...row.own].at(-1) ?? ''
  const isLast = own.some(({ terms }) => terms.has(last))
  return isCounted && !isLast && own.length * 2 < row.own.size
}

/** What is said in brackets of somebody: "Jane Roe (lead), John Doe". */
function readAsides(
  { kind }: AskedQuestion,
  table: AskedTable,
  row: AskedRow,
  columns: readonly number[],
): ReadonlySet<string> {
  const cells = kind === 'person' ? columns.map((index) => readCell(table, row, index)) : []
  return new Set(cells.flatMap((cell) => cell.match(/\([^)]*\)/g) ?? []).flatMap(listTerms))
}

/** With the names in brackets; one p-value stands for all rows of its group. */
function readName({ statistic }: AskedQuestion, row: AskedRow): ReadonlySet<string> {
  const isOfGroup = statistic === 'p' && !row.isPValue
  return new Set([...row.own, ...row.aside, ...(isOfGroup ? row.group : [])])
}

/** Less for what is of another kind than was asked for, or of some of it. */
function weighKind(
  question: AskedQuestion,
  table: AskedTable,
  row: AskedRow,
  columns: readonly number[],
): number {
  return (
    (isMeasured(question, table, row, columns) ? 1 : shareOfOtherKind) *
    (isOfReason(question, row) ? shareOfReason : 1) *
    (isOfPart(table, question.concepts) ? shareOfPart : 1) *
    (isOfAny(question, table, row) ? 1 : shareOfPart) *
    (isOfWholeName(question, table, row) ? 1 : shareOfPart)
  )
}

/** Of any dose, and neither of the first nor of the second. */
function isOfAny({ asksAny }: AskedQuestion, { place }: AskedTable, { path }: AskedRow): boolean {
  return !asksAny || [place.table.title, ...path].some((name) => /\bany\b/i.test(name))
}

function isOfWholeName(question: AskedQuestion, table: AskedTable, row: AskedRow): boolean {
  const whole = findWholeName(question)
  return !whole || [table.above, row.own, row.group].some((terms) => names(terms, whole))
}

/** What names no row, but what a table or a column of it counts, asks for the row that sums them up. */
function isAskedTotal(
  table: AskedTable,
  { isTotal }: AskedRow,
  columns: readonly number[],
  concepts: readonly Concept[],
): boolean {
  const counted = columns.filter(
    (index) => !table.columns[index]?.isGroup && !table.columns[index]?.isPValue,
  )
  const places = [table.above, listHeadTerms(table, counted)]
  // "Subjects by site": the total counts no sites
  const isCounted = (concept: Concept) =>
    !names(table.subject, concept) && places.some((terms) => names(terms, concept))
  return isTotal && concepts.some(isCounted)
}

/** Counted as a reason of something that is not asked for. */
function isOfReason({ concepts }: AskedQuestion, { group }: AskedRow): boolean {
  return group.has(reason) && !concepts.some((concept) => names(group, concept))
}

const shareOfReason = 0.85

/** Denied where that is asked, and a difference where one is asked. */
function isOtherThing(
  { asksNegation, asksDifference, statistic }: AskedQuestion,
  { path }: AskedRow,
): boolean {
  const isNoDifference =
    asksDifference && statistic === 'mean' && !path.some((name) => /\bdiff/i.test(name))
  const isNoDenial = asksNegation && !path.some((name) => /\b(?:no|not|without|non)\b/i.test(name))
  const isDenied = !asksNegation && path.length > 1 && /^no$/i.test(path.at(-1)?.trim() ?? '')
  return isNoDenial || isNoDifference || isDenied
}

const reason = stem('reason')

/** A value is no change of it, though the title speaks of both. */
function isOtherChange(
  { concepts }: AskedQuestion,
  { above, rows }: AskedTable,
  { own, group }: AskedRow,
  head: ReadonlySet<string>,
): boolean {
  // a scale whose long name has the word asks for no change of it
  const asked = concepts.filter(
    ({ word, term, terms }) => terms.has(change) && listTerms(word).includes(term),
  )
  const hasOwn = rows.some((row) => row.own.has(change) || row.group.has(change))
  const places = hasOwn ? [own, group, head] : [above, own, group, head]
  return asked.some((one) => !places.some((terms) => names(terms, one)))
}

const change = stem('change')

/** The values are of the statistic that is asked for, by the name of the row or of a column. */
function isMeasured(
  { statistic }: AskedQuestion,
  table: AskedTable,
  row: AskedRow,
  columns: readonly number[],
): boolean {
  if (!statistic || row.statistics.has(statistic) || row.isPValue) return true
  return columns.some((index) => table.columns[index]?.parts.has(statistic))
}

/** Counts where a mean is asked for. */
const shareOfOtherKind = 0.85

/** Only some of the subjects, or another analysis of them, than the one that is asked for. */
function isOfPart({ above }: AskedTable, concepts: readonly Concept[]): boolean {
  const asked = (term: string) => concepts.some(({ terms }) => terms.has(term))
  return [...partTerms].some((term) => above.has(term) && !asked(term))
}

const shareOfPart = 0.97
const partTerms = new Set(
  'serious male female completer observed windowed subgroup sensitivity repeated mixed'
    .split(' ')
    .map(stem),
)

/** A p-value may be asked for by its group alone: "Comparison with placebo". */
function isNamedByStatistic(question: AskedQuestion, row: AskedRow): boolean {
  return question.statistic !== undefined && row.statistics.has(question.statistic)
}

/** How much of the row's own name the question has, or of that in brackets. */
function measurePrecision({ own, aside }: AskedRow, concepts: readonly Concept[]): number {
  const ofOwn = shareAsked(own, concepts) ?? 1
  return Math.max(ofOwn, shareAsked(aside, concepts) ?? 0)
}

/** Undefined where no term of the name tells anything. */
function shareAsked(name: ReadonlySet<string>, concepts: readonly Concept[]): number | undefined {
  const telling = [...name].filter((term) => !isGeneralTerm(term))
  if (telling.length === 0) return undefined
  return (
    telling.filter((term) => concepts.some(({ terms }) => terms.has(term))).length / telling.length
  )
}

/** Numbers and identifiers: another one is another thing. */
function isExact({ term }: Concept): boolean {
  return isNumberTerm(term) || /\d/.test(term)
}

function isNamed(
  concept: Concept,
  { above, ofSource }: AskedTable,
  { own, group }: AskedRow,
  head: ReadonlySet<string>,
): boolean {
  return [above, own, group, head, ofSource].some((terms) => names(terms, concept))
}

/** A mean counts nobody. */
const countsPeople = /\bhow many (?:\w+ )?(?:patients|subjects|participants|people|persons)\b/i

/** A mean where no other statistic is asked for, a p-value only where it is. */
function fitsStatistic(
  { statistic, text }: AskedQuestion,
  table: AskedTable,
  row: AskedRow,
): boolean {
  if (statistic === 'p') return row.isPValue || table.columns.some(({ isPValue }) => isPValue)
  if (row.isPValue) return false
  const isPlain = row.statistics.size === 0 || isOfInterval(row)
  if (isPlain && (statistic === undefined || statistic === 'mean')) return true
  if (row.statistics.size === 0) return false
  if (statistic) return row.statistics.has(statistic)
  if (countsPeople.test(text)) return row.statistics.has('n')
  return row.statistics.has('mean')
}

/** "Rate at 12 months (95% CI)" names a value of its own, and what stands in brackets behind it. */
function isOfInterval({ path }: AskedRow): boolean {
  const name = path.at(-1) ?? ''
  const rest = withoutInterval(name)
  return rest !== name && listNamedParts(rest).size === 0
}
