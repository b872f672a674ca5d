import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import { holdsInTable } from './house-directions.ts'
import { isNotOfHouse, type HouseClaim } from './house-words.ts'
import { nameScale } from './lexicon.ts'
import { compareTimes } from './judge-times.ts'
import { findPeriod, listYears } from './periods.ts'
import { findComparison } from './find-comparison.ts'
import { opensPair } from './set-against.ts'
import { readStatement, type Direction, type Token } from './statement.ts'
import { isInHeads, tellsNoDirection, type DirectionToken } from './no-direction.ts'
import { findSignedChange } from './signed-changes.ts'
import { findMajority, findMost } from './told-fractions.ts'
import { greatest, smallest } from './told-numbers.ts'
import { findInRow, listColumn, listOtherTimes, readOwnValue } from './table-values.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * Directions of a claim against its values: those that it compares, those of other times and rows of the
 * table, and what the heads tell.
 */
export function judgeDirections(
  house: HouseClaim,
  tokens: readonly Token[],
  known: readonly Token[],
): readonly CellFinding[] {
  const { paired, evidence, claim, findArms } = house
  const { text } = claim
  return tokens.flatMap((token) => {
    if (token.kind !== 'direction' || tellsNoDirection(token, tokens, text)) return []
    const word = text.slice(token.range.start, token.range.end).toLowerCase()
    const isSuperlative = superlative.test(word)
    const isTold = isSuperlative
      ? isExtreme(paired, token.role.way)
      : listDirections(paired, known, token.role.scale, bound.test(word), findArms).some(
          (one) => one.role.way === token.role.way,
        )
    const compared = compareValues(token, text, tokens, paired, evidence)
    if (compared === true) return []
    // a class that the row is called by is no word of the writer's own
    const isNamed = nameScale(token.role) === 'name' && isInHeads(token, paired, findArms)
    if (compared === undefined && isTold && (isNamed || !isNotOfHouse(house, token))) return []
    if (compared === undefined && holdsInTable(token, house)) return []
    const near = paired.find((one) => one.claim.range.start >= token.range.end) ?? paired.at(-1)
    const isOther = isSuperlative
      ? isExtreme(near ? [near] : [], token.role.way === 'up' ? 'down' : 'up')
      : listDirections(near ? [near] : [], [], token.role.scale, true, findArms).length > 0
    const contradicts = compared === false || isOther
    const last = paired.at(-1)?.value
    const rival = last ? { index: last.index, range: last.range } : null
    return [{ kind: nameScale(token.role), claim: token.range, evidence: rival, contradicts }]
  })
}

/**
 * What is told on this scale. Where the heads of a value say it themselves, a caption or note does not
 * take their place: a row "After lying down" is of no "before", though a visit is "on or before" a week. The
 * name of an arm says nothing: who has a low dose is not below anything.
 */
function listDirections(
  paired: readonly PairedValue[],
  known: readonly Token[],
  scale: string,
  isOfHeads: boolean,
  findArms: ArmFinder,
): readonly DirectionToken[] {
  const own =
    isOfHeads || saidByHeads.has(scale)
      ? paired.flatMap(({ value }) =>
          value.headers.flatMap((head) => readStatement(head, findArms)),
        )
      : []
  const isOfScale = (one: Token): one is DirectionToken =>
    one.kind === 'direction' && one.role.scale === scale
  const ofHeads = own.filter(isOfScale)
  return ofHeads.length > 0 ? ofHeads : known.filter(isOfScale)
}

/** Where a value's own head is such an end: "Low Dose" is none. */
function isExtreme(paired: readonly PairedValue[], way: Direction['way']): boolean {
  const head = way === 'up' ? greatest : smallest
  return paired.some(({ value }) => value.headers.some((one) => head.test(one)))
}

/** "Low", "with" and the like are parts of many names of rows. */
const saidByHeads: ReadonlySet<string> = new Set(['time', 'quality', 'end', 'normality'])

/** True or false where values decide, undefined where nothing is compared by them. */
function compareValues(
  { range, role }: { readonly range: Token['range']; readonly role: Direction },
  text: string,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): boolean | undefined {
  if (role.scale === 'time') return compareTimes(range, text, paired)
  if (role.scale !== 'amount') return undefined
  const word = text.slice(range.start, range.end).toLowerCase()
  const found =
    findSignedChange(range, text, paired, evidence) ??
    findWay({ word, range, text, tokens, paired, evidence })
  return found === undefined ? undefined : found === role.way
}

/** A word of a claim, with all that it could compare. */
type Compared = {
  readonly word: string
  readonly range: Token['range']
  readonly text: string
  readonly tokens: readonly Token[]
  readonly paired: readonly PairedValue[]
  readonly evidence: readonly ClaimEvidence[]
}

