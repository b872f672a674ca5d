import { monthNamePattern, plainMonthPattern } from '../../../shared/text/months.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { Concept } from './asked-question.ts'

/** "A year earlier" behind a question of 2025 is 2024. */
export function nameYear(text: string, before: readonly Concept[]): string {
  const year = before.map(({ term }) => term).find(isYear)
  if (year === undefined) return text
  const name = (step: number) => `in ${Number(year) + step}`
  return text.replace(earlierYear, name(-1)).replace(laterYear, name(1))
}

const earlierYear =
  /\b(?:in )?(?:a year (?:earlier|before)|(?:the )?(?:year before|(?:previous|prior|preceding) year))\b/i
const laterYear = /\b(?:in )?(?:a year later|(?:the )?(?:(?:next|following) year|year after))\b/i

/** "And in June" behind March is no March. */
export function isOtherTime({ term }: Concept, now: readonly Concept[]): boolean {
  return [isMonth, isYear].some(
    (isTime) => isTime(term) && now.some((one) => isTime(one.term) && one.term !== term),
  )
}

/** "And at 31 March" behind "at 30 June" is no 30th: the day goes with its month. */
export function isOtherDay({ word }: Concept, before: string, text: string): boolean {
  if (!/^\d{1,2}$/.test(word) || !monthName.test(text)) return false
  return Array.from(before.matchAll(dayOfMonth)).some(
    ([, first, last]) => first === word || last === word,
  )
}

const monthName = new RegExp(`(?<!\\p{L})(?:${monthNamePattern})(?!\\p{L})`, 'u')
const dayOfMonth = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)? (?:${monthNamePattern})(?!\\p{L})|(?<!\\p{L})(?:${monthNamePattern}) (\\d{1,2})(?!\\d)`,
  'gu',
)

const monthTerms: ReadonlySet<string> = new Set(listTerms(plainMonthPattern.replaceAll('|', ' ')))

function isMonth(term: string): boolean {
  return monthTerms.has(term)
}

function isYear(term: string): boolean {
  return /^(?:19|20)\d\d$/.test(term)
}
