import { evaluate, type Computed } from '../evaluate-expression.ts'
import { listParts, parseExpression } from '../expression.ts'
import { compare, parseFraction, toDecimal } from '../fraction.ts'
import type { NumberToken } from './cell-values.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * True where a formula that the document recorded gives a claim's number, computed again from its cells and
 * rounded to the `decimals` that the claim shows.
 */
export function followsFromFormula(
  token: NumberToken,
  decimals: number,
  evidence: readonly ClaimEvidence[],
): boolean {
  const formulas = new Set(evidence.map(({ formula }) => formula).filter((one) => one !== ''))
  return [...formulas].some((formula) => {
    const own = evidence.filter((one) => one.formula === formula)
    const computed = compute(formula, own)
    return computed !== undefined && shows(token, decimals, computed)
  })
}

/** True for one cell less another: "{a} - {b} = 59". */
export function isDifference(formula: string): boolean {
  const parsed = parseExpression(cutResult(formula))
  if (parsed.outcome === 'failed' || parsed.expression.kind !== 'operation') return false
  const { sign, of } = parsed.expression
  return sign === '-' && of.length === 2 && of.every(({ kind }) => kind === 'cell')
}

/**
 * A formula is stored as "expression = result", with one citation for each of its cells in their order,
 * and one for each row that it counts. Undefined where it can't be computed from these alone.
 */
function compute(formula: string, own: readonly ClaimEvidence[]): Computed | undefined {
  const parsed = parseExpression(cutResult(formula))
  if (parsed.outcome === 'failed') return undefined
  const parts = listParts(parsed.expression)
  const cells = [...new Set(parts.flatMap((one) => (one.kind === 'cell' ? [one.source] : [])))]
  const counts = parts.filter(({ kind }) => kind === 'rows').length
  const rows = own.length - cells.length
  if (counts > 1 || rows < 0 || (counts === 0 && rows > 0)) return undefined
  const result = evaluate(parsed.expression, {
    cell: (source) => own[cells.indexOf(source)]?.quote.trim(),
    name: () => undefined,
    rows: () => rows,
  })
  return result.outcome === 'computed' ? result : undefined
}

/** As it is rounded: "65.5" shows 65.4762. */
function shows(
  { quantity }: NumberToken,
  decimals: number,
  { value, isPercent }: Computed,
): boolean {
  const { decimal, comparator, unit, factor } = quantity
  const told = parseFraction(decimal)
  if (!told || comparator !== '' || (unit === '%' && factor !== 1)) return false
  if (isPercent !== (unit === '%')) return false
  const rounded = parseFraction(toDecimal(value, decimals))
  return rounded !== undefined && compare(rounded, told) === 0
}

function cutResult(formula: string): string {
  return formula.slice(0, Math.max(0, formula.lastIndexOf(' = ')))
}
