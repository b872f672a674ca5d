import { listTerms } from '../../../shared/text/terms.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { isDate, readCell } from './cell-numbers.ts'
import { names } from './concept-weights.ts'
import { givesPlaces, listAskedPlaces } from './asked-place.ts'
import { asksPerUnit, isOtherWord } from './no-answer.ts'
import { isPlan } from './planned.ts'
import { holdsExactNames } from './named-exactly.ts'
import { listHeadTerms, type AskedRow, type AskedTable } from './table-rows.ts'

/**
 * Whether cells are what a question asks for, whatever words of it lead to them: the very thing, a time
 * where one is asked for, the comparison that is asked for, and of a plan what was planned.
 */
export function fitsAsked(
  question: AskedQuestion,
  table: AskedTable,
  row: AskedRow,
  columns: readonly number[],
): boolean {
  const heads = columns.flatMap((index) => table.columns[index]?.path ?? [])
  const words = [...row.path, ...heads].join('\n')
  return (
    holdsExactNames(question.exact, `${nameScope(table)}\n${words}`) &&
    !isOtherWord(question, `${table.place.table.title}\n${words}`) &&
    isOnSide(question.text, row) &&
    isOfMeasure(question, table, row, columns, words) &&
    isOfOneColumn(question, table, row, columns) &&
    holdsTime(question, table, row, columns, words) &&
    namesVisitAlone(question.text, `${table.place.table.title}\n${words}`) &&
    comparesAsked(question, table, row, columns) &&
    setsAgainst(question, row, heads) &&
    holdsName(question, table, row, columns) &&
    givesPlaces(listAskedPlaces(question), table, row, columns) &&
    !isResultOfPlan(question, table, row)
  )
}

/** The title of a table and the name of its file. */
function nameScope({ place }: AskedTable): string {
  return `${place.table.title}\n${place.source.name}`
}

/** The year of one column and the thing of another are no column of both. */
function isOfOneColumn(
  { concepts }: AskedQuestion,
  table: AskedTable,
  { own, group }: AskedRow,
  columns: readonly number[],
): boolean {
  const elsewhere = [own, group, table.above]
  const open = concepts.filter((one) => !elsewhere.some((terms) => names(terms, one)))
  const named = columns.map((index) => {
    const head = listHeadTerms(table, [index])
    return open.filter((one) => names(head, one))
  })
  const isYear = ({ term }: Concept) => /^(?:19|20)\d\d$/.test(term)
  return !named.some((one) =>
    named.some(
      (other) =>
        one.some((concept) => isYear(concept)) &&
        !other.some(isYear) &&
        other.some((concept) => !one.includes(concept)),
    ),
  )
}

/** Profit is no profit per share, and a number of respondents no response rate. */
function isOfMeasure(
  { text, asksRate }: AskedQuestion,
  table: AskedTable,
  row: AskedRow,
  columns: readonly number[],
  words: string,
): boolean {
  const all = `${table.place.table.title}\n${words}`
  if (asksPerUnit(text) && !/\bper\b|\/|\beach\b/i.test(all)) return false
  if (!asksRate || rateWords.test(all)) return true
  return columns.some((index) => readCell(table, row, index).includes('%'))
}

const rateWords = /%|\b(?:rates?|percent\w*|proportions?|shares?|ratios?|incidence)\b/i

/** "How soon" and "what is the deadline" ask for a time, and a count of things that are due is none. */
function holdsTime(
  { text }: AskedQuestion,
  table: AskedTable,
  row: AskedRow,
  columns: readonly number[],
  words: string,
): boolean {
  if (!asksTime.test(text)) return true
  const cells = columns.map((index) => readCell(table, row, index))
  return timeUnits.test(words) || cells.some((cell) => timeUnits.test(cell) || isDate(cell))
}

const asksTime =
  /\bhow (?:soon|long|quickly|fast|late|early)\b|\bwhat (?:is|was|are|were) the (?:[\p{L}-]+ ){0,2}(?:deadlines?|due dates?|time limits?)\b/iu
const timeUnits =
  /\b(?:minutes?|hours?|days?|weeks?|months?|years?|durations?|length|ages?|dates?|time|periods?)\b/i

