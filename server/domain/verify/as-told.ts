import { readRounded } from './told-roughly.ts'
import type { Token } from './statement.ts'

type NumberToken = Extract<Token, { kind: 'number' }>

type Words = { readonly text: string; readonly tokens: readonly Token[] }

/** Tokens of a claim and of what it is held against, where both say the same of a number. */
type Told = { readonly claim: readonly Token[]; readonly evidence: readonly Token[] }

/**
 * A number of prose as a claim tells it: "approximately 240" is borne out by 241, which is 241 rounded to the digits
 * that are told. Nothing else is, and a number that the evidence has itself is not taken for another one. A bound that
 * only the claim has, "at least 241", is its own addition: who checks ten wells is not thereby to check ten or more.
 */
export function readAsTold(
  { text, tokens: claim }: Words,
  { tokens: evidence }: Pick<Words, 'tokens'>,
): Told {
  const numbers = claim.filter((token) => token.kind === 'number')
  const open = numbers.filter(({ key }) => !evidence.some((token) => token.key === key))
  const given = evidence.filter((token) => token.kind === 'number')
  const rounded = new Map<Token, NumberToken>()
  const read = evidence.map((token) => {
    if (token.kind !== 'number') return token
    const told = open.find((one) => readRounded(text, one, token) !== undefined)
    if (!told) return token
    rounded.set(token, told)
    return { ...token, key: told.key, quantity: { ...token.quantity, ...amountOf(told) } }
  })
  const hedges = [...rounded].flatMap(([, told]) => readRounded(text, told, undefined) ?? [])
  const isSaid = ({ kind, range }: Token): boolean =>
    kind === 'word' && hedges.some((hedge) => hedge.start === range.start)
  return {
    claim: given.length > 0 ? claim.filter((token) => !isSaid(token)) : claim,
    evidence: read,
  }
}

function amountOf({ quantity: { decimal, comparator } }: NumberToken) {
  return { decimal, comparator }
}
