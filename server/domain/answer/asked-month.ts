import { readDate } from '../../../shared/text/dates.ts'
import {
  findMonth,
  formatMonth,
  monthNamePattern,
  monthNames,
  monthPattern,
  readMonth,
} from '../../../shared/text/months.ts'
import { readDay } from './asked-day.ts'
import { listTerms } from '../../../shared/text/terms.ts'

const asked = new RegExp(
  `\\b(?:in|during|of|for) (?:early |late |mid-)?(${monthNamePattern})\\b(?:,? ((?:19|20)\\d\\d))?`,
)

/** "How many orders came in May 2025": the dates that are meant; undefined where no month is named. */
export function findAskedMonth(text: string): string | undefined {
  const [, name = '', year = ''] = asked.exec(text) ?? []
  if (name === '') return undefined
  return `${year}-${formatMonth(readMonth(name) ?? 0)}`
}

/** One of the lines is a date in it, of whatever year where none is asked for. */
export function holdsMonth(month: string, words: string): boolean {
  return words.split('\n').some((line) => readDate(line.trim())?.slice(0, 7).endsWith(month))
}

/** The names of the months in which the dates among the lines lie. */
export function nameMonths(words: string): string {
  return words
    .split('\n')
    .map((line) => monthNames[Number(readDate(line.trim())?.slice(5, 7)) - 1] ?? '')
    .join(' ')
}

/** The months and years of the dates in running words: "24OCT2023", "Mar 2025", "2024-03-12". */
export function listDateTerms(words: string): readonly string[] {
  return Array.from(words.matchAll(datesInWords), ([, isoYear, isoMonth, month, year]) => {
    const number = isoMonth ? Number(isoMonth) : readMonth(month ?? '')
    return `${nameOf(number)} ${isoYear ?? year ?? ''}`
  }).flatMap((one) => listTerms(one))
}

/** The month of the head of a column: "Mar 2025" is asked for as March, "30/06/2025" as June. */
export function listMonthTerms(head: string): readonly string[] {
  const day = readDay(head)
  const ofMonth = isMonthHead(head) ? findMonth(head) : undefined
  return listTerms(nameOf(day ? Number(day.slice(5, 7)) : ofMonth))
}

function nameOf(month: number | undefined): string {
  return monthNames[(month ?? 0) - 1] ?? ''
}

export function isMonthHead(head: string): boolean {
  return monthHead.test(head.trim())
}

/** The months of "from January to June" and "in the first half", 1 to 12; undefined where none is asked for. */
export function findAskedSpan(text: string): readonly number[] | undefined {
  const [, from = '', to = ''] = span.exec(text) ?? []
  if (from !== '') return listMonths(readMonth(from) ?? 1, readMonth(to) ?? 1)
  const half = /\b(first|second) half\b/i.exec(text)?.[1]
  if (half === undefined) return undefined
  return half.toLowerCase() === 'first' ? listMonths(1, 6) : listMonths(7, 12)
}

const span = new RegExp(
  `\\b(?:from|between) (${monthPattern})(?: (?:19|20)\\d\\d)? (?:to|until|till|through|and) (${monthPattern})`,
  'i',
)
const monthHead = new RegExp(`^${monthPattern}(?:[ -](?:20)?\\d\\d)?$`, 'i')
const datesInWords = new RegExp(
  `(?<!\\d)((?:19|20)\\d\\d)-(\\d\\d)-\\d\\d(?!\\d)|(?<![a-z])(${monthPattern})[ -]?(?:\\d{1,2},? )?((?:19|20)\\d\\d)(?!\\d)`,
  'gi',
)

function listMonths(first: number, last: number): readonly number[] | undefined {
  return last < first
    ? undefined
    : Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
