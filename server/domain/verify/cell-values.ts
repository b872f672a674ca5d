import { alignTokens } from './align-tokens.ts'
import { readArmHead, readArmOfStatistic, type ArmFinder } from './arms.ts'
import { applyTransformations, toSourceRange, type ExpectedText } from './expected-text.ts'
import { findPeriod } from './periods.ts'
import { readStatement, type Token } from './statement.ts'
import { readScale } from './table-scale.ts'
import type { ClaimEvidence } from './verdict.ts'
import { shiftDecimal } from '../../../shared/text/quantities.ts'
import type { TextRange } from '../../../shared/text/range.ts'

export type NumberToken = Extract<Token, { kind: 'number' }>

/** One number of the evidence that a claim may give. */
export type CellValue = {
  readonly index: number
  readonly token: NumberToken
  /** In the source's text. */
  readonly range: TextRange
  /** Arms that its row or column is: two for a comparison, none for a total. */
  readonly arms: readonly string[]
  readonly headers: readonly string[]
  /** Its decimal as the source has it, whatever its table counts in. */
  readonly written: string
  /** In what it counts, as a power of ten: 6 for millions. */
  readonly scale: number
  /** See `findPeriod`. */
  readonly period: string
}

export type PairedValue = { readonly claim: NumberToken; readonly value: CellValue }

export type Pairing = {
  readonly paired: readonly PairedValue[]
  readonly unpaired: readonly NumberToken[]
  /** Values that no number of the claim gives. */
  readonly unused: readonly CellValue[]
}

/** The numbers of all evidences, in their order. */
export function listCellValues(
  evidence: readonly ClaimEvidence[],
  expected: readonly ExpectedText[],
  findArms: ArmFinder,
): readonly CellValue[] {
  return evidence.flatMap((one, index) => {
    const { cell, context } = one
    const spelled = expected[index]
    if (!spelled) return []
    // "1" that was spelled "one" is a number only among other words
    const isBare = /^\p{L}+$/u.test(spelled.text) && /\d/.test(one.quote)
    const text = isBare ? applyTransformations({ ...one, transformations: [] }) : spelled
    const headers = cell?.headers ?? []
    const heads = headers.flatMap((head) => readArmHead(head, findArms))
    const arms =
      heads.length > 0 ? heads : headers.flatMap((head) => readArmOfStatistic(head, findArms))
    const scale = cell ? readScale(headers, context) : 0
    const period = cell ? findPeriod(cell.reference) : ''
    return readStatement(text.text, findArms)
      .filter((token) => token.kind === 'number')
      .map((token) => {
        const range = toSourceRange(text, token.range)
        const written = token.quantity.decimal
        return { index, token, arms, headers, range, written, scale, period }
      })
  })
}

/**
 * Gives each number of a claim its value: in the order of the evidence where that does, else any that
 * is left. Each value is given once; a unit is looked at later, since heads have it.
 */
export function pairValues(numbers: readonly NumberToken[], cells: readonly CellValue[]): Pairing {
  const values = cells.map((value) => spellOut(value, numbers))
  const fitting = values.filter((value) => !hasFitting(value, numbers, values))
  const bare = new Map(fitting.map((value) => [withoutUnit(value.token), value]))
  const own = new Map(numbers.map((token) => [withoutUnit(token), token]))
  const pairs = new Map<NumberToken, CellValue>()
  for (const [claim, evidence] of alignTokens([...own.keys()], [...bare.keys()]).pairs) {
    const token = own.get(claim as NumberToken)
    const value = bare.get(evidence as NumberToken)
    if (token && value) pairs.set(token, value)
  }
  const left = new Set(values)
  for (const value of pairs.values()) left.delete(value)
  for (const token of numbers) {
    if (pairs.has(token)) continue
    const found = [...left].find((value) => isSameNumber(token, value.token))
    if (!found) continue
    pairs.set(token, found)
    left.delete(found)
  }
  return {
    paired: numbers.flatMap((claim) => {
      const value = pairs.get(claim)
      return value ? [{ claim, value }] : []
    }),
    unpaired: numbers.filter((token) => !pairs.has(token)),
    unused: [...left],
  }
}

/** "5" is the count 5 and not the share "5.0%", where there are both. */
function hasFitting(
  { token }: CellValue,
  numbers: readonly NumberToken[],
  values: readonly CellValue[],
): boolean {
  const isShare = (one: NumberToken): boolean => one.quantity.unit === '%'
  const told = numbers.filter((one) => isSameNumber(one, token))
  return (
    told.length > 0 &&
    told.every((one) => isShare(one) !== isShare(token)) &&
    values.some((one) => isSameNumber(one.token, token) && isShare(one.token) !== isShare(token))
  )
}

/** "56" of a table in millions is 56,000,000 where a claim says "56 million". */
function spellOut(value: CellValue, numbers: readonly NumberToken[]): CellValue {
  const { scale, token } = value
  if (scale === 0 || token.quantity.unit === '%') return value
  const isTold = (decimal: string): boolean =>
    numbers.some(({ quantity }) => quantity.decimal === decimal)
  const decimal = shiftDecimal(token.quantity.decimal, scale)
  if (isTold(token.quantity.decimal) || !isTold(decimal)) return value
  return { ...value, token: { ...token, quantity: { ...token.quantity, decimal } } }
}

function isSameNumber({ quantity: a }: NumberToken, { quantity: b }: NumberToken): boolean {
  return a.decimal === b.decimal && a.comparator === b.comparator
}

function withoutUnit(token: NumberToken): NumberToken {
  return { ...token, quantity: { ...token.quantity, unit: '', factor: 1 } }
}
