import { formatMonth, monthPattern, readMonth } from './months.ts'

/** Dates as documents write them: "15 January 2025", "January 15, 2025", "2025-01-15", "15-Jan-2025", "May 1997". */
export const datePattern = (() => {
  const year = '(?:1[89]|20)\\d\\d'
  const day = '\\d{1,2}(?:st|nd|rd|th)?'
  return (
    `\\b(?:${day}[ -]${monthPattern}[ -]${year}|${monthPattern} ${day},? ${year}|` +
    `${monthPattern} ${year}|${year}-\\d\\d-\\d\\d)\\b`
  )
})()

/** "2023-10-31" of "31OCT2023", as data of trials have it; undefined for what is written otherwise. */
export function readDataDate(word: string): string | undefined {
  return /^\d{1,2}\p{L}{3}\d{4}$/u.test(word) ? readDate(word) : undefined
}

/** "2025-01-15", of "15JAN2025" as well, or "2025-01" where no day is given; undefined for what is no date. */
export function readDate(words: string): string | undefined {
  const iso = /^\d{4}-\d\d-\d\d$/.exec(words)
  if (iso) return words
  const month = readMonth(/[A-Za-z]{3,}/.exec(words)?.[0] ?? '')
  const year = /\d{4}/.exec(words)?.[0]
  if (month === undefined || year === undefined) return undefined
  const day = /(?<!\d)\d{1,2}(?!\d)/.exec(words)?.[0]
  const start = `${year}-${formatMonth(month)}`
  return day === undefined ? start : `${start}-${day.padStart(2, '0')}`
}
