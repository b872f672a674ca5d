import { readDate } from '../../../shared/text/dates.ts'
import { readDay } from './asked-day.ts'
import { listTerms } from '../../../shared/text/terms.ts'

const names =
  'January February March April May June July August September October November December'.split(' ')

const asked = new RegExp(
  `\\b(?:in|during|of|for) (?:early |late |mid-)?(${names.join('|')})\\b(?:,? ((?:19|20)\\d\\d))?`,
)

/** "How many orders came in May 2025": the dates that are meant; undefined where no month is named. */
export function findAskedMonth(text: string): string | undefined {
  const [, name = '', year = ''] = asked.exec(text) ?? []
  if (name === '') return undefined
  return `${year}-${String(names.indexOf(name) + 1).padStart(2, '0')}`
}

/** One of the lines is a date in it, of whatever year where none is asked for. */
export function holdsMonth(month: string, words: string): boolean {
  return words.split('\n').some((line) => readDate(line.trim())?.slice(0, 7).endsWith(month))
}

/** The names of the months in which the dates among the lines lie. */
export function nameMonths(words: string): string {
  return words
    .split('\n')
    .map((line) => names[Number(readDate(line.trim())?.slice(5, 7)) - 1] ?? '')
    .join(' ')
}

/** The months and years of the dates in running words: "24OCT2023", "Mar 2025", "2024-03-12". */
export function listDateTerms(words: string): readonly string[] {
  return Array.from(words.matchAll(datesInWords), ([, isoYear, isoMonth, month, year]) => {
    const index = isoMonth ? Number(isoMonth) - 1 : readMonth(month ?? '')
    return `${names[index ?? -1] ?? ''} ${isoYear ?? year ?? ''}`
  }).flatMap((one) => listTerms(one))
}

/** The month of the head of a column: "Mar 2025" is asked for as March, "30/06/2025" as June. */
export function listMonthTerms(head: string): readonly string[] {
  const day = readDay(head)
  const ofMonth = isMonthHead(head) ? readMonth(head) : undefined
  const index = day ? Number(day.slice(5, 7)) - 1 : ofMonth
  return listTerms(names[index ?? -1] ?? '')
}

export function isMonthHead(head: string): boolean {
  return monthHead.test(head.trim())
}

/** The months of "from January to June" and "in the first half", 0 to 11; undefined where none is asked for. */
export function findAskedSpan(text: string): readonly number[] | undefined {
  const [, from = '', to = ''] = span.exec(text) ?? []
  if (from !== '') return listMonths(readMonth(from) ?? 0, readMonth(to) ?? 0)
  const half = /\b(first|second) half\b/i.exec(text)?.[1]
  return half
    ? listMonths(half.toLowerCase() === 'first' ? 0 : 6, half.toLowerCase() === 'first' ? 5 : 11)
    : undefined
}

const short = names.map((name) => name.slice(0, 3)).join('|')
const span = new RegExp(
  `\\b(?:from|between) ((?:${short})[a-z]*)(?: (?:19|20)\\d\\d)? (?:to|until|till|through|and) ((?:${short})[a-z]*)\\b`,
  'i',
)
const monthHead = new RegExp(`^(?:${short})[a-z]{0,6}\\.?(?:[ -](?:20)?\\d\\d)?$`, 'i')
const datesInWords = new RegExp(
  `(?<!\\d)((?:19|20)\\d\\d)-(\\d\\d)-\\d\\d(?!\\d)|(${short})[a-z]{0,6}\\.?[ -]?(?:\\d{1,2},? )?((?:19|20)\\d\\d)(?!\\d)`,
  'gi',
)
const month = new RegExp(`\\b(${short})(?:[a-z]{0,6})\\b`, 'i')

function listMonths(first: number, last: number): readonly number[] | undefined {
  return last < first
    ? undefined
    : Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** 0 to 11 of "Jan 2025". */
export function readMonth(words: string): number | undefined {
  const found = month.exec(words)
  const index = names.findIndex(
    (name) => name.slice(0, 3).toLowerCase() === found?.[1]?.toLowerCase(),
  )
  const isName = names.some((name) =>
    name.toLowerCase().startsWith(found?.[0]?.toLowerCase() ?? '-'),
  )
  return index < 0 || !isName ? undefined : index
}
