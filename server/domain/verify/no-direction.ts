import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { readStatement, type Token } from './statement.ts'

export type DirectionToken = Extract<Token, { kind: 'direction' }>

/** Whether a word of a direction tells none where it stands: "the end of", "after 9.7 days". */
export function tellsNoDirection(
  token: DirectionToken,
  tokens: readonly Token[],
  text: string,
): boolean {
  const word = text.slice(token.range.start, token.range.end).toLowerCase()
  const before = text.slice(0, token.range.start)
  const behind = text.slice(token.range.end)
  if (isEither(token, tokens) || fraction.test(behind)) return true
  if (word === 'after') return span.test(behind)
  return word === 'end' && (/^\s+of\b/.test(behind) || periodBefore.test(before))
}

/** Whether the names of rows and columns of the values have the very word. */
export function isInHeads(
  { key }: DirectionToken,
  paired: readonly PairedValue[],
  findArms: ArmFinder,
): boolean {
  const heads = new Set(paired.flatMap(({ value }) => value.headers))
  return [...heads].some((head) => readStatement(head, findArms).some((one) => one.key === key))
}

const periodBefore = /\b(?:quarter|year|month)[ -]$/

/** "More than a third" is held with the fraction. */
const fraction = /^ than (?:an? |one )?(?:half|third|quarter)\b/i

/** "After 9.7 days" is how long something took, "after 90 mg" names who was given that. */
const span =
  /^\s+(?:[\d.,]+\s+(?:seconds|minutes|hours|days|weeks|months|years)|(?:the\s+|an?\s+)?(?:single\s+)?(?:dose\s+of\s+)?[\d.,]+\s?(?:mg|mcg|[µμ]g|g|mL))\b/i

/** "The increase or decrease" tells no direction. */
function isEither({ role, range }: DirectionToken, tokens: readonly Token[]): boolean {
  return tokens.some(
    (one) =>
      one.kind === 'direction' &&
      one.role.scale === 'amount' &&
      role.scale === 'amount' &&
      one.role.way !== role.way &&
      isBeside(one.range, range),
  )
}

/** "increase or decrease", "increase/(decrease)". */
function isBeside(one: Token['range'], other: Token['range']): boolean {
  const gap = Math.max(one.start, other.start) - Math.min(one.end, other.end)
  return gap <= ' or an '.length
}
