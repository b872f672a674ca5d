import type { Quantity } from '../../../shared/text/quantities.ts'
import type { CellValue, NumberToken } from './cell-values.ts'
import type { ClaimEvidence } from './verdict.ts'

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
    return isSame && isWithin(token.quantity, quantity)
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

/** Whether a number lies in what a bound tells: 6 in "more than five". */
export function isWithin({ comparator, decimal }: Quantity, value: Quantity): boolean {
  if (value.comparator !== '') return false
  const [bound, own] = [Number(decimal), Number(value.decimal)]
  switch (comparator) {
    case '':
      return false
    case '<':
      return own < bound
    case '≤':
      return own <= bound
    case '>':
      return own > bound
    case '≥':
      return own >= bound
  }
}
