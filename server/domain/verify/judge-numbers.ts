import { listWays } from './arithmetic.ts'
import type { ArmFinder } from './arms.ts'
import type { CellValue, NumberToken, Pairing } from './cell-values.ts'
import { isStatistic } from './lexicon.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import type { Quantity } from '../../../shared/text/quantities.ts'
import type { CellFinding } from './judge-cells.ts'
import { readStatement, type Token } from './statement.ts'
import { findRangeEnd, type RangeEnd } from './told-range.ts'
import { readHalves } from './told-statistics.ts'
import { meetsBound } from './told-bounds.ts'
import { isSameUnit, listUnits } from './units-in-words.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/** Whether a claim can only speak of the quantity that a cell gives. */
export type MeaningTest = (value: CellValue) => boolean

/**
 * A cell is meant where the claim has every word, year and arm of its row's and its column's own name,
 * each for itself, something of each group that the row stands in, and speaks of no calculation that
 * these don't name, or where the document says how it computed it. Who names no group speaks of all of them:
 * a total that was only found needs no name.
 */
export function createMeaningTest(
  claim: Claim,
  tokens: readonly Token[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): MeaningTest {
  const keys = [...tokens, ...readStatement(claim.context, findArms)].map(keyOf)
  const tellsRange = tokens.some(({ range }) => findRangeEnd(claim.text, range) !== undefined)
  return ({ index }) => {
    const one = evidence[index]
    if (!one?.cell) return one?.formula !== ''
    const { rowPath, columnPath } = one.cell.reference
    const column = columnPath.at(-1) ?? ''
    const isOpenTotal = claim.isFound === true && /^total\b/i.test(column)
    const heads = [rowPath.at(-1) ?? '', isOpenTotal ? '' : column]
    const things = tellsRange ? heads.filter((head) => !isOfEnds(head)) : heads
    const names = things.flatMap((head) => listNames(head, findArms))
    const groups = rowPath.slice(0, -1).map((head) => listNames(head, findArms))
    const calculated = listWays(claim.text).filter((way) => asked.has(way))
    const named = new Set(listWays(one.cell.headers.join(' ')))
    return (
      one.formula !== '' ||
      (calculated.every((way) => named.has(way)) &&
        names.every((key) => count(keys, key) >= count(names, key)) &&
        groups.every((group) => group.length === 0 || group.some((key) => keys.includes(key))))
    )
  }
}

/** "Min, Max": a range is told without these words. */
function isOfEnds(head: string): boolean {
  const halves = readHalves(head)
  return halves.length > 1 && halves.every((half) => half === 'min' || half === 'max')
}

function count(keys: readonly string[], key: string): number {
  return keys.filter((one) => one === key).length
}

/** The words "%" and "total" stand beside values that are given as well. */
const asked: ReadonlySet<string> = new Set(['change', 'difference', 'average', 'ratio'])

function listNames(head: string, findArms: ArmFinder): readonly string[] {
  const plain = head.replace(/\([^()]*\)|\[[^\]]*\]/g, ' ')
  return readStatement(plain, findArms)
    .filter(({ key }) => !isStatistic(key))
    .map(keyOf)
}

function keyOf(token: Token): string {
  return token.kind === 'number' ? token.quantity.decimal : token.key
}

/**
 * What stands instead of a number that the cells don't give. It contradicts where the cell is meant, or
 * where all other numbers agree and one value is left for each that does not.
 */
export function describeNumber(
  text: string,
  { range, quantity }: NumberToken,
  count: number,
  { unused, paired }: Pairing,
  isMeant: MeaningTest,
): CellFinding {
  const magnitude = quantity.decimal.replace('-', '')
  const sign = unused.find(({ token }) => token.quantity.decimal.replace('-', '') === magnitude)
  const end = findRangeEnd(text, range)
  const ofEnd = keepEnds(unused, end)
  const meant = findNearest(quantity, ofEnd.filter(isMeant))
  const rival = sign ?? meant ?? findNearest(quantity, ofEnd)
  // a year that no head has is of another column
  const isYear = /^(?:19|20)\d\d$/.test(quantity.decimal) && quantity.unit === ''
  const isLeft = paired.length > 0 && unused.length === count
  return {
    kind: sign && sign.token.quantity.comparator === quantity.comparator ? 'sign' : 'number',
    claim: range,
    evidence: rival ? { index: rival.index, range: rival.range } : null,
    contradicts:
      !isYear &&
      (meant !== undefined || isLeft) &&
      // the bound may be told of this value, and is not another number
      !(rival && meetsBound(quantity, rival.token.quantity)) &&
      !isOfOther(sliceRange(text, range), quantity, rival),
  }
}

/** What a range starts with is held against the least value, where there is one. */
function keepEnds(values: readonly CellValue[], end: RangeEnd | undefined): readonly CellValue[] {
  if (end === undefined) return values
  const wanted = end === 'lower' ? 'min' : 'max'
  const own = values.filter(({ headers }) =>
    headers.some((one) => readHalves(one).includes(wanted)),
  )
  return own.length > 0 ? own : values
}

/** Of the same unit first, then of the size that is most alike: a slip of the hand changes a digit. */
function findNearest(
  { unit, decimal }: Quantity,
  values: readonly CellValue[],
): CellValue | undefined {
  const distance = ({ token: { quantity } }: CellValue) =>
    Math.abs(Number(quantity.decimal) - Number(decimal)) + (quantity.unit === unit ? 0 : 1e15)
  return values.toSorted((a, b) => distance(a) - distance(b))[0]
}

/** A span of time is no value of a cell in other units, nor are millions one of cells that tell no scale. */
function isOfOther(
  spelled: string,
  { unit, factor }: Quantity,
  rival: CellValue | undefined,
): boolean {
  if (!rival) return false
  // years are no number of people
  if (unit !== '' && unit !== '%' && rival.headers.some((head) => /^\s*n\s*$/i.test(head)))
    return true
  // "one in each group" is no percentage
  if (rival.token.quantity.unit === '%' && /^\p{L}+$/u.test(spelled)) return true
  const isTime = unit === 'month' || unit === 's'
  const isScaled = /\b(?:thousand|million|billion)\b/i.test(spelled)
  const word = /\p{L}{3,}?(?=s?$)/u.exec(spelled)?.[0].toLowerCase() ?? spelled
  const isHead = rival.headers.some((head) => head.toLowerCase().includes(word))
  // "Age (y)"
  const isOfUnit = listUnits(rival.headers.join(' | '), () => []).some((one) =>
    isSameUnit(one, { unit, factor }),
  )
  const isOfTime = rival.token.quantity.unit === unit || isHead || isOfUnit
  return (isTime && !isOfTime) || (isScaled && rival.scale === 0)
}
