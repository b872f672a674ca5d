import { findCounted, namesPeople } from '../verify/counted.ts'
import { readStatement } from '../verify/statement.ts'
import { findCellAt, type Grid, type GridCell, type Place } from './read-grid.ts'
import type { Said } from './said.ts'
import type { Value } from './read-values.ts'
import { keyOf } from './label.ts'

/** True where a number tells so much, as exactly as it says. */
export function isTold(value: Value, actual: number, isComputed: boolean): boolean {
  const { told, places, hedge } = value
  const error = Math.abs(actual - told)
  // "at least 15%" is a claim of its own
  if (hedge === 'bound' || (hedge !== 'exact' && places > 0)) return false
  if (value.isFraction) return isFraction(value, actual)
  const half = 0.5 * 10 ** -places + 1e-9
  const size = Math.abs(told)
  if (hedge === 'about') return error <= Math.max(size * 0.03, Math.min(half, size * 0.05))
  if (hedge === 'nearly') return actual < told && error <= size * 0.05
  if (hedge === 'over') return actual > told && error <= size * 0.05
  if (hedge === 'more') return actual > told && error <= size * 0.15
  if (hedge === 'less') return actual < told && error <= size * 0.15
  return error <= (isComputed ? half : 1e-9)
}

/** Percentage points by which a part may differ from "half", "about half", "almost half". */
function isFraction({ told, hedge }: Value, actual: number): boolean {
  const error = Math.abs(actual - told)
  if (hedge === 'exact') return error <= 0.5
  if (hedge === 'about') return error <= Math.min(told * 0.06, 2)
  const isSide = hedge === 'nearly' || hedge === 'less' ? actual < told : actual > told
  return isSide && (hedge === 'more' || hedge === 'less' || error <= 3)
}

/** True where a number is what the cell at a place gives of it, in its unit. */
export function holdsValue(said: Said, value: Value, place: Place): boolean {
  const cell = findCellAt(said.grid, place)
  if (!cell) return false
  const words = wordsOf(said.grid, place)
  const { brackets } = cell
  const [first, second] = brackets
  switch (value.role) {
    case 'percent':
      return holdsPercent(value, cell, words)
    case 'deviation':
      return ofDeviation.test(words) && first !== undefined && isTold(value, first, false)
    case 'error':
      return ofError.test(words) && first !== undefined && isTold(value, first, false)
    case 'bracket':
      return brackets.length === 1 && first !== undefined && isTold(value, first, false)
    case 'lower':
      return ofInterval.test(words) && second !== undefined && isTold(value, first ?? NaN, false)
    case 'upper':
      return ofInterval.test(words) && second !== undefined && isTold(value, second, false)
    case 'p':
    case 'main':
      return holdsMain(said, value, cell, place)
  }
}

const ofDeviation = /\bSD\b|\bstandard deviation\b|\bstd\b/i
const ofError = /\bSE\b|\bSEM\b|\bstandard error\b/i
const ofInterval = /\bCI\b|\bconfidence\b/i

export function wordsOf({ labels }: Grid, { group, row, column }: Place): string {
  return [labels.group[group], labels.row[row], labels.column[column]]
    .map((label) => label?.words ?? '')
    .join(' | ')
}

function headsOf({ reference: { rowPath, columnPath } }: GridCell): string {
  return [...rowPath, ...columnPath].join(' | ')
}

function holdsPercent(value: Value, cell: GridCell, words: string): boolean {
  const share = readPercent(cell, words)
  return share !== undefined && isTold(value, share, isRounded(value, share))
}

/** "13%" of 12.6 is told as it rounds. */
function isRounded({ places }: Value, share: number): boolean {
  return places === 0 && !Number.isInteger(share)
}

/** In percent, as a cell gives it. */
export function readPercent(cell: GridCell, words: string): number | undefined {
  const heads = `${words} | ${headsOf(cell)}`
  const isCount = /\bn\b[^|]*%|\(%\)|N\s*=/i.test(heads) && Number.isInteger(cell.value)
  const [share] = cell.brackets
  if (share !== undefined && cell.brackets.length === 1)
    return cell.isPercentInBrackets || isCount ? share : undefined
  if (cell.isPercent) return cell.value
  return undefined
}