type Way = Direction['way'] | 'same'

function findWay(compared: Compared): Way | undefined {
  return (
    findToldWay(compared) ?? (isComparing.test(compared.word) ? findComputed(compared) : undefined)
  )
}

const isComparing =
  /^(?:more|less|fewer|higher|lower|increas|ris|rose|grew|grow|decreas|fell|fall|declin|reduc|drop)/

/** Of a recorded difference between two times: "465 more in 2024 than in 2023", "fell by 4%". */
function findComputed({ range, text, evidence }: Compared): Way | undefined {
  const cells = evidence.flatMap((one) => {
    const value = one.formula === '' ? undefined : readOwnValue(one)
    const period = one.cell ? findPeriod(one.cell.reference) : ''
    return value === undefined || period === '' ? [] : [{ value, period }]
  })
  const times = [...new Map(cells.map((one) => [one.period, one])).values()]
  const [first, second] = times.toSorted((a, b) => (a.period < b.period ? -1 : 1))
  if (!first || !second || times.length > 2) return undefined
  const years = listYears(text.slice(range.end))
  if (years.length > 1 && years[0] === years[1]) return 'same'
  const isTurned = years.length > 1 && (years[0] ?? '') < (years[1] ?? '')
  return isTurned && than.test(text.slice(range.end))
    ? wayOf(second.value, first.value)
    : wayOf(first.value, second.value)
}

function findToldWay(compared: Compared): Way | undefined {
  const { word, range, text, paired, evidence } = compared
  const majority = word === 'most' ? findMajority(text, range.end, paired) : undefined
  if (majority) return majority
  if (word === 'most' && /^ of the /.test(text.slice(range.end)))
    return findMost(range.end, paired, evidence)
  if (text.slice(range.end).startsWith(' than ') || than.test(text.slice(range.end)))
    return compareSides(compared)
  if (bound.test(word)) return compareBound(compared)
  if (superlative.test(word)) return findExtreme(compared)
  return movement.test(word) ? findMovement(compared) : undefined
}

const than = /^(?:[^.;]|\.(?=\d))* than /
const bound = /^(?:above|below|exceed(?:s|ed)?)$/
const superlative =
  /^(?:high|larg|great|strong|long|old|low|small|few|weak|short|young|heavi)est$|^(?:most|least|max|min|maximum|minimum|peaked)$/
const movement =
  /^(?:increas|ris|rose|rais|grow|grew|gain|decreas|fall|fell|lower|reduc|declin|higher|fewer|drop|strength|climb|jump|weaken|slip|shr[ai]nk)/

function wayOf(from: number | undefined, to: number | undefined): Way | undefined {
  if (from === undefined || to === undefined) return undefined
  return to > from ? 'up' : to < from ? 'down' : 'same'
}

/** As the table has it: "18,420 thousand" of a table in thousands is 18,420. */
function valueOf({ value }: PairedValue): number {
  return Number(value.written)
}

/** "more frequent with A (91.7%) than with B (75.6%)", "5 in A, more than in B (3)". */
function compareSides({ word, range, text, paired }: Compared): Way | undefined {
  // a greater change is one of more, whichever way it goes
  const isOfSize = size.test(word) && change.test(text.slice(0, range.start))
  const toSize = (one: PairedValue): number => (isOfSize ? Math.abs(valueOf(one)) : valueOf(one))
  const at = text.indexOf(' than ', range.end)
  const { start, end } = findComparison(text, range)
  const before = paired.filter(({ claim }) => claim.range.end <= start)
  const inside = paired.filter(
    ({ claim }) => claim.range.start > range.end && claim.range.end <= at,
  )
  const behind = paired.filter(({ claim }) => claim.range.start > at && claim.range.end <= end)
  const [opening] = behind
  // "12 (30%), fewer than 28" compares counts
  const isShare = opening?.value.token.quantity.unit === '%'
  const alike = before.filter(({ value }) => (value.token.quantity.unit === '%') === isShare)
  const sides = inside.length > 0 ? inside : (alike.length > 0 ? alike : before).slice(-1)
  const isPair =
    sides.length === 0 && behind.length === 2 && opensPair(text, opening?.claim.range.start ?? 0)
  const first = (isPair ? behind.slice(0, 1) : sides).map(toSize)
  const second = (isPair ? behind.slice(1) : behind).map(toSize)
  if (first.length === 0 || second.length === 0) return undefined
  if (Math.min(...first) > Math.max(...second)) return 'up'
  return Math.max(...first) < Math.min(...second) ? 'down' : 'same'
}

