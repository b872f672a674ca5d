import type { Quantity } from '../../../shared/text/quantities.ts'
import { findUnit, unitPattern } from '../../../shared/text/units.ts'
import type { ArmFinder } from './arms.ts'
import type { CellFinding } from './judge-cells.ts'
import type { PairedValue } from './cell-values.ts'
import type { ClaimEvidence } from './verdict.ts'

/** A value's unit stands beside it in its cell, or in what the cell stands below: "Weight (kg)", "n(%)". */
export function judgeUnits(
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  context: string,
  findArms: ArmFinder,
): readonly CellFinding[] {
  return paired.flatMap(({ claim, value }): readonly CellFinding[] => {
    const said = claim.quantity
    const own = value.token.quantity
    const rival = { index: value.index, range: value.range }
    // "118 (46)" leaves out what the cell has
    const isLeftOut = said.unit === '' && own.unit === '%'
    if (isLeftOut)
      return [{ kind: 'unit', claim: claim.range, evidence: rival, contradicts: false }]
    if (said.unit === '' || isSameUnit(said, own)) return []
    const heads = own.unit === '' ? listUnits(value.headers.join(' '), findArms) : [own]
    const above =
      own.unit === '' ? listUnits(`${evidence[value.index]?.context} ${context}`, findArms) : []
    if ([...heads, ...above].some((one) => isSameUnit(said, one))) return []
    // the change of a share may be given as either
    const isPoints = said.unit === 'pp' && heads.every(({ unit }) => unit === '%')
    const contradicts = heads.length > 0 && !isPoints
    return [{ kind: 'unit', claim: claim.range, evidence: rival, contradicts }]
  })
}

type UnitOf = Pick<Quantity, 'unit' | 'factor'>

function isSameUnit(a: UnitOf, b: UnitOf): boolean {
  return a.unit === b.unit && a.factor === b.factor
}

const inHeads = new RegExp(`(?<![\\p{L}\\d])(?:${unitPattern})(?![\\p{L}\\d])`, 'gu')

/** The dose that names an arm is no unit of its values. */
function listUnits(heads: string, findArms: ArmFinder): readonly UnitOf[] {
  const plain = findArms(heads).reduceRight(
    (text, { range }) => `${text.slice(0, range.start)} ${text.slice(range.end)}`,
    heads,
  )
  return Array.from(plain.matchAll(inHeads)).flatMap(([word]) => {
    const unit = findUnit(word)
    return unit ? [{ unit: unit.base, factor: unit.factor }] : []
  })
}
