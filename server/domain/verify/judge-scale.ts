import { currencySigns } from '../../../shared/text/currencies.ts'
import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import type { Claim } from './verdict.ts'

/**
 * "EUR 88,400" of a table in thousands of euros: a sentence that names the currency and nowhere what it counts
 * in tells a thousandth of the value. Nobody knows whether it means that.
 */
export function judgeScale(
  { text, context, isFound }: Claim,
  paired: readonly PairedValue[],
): readonly CellFinding[] {
  if (!isFound || scaled.test(`${text}\n${context}`)) return []
  return paired.flatMap(({ claim, value }): readonly CellFinding[] => {
    const isUnscaled = value.scale > 0 && claim.quantity.decimal === value.written
    if (!isUnscaled || !currency.test(text.slice(0, claim.range.start))) return []
    const evidence = { index: value.index, range: value.range }
    return [{ kind: 'unit', claim: claim.range, evidence, contradicts: false }]
  })
}

const scaled = new RegExp(
  `\\b(?:thousands?|millions?|billions?|000s?|[km]|mn|bn)\\b|${currencySigns}[mk]\\b`,
  'iu',
)
const currency = new RegExp(`${currencySigns}\\s?[-(]?$`, 'u')
