import { formatMonth, monthNames, readMonth } from '../../../shared/text/months.ts'
import type { PairedValue } from './cell-values.ts'
import type { HouseClaim } from './house-words.ts'
import { findPeriod } from './periods.ts'
import type { Token } from './statement.ts'
import { readScale } from './table-scale.ts'
import {
  findTotal,
  listColumn,
  listOtherTimes,
  listRowValues,
  readOwnValue,
} from './table-values.ts'
import type { ClaimEvidence } from './verdict.ts'

/** Of these no table tells which end is meant. */
const either = 'best worst fastest slowest cleanest hardest safest'.split(' ')
const most =
  'busiest fullest hottest warmest deepest steepest thickest widest biggest tallest densest richest commonest'.split(
    ' ',
  )
const least = 'cheapest coldest thinnest poorest rarest'.split(' ')
const extremes = [...either, ...most, ...least]

const rises = 'up dearer soared soars surged surges expanded expands'.split(' ')
const falls = 'down cheaper cut cuts plunged plunges shrunk collapsed collapses'.split(' ')
const stays = 'unchanged flat stagnated stagnates stagnant'.split(' ')
const rhythms = 'daily weekly monthly quarterly annual annually yearly'.split(' ')

/** Amounts, exclusions, extremes, changes, scales and months are told by tables. */
const shown = new RegExp(
  `^(?:${[
    'all any each every both only just none few several half halves halved thirds? quarters? majority',
    'double[ds]? doubling twice triple[ds]? first last',
    ...monthNames.map((name) => name.toLowerCase()),
    'thousands? millions? billions? ago',
    ...extremes,
    ...rises,
    ...falls,
    ...stays,
    ...rhythms,
    // a value that is given as it is, is not only near
    'nearly almost barely',
  ]
    .join(' ')
    .replaceAll(' ', '|')})$`,
)

/** `word` is in lower case. */
export function isToldByTables(
  word: string,
  { range }: Token,
  { claim, paired }: HouseClaim,
): boolean {
  const [before, after] = [claim.text.slice(0, range.start), claim.text.slice(range.end)]
  if (/^(?:up|down)$/.test(word)) return going.test(before) || /^\s+(?:from|by)\b/i.test(after)
  if (word === 'second')
    return /\b(?:came|comes|rank(?:s|ed)?|placed)\s+$/i.test(before) || placed.test(after)
  if (reaching.test(word)) return isOfTarget(paired)
  return shown.test(word)
}

const reaching = /^(?:met|meets|miss(?:ed|es))$/
const target = /\b(?:target|requirement)\b/i

function isOfTarget(paired: readonly PairedValue[]): boolean {
  return paired.some(({ value }) => target.test(value.headers.at(-1) ?? ''))
}

/** "Missed its target of 96%" with 93.7% in the one other column of that unit. */
function isReached(word: string, { paired, evidence }: HouseClaim): boolean {
  const bound = paired.find(({ value }) => target.test(value.headers.at(-1) ?? ''))
  const cited = bound && evidence[bound.value.index]
  const row = cited ? listRowValues(cited) : []
  const own = row.find(({ isOwn }) => isOwn)
  const [reached, ...others] = row.filter(({ isOwn, unit }) => !isOwn && unit === own?.unit)
  if (!own || !reached || others.length > 0) return false
  return /^met|^meet/.test(word) === reached.value >= own.value
}

const going = /\b(?:go|goes|going|gone|went|come|comes|coming|came|is|are|was|were|moved)\s+$/i
const placed = /^\s+(?:most|least|place|\p{L}+est)\b/iu

/** "-3.4 kPa": what stands behind a value and has a capital within is its unit, which no author chooses. */
export function isUnitBehind({ range }: Token, { claim, paired }: HouseClaim): boolean {
  const word = claim.text.slice(range.start, range.end)
  if (!/^.\p{L}*\p{Lu}/u.test(word)) return false
  return paired.some(({ claim: { range: own } }) =>
    /^\s+$/.test(claim.text.slice(own.end, range.start)),
  )
}

