import { readArmHead, type ArmFinder } from './arms.ts'
import { inHeads, isSameUnit, listNames, listUnits, type UnitOf } from './units-in-words.ts'
import { listUnitsOfCorner } from './units-of-corner.ts'
import { listUnitsOfPart } from './unit-of-part.ts'
import { listUnitsAround, period } from './units-around.ts'
import type { CellFinding } from './judge-cells.ts'
import { listCellParts } from '../cell-parts.ts'
import type { CellValue, PairedValue } from './cell-values.ts'
import { readCounted } from './counted.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * A value's unit stands beside it in its cell, in the heads of the cell ("Weight (kg)", "n(%)"), or in
 * what stands around the table of this cell's kind; a unit of other rows there is not its own.
 */
export function judgeUnits(
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
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
    const ofPart = own.unit === '' ? listUnitsOfPart(value, evidence[value.index], findArms) : []
    if (ofPart.length > 0) {
      const isOther = !ofPart.some((one) => isSameUnit(said, one))
      return isOther
        ? [{ kind: 'unit', claim: claim.range, evidence: rival, contradicts: true }]
        : []
    }
    if (said.unit === '%' && isCountBesideShare(value, evidence[value.index]))
      return [{ kind: 'unit', claim: claim.range, evidence: rival, contradicts: true }]
    const heads = own.unit === '' ? listUnits(value.headers.join(' '), findArms) : [own]
    const above = own.unit === '' ? listUnitsAround(evidence[value.index], findArms) : []
    const beside =
      heads.length === 0 ? listBeside(evidence[value.index]?.cell ?? null, findArms) : []
    const corner =
      own.unit === '' ? listUnitsOfCorner(evidence[value.index]?.cell ?? null, findArms) : []
    if ([...heads, ...above, ...beside, ...corner].some((one) => isSameUnit(said, one))) return []
    // the change of a share may be given as either
    const isPoints = said.unit === 'pp' && heads.every(({ unit }) => unit === '%')
    const contradicts = heads.length > 0 && !isPoints
    return [{ kind: 'unit', claim: claim.range, evidence: rival, contradicts }]
  })
}

/** The 13 of "13 (21.3%)", and what a column of events counts: neither is a share. */
function isCountBesideShare(
  { token, range, headers }: CellValue,
  evidence: ClaimEvidence | undefined,
): boolean {
  if (!evidence?.cell || token.quantity.unit !== '') return false
  if (headers.some((head) => readCounted(head) === 'events')) return true
  const parts = listCellParts(evidence.quote, evidence.cell.reference)
  const [count, percent] = [parts.get('count'), parts.get('percent')]
  return (
    count !== undefined &&
    percent !== undefined &&
    evidence.range.start + count.start <= range.start &&
    range.end <= evidence.range.start + count.end
  )
}

/**
 * "Cumulative dose" is in the unit of "Average daily dose (mg)", where all rows that name a dose have
 * one; "Dose reductions" is another thing.
 */
function listBeside(cell: ClaimEvidence['cell'], findArms: ArmFinder): readonly UnitOf[] {
  if (!cell) return []
  const { rowPath } = cell.reference
  const thing = nameThing(rowPath, findArms)
  if (thing === '') return []
  const named = listNames(thing, findArms)
  const near = cell.table.rows
    .filter((path) => {
      const names = listNames(keepThings(path, findArms).join(' | '), findArms)
      return [...names].some((key) => named.has(key))
    })
    .map((path) => ({ path, units: listUnits(path.join(' | '), findArms) }))
  const all = near.flatMap(({ units }) => units)
  if (!all.every((one) => isSameUnit(one, all[0] ?? one))) return []
  const own = near
    .filter(({ path }) => nameThing(path, findArms) === thing)
    .flatMap(({ units }) => units)
  // what is taken a day is no sum
  return own.filter(({ unit }) => !unit.includes('/'))
}

/**
 * What the values of a row are of, where one name alone tells it, beside groups and times: "dose" for
 * "Cumulative dose at end of study", its mean; a change is of what changes. Words are as spelled: "doses" are
 * counted.
 */
function nameThing(path: readonly string[], findArms: ArmFinder): string {
  const names = keepThings(path, findArms).map((name) =>
    name
      .replace(/\[\w{1,2}\]/g, ' ')
      .replace(inHeads, ' ')
      .toLowerCase()
      .replace(/\bchange from baseline\b/u, ' ')
      .replace(/\s(?:at|during|over|through|until)\s.*/u, ' ')
      .replace(summing, ' ')
      .replace(/[^\p{L}\d]+/gu, ' ')
      .trim(),
  )
  const [thing = '', ...others] = names.filter((name) => name !== '')
  return others.length > 0 ? '' : thing
}

function keepThings(path: readonly string[], findArms: ArmFinder): readonly string[] {
  return path.filter((name) => readArmHead(name, findArms).length === 0 && !period.test(name))
}

const summing =
  /\b(?:average|cumulative|daily|max|maximum|mean|median|min|minimum|range|sd|se|std|total)\b/gu
