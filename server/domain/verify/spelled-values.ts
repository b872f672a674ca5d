import type { ArmFinder } from './arms.ts'
import type { CellValue, NumberToken } from './cell-values.ts'
import { readFractions } from './spelled-fractions.ts'
import type { Token } from './statement.ts'

/** The tokens of a claim with the values that it tells in words: "one third", "none on placebo". */
export function readSpelled(
  text: string,
  tokens: readonly Token[],
  values: readonly CellValue[],
  findArms: ArmFinder,
): readonly Token[] {
  return readFractions(text, readZeros(text, tokens, values, findArms), values)
}

/**
 * The tokens of a claim with denials of a group as numbers: "none on placebo" is the 0 of the cell that is of
 * placebo. Where its value is another one, the denial stays what it is.
 */
function readZeros(
  text: string,
  tokens: readonly Token[],
  values: readonly CellValue[],
  findArms: ArmFinder,
): readonly Token[] {
  const zeros = values.filter(({ token }) => token.quantity.decimal === '0')
  return tokens.map((token) => {
    if (token.kind !== 'negation') return token
    const rest = text.slice(token.range.start)
    const [words] = noneOf.exec(rest) ?? []
    if (words === undefined) return token
    const named = findArms(rest).find(({ range }) => range.start === words.length)
    const isZero = zeros.some(({ arms }) => named && arms.length === 1 && arms[0] === named.arm)
    return isZero ? toZero(token) : token
  })
}

const noneOf =
  /^(?:none|nobody)\s+(?:(?:of\s+(?:them|these|those|whom)|was|were)\s+)*(?:on|in|with|under|receiving|taking)\s+(?:the\s+)?/i

function toZero({ range }: Token): NumberToken {
  const quantity = {
    kind: 'number',
    range,
    decimal: '0',
    comparator: '',
    unit: '',
    factor: 1,
  } as const
  return { kind: 'number', key: '0 ', range, quantity }
}