/** True where the table bears out a word that it can tell. */
export function isShown(word: string, token: Token, house: HouseClaim): boolean {
  const { range } = token
  const { claim, paired, evidence } = house
  const [before, after] = [claim.text.slice(0, range.start), claim.text.slice(range.end)]
  if (word === 'all') return ofAll.test(before)
  if (word === 'only') return /\bthe\s+$/i.test(before) && isWholeOfOne(paired, evidence)
  if (word === 'third') return isThirdQuarter(claim.text.slice(0, range.start), after, paired)
  if (word === 'second') return false
  if (reaching.test(word)) return isReached(word, house)
  if (extremes.includes(word)) return isExtreme(word, range.start, paired, evidence)
  if (rises.includes(word)) return findMove(token, house) === 1
  if (falls.includes(word)) return findMove(token, house) === -1
  if (stays.includes(word)) return findMove(token, house) === 0
  if (rhythms.includes(word)) {
    const isYearly = /^(?:annual|year)/.test(word)
    return isScaled(word, evidence) || (isYearly && isScaled('a year', evidence))
  }
  if (/ions?$|^thousand/.test(word)) return isScaled(word.replace(/s$/, ''), evidence)
  if (word === 'ago') return isYearAgo(range, house)
  return isMonth(word, range, claim.text, paired)
}

/** "The highest ratio of all segments": the extreme is judged for itself. */
const ofAll = /\b(?:\p{L}+est|most|least)\b[^.,;:]*\bof\s+$/iu

/** "The only sample … (1)" of a column that has no more in all. */
function isWholeOfOne(paired: readonly PairedValue[], evidence: readonly ClaimEvidence[]): boolean {
  return paired.some(({ value: { index } }) => {
    const cited = evidence[index]
    return cited !== undefined && readOwnValue(cited) === 1 && findTotal(cited) === 1
  })
}

/** "… in the second quarter to 412.6 million in the third." */
function isThirdQuarter(before: string, after: string, paired: readonly PairedValue[]): boolean {
  return (
    /\bquarter\b.*\bthe\s+$/i.test(before) &&
    /^(?:[.,;)]|$)/.test(after) &&
    paired.at(-1)?.value.period.endsWith('-Q3') === true
  )
}

/** The value beside it is the first or the last of its column. */
function isExtreme(
  word: string,
  start: number,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): boolean {
  const before = paired.findLast(({ claim }) => claim.range.end <= start)
  const own = paired.find(({ claim }) => claim.range.start >= start) ?? before
  const cited = own && evidence[own.value.index]
  const value = cited && readOwnValue(cited)
  const column = cited ? listColumn(cited) : []
  if (value === undefined || column.length < 2) return false
  return (
    (!least.includes(word) && value === Math.max(...column)) ||
    (!most.includes(word) && value === Math.min(...column))
  )
}

