import type { Quantity } from '../../../shared/text/quantities.ts'
import { findUnit, unitPattern } from '../../../shared/text/units.ts'
import type { ArmFinder } from './arms.ts'
import { isStatistic } from './lexicon.ts'
import { readStatement } from './statement.ts'
import type { CellFinding } from './judge-cells.ts'
import type { PairedValue } from './cell-values.ts'
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
    const heads = own.unit === '' ? listUnits(value.headers.join(' '), findArms) : [own]
    const context = evidence[value.index]?.context ?? ''
    const above = own.unit === '' ? listAround(value.headers, context, findArms) : []
    const beside =
      heads.length === 0 ? listBeside(evidence[value.index]?.cell ?? null, findArms) : []
    if ([...heads, ...above, ...beside].some((one) => isSameUnit(said, one))) return []
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

type Line = {
  readonly units: readonly UnitOf[]
  readonly isNear: boolean
  readonly isWide: boolean
}

/**
 * Units that lines around a table give to a cell: those that name what its heads name, else those that
 * speak of the whole table in one unit.
 */
function listAround(
  heads: readonly string[],
  context: string,
  findArms: ArmFinder,
): readonly UnitOf[] {
  const named = listNames(heads.join(' | '), findArms)
  const lines = context
    .split(/\n|[.;](?=\s)/)
    .map((line): Line => {
      const isNear = [...listNames(line, findArms)].some((key) => named.has(key))
      return { units: listUnits(line, findArms), isNear, isWide: !note.test(line) }
    })
    .filter(({ units }) => units.length > 0)
  const near = lines.filter(({ isNear }) => isNear)
  const found = (near.length > 0 ? near : lines.filter(({ isWide }) => isWide)).flatMap(
    ({ units }) => units,
  )
  // two units of one kind leave open which is meant
  return found.every((one) => found.every((other) => !isRival(one, other))) ? found : []
}

/**
 * "Cumulative dose" is in the unit of "Average daily dose (mg)", where all rows that name a dose have
 * one; "Dose reductions" is another thing.
 */
function listBeside(cell: ClaimEvidence['cell'], findArms: ArmFinder): readonly UnitOf[] {
  if (!cell) return []
  const { rowPath } = cell.reference
  const thing = nameThing(rowPath)
  if (thing === '') return []
  const named = listNames(rowPath.join(' | '), findArms)
  const near = cell.table.rows
    .filter((path) => [...listNames(path.join(' | '), findArms)].some((key) => named.has(key)))
    .map((path) => ({ path, units: listUnits(path.join(' | '), findArms) }))
  const all = near.flatMap(({ units }) => units)
  if (!all.every((one) => isSameUnit(one, all[0] ?? one))) return []
  const own = near.filter(({ path }) => nameThing(path) === thing).flatMap(({ units }) => units)
  // what is taken a day is no sum
  return own.filter(({ unit }) => !unit.includes('/'))
}

/**
 * What the values of a row are of, where one name alone tells it: "dose" for "Cumulative dose at end of
 * study", its mean. Words are as spelled: "doses" are counted.
 */
function nameThing(path: readonly string[]): string {
  const names = path.map((name) =>
    name
      .replace(/\[\w{1,2}\]/g, ' ')
      .replace(inHeads, ' ')
      .toLowerCase()
      .replace(/\s(?:at|during|over|through|until)\s.*/u, ' ')
      .replace(summing, ' ')
      .replace(/[^\p{L}\d]+/gu, ' ')
      .trim(),
  )
  const [thing = '', ...others] = names.filter((name) => name !== '')
  return others.length > 0 ? '' : thing
}

const summing =
  /\b(?:average|cumulative|daily|max|maximum|mean|median|min|minimum|range|sd|se|std|total)\b/gu

function isRival(a: UnitOf, b: UnitOf): boolean {
  return a.unit === b.unit && a.factor !== b.factor
}

/** A sentence is of what it names, unless that is all values. */
const note =
  /^(?!.*\b(?:all|values|amounts|figures|results|data)\b).*(?:^\s*(?:\[\w+\]|notes?\b)|\b(?:is|are|was|were)\b)/iu

function listNames(text: string, findArms: ArmFinder): ReadonlySet<string> {
  const words = readStatement(text, findArms).filter(
    ({ kind, key }) => kind === 'word' && !isStatistic(key) && key !== 'total',
  )
  return new Set(words.map(({ key }) => key))
}

/** Neither "Alzheimer's" nor "95% CI" tells in what values are given. */
const inHeads = new RegExp(`(?<![\\p{L}\\d'’]|\\d[ -]?)(?:${unitPattern})(?![\\p{L}\\d])`, 'gu')

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
