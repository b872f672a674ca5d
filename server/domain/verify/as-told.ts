import { isBoundOf } from './told-bounds.ts'
import { readRounded } from './told-roughly.ts'
import type { Token } from './statement.ts'

type NumberToken = Extract<Token, { kind: 'number' }>

type Words = { readonly text: string; readonly tokens: readonly Token[] }

/** Tokens of a claim and of what it is held against, where both say the same of a number. */
type Told = { readonly claim: readonly Token[]; readonly evidence: readonly Token[] }

/**
 * A number of prose as a claim tells it: "at least 241" and "exactly 241" are borne out by 241, and
 * "approximately 240" is, which is 241 rounded to the digits that are told. Nothing else is: "exactly 240"
 * isn't, "more than 241" isn't, and a number that the evidence has itself is not taken for another one. Only who was
 * counted is at least so many: where 20 weeks are laid down, or 20 guests are awaited, "at least 20" is something else.
 */
export function readAsTold(
  { text, tokens: claim }: Words,
  { text: words, tokens: evidence }: Words,
): Told {
  const isCounted = !laidDown.test(words)
  const numbers = claim.filter((token) => token.kind === 'number')
  const open = numbers.filter(({ key }) => !evidence.some((token) => token.key === key))
  const given = evidence.filter((token) => token.kind === 'number')
  const rounded = new Map<Token, NumberToken>()
  const read = evidence.map((token) => {
    if (token.kind !== 'number') return token
    const isCount = isCounted && token.quantity.unit === ''
    const bound = open.find(({ quantity }) => isCount && isBoundOf(quantity, token.quantity))
    const rough = open.find((one) => readRounded(text, one, token) !== undefined)
    const told = bound ?? rough
    if (!told) return token
    if (!bound) rounded.set(token, told)
    return { ...token, key: told.key, quantity: { ...token.quantity, ...amountOf(told) } }
  })
  const hedges = [...rounded].flatMap(([, told]) => readRounded(text, told, undefined) ?? [])
  const isSaid = ({ kind, range }: Token): boolean =>
    kind === 'word' &&
    (hedges.some((hedge) => hedge.start === range.start) ||
      (/^(?:exactly|precisely)$/i.test(text.slice(range.start, range.end)) &&
        isBefore(range.end, numbers, text)))
  return {
    claim: given.length > 0 ? claim.filter((token) => !isSaid(token)) : claim,
    evidence: read,
  }
}

const laidDown =
  /\b(?:will|shall|must|should|may|can|would|plan(?:s|ned)?|hop(?:es?|ed)|expect(?:s|ed)?|inten(?:ds?|ded)|require[sd]?|targets?|limits?)\b/i

function amountOf({ quantity: { decimal, comparator } }: NumberToken) {
  return { decimal, comparator }
}

function isBefore(end: number, numbers: readonly NumberToken[], text: string): boolean {
  return numbers.some(
    ({ range, quantity }) =>
      quantity.comparator === '' && range.start > end && /^\s+$/.test(text.slice(end, range.start)),
  )
}
