import { findQuantities } from '../../../shared/text/quantities.ts'
import { rangesOverlap } from '../../../shared/text/range.ts'
import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import {
  listToldStatistics,
  readHalvesIn,
  type Statistic,
  type ToldStatistic,
} from './told-statistics.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/** A value whose heads tell which statistic it is. */
type Half = {
  readonly pair: PairedValue
  /** Equal for the statistics of one thing. */
  readonly address: string
  readonly own: Statistic
  readonly cell: readonly Statistic[]
}

/**
 * "Mean (SD)" above "54.5 (9.47)": each number needs the name of its own half. What stands in brackets
 * behind a mean may go without, and the ends of a range by their order.
 */
export function judgeHalves(
  { text, isFound }: Claim,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  const halves = paired.flatMap((pair) => findHalf(pair, evidence) ?? [])
  const told = listToldStatistics(text)
  return halves.flatMap((half, place): readonly CellFinding[] => {
    const names = half.own === 'min' || half.own === 'max' ? told : told.filter(isStrict)
    const run = findRun(text, halves, place, names)
    const name = findName(run, halves, place)
    // what is recorded may go on from a sentence that told the mean: "In women it was 3.0"
    if (name === half.own || (name === undefined && half.own === 'mean' && !isFound)) return []
    if (isBracketed(text, halves, place)) return []
    if (run.names.length < 2 && isEndOfRange(text, halves, place)) return []
    const { claim, value } = half.pair
    return [
      {
        kind: 'words',
        claim: claim.range,
        evidence: { index: value.index, range: value.range },
        contradicts: name !== undefined && half.cell.includes(name),
      },
    ]
  })
}

function isStrict({ isLoose }: ToldStatistic): boolean {
  return !isLoose
}

function findHalf(pair: PairedValue, evidence: readonly ClaimEvidence[]): Half | undefined {
  const one = evidence[pair.value.index]
  if (!one?.cell) return undefined
  const { rowPath, columnPath } = one.cell.reference
  const heads = [
    rowPath.at(-1) ?? '',
    ...columnPath.toReversed(),
    ...rowPath.slice(0, -1).toReversed(),
  ]
  const { table } = one.cell
  const all = heads.map((head) => readHalvesIn(table, head))
  // a row of means may have columns with the limits of its interval
  const cell =
    all.slice(1).find((names) => names.length === 1 && isLimit(names)) ??
    all.find((names) => names.length > 0) ??
    []
  const numbers = findQuantities(one.quote).filter(({ kind }) => kind === 'number')
  const at = numbers.findIndex(({ range: { start, end } }) =>
    rangesOverlap({ start: start + one.range.start, end: end + one.range.start }, pair.value.range),
  )
  const { part } = one.cell.reference
  const isLed = numbers.length === cell.length + 1 && isBehindEstimate(cell)
  const inOrder = isLed ? [readEstimate(rowPath.at(-1) ?? ''), ...cell] : cell
  const own = numbers.length > 1 ? inOrder[at] : (cell.find((name) => name === part) ?? inOrder[at])
  const things = [...rowPath, ...columnPath].filter(
    (head) => readHalvesIn(table, head).length === 0,
  )
  const address = JSON.stringify([one.sourceTextId, one.context, things])
  return own && { pair, address, own, cell }
}

function isLimit(names: readonly Statistic[]): boolean {
  return names.includes('lower') || names.includes('upper')
}

/** "Median PFS, months (95% CI)": an interval or a deviation stands behind what it is of. */
function isBehindEstimate([first]: readonly Statistic[]): boolean {
  return first === 'lower' || first === 'sd' || first === 'se'
}

function readEstimate(head: string): Statistic | undefined {
  const [name] = /\b(?:means?|medians?)\b/i.exec(head) ?? []
  if (name === undefined) return undefined
  return /^mea/i.test(name) ? 'mean' : 'median'
}

type Run = { readonly names: readonly Statistic[]; readonly end: number }

/** The names that stand nearest before a number, or the one in brackets behind it. */
function findRun(
  text: string,
  halves: readonly Half[],
  place: number,
  told: readonly ToldStatistic[],
): Run {
  const own = halves[place]?.pair.claim.range ?? { start: 0, end: 0 }
  const behind = told.find(({ range }) => range.start >= own.end)
  const between = behind && text.slice(own.end, behind.range.start)
  const isBehind =
    behind !== undefined &&
    between !== undefined &&
    ((/^\s*\($/.test(between) && text.charAt(behind.range.end) === ')') || onAverage.test(between))
  if (isBehind) return { names: [behind.statistic], end: own.start }
  const last = told.findLastIndex(
    ({ range }) => range.start <= own.start && !isClosedBefore(text, range.start, own.start),
  )
  return { names: listRun(text, told, last), end: told[last]?.range.end ?? 0 }
}

/** The SD of "2.5 (SD 5.80) and 2.0 (5.55)" names what stands in its own brackets, and not the 2.0. */
function isClosedBefore(text: string, name: number, number: number): boolean {
  const opening = text.lastIndexOf('(', name)
  if (opening < 0 || text.slice(opening, name).includes(')')) return false
  const closing = text.indexOf(')', name)
  return closing >= 0 && closing < number && /\d/.test(text.slice(name, closing))
}

/** "6.1 hours on average". */
const onAverage = /^\s*(?:[\p{L}/²]+\s+)?on\s+$/u

/** Of "mean and SD were 54.5 and 9.47" each in its turn. */
function findName(
  { names, end }: Run,
  halves: readonly Half[],
  place: number,
): Statistic | undefined {
  const before = halves.slice(0, place).filter(({ pair: { claim } }) => claim.range.start >= end)
  return names[before.length % Math.max(1, names.length)]
}

/** Names that stand side by side: "mean (SD)", "minimum and maximum". */
function listRun(text: string, told: readonly ToldStatistic[], last: number): readonly Statistic[] {
  const own = told[last]
  if (!own) return []
  const before = told[last - 1]
  const isJoined =
    before && /^[\s,/(±]*(?:and|or)?\s*$/.test(text.slice(before.range.end, own.range.start))
  return [...(isJoined ? listRun(text, told, last - 1) : []), own.statistic]
}

/** "54.5 years (9.47)", "54.5 ± 9.47". */
function isBracketed(text: string, halves: readonly Half[], place: number): boolean {
  const [before, own] = [halves[place - 1], halves[place]]
  return (
    before !== undefined &&
    own !== undefined &&
    before.address === own.address &&
    own.own !== 'mean' &&
    bracket.test(text.slice(before.pair.claim.range.end, own.pair.claim.range.start))
  )
}

const bracket = /^\s*(?:[\p{L}/²]+\s*)?(?:[([±/]|\+\/-)\s*$/u

const ends: ReadonlyMap<Statistic, Statistic> = new Map([
  ['min', 'max'],
  ['lower', 'upper'],
  ['first', 'third'],
])

/** "26 to 73", "between 26 and 73". */
function isEndOfRange(text: string, halves: readonly Half[], place: number): boolean {
  const own = halves[place]
  const isPair = (one: Half | undefined, other: Half | undefined): boolean =>
    one !== undefined &&
    other !== undefined &&
    one.address === other.address &&
    ends.get(one.own) === other.own &&
    joined.test(text.slice(one.pair.claim.range.end, other.pair.claim.range.start))
  return isPair(halves[place - 1], own) || isPair(own, halves[place + 1])
}

const joined = /^\s*(?:[\p{L}/²]+\s*)?(?:to|and|through|,|;|[-–])\s*$/u
