import type { StyleGuide } from '../../../shared/model/style-guide.ts'
import { datePattern, readDate } from '../../../shared/text/dates.ts'
import { findQuantities } from '../../../shared/text/quantities.ts'
import { applyTerms } from '../apply-terms.ts'
import { formatDate } from '../format-date.ts'
import { rewrite, type Rewriting } from '../rewriting.ts'

/** One thing that a style guide says, over one sentence or cell. */
export type StyleChange = (words: Rewriting) => Rewriting

export function writeTerms({ terms }: StyleGuide): StyleChange {
  const changes = terms.flatMap(({ preferred, forbidden }) =>
    forbidden.map((from) => ({ from, to: preferred })),
  )
  return (words) => applyTerms(words, changes)
}

/**
 * Never the value: "1,200" and "1200". Blanks between digits are no separator that is read, and digits
 * without one get it only where a unit shows that they count something and name nothing.
 */
export function writeNumbers({ thousandsSeparator }: StyleGuide): StyleChange {
  if (thousandsSeparator === null) return (words) => words
  if (thousandsSeparator === 'none') {
    return (words) => rewrite(words, 'format', grouped, (number) => number.replaceAll(',', ''))
  }
  return (words) => {
    const counts = findQuantities(words.text).flatMap((one) =>
      one.kind === 'number' && one.unit !== '' ? [one.range] : [],
    )
    return rewrite(words, 'format', ungrouped, (number, ...rest: unknown[]) => {
      const at = rest.find((one) => typeof one === 'number') ?? -1
      const counts_ = counts.some(({ start, end }) => start <= at && at < end)
      return counts_ ? number.replace(/\B(?=(?:\d{3})+$)/g, ',') : number
    })
  }
}

/** "12,986" and "108,007.10", not "1,2,3" and not the 14 of "A-14,000". */
const grouped = /(?<![\p{L}\d.,/-])\d{1,3}(?:,\d{3})+(?![\d,]\d|\d|[-/]\d)/gu

const ungrouped = /(?<![\p{L}\d.,/-])\d{4,}(?![\d,/-])/gu

/** Dates with a day, as they are read; "May 1997" and dates of numbers that may be read two ways stay. */
export function writeDates({ dateFormat }: StyleGuide): StyleChange {
  if (dateFormat === null) return (words) => words
  return (words) =>
    rewrite(words, 'format', new RegExp(datePattern, 'gu'), (found) => {
      const date = readDate(found)
      return (date && formatDate(date, dateFormat)) ?? found
    })
}
