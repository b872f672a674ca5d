import type { TableCell } from '../../../shared/model/source-text.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { keepAskedDay } from './asked-day.ts'
import { isDate } from './cell-numbers.ts'
import { names } from './concept-weights.ts'
import type { Concept, AskedQuestion } from './asked-question.ts'
import { asksComparison } from './question-forms.ts'
import { listHeadTerms, type AskedColumn, type AskedRow, type AskedTable } from './table-rows.ts'

/**
 * Columns with a value in one of the rows whose names the question has: one that names all that another one names, and
 * more, stands before it. Without any the total, else all.
 */
export function chooseColumns(
  question: AskedQuestion,
  table: AskedTable,
  rows: readonly AskedRow[],
): number[] {
  const open = table.columns.flatMap((column, index) =>
    rows.some(
      (row) => fitsColumn(question, row, column) && holdsAnswer(question, table, row.cells[index]),
    )
      ? [index]
      : [],
  )
  const ofYear = keepAskedDay(question.text, table, keepAskedYear(question, table, open))
  const sides = listSideYears(question, table, open)
  if (sides.length > 0) return sides
  const kept = keepAskedParts(question, table, keepStatistic(question, table, ofYear))
  if (question.asksAllGroups) return kept
  const named = new Map(kept.map((index) => [index, listNamed(question, table, index)] as const))
  const fullest = keepSaidTogether(
    question,
    table,
    named,
    kept.filter((index) => isFullest(index, named)),
  )
  if (fullest.length > 0) return keepTotals(table, fullest, named)
  const total = kept.filter((index) => table.columns[index]?.isTotal)
  return total.length > 0 ? total : kept
}

/** Of columns that are of a year, where one of the years is asked for, no other year's. */
function keepAskedYear(
  { text }: AskedQuestion,
  { columns }: AskedTable,
  open: readonly number[],
): readonly number[] {
  const asked: readonly string[] = text.match(years) ?? []
  const yearsOf = (index: number) => columns[index]?.path.join(' ').match(years) ?? []
  const isAsked = (index: number) => yearsOf(index).some((year) => asked.includes(year))
  if (!open.some(isAsked)) return open
  return open.filter((index) => yearsOf(index).length === 0 || isAsked(index))
}

/** Higher than in 2024: that year beside the other one that the table has. */
function listSideYears(
  { text, isClosed }: AskedQuestion,
  { columns }: AskedTable,
  open: readonly number[],
): number[] {
  const [asked, ...others] = text.match(years) ?? []
  if (!isClosed || !asksComparison(text) || asked === undefined || others.length > 0) return []
  const ofYears = open.filter((index) => columns[index]?.path.some((name) => isYear.test(name)))
  const isAsked = (index: number) => columns[index]?.path.some((name) => name.includes(asked))
  return ofYears.length === 2 && ofYears.some(isAsked) ? ofYears : []
}

const isYear = /^(?:FY ?)?(?:19|20)\d\d$/
const years = /\b(?:19|20)\d\d\b/g

/**
 * "High glucose on the low dose" says of two columns "low dose" alone: "high" leads there to something
 * else. "The high and low dose" says both.
 */
function keepSaidTogether(
  { pairs }: AskedQuestion,
  { columns }: AskedTable,
  named: ReadonlyMap<number, readonly Concept[]>,
  open: readonly number[],
): readonly number[] {
  const ofAll = open.flatMap((index) => named.get(index) ?? [])
  const isOfAll = (concept: Concept) => open.every((index) => named.get(index)?.includes(concept))
  const isFollowed = ({ terms }: Concept) =>
    pairs.some(
      ([first, second]) => terms.has(first) && ofAll.some((other) => other.terms.has(second)),
    )
  const isSaid = (index: number) =>
    (named.get(index) ?? []).filter((one) => !isOfAll(one)).every(isFollowed)
  if (!open.every((index) => columns[index]?.isGroup) || !ofAll.some(isOfAll)) return open
  const said = open.filter(isSaid)
  return said.length > 0 ? said : open
}

/** Of columns of all groups of which the question names the same, and no group, those of the total. */
function keepTotals(
  { columns }: AskedTable,
  open: readonly number[],
  named: ReadonlyMap<number, readonly Concept[]>,
): number[] {
  const total = open.filter((index) => columns[index]?.isTotal)
  const isSame = (a: number, b: number) => {
    const [one, other] = [named.get(a) ?? [], named.get(b) ?? []]
    return one.length === other.length && one.every((concept) => other.includes(concept))
  }
  const isCovered = open.every((index) => total.some((other) => isSame(index, other)))
  return isCovered ? total : [...open]
}

/** An amount has a digit and is no date; a mark of a schedule has none. */
function holdsAnswer(
  { kind }: AskedQuestion,
  { place }: AskedTable,
  cell: TableCell | undefined,
): boolean {
  if (!cell) return false
  const words = sliceRange(place.source.sourceText.text, cell.range)
  return kind !== 'amount' || (/\d/.test(words) && !isDate(words))
}

function fitsColumn({ statistic }: AskedQuestion, row: AskedRow, column: AskedColumn): boolean {
  return statistic === 'p' && !row.isPValue ? column.isPValue : !column.isPValue
}

function listNamed(
  { concepts, general }: AskedQuestion,
  table: AskedTable,
  index: number,
): Concept[] {
  const head = listHeadTerms(table, [index])
  return [...concepts, ...general].filter((concept) => names(head, concept))
}

function isFullest(index: number, named: ReadonlyMap<number, readonly Concept[]>): boolean {
  const own = named.get(index) ?? []
  if (own.length === 0) return false
  return [...named.values()].every(
    (other) => other.length <= own.length || !own.every((concept) => other.includes(concept)),
  )
}

/** Of columns of statistics the one that is asked for. */
function keepStatistic(
  { statistic }: AskedQuestion,
  table: AskedTable,
  open: readonly number[],
): readonly number[] {
  const fitting = open.filter((index) => statistic && table.columns[index]?.parts.has(statistic))
  return fitting.length > 0 ? fitting : open
}

/** Of sub-columns such as "n (%)" and "Events", those that the question counts. */
function keepAskedParts(
  question: AskedQuestion,
  table: AskedTable,
  open: readonly number[],
): number[] {
  const countsEvents =
    /\b(?:how many|number of) (?:\w+[ -]){0,3}(?:events|occurrences|cases)\b/i.test(question.text)
  const isEvents = (index: number) =>
    /^\[?(?:events?|aes?|e)\]?$/i.test(table.columns[index]?.path.at(-1) ?? '')
  const events = open.filter(isEvents)
  if (events.length === 0 || events.length === open.length) return [...open]
  return countsEvents ? events : open.filter((index) => !isEvents(index))
}
