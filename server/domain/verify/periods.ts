import type { CellReference } from '../../../shared/model/citation.ts'
import { findQuantities } from '../../../shared/text/quantities.ts'

/** The years that words name, in order: of dates, as years, and of fiscal years ("FY18"). */
export function listYears(text: string): readonly string[] {
  // heads without a year are many, and reading their numbers takes long
  if (!mayNameYear.test(text)) return []
  const fiscal = text.replace(/\bFY ?(?:20)?(\d\d)\b/gi, ' 20$1 ')
  return findQuantities(fiscal).flatMap((one) => {
    if (one.kind === 'date') return [one.date.slice(0, 4)]
    return isYear(one.decimal) && one.unit === '' ? [one.decimal] : []
  })
}

const mayNameYear = /\d{4}|\d,\d{3}|\bFY ?\d\d|hundred|thousand/i

export function isYear(decimal: string): boolean {
  return /^(?:19|20)\d\d$/.test(decimal)
}

/**
 * When a cell's value is of, as text that orders: "2018-12-31", "2018-Q3", "2018"; '' where its heads
 * don't say.
 */
export function findPeriod({
  columnPath,
  rowPath,
}: Pick<CellReference, 'columnPath' | 'rowPath'>): string {
  return findOnly(columnPath) ?? findOnly(rowPath) ?? ''
}

/** What is left of a head without its period: "Gross loans (EUR million)" of two quarters is one thing. */
export function withoutPeriod(head: string): string {
  const dates = findQuantities(head).filter(
    (one) => one.kind === 'date' || (isYear(one.decimal) && one.unit === ''),
  )
  return dates
    .reduceRight((text, { range }) => text.slice(0, range.start) + text.slice(range.end), head)
    .replace(/\bFY ?\d\d\b|\b(?:Q[1-4]|H[12])(?!\p{L})/giu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Heads with two periods name none: "2019 over 2018". */
function findOnly(heads: readonly string[]): string | undefined {
  // a day and its year may stand in two heads, one below the other
  const dates = findQuantities(heads.join(' ')).flatMap((one) =>
    one.kind === 'date' ? [one.date] : [],
  )
  const years = new Set(heads.flatMap(listYears))
  if (years.size !== 1) return undefined
  if (dates.length === 1) return dates[0]
  const [year] = years
  const parts = new Set(
    heads
      .join(' ')
      .toUpperCase()
      .match(/\b(?:Q[1-4]|H[12])\b/g) ?? [],
  )
  return parts.size === 1 ? `${year ?? ''}-${[...parts].join('')}` : year
}
