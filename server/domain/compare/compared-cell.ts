import type { CellReference } from '../../../shared/model/citation.ts'
import { findQuantities } from '../../../shared/text/quantities.ts'
import type { TextRange } from '../../../shared/text/range.ts'

/** One value of a table that can be held against others of its row or column. */
export type ComparedCell = {
  readonly range: TextRange
  readonly reference: CellReference
  readonly words: string
  /** Of "8 (9%)" the 8, as the table has it. */
  readonly decimal: string
  readonly value: number
  /** In percent; undefined where the cell gives none. */
  readonly percent: number | undefined
  /** How many the column's head says its group has; undefined where it says nothing. */
  readonly size: number | undefined
  /** The table says of all its values that they are percentages. */
  readonly isOfShares?: boolean
}

/** What decides where a count and its share go different ways. */
export type Measured = 'count' | 'share' | 'any'

/** A value, its spread or share in brackets, its events; two values ("29.0, 73.0") are none. */
const single = /^[-−–]?\d[\d,]*(?:\.\d+)?\s*%?\s*(?:\([^()]*\))?\s*(?:\[\s*\d+\s*\])?\s*\*?$/

/** Undefined where a cell gives no value, or more than one. */
export function readComparedCell(
  range: TextRange,
  reference: CellReference,
  words: string,
  isOfShares = false,
): ComparedCell | undefined {
  const plain = words.trim().replace(/[−–]/g, '-')
  if (!single.test(plain)) return undefined
  const [first, ...others] = findQuantities(plain)
  if (first?.kind !== 'number' || first.comparator !== '') return undefined
  const share = others.find((one) => one.kind === 'number' && one.unit === '%')
  const size = readSize(reference.columnPath)
  const value = Number(first.decimal)
  const own = first.unit === '%' ? value : undefined
  const percent = share?.kind === 'number' ? Number(share.decimal) : own
  return {
    range,
    reference,
    words: plain,
    decimal: first.decimal,
    value,
    percent,
    size,
    isOfShares,
  }
}

function readSize(heads: readonly string[]): number | undefined {
  const told = heads.flatMap((head) => /\bN\s*=\s*([\d,]+)/.exec(head)?.[1] ?? [])
  return told.length === 1 ? Number((told[0] ?? '').replaceAll(',', '')) : undefined
}

/** True for a count of people, which "0" is as well where the cells beside it have shares. */
export function isCount({ value, percent }: ComparedCell): boolean {
  return Number.isInteger(value) && value >= 0 && (percent !== undefined || value === 0)
}

/**
 * Which of two values is the greater: 1, 0 or -1. Undefined where it is open: where counts and shares
 * go different ways and nothing says which is meant, and where rounding hides it.
 */
export function compareCells(
  a: ComparedCell,
  b: ComparedCell,
  measured: Measured,
): number | undefined {
  const byValue = Math.sign(a.value - b.value)
  if (!isCount(a) || !isCount(b) || (a.percent === undefined && b.percent === undefined)) {
    return measured === 'share' && !isShareOnly(a, b) ? undefined : byValue
  }
  const byShare = compareShares(a, b)
  if (measured === 'count') return byValue
  if (measured === 'share') return byShare
  return byShare === byValue ? byValue : undefined
}

/** "87.9" below "Compliance (%)" is a share. */
function isShareOnly(a: ComparedCell, b: ComparedCell): boolean {
  return [a, b].every(
    ({ percent, reference, isOfShares }) =>
      percent !== undefined ||
      isOfShares === true ||
      [...reference.rowPath, ...reference.columnPath].some((head) =>
        /%|\bpercent|\brate|\bper\b/i.test(head),
      ),
  )
}

/** From the counts where both groups' sizes are known, since percentages are rounded. */
function compareShares(a: ComparedCell, b: ComparedCell): number | undefined {
  // "8 (13%)" of 60 and of 61 is as much to every reader
  if (a.value === b.value && a.percent === b.percent) return 0
  const [exactA, exactB] = [readShare(a), readShare(b)]
  if (exactA !== undefined && exactB !== undefined) return Math.sign(exactA - exactB)
  const [own, other] = [a.percent ?? 0, b.percent ?? 0]
  if (own !== other) return Math.sign(own - other)
  return a.value === b.value ? 0 : undefined
}

/** The share of a group, 0 to 1, exact; undefined where its size is not what the percentage is of. */
export function readShare({ value, percent, size }: ComparedCell): number | undefined {
  if (size === undefined || size === 0) return undefined
  const share = value / size
  if (percent === undefined) return value === 0 ? 0 : undefined
  return Math.abs(share * 100 - percent) <= 1 ? share : undefined
}
