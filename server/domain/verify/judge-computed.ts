import { shiftDecimal } from '../../../shared/text/quantities.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import {
  findTurn,
  followsBy,
  isOrdered,
  listWays,
  type Operand,
  type Target,
  type Way,
} from './arithmetic.ts'
import type { CellValue, NumberToken } from './cell-values.ts'
import { followsFromFormula } from './compute-formula.ts'
import type { ClaimEvidence } from './verdict.ts'

/** How a number follows from cells; `isTurnHeld` where the claim's rise or fall is the values' own. */
export type Calculated = { readonly isTurnHeld: boolean }

/** What a claim can be computed from: its words, and each cited cell's first value once. */
export type Calculation = {
  readonly text: string
  readonly ways: readonly Way[]
  readonly evidence: readonly ClaimEvidence[]
  readonly operands: readonly CellValue[]
  readonly isGiven: boolean
}

/** `isGiven` where a claim also gives values of cells: beside these a mean is one of them. */
export function prepareCalculation(
  text: string,
  evidence: readonly ClaimEvidence[],
  values: readonly CellValue[],
  isGiven: boolean,
): Calculation {
  // a cell that is cited twice is one operand
  const seen = new Set<string>()
  const byIndex = new Map(values.toReversed().map((value) => [value.index, value]))
  const operands = evidence.flatMap(({ sourceTextId, range }, index) => {
    const place = `${sourceTextId} ${range.start}`
    if (seen.has(place)) return []
    seen.add(place)
    return byIndex.get(index) ?? []
  })
  const ways = listWays(text)
    .filter((way) => way !== 'average' || !isGiven)
    .filter((way) => way !== 'product' || operands.some(({ headers }) => isPrice(headers)))
  return { text, ways, evidence, operands, isGiven }
}

/** By a recorded formula's own operands, or as the claim's words say; undefined where it doesn't follow. */
export function findCalculated(token: NumberToken, given: Calculation): Calculated | undefined {
  const { text, ways, operands, isGiven } = given
  const spelled = sliceRange(text, token.range)
  const scaled = readInScale(token, spelled, operands)
  if (followsFromFormula(scaled, countDecimals(spelled), given.evidence))
    return { isTurnHeld: false }
  const { unit, factor, comparator } = token.quantity
  // shares are calculated in percent
  if (comparator !== '' || (unit === '%' && factor !== 1)) return undefined
  const turn = findTurn(text)
  const way = ways
    .filter((one) => fitsUnit(one, token, operands))
    .find((one) =>
      listReadings(operands).some((read) =>
        listTargets(token, given, one).some((target) =>
          followsBy(one, { operands: read, turn, isGiven }, target),
        ),
      ),
    )
  if (!way) return undefined
  const isChange = way === 'change' || way === 'difference'
  const isTurn = isChange && (turn === 'up' || turn === 'down')
  return { isTurnHeld: isTurn && isOrdered(operands.map(toOperand)) }
}

/** "485 thousand" of cells in thousands is their 485. */
function readInScale(
  token: NumberToken,
  spelled: string,
  operands: readonly CellValue[],
): NumberToken {
  const word = /\b(thousand|million|billion)\b/i.exec(spelled)?.[1]?.toLowerCase() ?? ''
  const place = places[word]
  if (place === undefined || !operands.every(({ scale }) => scale === place)) return token
  const digits = /\d[\d,]*(?:\.\d+)?/.exec(spelled)?.[0].replaceAll(',', '') ?? ''
  const sign = token.quantity.decimal.startsWith('-') ? '-' : ''
  return { ...token, quantity: { ...token.quantity, decimal: `${sign}${digits}` } }
}

function isPrice(heads: readonly string[]): boolean {
  return heads.some((head) => /\bper\b/i.test(head))
}

/** Percentages are of shares and changes, or of cells in percent. */
function fitsUnit(way: Way, { quantity }: NumberToken, operands: readonly CellValue[]): boolean {
  const isShare = way === 'percent' || way === 'change'
  const isPercent = quantity.unit === '%' || quantity.unit === 'pp'
  if (isShare) return quantity.unit === '%'
  if (way === 'ratio') return quantity.unit === ''
  const shares = operands.filter(isInPercent).length
  return shares === operands.length || (!isPercent && shares === 0)
}

function isInPercent({ token, headers }: CellValue): boolean {
  return token.quantity.unit === '%' || headers.some((head) => /%|\bpercent/i.test(head))
}

/** Accounts write what was spent or lost below zero, and sentences don't. */
function listReadings(operands: readonly CellValue[]): readonly (readonly Operand[])[] {
  const own = operands.map(toOperand)
  const isSpent =
    operands.some(({ token }) => token.quantity.decimal.startsWith('-')) &&
    operands.every(
      ({ token, headers }) =>
        !token.quantity.decimal.startsWith('-') ||
        headers.some((head) => spent.test(head.replace(/\([^()]*\)/g, ' '))),
    )
  const unsigned = own.map((one) => ({ ...one, value: Math.abs(one.value) }))
  return isSpent ? [own, unsigned] : [own]
}

const spent =
  /\b(?:used|loss(?:es)?|expenses?|costs?|payments?|paid|outflows?|write-?offs?|depreciation|amorti[sz]ation|deductions?|impairments?|forfeit\w*|cancel\w*|exercised|charges?|payables?)\b/i

function toOperand({ token, period }: CellValue): Operand {
  return { value: Number(token.quantity.decimal), period }
}

/** As it stands, in what the cells count, and in full: "56 million" of a table in thousands is 56000. */
function listTargets(
  token: NumberToken,
  { text, operands }: Calculation,
  way: Way,
): readonly Target[] {
  const spelled = sliceRange(text, token.range)
  const word = /\b(thousand|million|billion)\b/i.exec(spelled)?.[1]?.toLowerCase()
  const told = places[word ?? ''] ?? 0
  const decimals = countDecimals(spelled)
  const isPlain = way === 'percent' || way === 'change' || way === 'ratio'
  // one head of a table may tell it for its neighbours
  const scales = new Set(operands.flatMap(({ scale }) => (isPlain || scale === 0 ? [] : [scale])))
  if (scales.size > 1) return []
  const [scale = 0] = scales
  const read = (by: number): Target => {
    const place = told - decimals - by
    const mostRounded = limitRounding(way, place, operands, told > 0 && isPrecise(spelled))
    const value = Number(shiftDecimal(token.quantity.decimal, 9 - by)) / 1e9
    return { value, tolerance: 0.5 * 10 ** place, mostRounded }
  }
  return told > 0 ? [read(scale)] : [...new Set([0, scale])].map(read)
}

/**
 * Sums and differences are as exact as what they are of, and a mean more so; who rounds them says so by
 * "million", or by little. `place` is the power of ten of a claim's last digit.
 */
function limitRounding(
  way: Way,
  place: number,
  operands: readonly CellValue[],
  isInMillions: boolean,
): number {
  if (way === 'percent' || way === 'change') return Infinity
  if (way === 'ratio') return 0.05
  const own = -Math.max(...operands.map(({ token }) => countDecimals(token.quantity.decimal)))
  if (way === 'average' ? place < own : place <= own) return Infinity
  return isInMillions ? 0.05 : 0.01
}

/** Two digits or more tell what is meant. */
function isPrecise(spelled: string): boolean {
  return spelled.replace(/\D/g, '').replace(/^0+/, '').length > 1
}

function countDecimals(spelled: string): number {
  return /\.(\d+)/.exec(spelled)?.[1]?.length ?? 0
}

const places: Readonly<Record<string, number>> = { thousand: 3, million: 6, billion: 9 }
