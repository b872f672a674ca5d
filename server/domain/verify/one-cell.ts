import type { CellValue, PairedValue } from './cell-values.ts'
import type { Token } from './statement.ts'

/**
 * True where a claim takes its values from cells as its words group them: a count and its share from one
 * cell ("four subjects (3%)"), and a value of all groups together only where no group stands beside it:
 * "eight subjects, one on placebo and seven on the drug".
 */
export function isOneCellEach(
  text: string,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
): boolean {
  return !splitsShare(text, paired) && paired.every((one) => standsApart(one, tokens, paired))
}

function splitsShare(text: string, paired: readonly PairedValue[]): boolean {
  return paired.some(({ claim, value }, at) => {
    const next = paired[at + 1]
    if (!next || next.claim.quantity.unit !== '%' || claim.quantity.unit === '%') return false
    const between = text.slice(claim.range.end, next.claim.range.start)
    return /^[^.,;:()\d]*\(\s*$/.test(between) && isOfOther(value, next.value)
  })
}

/** A count and its share may stand in two columns, but not of two groups. */
function isOfOther(one: CellValue, other: CellValue): boolean {
  return one.index !== other.index && one.arms.join() !== other.arms.join()
}

function standsApart(
  { claim, value }: PairedValue,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
): boolean {
  if (!isOfAll(value)) return true
  const at = tokens.indexOf(claim)
  const arms = tokens.flatMap((token, index) => (token.kind === 'arm' ? index : []))
  if (arms.length === 0) return true
  const next = arms.find((index) => index > at)
  if (next === undefined || arms.some((index) => index < at)) return false
  return paired.some((one) => {
    const place = tokens.indexOf(one.claim)
    return place > at && place < next && one.value.arms.length > 0
  })
}

function isOfAll({ arms, headers }: CellValue): boolean {
  return arms.length === 0 && headers.some((head) => /^(?:total|all|overall)\b/i.test(head))
}
