import type { Quantity } from '../../../shared/text/quantities.ts'
import type { CellValue, NumberToken } from './cell-values.ts'
import type { ClaimEvidence } from './verdict.ts'

/** True where a bound is met: "at least 60" by 60 and by 61, "more than 60" only by 61. */
export function meetsBound(told: Quantity, given: Quantity): boolean {
  if (told.comparator === '' || given.comparator !== '' || told.unit !== given.unit) return false
  const [bound, own] = [told, given].map(({ decimal, factor }) => Number(decimal) * factor)
  if (bound === undefined || own === undefined) return false
  switch (told.comparator) {
    case '≥':
      return own >= bound
    case '≤':
      return own <= bound
    case '>':
      return own > bound
    case '<':
      return own < bound
  }
}

/** True where a bound of what is counted follows from another one: "more than 500" are "at least 501". */
export function followsFromBound(told: Quantity, given: Quantity): boolean {
  const [bound, own] = [readCounted(told), readCounted(given)]
  if (!bound || !own || bound.isLeast !== own.isLeast) return false
  return bound.isLeast ? own.value >= bound.value : own.value <= bound.value
}

/** The least or greatest whole number within a bound. */
function readCounted({ decimal, factor, comparator, unit }: Quantity) {
  const value = Number(decimal) * factor
  if (comparator === '' || unit !== '' || !Number.isInteger(value)) return undefined
  const isLeast = comparator === '>' || comparator === '≥'
  const isStrict = comparator === '>' || comparator === '<'
  return { isLeast, value: isStrict ? value + (isLeast ? 1 : -1) : value }
}

/**
 * "More than five" of a cell with 6, where the template's condition on this cell is that it is more than 5:
 * the words tell the cell's own number.
 */
export function ofCondition(
  token: NumberToken,
  values: readonly CellValue[],
  evidence: readonly ClaimEvidence[],
): NumberToken {
  const { comparator, decimal } = token.quantity
  if (comparator === '') return token
  const own = values.find(({ index, token: { quantity } }) => {
    const [, sign, bound] = condition.exec(evidence[index]?.formula ?? '') ?? []
    const isSame = signs.get(sign ?? '') === comparator && Number(bound) === Number(decimal)
    const { unit, factor } = quantity
    return isSame && meetsBound({ ...token.quantity, unit, factor }, quantity)
  })
  return own ? { ...token, quantity: own.token.quantity } : token
}

const condition = /^\s*\{[^{}]*\}\s*([<>]=?)\s*(-?\d+(?:\.\d+)?)\s*$/
const signs: ReadonlyMap<string, Quantity['comparator']> = new Map([
  ['<', '<'],
  ['<=', '≤'],
  ['>', '>'],
  ['>=', '≥'],
])
