import type { NumberToken } from './cell-values.ts'
import { isYear } from './periods.ts'
import type { Token } from './statement.ts'

/**
 * Finds numbers that a head or caption has beside the same word, on the same side and in the same unit:
 * "Week 24", "95% CI"; and the `years` that they name.
 */
export function createLabelTest(
  claim: readonly Token[],
  heads: readonly (readonly Token[])[],
  years: readonly string[],
): (token: NumberToken) => boolean {
  const beside = new Set(
    heads.flatMap((tokens) => tokens.flatMap((_, at) => listSides(tokens, at))),
  )
  const all = new Set(years)
  const spans = new Set(heads.flat().flatMap((one) => (one.kind === 'number' ? nameSpan(one) : [])))
  return (token) => {
    const { decimal, unit } = token.quantity
    // a year heads a column and no value is counted in it
    if (isYear(decimal) && unit === '' && all.has(decimal)) return true
    if (nameSpan(token).some((span) => spans.has(span))) return true
    return listSides(claim, claim.indexOf(token)).some((side) => beside.has(side))
  }
}

/** "more than 5 years", "less than 1 year": a head's own, with its comparison. */
function nameSpan({ quantity }: NumberToken): readonly string[] {
  const { comparator, decimal, unit, factor } = quantity
  const isTime = unit === 'month' || unit === 's'
  return isTime && comparator !== '' ? [`${comparator} ${decimal} ${unit} ${factor}`] : []
}

/** A number with its neighbours; "Weeks 4-24" is Week 24 as well. */
function listSides(tokens: readonly Token[], at: number): readonly string[] {
  const own = tokens[at]
  if (own?.kind !== 'number') return []
  const { decimal, unit, factor } = own.quantity
  const [before, after] = [tokens[at - 1], tokens[at + 1]]
  const first = before?.kind === 'number' ? tokens[at - 2] : before
  return [
    ...(isWord(first) ? [`${nameOf(first)} < ${decimal} ${unit} ${factor}`] : []),
    ...(isWord(after) ? [`${decimal} ${unit} ${factor} > ${nameOf(after)}`] : []),
  ]
}

/** A "95% CI" is a 95% confidence interval. */
function nameOf({ key }: Token): string {
  return key === 'confid' ? 'ci' : key
}

function isWord(token: Token | undefined): token is Token {
  return token !== undefined && token.kind !== 'number' && token.kind !== 'arm'
}
