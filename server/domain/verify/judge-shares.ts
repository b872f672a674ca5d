import { sliceRange } from '../../../shared/text/range.ts'
import { listCellParts, type CellHeads } from '../cell-parts.ts'
import type { ArmFinder } from './arms.ts'
import type { NumberToken, PairedValue } from './cell-values.ts'
import { findCounted } from './counted.ts'
import { doubt } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import { countColumn } from './told-numbers.ts'
import { findNamedWholes } from './named-wholes.ts'
import { readFirst } from './table-values.ts'
import type { Token } from './statement.ts'
import { readHalves } from './told-statistics.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/** A share that a claim gives of a cell that has its count as well. */
type Share = {
  readonly pair: PairedValue
  readonly cited: ClaimEvidence
  readonly count: number
  /** What its column counts, where its head tells: "(N=61)". */
  readonly group: number | undefined
}

/**
 * A share belongs to the count of its own cell, and is of what its table counts: "12 (14.8%)" of a cell
 * "9 (14.8%)", "of 12,986 transactions 15 (4.0%)" where that is of the 375 tested, and "4% of the early
 * terminations" where it is of all subjects, are none.
 */
export function judgeShares(
  { text, isFound }: Pick<Claim, 'text' | 'isFound'>,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const numbers = tokens.filter((one) => one.kind === 'number')
  const shares = paired.flatMap((pair) => readShare(pair, evidence) ?? [])
  return shares.flatMap((share): readonly CellFinding[] => {
    const { claim, value } = share.pair
    const count = findCount(text, numbers, claim)
    const isOfOther = count !== undefined && Number(count.quantity.decimal) !== share.count
    const whole = findWhole(text, numbers, claim, count)
    const isOfNumber =
      whole !== undefined &&
      !isShareOf(share, Number(whole.quantity.decimal), isFound ? [text, whole] : undefined)
    const wholes = findNamedWholes(text, claim, share.cited, findArms)
    const isOfNamed = wholes.length > 0 && !wholes.some((one) => isShareOf(share, one))
    return isOfOther || isOfNumber || isOfNamed ? [doubt(claim.range, value, 'number')] : []
  })
}

function readShare(pair: PairedValue, evidence: readonly ClaimEvidence[]): Share | undefined {
  const { claim, value } = pair
  const cited = evidence[value.index]
  const count = cited?.cell ? readCount(cited.quote, cited.cell.reference) : undefined
  // a coefficient of variation is a share of no whole
  const isOfMean = value.headers.some((head) => readHalves(head).includes('cv'))
  if (!cited || count === undefined || claim.quantity.unit !== '%' || isOfMean) return undefined
  const group = countColumn(value.headers)
  return { pair, cited, count, group: group === undefined ? undefined : Number(group) }
}

/** The 8 of "8 (9%)"; undefined where a cell has no share beside it. */
function readCount(quote: string, heads: CellHeads): number | undefined {
  const parts = listCellParts(quote, heads)
  const [count, percent] = [parts.get('count'), parts.get('percent')]
  return count && percent && readFirst(sliceRange(quote, count))
}

/** The number of "9 subjects (14.8%)", "9 of 61 subjects (14.8%)", "14.8% (9)". */
function findCount(
  text: string,
  numbers: readonly NumberToken[],
  { range }: NumberToken,
): NumberToken | undefined {
  const before = numbers.findLast((one) => one.range.end <= range.start)
  const next = numbers.find((one) => one.range.start >= range.end)
  if (before && bracketed.test(text.slice(before.range.end, range.start))) {
    const whole = numbers[numbers.indexOf(before) - 1]
    const isWhole = whole && partOf.test(text.slice(whole.range.end, before.range.start))
    return isWhole ? whole : before
  }
  if (next && inBrackets.test(text.slice(range.end, next.range.start))) {
    return next.quantity.unit === '' ? next : undefined
  }
  return undefined
}

const bracketed = /^(?:\s+(?!(?:and|but|while|with)\b)[\p{L}-]+){0,6}\s*[(,]\s*$/u
const ofNumber = /^\)?\s+of\s+(?:(?:the|all|these|those)\s+)*(?:[A-Z]{3}\s*|[$€£]\s*)?$/
const inBrackets = /^\s*(?:of [^.,;()\d]{0,40})?\(\s*$/
const partOf = /^\s*(?:of|out of|among)\s+(?:(?:the|all|these|those)\s+)*$/i

/** All of whom a share is, where the clause counts them: "of the 375 transactions tested, 15 (4%)". */
function findWhole(
  text: string,
  numbers: readonly NumberToken[],
  { range }: NumberToken,
  count: NumberToken | undefined,
): NumberToken | undefined {
  const next = numbers.find((one) => one.range.start >= range.end)
  if (next && ofNumber.test(text.slice(range.end, next.range.start))) return next
  return numbers.findLast(
    (one) =>
      one !== count &&
      one.range.end <= range.start &&
      one.quantity.unit === '' &&
      isWholeNumber(one, count) &&
      wholeBefore.test(text.slice(0, one.range.start)) &&
      !/[.;]\s/.test(text.slice(one.range.end, range.start)),
  )
}

/** A limit "of 1.5" counts nobody, nor are 3 a part of 2. */
function isWholeNumber(one: NumberToken, count: NumberToken | undefined): boolean {
  const whole = Number(one.quantity.decimal)
  return Number.isInteger(whole) && whole >= Number(count?.quantity.decimal ?? 0)
}

/** "Consisted of 178", "a total of 178" tell how many there are, and nothing is a part of them. */
const wholeBefore =
  /(?<!\b(?:consist\w*|compris\w*|composed|made up|number|total) )\b(?:of|among) (?:(?:the|all|these|those|a total of) )*$/i

/** As it is rounded; the share of an arm is of the arm, whomever the sentence starts from. */
function isShareOf(
  { pair, count, group }: Share,
  whole: number,
  told?: readonly [text: string, whole: NumberToken],
): boolean {
  const { decimal } = pair.claim.quantity
  const isOf = (all: number): boolean => {
    const places = decimal.split('.')[1]?.length ?? 0
    return Math.abs((100 * count) / all - Number(decimal)) <= 0.5 * 10 ** -places + 1e-6
  }
  // "of the 91 terminations" is of no people, whom a typed sentence may start from
  const isOfPeople = !told || findCounted(told[0], told[1].range) === 'people'
  const isOfArm =
    isOfPeople && pair.value.arms.length > 0 && group !== undefined && whole > group && isOf(group)
  return isOf(whole) || isOfArm
}