/** "Weeks 4-24" is no Week 24, unless the question asks for such a span itself. */
function namesVisitAlone(text: string, words: string): boolean {
  if (span.test(text)) return true
  return Array.from(text.matchAll(visits)).every(([, unit = '', number = '']) => {
    const unitName = unit.replace(/s$/i, '')
    const asSpan = new RegExp(
      `\\b${unitName}s?\\s*\\d+\\s*(?:[-–—]|to|through|until)\\s*(?:${unitName}s?\\s*)?\\d+`,
      'gi',
    )
    const rest = words.replace(asSpan, ' ')
    const isLeft = new RegExp(`(?<![\\d.])${number}(?![\\d.])`).test(rest)
    return isLeft || !new RegExp(`(?<![\\d.])${number}(?![\\d.])`).test(words)
  })
}

const visits = /\b(weeks?|visits?|days?|months?)\s+(\d+)\b/gi
const span = /\b(?:weeks?|visits?|days?|months?)\s+\d+\s*(?:[-–—]|to|through|and|until)\s*/i

/** A p-value of two groups beside those of each with a third one is none of theirs. */
function comparesAsked(
  { statistic, concepts, general }: AskedQuestion,
  table: AskedTable,
  { isPValue }: AskedRow,
  columns: readonly number[],
): boolean {
  if (statistic !== 'p' || isPValue || columns.length < 2) return true
  const all = [...concepts, ...general]
  const named = columns.map((index) =>
    all.filter((concept) => names(listHeadTerms(table, [index]), concept)),
  )
  const together = new Set(named.flat())
  return named.some((own) => own.length === together.size)
}

/** "(A - Placebo)" is no answer to a question that compares A with B: each side is asked for, or its column. */
function setsAgainst(
  { text, concepts, general }: AskedQuestion,
  { path }: AskedRow,
  heads: readonly string[],
): boolean {
  if (!comparing.test(text)) return true
  const asked = [...concepts, ...general].flatMap(({ terms }) => [...terms])
  const known = [...asked, ...heads.flatMap(listTerms)]
  const isKnown = (term: string) => known.some((one) => one.startsWith(term))
  const isPairAsked = path.every((name) => {
    const [, ...sides] = pair.exec(name) ?? []
    return sides.flatMap(listTerms).every(isKnown)
  })
  // "Placebo vs. Low Dose", and what "p-value vs. Placebo" compares with
  const others = [...path, ...heads].flatMap((name) => [
    otherSide.exec(name)?.[1] ?? '',
    firstSide.exec(name)?.[1] ?? '',
  ])
  return isPairAsked && others.flatMap(listTerms).every((term) => asked.includes(term))
}

const firstSide = /(?!values?\b)(?<![\p{L}])(\p{L}+)\s(?:vs\.?|versus)\s/iu

const otherSide =
  /\b(?:comparison with|difference from|vs\.?|versus|against|minus) (?!baseline\b)([\p{L}]+)/iu

/** A date beside an office names nobody. */
function holdsName(
  { text, kind }: AskedQuestion,
  table: AskedTable,
  row: AskedRow,
  columns: readonly number[],
): boolean {
  if (kind !== 'person' && !/\bnames? of\b/i.test(text)) return true
  const cells = columns.map((index) => readCell(table, row, index))
  return cells.some((cell) => /\p{L}{2}/u.test(cell) && !isDate(cell))
}

const comparing = /\b(?:vs|versus|against|minus|compared|between)\b/i
const pair = /\(([^()]+?)\s(?:[-–−]|vs\.?|versus|minus)\s([^()]+)\)/i

/** "Less than 12 months" is none of 12 and more. */
function isOnSide(text: string, { path }: AskedRow): boolean {
  const name = path.at(-1) ?? ''
  if (below.test(text) && !above.test(text)) return !upward.test(name)
  return !above.test(text) || below.test(text) || !downward.test(name)
}

const below = /\b(?:less|fewer|younger|lower|smaller|under|below)\b(?: than)? \d/i
const above =
  /\b(?:more|older|higher|larger|over|above)\b(?: than)? \d|\d (?:and|or) (?:over|above|older|more)\b/i
const upward = /^\W*(?:>|≥)|\d\s*(?:\+|(?:and|or) (?:over|above|older|more))/i
const downward =
  /^\s*(?:<|≤)|^\W*(?:under|below|less than|younger than) \d|\d (?:and|or) (?:under|below|younger|less)\b/i

/** What was given on the average, or in all, is not what is to be given. */
function isResultOfPlan(question: AskedQuestion, { place }: AskedTable, row: AskedRow): boolean {
  const { asksPlan, asksResult, statistic, text } = question
  if (statistic !== undefined || asksResult || isPlan(place.source)) return false
  const isSummed = row.path.some((name) => summed.test(name)) && !summed.test(text)
  return row.statistics.size > 0 && (asksPlan || isSummed)
}

const summed = /\b(?:average|mean|cumulative|total) [\p{L}]/iu
