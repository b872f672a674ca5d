import { datePattern, readDate } from './dates.ts'
import { numberWordsPattern, readNumberWords } from './number-words.ts'
import type { TextRange } from './range.ts'
import { findUnit, unitPattern } from './units.ts'

/** A number of a text as it is compared: "1,200" and "1200" are one, "0.05" and "5 %" are the same. */
export type Quantity = {
  readonly kind: 'number'
  /** With sign, comparator and unit. */
  readonly range: TextRange
  /** Plain decimal with its sign, without needless zeros: "-0.5", "1200". No precision is lost. */
  readonly decimal: string
  readonly comparator: '' | '<' | '≤' | '>' | '≥'
  /** Base of its kind ("mg" for g and kg); '' where no unit stands beside it. */
  readonly unit: string
  /** How many of the base the unit is; 1 without one. */
  readonly factor: number
}

type DateQuantity = {
  readonly kind: 'date'
  readonly range: TextRange
  /** "2025-01-15" or "2025-01". */
  readonly date: string
}

/** The numbers, spelled numbers and dates of a text in order; digits inside identifiers are none. */
export function findQuantities(text: string): readonly (Quantity | DateQuantity)[] {
  const found: (Quantity | DateQuantity)[] = []
  for (const match of text.matchAll(pattern)) {
    const range = { start: match.index, end: match.index + match[0].length }
    if (match.groups?.skipped !== undefined) continue
    const date = match.groups?.date === undefined ? undefined : readDate(match.groups.date)
    if (date !== undefined) found.push({ kind: 'date', range, date })
    else if (match.groups?.date === undefined) found.push(readQuantity(match, range))
  }
  return shareUnits(text, found)
}

/** True when both say the same: equal values in units of one kind, or a share as a percentage. */
export function sameQuantity(a: Quantity, b: Quantity): boolean {
  if (a.comparator !== b.comparator) return false
  if (a.unit === b.unit) return sameAmount(a, b)
  // a share as a percentage: "0.05" is "5"
  if (a.unit === '%' && b.unit === '') return shiftDecimal(b.decimal, 2) === a.decimal
  return b.unit === '%' && a.unit === '' && shiftDecimal(a.decimal, 2) === b.decimal
}

/** A plain decimal times ten to the power of `places`, 0 or more: "-0.05" and 2 give "-5". */
export function shiftDecimal(decimal: string, places: number): string {
  return decimal.startsWith('-')
    ? `-${movePoint(decimal.slice(1), places)}`
    : movePoint(decimal, places)
}

const digits = '(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+)'
const scale = 'thousand|million|billion'

/** A hyphen is a sign only where no word or number stands before it: "10-20" is a range. */
const pattern = new RegExp(
  // a table's number, and "one", which is a pronoun as well
  `(?<skipped>\\b\\d{1,2}-\\d{1,2}\\.\\d{2}(?!\\d)|\\bone\\b(?![- ](?:hundred|thousand)))|(?<date>${datePattern})|(?:(?<comparator>[<>≤≥]=?|(?:less|more|greater|fewer) than(?: or equal to)?|at least|at most)\\s*)?` +
    `(?<!\\p{L}|\\d|\\.\\d|\\p{L}[-–/])(?:(?<=^|[\\s(\\[,;:=<>≤≥±/{"“])(?<sign>[-−–+])\\s?(?=[\\d.$]))?[$€£]?\\s?(?:(?<digits>${digits})|\\b(?<words>${numberWordsPattern})\\b)` +
    // "14-3.1" is a name, "7.2-183.1" a range
    `(?!\\d|(?!c?m2)\\p{L}+\\d|(?<!\\.\\d+)-\\d+\\.\\d|\\.\\d+-\\d+\\.\\d)(?:\\s(?<scale>${scale})\\b)?(?:(?:\\s|-)?(?<unit>${unitPattern})(?![\\p{L}\\d²]))?`,
  'giu',
)

function readQuantity(match: RegExpExecArray, range: TextRange): Quantity {
  const groups = match.groups ?? {}
  const plain = groups.digits ?? String(readNumberWords(groups.words ?? '') ?? '')
  const unit = groups.unit === undefined ? undefined : findUnit(groups.unit)
  const unsigned = scaleBy(toDecimal(plain), groups.scale)
  const isNegative = groups.sign !== undefined && groups.sign !== '+' && unsigned !== '0'
  return {
    kind: 'number',
    range: trimStart(match[0], range),
    decimal: isNegative ? `-${unsigned}` : unsigned,
    comparator: readComparator(groups.comparator),
    unit: unit?.base ?? '',
    factor: unit?.factor ?? 1,
  }
}

function trimStart(words: string, range: TextRange): TextRange {
  return { start: range.start + words.length - words.trimStart().length, end: range.end }
}

function readComparator(words: string | undefined): Quantity['comparator'] {
  const plain = (words ?? '').toLowerCase()
  if (plain === '') return ''
  if (/^(?:≤|<=|at most|(?:less|fewer) than or)/.test(plain)) return '≤'
  if (/^(?:≥|>=|at least|(?:more|greater) than or)/.test(plain)) return '≥'
  return /^(?:<|less|fewer)/.test(plain) ? '<' : '>'
}

function toDecimal(spelled: string): string {
  const [whole = '', fraction = ''] = spelled.replaceAll(',', '').split('.')
  const end = fraction.replace(/0+$/, '')
  const start = whole.replace(/^0+(?=\d)/, '') || '0'
  return end === '' ? start : `${start}.${end}`
}

const scales: Readonly<Record<string, number>> = { thousand: 3, million: 6, billion: 9 }

function scaleBy(decimal: string, name: string | undefined): string {
  const places = name === undefined ? 0 : (scales[name.toLowerCase()] ?? 0)
  return movePoint(decimal, places)
}

function movePoint(decimal: string, places: number): string {
  const [whole = '', fraction = ''] = decimal.split('.')
  const padded = fraction.padEnd(places, '0')
  return toDecimal(`${whole}${padded.slice(0, places)}.${padded.slice(places)}`)
}

function sameAmount(a: Quantity, b: Quantity): boolean {
  if (a.factor === b.factor) return a.decimal === b.decimal
  const first = Number(a.decimal) * a.factor
  const second = Number(b.decimal) * b.factor
  return Math.abs(first - second) <= 1e-9 * Math.abs(first)
}

/** In "25 to 38%", "5 or 10 mg" and "10-20%" the unit belongs to both. */
function shareUnits(
  text: string,
  found: readonly (Quantity | DateQuantity)[],
): readonly (Quantity | DateQuantity)[] {
  const shared = [...found]
  for (let at = shared.length - 2; at >= 0; at--) {
    const one = shared[at]
    const next = shared[at + 1]
    if (one?.kind !== 'number' || next?.kind !== 'number' || one.unit !== '') continue
    const between = text.slice(one.range.end, next.range.start)
    const isRange = next.unit !== '' && /^\s*(?:to|or|and|-|–|±)?\s*$/.test(between)
    // "55.0% in 2023 and 52.7% in 2025"
    const isYear = next.unit === '%' && /^(?:19|20)\d\d$/.test(one.decimal)
    if (isRange && !isYear && between !== '' && between.trim() !== '') {
      shared[at] = { ...one, unit: next.unit, factor: next.factor }
    }
  }
  return shared
}
