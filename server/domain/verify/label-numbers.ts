import type { NumberToken } from './cell-values.ts'
import type { Token } from './statement.ts'

/**
 * Finds numbers that a head or caption has beside the same word, on the same side and in the same unit:
 * "Week 24", "95% CI".
 */
export function createLabelTest(
  claim: readonly Token[],
  heads: readonly (readonly Token[])[],
): (token: NumberToken) => boolean {
  const beside = new Set(
    heads.flatMap((tokens) => tokens.flatMap((_, at) => listSides(tokens, at))),
  )
  const inHeads = new Set(
    heads.flat().flatMap((one) => (one.kind === 'number' ? one.quantity.decimal : [])),
  )
  return (token) => {
    // a year heads a column and no value is counted in it
    const isYear = /^(?:19|20)\d\d$/.test(token.quantity.decimal) && token.quantity.unit === ''
    if (isYear && inHeads.has(token.quantity.decimal)) return true
    return listSides(claim, claim.indexOf(token)).some((side) => beside.has(side))
  }
}

/** A number with its neighbours; "Weeks 4-24" is Week 24 as well. */
function listSides(tokens: readonly Token[], at: number): readonly string[] {
  const own = tokens[at]
  if (own?.kind !== 'number') return []
  const { decimal, unit, factor } = own.quantity
  const [before, after] = [tokens[at - 1], tokens[at + 1]]
  const first = before?.kind === 'number' ? tokens[at - 2] : before
  return [
    ...(isWord(first) ? [`${first.key} < ${decimal} ${unit} ${factor}`] : []),
    ...(isWord(after) ? [`${decimal} ${unit} ${factor} > ${after.key}`] : []),
  ]
}

function isWord(token: Token | undefined): token is Token {
  return token !== undefined && token.kind !== 'number' && token.kind !== 'arm'
}
