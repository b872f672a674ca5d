import { currencySigns, readCurrency } from '../../../shared/text/currencies.ts'
import { stem } from '../../../shared/text/stem.ts'

/** A number with its unit: "EUR" of "2 million euros", ":1" of "3.70:1", "year" of "7 years", or "". */
export type Quantity = {
  readonly value: number
  readonly unit: string
  readonly start: number
  readonly end: number
}

/** The numbers that "above £25,000 and up to £100,000" stands for. */
export type Band = {
  readonly low: Bound | undefined
  readonly high: Bound | undefined
  readonly unit: string
}

/** `isOpen`: the number itself lies outside. */
type Bound = { readonly value: number; readonly isOpen: boolean }

export function listQuantities(text: string): readonly Quantity[] {
  return Array.from(text.matchAll(quantity), (match) => {
    const [all, money = '', number = '', scale = '', behind = ''] = match
    const unit = readCurrency(money) ?? nameUnit(behind)
    const isUnit = unit !== '' && nameUnit(behind) !== ''
    const end = match.index + all.length - (isUnit || behind === '' ? 0 : behind.length)
    const value = Number(number.replaceAll(',', '')) * (scales.get(scale.toLowerCase()) ?? 1)
    return { value, unit, start: match.index, end }
  })
}

/** Undefined for what is no band, or is more than one. */
export function readBand(written: string): Band | undefined {
  const name = written.replace(plus, '$1 $2 or more').replace(hyphen, '$1 – $2')
  const found = listQuantities(name)
  const bounds = found.flatMap((one, index) => readBound(name, found, one, index) ?? [])
  if (found.length === 0 || bounds.length < found.length || hasOtherWords(name, found))
    return undefined
  const [lows, highs] = [true, false].map((isLow) => bounds.filter((one) => one.isLow === isLow))
  const [low, high] = [lows?.[0], highs?.[0]]
  if ((lows?.length ?? 0) > 1 || (highs?.length ?? 0) > 1) return undefined
  if (low && high && low.value > high.value) return undefined
  return { low, high, unit: found.findLast(({ unit }) => unit !== '')?.unit ?? '' }
}

/** "12+ months", and "0-4" that is no date. */
const plus = /(\d[\d.,]*) ?\+ ?(\p{L}*)/gu
const hyphen = /^(\D*\d[\d.,]*)\s?-\s?(\d[\d.,]*[^\d-]*)$/

export function isWithin(value: number, { low, high }: Band): boolean {
  const isAbove = !low || (low.isOpen ? value > low.value : value >= low.value)
  const isBelow = !high || (high.isOpen ? value < high.value : value <= high.value)
  return isAbove && isBelow
}

export function isCurrency(unit: string): boolean {
  return readCurrency(unit) !== undefined
}

const scales: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['thousand', 1e3],
  ['m', 1e6],
  ['million', 1e6],
  ['bn', 1e9],
  ['billion', 1e9],
])
const quantity = new RegExp(
  `(?<![\\p{L}\\p{N}.:-])(${currencySigns})? ?(\\d+(?:,\\d{3})*(?:\\.\\d+)?)(?![\\d,]*\\d)(?: ?(k|m|bn|thousand|million|billion)(?![\\p{L}/²³]))?(?: ?(:1\\b|%|[\\p{L}°]+[²³]?(?:\\/\\p{L}+[²³]?)?))?`,
  'giu',
)

function nameUnit(behind: string): string {
  const word = behind.toLowerCase()
  if (word === '' || connecting.test(word)) return ''
  return readCurrency(word) ?? (/^\p{L}+$/u.test(word) ? stem(word) : word)
}

const connecting =
  /^(?:or|and|to|but|up|not|no|over|under|more|less|fewer|above|below|older|younger|higher|lower|greater|inclusive|than|in|on|at|of|for|with|by|is|are|was|were|a|an|the|per|until|through|between|from)$/

const belowForms = {
  closed: /(?:\bup to|\bat most|\bmax(?:imum|\.)?(?: of)?|≤|<=)\s*$/i,
  open: /(?:\b(?:less|fewer|lower|younger|smaller) than|\b(?:below|under)|<)\s*$/i,
} as const
const aboveForms = {
  closed: /(?:\bat least|\bfrom|\bbetween|\bmin(?:imum|\.)?(?: of)?|≥|>=)\s*$/i,
  open: /(?:\b(?:more|greater|higher|older|larger) than|\b(?:above|over|exceeding)|>)\s*$/i,
} as const
const turned = /\b(?:not|no)\s+[\p{L} ]+$/iu
const joins = /^\s*(?:to|and|-|–|—|through|until)\s*$/i

function readBound(
  name: string,
  found: readonly Quantity[],
  { value, start, end }: Quantity,
  index: number,
): (Bound & { readonly isLow: boolean }) | undefined {
  const before = name.slice(found[index - 1]?.end ?? 0, start)
  const behind = name.slice(end, found[index + 1]?.start)
  const bound = (isLow: boolean, isOpen: boolean) => ({ value, isLow, isOpen })
  const isTurned = turned.test(before)
  if (belowForms.closed.test(before)) return bound(false, false)
  if (aboveForms.open.test(before)) return isTurned ? bound(false, false) : bound(true, true)
  if (belowForms.open.test(before)) return isTurned ? bound(true, false) : bound(false, true)
  if (/^\s*(?:or|and) (?:less|fewer|under|below|lower|younger)\b/i.test(behind))
    return bound(false, false)
  if (/^\s*(?:\+|(?:or|and) (?:more|over|above|older|higher|greater|upwards?)\b)/i.test(behind))
    return bound(true, false)
  if (index > 0 && joins.test(before)) return bound(false, false)
  const leadsOn = index === 0 && found.length === 2 && joins.test(behind)
  return aboveForms.closed.test(before) || leadsOn ? bound(true, false) : undefined
}

/** "Invoices above £20,000 that were paid" is a thing, and no band. */
function hasOtherWords(name: string, found: readonly Quantity[]): boolean {
  const rest = found.reduceRight(
    (left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`,
    name,
  )
  return (rest.match(/\p{L}+/gu) ?? []).some((word) => !ofBands.test(word))
}

const ofBands =
  /^(?:up|to|at|most|least|less|fewer|lower|younger|smaller|than|below|under|more|greater|higher|older|larger|above|over|exceeding|from|between|and|or|but|not|no|of|max|maximum|min|minimum|through|until|inclusive|upwards?)$/i
