import { listWays } from './arithmetic.ts'
import type { CellValue, NumberToken, Pairing } from './cell-values.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * Takes back from a pairing what a claim tells as a change ("the change was 5", "rose by 5") where its
 * cell is only one of the values that it could be a change of: neither its heads nor its table speak of
 * changes, and another value of its row or column is cited and not told.
 */
export function withoutTakenChanges(
  pairing: Pairing,
  text: string,
  evidence: readonly ClaimEvidence[],
): Pairing {
  const { paired, unpaired, unused } = pairing
  const taken = paired.filter(
    ({ claim, value }) =>
      tellsChange(text, claim) &&
      !isOfChange(evidence[value.index]) &&
      unused.some((other) => isBeside(evidence[other.index], evidence[value.index])),
  )
  if (taken.length === 0) return pairing
  return {
    paired: paired.filter((one) => !taken.includes(one)),
    unpaired: [...unpaired, ...taken.map(({ claim }) => claim)],
    unused: [...unused, ...taken.map(({ value }): CellValue => value)],
  }
}

function tellsChange(text: string, { range }: NumberToken): boolean {
  return change.test(text.slice(0, range.start))
}

/** Years are no values: "the change from 2018 to 2019 was". */
const change =
  /\b(?:(?:change|difference|increase|decrease|decline|reduction|growth|rise|fall|drop|gain)\b(?:[^.;,\d]|\b(?:FY ?)?(?:19|20)\d\d\b|\bFY\d\d\b)*?\b(?:was|were|is|of|by|amounted to)|(?:chang|increas|decreas|declin|reduc|dropp|gain)e?d by|(?:grew|rose|fell) by)\s+(?:an?\s+)?(?:(?:about|EUR|USD|GBP)\s+)?[$€£(]?\s*$/iu

export function isOfChange(evidence: ClaimEvidence | undefined): boolean {
  const heads = [...(evidence?.cell?.headers ?? []), evidence?.context ?? ''].join('\n')
  return listWays(heads).includes('difference') || named.test(heads)
}

const named = /\b(?:movements?|variances?|bias|vs\.?|versus|net flows?|Δ|\+\/-)(?![\p{L}\d])|Δ|±/iu

function isBeside(one: ClaimEvidence | undefined, other: ClaimEvidence | undefined): boolean {
  const [a, b] = [one?.cell?.reference, other?.cell?.reference]
  if (!a || !b || one?.sourceTextId !== other?.sourceTextId) return false
  return isSamePath(a.rowPath, b.rowPath) || isSamePath(a.columnPath, b.columnPath)
}

function isSamePath(one: readonly string[], other: readonly string[]): boolean {
  return one.join('\n') === other.join('\n')
}
