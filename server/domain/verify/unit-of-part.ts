import { findQuantities } from '../../../shared/text/quantities.ts'
import { rangesOverlap } from '../../../shared/text/range.ts'
import type { ArmFinder } from './arms.ts'
import type { CellValue } from './cell-values.ts'
import { readHalves, splitHalves } from './told-statistics.ts'
import { listUnits, type UnitOf } from './units-in-words.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * Units that a part of a head gives to one number alone: the "%" of "Geometric mean (CV%)" to the second, and
 * what heads the estimate to the limits that stand beside it. Empty where the head gives none.
 */
export function listUnitsOfPart(
  value: CellValue,
  cited: ClaimEvidence | undefined,
  findArms: ArmFinder,
): readonly UnitOf[] {
  if (!cited?.cell) return []
  const { columnPath, rowPath } = cited.cell.reference
  const numbers = findQuantities(cited.quote).filter(({ kind }) => kind === 'number')
  const at = numbers.findIndex(({ range: { start, end } }) =>
    rangesOverlap({ start: start + cited.range.start, end: end + cited.range.start }, value.range),
  )
  const own = [rowPath.at(-1) ?? '', columnPath.at(-1) ?? '']
  const parts = own
    .filter((head) => numbers.length > 1 && readHalves(head).length === numbers.length)
    .map(splitHalves)
    .filter(({ length }) => length === numbers.length)
  const part = parts[0]?.[at] ?? ''
  const units = /%/.test(part) ? [percent] : listUnits(part, findArms)
  return units.length > 0 ? units : listUnitsOfEstimate(cited.cell, findArms)
}

const percent: UnitOf = { unit: '%', factor: 1 }

/** "Ratio (%)" before "90% CI lower" and "90% CI upper". */
function listUnitsOfEstimate(
  { reference: { columnPath }, table: { columns } }: NonNullable<ClaimEvidence['cell']>,
  findArms: ArmFinder,
): readonly UnitOf[] {
  if (!isLimit(columnPath)) return []
  const place = columns.findIndex((path) => path.join('\n') === columnPath.join('\n'))
  const estimate = columns.slice(0, Math.max(0, place)).findLast((path) => !isLimit(path))
  return estimate ? listUnits(estimate.at(-1) ?? '', findArms) : []
}

function isLimit(columnPath: readonly string[]): boolean {
  return readHalves(columnPath.at(-1) ?? '').some((one) => one === 'lower' || one === 'upper')
}
