import { readDate } from '../../../shared/text/dates.ts'

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
