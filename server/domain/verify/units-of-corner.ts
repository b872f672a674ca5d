import { currencySigns } from '../../../shared/text/currencies.ts'
import type { ArmFinder } from './arms.ts'
import { listUnits, type UnitOf } from './units-in-words.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * Units that the head above the names of rows gives to all values of a table: "Indicator (% of pupils)". A row
 * that says in brackets what its own values are has these: "Pupils asked (number)".
 */
export function listUnitsOfCorner(
  cell: ClaimEvidence['cell'],
  findArms: ArmFinder,
): readonly UnitOf[] {
  const row = cell?.reference.rowPath.at(-1) ?? ''
  if (!cell || ownUnit.test(row)) return []
  const brackets = (cell.table.corners ?? []).flatMap((corner) => corner.match(/\([^()]+\)/g) ?? [])
  return brackets.flatMap((words) => listUnits(words, findArms))
}

const ownUnit = new RegExp(
  `\\([^()]*(?:\\b(?:number|count|no\\.?|n|total|mean|median)\\b|${currencySigns})[^()]*\\)|\\([^()]*%`,
  'iu',
)
