import type { CellValue, NumberToken, PairedValue } from './cell-values.ts'
import { readStatement } from './statement.ts'
import { isOfChange } from './told-changes.ts'
import type { ClaimEvidence } from './verdict.ts'
import type { TextRange } from '../../../shared/text/range.ts'

/**
 * "Fell by 6.4%" of a change of -6.4: a word for a fall leaves out the sign that the value has. Only where no
 * value is the number as it is told.
 */
export function withSign(
  token: NumberToken,
  text: string,
  values: readonly CellValue[],
  evidence: readonly ClaimEvidence[],
): NumberToken {
  const { decimal } = token.quantity
  if (decimal.startsWith('-') || !fall.test(text.slice(0, token.range.start))) return token
  const isGiven = values.some((one) => one.token.quantity.decimal === decimal)
  const isSigned = values.some(
    ({ index, token: own }) =>
      own.quantity.decimal === `-${decimal}` && isUnnamedChange(evidence[index]),
  )
  if (isGiven || !isSigned) return token
  return { ...token, quantity: { ...token.quantity, decimal: `-${decimal}` } }
}

/** Without what is told again with its sign: "fell by 6.4% (-6.4%)", "rose by 1.2% (+1.2%)". */
export function dropToldAgain(
  numbers: readonly NumberToken[],
  text: string,
): readonly NumberToken[] {
  return numbers.filter(({ range, quantity }, at) => {
    const next = numbers[at + 1]
    const lead = text.slice(0, range.start)
    if (!next || !/^\s*\(\s*$/.test(text.slice(range.end, next.range.start))) return true
    const isFall = fall.test(lead) && next.quantity.decimal === `-${quantity.decimal}`
    const isRise = rise.test(lead) && next.quantity.decimal === quantity.decimal
    return !(isFall || (isRise && text.charAt(next.range.start) === '+'))
  })
}

/**
 * How a change goes that is told by the word at `range` with its amount; undefined where no value is such a
 * change, or its own heads say how it goes.
 */
export function findSignedChange(
  range: TextRange,
  text: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): 'up' | 'down' | 'same' | undefined {
  const next = paired.find(({ claim }) => claim.range.start >= range.end)
  const cited = next && evidence[next.value.index]
  if (!next || !isUnnamedChange(cited)) return undefined
  if (!amount.test(text.slice(range.end, next.claim.range.start))) return undefined
  const value = Number(next.value.written)
  return value > 0 ? 'up' : value < 0 ? 'down' : 'same'
}

/** Of a "Reduction (%)" what is above zero is one. */
function isUnnamedChange(cited: ClaimEvidence | undefined): boolean {
  const heads = [...(cited?.cell?.headers ?? []), cited?.context.split('\n')[0] ?? '']
  const plain = heads.map((head) => head.replace(/\b(?:low|medium|high)(?:est)?[ -]dose\b/gi, ' '))
  const isNamed = plain.some((head) =>
    readStatement(head, () => []).some(
      (token) => token.kind === 'direction' && token.role.scale === 'amount',
    ),
  )
  return !isNamed && isOfChange(cited)
}

const gap = String.raw`(?:(?!\b(?:to|from|than|above|below)\b)[^.;,()\d])*?`
const hedge = String.raw`(?:(?:about|approximately|around|up to|at most|at least|no more than|less than|more than|only)\s+)?`
const amountOf = String.raw`${gap}\b(?:by|of|was|were|is)\s+(?:(?:an?|the)\s+)?(?:(?:mean|average|median)\s+(?:of\s+)?)?${hedge}(?:EUR |USD |[€$£])?`

const fall = new RegExp(
  String.raw`\b(?:fell|falls?|fallen|decreas\w*|declin\w*|drop\w*|lower(?:ed|s|ing)|reduc\w*|shrank|slipped)\b${amountOf}$`,
  'i',
)
const rise = new RegExp(
  String.raw`\b(?:rose|rises?|risen|increas\w*|grew|grow\w*|gain\w*|rais(?:ed|es|ing)|climbed)\b${amountOf}$`,
  'i',
)
/** What is told once with the sign may stand before it without. */
const amount = new RegExp(String.raw`^${amountOf}(?:[\d.,]+\s*[^\s\d()]{0,12}\s*\()?$`, 'i')