const size = /^(?:greater|larger|smaller|stronger|weaker)$/
const change = /\b(?:change|reduction|decrease|decline|fall|drop)\b/i
const limit = /\b(?:limit|target|requirement|threshold|agreed|average)\b/i

/** "7.2, above the limit of 5", "exceeded its target of 96% with 96.9%", "far below the limit". */
function compareBound({ range, text, paired, evidence }: Compared): Way | undefined {
  // "Samples above the limit" are counted
  if (paired.some(({ value }) => value.headers.some((head) => boundHead.test(head))))
    return undefined
  const before = paired.findLast(({ claim }) => claim.range.end <= range.start)
  const [next, second] = paired.filter(({ claim }) => claim.range.start >= range.end)
  if (before && next) return wayOf(valueOf(next), valueOf(before))
  if (next && second) {
    const between = text.slice(next.claim.range.end, second.claim.range.start)
    return /\b(?:with|at|by)\b/.test(between) ? wayOf(valueOf(next), valueOf(second)) : undefined
  }
  const named = limit.exec(text.slice(range.end))?.[0]
  const cited = before && evidence[before.value.index]
  if (!cited || named === undefined) return undefined
  return wayOf(findInRow(cited, new RegExp(`\\b${named}`, 'i')), readOwnValue(cited))
}

const boundHead = /\b(?:above|below|exceed)/i

/** As a head of the value says it, else the one that stands first in its column; "the strongest growth" is of a change. */
function findExtreme({ word, range, text, paired, evidence }: Compared): Way | undefined {
  const before = paired.findLast(({ claim }) => claim.range.end <= range.start)
  const own = paired.find(({ claim }) => claim.range.start >= range.end) ?? before
  const cited = own && evidence[own.value.index]
  if (!cited || /^\s+(?:growth|increase|decrease|decline|change)/.test(text.slice(range.end)))
    return undefined
  if (statistic.test(word) || own.value.headers.some((head) => extremeHead.test(head)))
    return undefined
  const [column, value] = [listColumn(cited), readOwnValue(cited)]
  if (value === undefined || column.length < 2) return undefined
  if (value === Math.max(...column)) return 'up'
  return value === Math.min(...column) ? 'down' : undefined
}

const statistic = /^(?:max|min)/
const extremeHead = /\b(?:max(?:imum)?|min(?:imum)?|(?:high|low|long|short|larg|small)est|peak)\b/i

/** From the time before to a value's own, of the value that stands next to the word. */
function findMovement({ range, text, tokens, paired, evidence }: Compared): Way | undefined {
  const next = tokens.find(
    (one) =>
      one.kind === 'direction' && one.role.scale === 'amount' && one.range.start > range.start,
  )
  const end = next?.range.start ?? text.length
  const behind = paired.filter(
    ({ claim }) => claim.range.start >= range.end && claim.range.end <= end,
  )
  const before = paired.filter(({ claim }) => claim.range.end <= range.start)
  const own = latest(behind) ?? latest(before)
  const cited = own && evidence[own.value.index]
  if (!own || !cited) return undefined
  const from = behind.find(({ claim }) => isBehind(text, claim.range.start, 'from'))
  const to = behind.find(({ claim }) => isBehind(text, claim.range.start, 'to'))
  if (from && to) {
    const isTurned = to.value.period !== '' && from.value.period > to.value.period
    // what came later was not where it rose from, whichever is more
    return isTurned ? 'same' : wayOf(valueOf(from), valueOf(to))
  }
  if (own.value.period === '') return undefined
  return fromTimeBefore(own, paired, evidence)
}

function isBehind(text: string, start: number, word: string): boolean {
  return new RegExp(`\\b${word}\\s+\\D{0,12}$`, 'i').test(text.slice(0, start))
}

/** Which of several is the newest. */
function latest(paired: readonly PairedValue[]): PairedValue | undefined {
  return paired.toSorted((a, b) => (a.value.period < b.value.period ? 1 : -1))[0]
}

/** From the other value that the claim gives of its row, else from the nearest one before it in the table. */
function fromTimeBefore(
  { value: { index, period } }: PairedValue,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): Way | undefined {
  const cited = evidence[index]
  if (!cited) return undefined
  const others = listOtherTimes(cited).filter((one) => one.period < period)
  const told = paired.flatMap(({ value }) => {
    const one = evidence[value.index]
    return (one && readOwnValue(one)) ?? []
  })
  const before = others.filter(({ value }) => told.includes(value))
  const [nearest] = (before.length > 0 ? before : others).toSorted((a, b) =>
    a.period < b.period ? 1 : -1,
  )
  return nearest && wayOf(nearest.value, readOwnValue(cited))
}