function holdsMain(said: Said, value: Value, cell: GridCell, place: Place): boolean {
  const words = `${wordsOf(said.grid, place)} | ${headsOf(cell)}`
  if (value.isNone) return cell.value === 0 && cell.comparator === ''
  if (value.comparator !== cell.comparator) return false
  if (!isOfCounted(said, value, cell, words)) return false
  if (/^(?:%|per ?cent)$/.test(value.unit)) {
    const own = readPercent(cell, words)
    const share =
      own ?? (isOfPercent(said.grid, words) && cell.brackets.length !== 1 ? cell.value : undefined)
    return share !== undefined && isTold(value, share, isRounded(value, share))
  }
  if (!isOfUnit(said.grid, value, words)) return false
  return isTold(
    value,
    scaleTo(said, value, cell.value, words) ?? NaN,
    isRescaled(said.grid, value, words),
  )
}

/** Of people who had an event no event is counted, and of events no people. */
export function isOfCounted(
  { text }: Said,
  { range }: Value,
  cell: GridCell,
  words: string,
): boolean {
  const counted = findCounted(text, range)
  const ofEvents = /\bevents?\b/i.test(words.replace(/\badverse events?\b/gi, ' '))
  if (counted === 'people') return !ofEvents
  const isOfPeople = cell.size !== undefined || /\bn\s*\(\s*%/i.test(words) || namesPeople(words)
  return counted !== 'events' || ofEvents || !isOfPeople
}

function isOfPercent({ table }: Grid, words: string): boolean {
  if (/%|\bper ?cent/i.test(words)) return true
  return (
    /%/.test(
      `${table.block.title === '' ? (table.context.trim().split('\n').at(-1) ?? '') : table.block.title} ${table.corners}`,
    ) && !/\bn\b|\bN\s*=/.test(words)
  )
}

/** "GWh", "g/dL": where a table gives its unit, or names what is counted. */
export function isOfUnit(
  { words: around }: Grid,
  { unit, currency }: Value,
  words: string,
): boolean {
  const all = `${words}\n${around}`
  const has = (one: string): boolean =>
    new RegExp(
      `(?<![\\p{L}\\d/·*])${one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d/·*²³])`,
      'u',
    ).test(all)
  if (currency !== '' && !(currencies.get(currency) ?? [currency]).some((one) => all.includes(one)))
    return false
  if (unit === '') return true
  if (/^years?$/i.test(unit)) return /\bage\b|\byears?\b|\byrs?\b/i.test(words)
  return [unit, unit.toLowerCase(), unit.replace(/s$/, ''), `${unit}s`, capital(unit)].some(has)
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

const currencies: ReadonlyMap<string, readonly string[]> = new Map([
  ['EUR', ['EUR', '€']],
  ['€', ['EUR', '€']],
  ['USD', ['USD', '$']],
  ['$', ['USD', '$']],
  ['GBP', ['GBP', '£']],
  ['£', ['GBP', '£']],
])

const scales: readonly (readonly [number, RegExp])[] = [
  [1e9, /\bbillions?\b|\bbn\b/i],
  [1e6, /\bmillions?\b|(?:EUR|USD|GBP|CHF|[€$£])\s?m\b/i],
  [1e3, /\bthousands?\b|[’']000\b|\b(?:EUR|USD|GBP|CHF|[€$£])\s?k\b/i],
]

function readScale(words: string): number {
  return scales.find(([, pattern]) => pattern.test(words))?.[0] ?? 1
}

/** What a cell gives, counted as the sentence counts; undefined where it does not say in what it counts. */
export function scaleTo(
  said: Said,
  value: Value,
  given: number,
  words: string,
): number | undefined {
  const { grid, values } = said
  const own = readScale(words)
  const scale =
    own > 1 ? own : /%|\bper\b|\bnumber\b|\bN\s*=/i.test(words) ? 1 : readScale(grid.words)
  if (value.scale > 1) return (given * scale) / value.scale
  if (scale === 1) return given
  if (value.currency !== '') return undefined
  const isBeside = values.some((one) => one !== value && one.scale === scale)
  return isBeside || (own === 1 && isCounted(said, value, words)) ? given : undefined
}

/** "3,412 employees" of a row of employees is no amount of money. */
function isCounted({ text, grid }: Said, { range }: Value, words: string): boolean {
  const [next = ''] = /^\s+\p{L}+/u.exec(text.slice(range.end)) ?? []
  if (namesPeople(next.trim())) return true
  const heads = new Set(readStatement(words, grid.table.findArms).map(keyOf))
  const [own] = readStatement(next, grid.table.findArms)
  return own !== undefined && heads.has(keyOf(own))
}

export function isRescaled(grid: Grid, { scale }: Value, words: string): boolean {
  return scale > 1 && scale !== Math.max(readScale(words), 1) && scale !== readScale(grid.words)
}
