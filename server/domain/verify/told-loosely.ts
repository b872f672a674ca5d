import type { NumberToken } from './cell-values.ts'
import type { Indexed } from './opinion.ts'
import type { Token } from './statement.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/**
 * Cells with the values that a writer rounded: "53.9 (9.23)" as "54 (9.23)" for a claim that says 54 and
 * that no cell gives otherwise. A p-value is not rounded, since its meaning hangs on its digits.
 */
export function roundAsTold(
  tokens: readonly Token[],
  cells: readonly Indexed[],
): readonly Indexed[] {
  const numbers = tokens.filter((token): token is NumberToken => token.kind === 'number')
  const given = new Set(cells.flatMap(({ one }) => listDecimals(one.quote)).map(Number))
  const rounded = numbers.filter(
    ({ quantity: { decimal, comparator } }) => comparator === '' && !given.has(Number(decimal)),
  )
  if (rounded.length === 0) return cells
  return cells.map(({ one, index }) => ({ one: roundCell(one, rounded), index }))
}

function listDecimals(quote: string): readonly string[] {
  return quote.match(decimalNumber) ?? []
}

const decimalNumber = /-?\d+(?:\.\d+)?/g

function roundCell(one: ClaimEvidence, numbers: readonly NumberToken[]): ClaimEvidence {
  if (!one.cell || one.cell.headers.some((head) => /\bp-?values?\b/i.test(head))) return one
  const transformations = listDecimals(one.quote).flatMap((from) => {
    const to = numbers.find(({ quantity }) => isRounded(from, quantity.decimal))
    return to ? [{ kind: 'format', from, to: to.quantity.decimal } as const] : []
  })
  return transformations.length === 0 ? one : { ...one, transformations }
}

/** Half up or down: both are done. */
function isRounded(from: string, to: string): boolean {
  const places = (/\.(\d+)/.exec(to)?.[1] ?? '').length
  const own = (/\.(\d+)/.exec(from)?.[1] ?? '').length
  return own > places && Math.abs(Number(from) - Number(to)) <= 0.5 * 10 ** -places * (1 + 1e-9)
}

const none =
  /\bnone\b|\bno(?=\s+\p{L})|\bnot(?=\s+(?:observed|reported|seen|found|recorded|noted)\b)/giu

/** A claim that tells a zero as "none", read with the number in its place; undefined without such a cell. */
export function tellZero(claim: Claim, cells: readonly Indexed[]): Claim | undefined {
  const hasZero = cells.some(({ one }) => /^\s*0(?:\.0+)?(?!\d|\.)/.test(one.quote))
  if (!hasZero) return undefined
  // of one length, so that all places stay what they are
  const text = claim.text.replace(none, (word) => '0'.padEnd(word.length))
  return text === claim.text ? undefined : { ...claim, text }
}