/** "At the end of June" of the value that stands before it, or else of the next: its head names that month. */
function isMonth(
  word: string,
  range: Token['range'],
  text: string,
  paired: readonly PairedValue[],
): boolean {
  const month = `-${formatMonth(readMonth(word) ?? 0)}-`
  const before = paired.findLast(({ claim }) => claim.range.end <= range.start)
  const next = paired.find(({ claim }) => claim.range.start >= range.end)
  const isBehind =
    before !== undefined &&
    /^[^,;:(]*$/.test(text.slice(before.claim.range.end, range.start)) &&
    !/^\s*\($/.test(text.slice(range.end, next?.claim.range.start ?? 0))
  const own = isBehind ? before : (next ?? before)
  return own?.value.period.slice(4).startsWith(month) ?? false
}

/** "Per million", "annual" below a head or caption that says so. */
function isScaled(word: string, evidence: readonly ClaimEvidence[]): boolean {
  return evidence.some(({ context, cell, quote }) =>
    [context, quote, ...(cell?.headers ?? [])].some((one) => one.toLowerCase().includes(word)),
  )
}

/**
 * Which way the row went that is told beside a word: "went up to 74" from the value before its newest one, or
 * from the first of its two values to the other; undefined where its table does not tell.
 */
export function findMove(
  { range }: Token,
  { claim, paired, evidence }: HouseClaim,
): number | undefined {
  const next = paired.find((one) => one.claim.range.start >= range.end) ?? paired.at(-1)
  const own = evidence[next?.value.index ?? 0]
  const row = own?.cell?.reference.rowPath.join('\n')
  const values = evidence
    .filter(({ cell }) => cell?.reference.rowPath.join('\n') === row)
    .flatMap((one) => {
      const value = readOwnValue(one)
      const period = one.cell ? findPeriod(one.cell.reference) : ''
      return value === undefined ? [] : [{ one, value, period }]
    })
  const [now] = values
    .filter(({ period }) => period !== '')
    .toSorted((a, b) => (a.period < b.period ? 1 : -1))
  if (!now) {
    const [from, to] = values
    const isTold = values.length === 2 && /\bfrom\b.*\bto\b/i.test(claim.text)
    return isTold && from && to ? Math.sign(to.value - from.value) : undefined
  }
  // what the sentence itself compares with goes before what else the row has
  const [former] = (values.length > 1 ? values : listOtherTimes(now.one))
    .filter(({ period }) => period < now.period)
    .toSorted((a, b) => (a.period < b.period ? 1 : -1))
  return former && Math.sign(now.value - former.value)
}

/** "A year ago": of the value of one year before the row's newest. */
function isYearAgo(range: Token['range'], { claim, paired, evidence }: HouseClaim): boolean {
  const own = paired.find((one) => one.claim.range.start >= range.end) ?? paired.at(-1)
  const cited = own && evidence[own.value.index]
  if (!cited || !/\b(?:a|one) year\s+$/i.test(claim.text.slice(0, range.start))) return false
  const newest = Math.max(...listOtherTimes(cited).map(({ period }) => Number(period.slice(0, 4))))
  return newest - Number(own.value.period.slice(0, 4)) === 1
}

/** True for a word that the table shows to be wrong, whoever wrote it. */
export function isRefuted({ range }: Token, house: HouseClaim): boolean {
  const word = house.claim.text.slice(range.start, range.end).toLowerCase()
  return isOpposed(word, house) || (word === 'ago' && !isYearAgo(range, house))
}

/** "412 customers" below "Customers (thousand)", "1,720 cubic metres" of a table in thousands of them. */
export function findUnscaled({ claim, paired, evidence }: HouseClaim): PairedValue | undefined {
  if (/\b(?:thousands?|millions?|billions?|bn|mn|m|k)\b|000s?\b/i.test(claim.text)) return undefined
  return paired.find(({ claim: { range, quantity }, value }) => {
    const isBare = quantity.decimal === value.written && quantity.unit !== '%'
    if (!isBare || value.scale === 0 || Number(quantity.decimal) === 0) return false
    if (readScale(value.headers, '') > 0) return true
    const next = /^\s+(\p{L}+)/u.exec(claim.text.slice(range.end))?.[1]
    const counted = [...(evidence[value.index]?.context ?? '').matchAll(/\(([^()]*)\)/g)]
    return next !== undefined && counted.some(([, unit = '']) => hasWord(unit, next))
  })
}

function hasWord(text: string, word: string): boolean {
  return text.toLowerCase().split(/\s+/).includes(word.toLowerCase())
}

/**
 * "Passed" of "Failures": a word that says the opposite of a value's own head, which the sentence neither
 * denies nor has itself.
 */
function isOpposed(word: string, { claim, paired, evidence }: HouseClaim): boolean {
  const heads = paired.flatMap(({ value }) => evidence[value.index]?.cell?.reference ?? [])
  const names = heads.flatMap(({ rowPath, columnPath }) => [rowPath.at(-1), columnPath.at(-1)])
  if (/\b(?:not|no|none|never|neither|nor|without)\b|n't\b/i.test(claim.text)) return false
  return opposites.some(
    ([one, other]) =>
      one.test(word) &&
      !other.test(claim.text) &&
      names.some((name = '') => other.test(name) && !one.test(name)),
  )
}

const pairs: readonly (readonly [RegExp, RegExp])[] = [
  [/\bpass(?:ed|es|ing)?\b/i, /\bfail/i],
  [/\baccept(?:ed|s)?\b/i, /\breject/i],
  [/\b(?:within|inside|agree[ds]?)\b/i, /\boutside\b/i],
  [/\bclosed?\b/i, /\bopen\b/i],
  [/\b(?:late|delayed|overdue)\b/i, /\bon[ -]time\b/i],
  [/\b(?:complet|finish)(?:e|es|ed)\b/i, /\b(?:discontinu|terminat|withdr)/i],
  [/\bsurviv(?:e|es|ed|ors?)\b/i, /\b(?:deaths?|died|fatal)/i],
]
const opposites = [...pairs, ...pairs.map(([one, other]) => [other, one] as const)]
