import type { Finding } from './judge-gap.ts'
import { isNumbered } from './named-number.ts'
import type { Statement, Token } from './statement.ts'

/**
 * Without what stands in place of a number where it counts or measures something else: that "Week 24" is not
 * "254 patients", and that "3 reasons" are not "91 patients", tells a reader nothing.
 */
export function keepComparable(
  findings: readonly Finding[],
  claim: Statement,
  evidence: Statement,
): readonly Finding[] {
  return findings.map((one) => {
    const own = find(claim, one.claim.start)
    const rival = one.rival ? find(evidence, one.rival.start) : undefined
    const isNumber = one.kind === 'number' && own?.kind === 'number'
    if (!isNumber || !own || !rival || areComparable(claim, own, evidence, rival)) return one
    return { ...one, rival: null }
  })
}

function find({ tokens }: Statement, start: number): Token | undefined {
  return tokens.find(({ range }) => range.start === start)
}

function areComparable(claim: Statement, own: Token, evidence: Statement, rival: Token): boolean {
  const [one, other] = [read(claim, own), read(evidence, rival)]
  if (one.unit !== other.unit || one.numbered !== other.numbered) return false
  const areNamed = one.counted.length > 0 && other.counted.length > 0
  return !areNamed || one.counted.some((key) => other.counted.includes(key))
}

type Read = {
  /** "51" of "51 to 92 years" is in years as well. */
  readonly unit: string
  /** Key of "Week" in "Week 24"; '' for what counts or measures. */
  readonly numbered: string
  /** Keys of the words behind it. */
  readonly counted: readonly string[]
}

function read({ text, tokens }: Statement, token: Token): Read {
  const at = tokens.indexOf(token)
  const end = tokens[at + 1]
  const isRange =
    end?.kind === 'number' && ranging.test(text.slice(token.range.end, end.range.start))
  const last = isRange ? at + 1 : at
  const numbered = isNumbered(tokens, at, text) ? (tokens[at - 1]?.key ?? '') : ''
  const behind = tokens.slice(last + 1, last + 1 + wordsBehind)
  const next = behind.findIndex(({ kind }) => kind === 'number')
  const words = next < 0 ? behind : behind.slice(0, next)
  return {
    unit: unitOf(tokens[last]) || unitOf(token),
    numbered,
    counted: words.flatMap(({ kind, key }) => (kind === 'word' ? [key] : [])),
  }
}

function unitOf(token: Token | undefined): string {
  return token?.kind === 'number' ? token.quantity.unit : ''
}

const ranging = /^\s*(?:to|and|through|-|–)\s*$/

/** "3 other reasons" */
const wordsBehind = 2
