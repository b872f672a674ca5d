import { sliceRange } from '../../../shared/text/range.ts'
import { datePattern } from '../../../shared/text/dates.ts'
import type { AskedRow, AskedTable } from './table-rows.ts'

/** The numbers of a cell: "5 (4.2%)" counts 5 and is a share of 4.2. */
type CellNumbers = {
  /** As it is written, without separators of thousands. */
  readonly first: string
  readonly percent: string | undefined
}

const number = /^[[(]?\s*([-−]?\d[\d,]*(?:\.\d+)?)(?!\d*[-/]\d)\s*(%)?(?:\s*[([]\s*([\d.]+)\s*%)?/

/** Undefined for words and dates. */
export function readNumbers(words: string): CellNumbers | undefined {
  const match = isDate(words) ? null : number.exec(words.trim())
  if (!match) return undefined
  const written = (match[1] ?? '').replaceAll(',', '').replace('−', '-')
  // accounts write what is below zero in brackets
  const first = /^\(\s*\d[\d,.]*\s*\)$/.test(words.trim()) ? `-${written}` : written
  return { first, percent: match[2] ? first : match[3] }
}

export function isDate(words: string): boolean {
  return wholeDate.test(words.trim())
}

const wholeDate = new RegExp(`^(?:${datePattern}|\\d{1,2}([./])\\d{1,2}\\1(?:19|20)\\d\\d)$`, 'i')

export function readCell({ place }: AskedTable, { cells }: AskedRow, column: number): string {
  const cell = cells[column]
  return cell ? sliceRange(place.source.sourceText.text, cell.range) : ''
}
