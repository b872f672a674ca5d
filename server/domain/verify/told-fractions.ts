import type { TextRange } from '../../../shared/text/range.ts'
import type { PairedValue } from './cell-values.ts'
import { findTotal, readOwnValue } from './table-values.ts'
import type { ClaimEvidence } from './verdict.ts'

/** "About half of the limit", "more than a third of them": true where two values show it. */
export function holdsFraction(
  text: string,
  range: TextRange,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): boolean {
  const word = text.slice(range.start, range.end).toLowerCase()
  const share = word === 'majority' ? 0.5 : fractions[word.replace(/s$/, '')]
  if (share === undefined) return false
  const before = text.slice(0, range.start)
  const told = word === 'majority' ? 'more than' : (hedge.exec(before)?.[1] ?? '').toLowerCase()
  return listShares(paired, evidence).some((one) => isWithin(one - share, told))
}

const fractions: Readonly<Record<string, number>> = { half: 1 / 2, third: 1 / 3, quarter: 1 / 4 }

const hedge =
  /\b(about|approximately|around|roughly|almost|nearly|less than|(?:just )?under|more than|(?:just )?over)\s+(?:an?\s+|one\s+)?$/i

/** How far a share may lie from what is said of it. */
function isWithin(difference: number, told: string): boolean {
  if (told === '') return Math.abs(difference) < 0.005
  if (/^(?:more|just over|over)/.test(told)) return difference > 0 && difference < 0.15
  if (/^(?:almost|nearly|less|just under|under)/.test(told))
    return difference < 0 && difference > -0.1
  return Math.abs(difference) < 0.05
}

/** Of two values that the claim gives, and of a value in the total of its column. */
function listShares(
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly number[] {
  const values = paired.flatMap(({ value: { index } }) => {
    const cited = evidence[index]
    const own = cited && readOwnValue(cited)
    return cited && own !== undefined ? [{ own, total: findTotal(cited) }] : []
  })
  const ofTotals = values.flatMap(({ own, total }) => (total === undefined ? [] : [own / total]))
  const ofPairs = values.flatMap(({ own }) => values.map((other) => own / other.own))
  return [...ofTotals, ...ofPairs].filter((share) => share > 0 && share < 1)
}

/** "Most subjects were White (68%)": more than half of all; undefined where no share is told. */
export function findMajority(
  text: string,
  end: number,
  paired: readonly PairedValue[],
): 'up' | 'down' | undefined {
  const share = paired.find(({ claim }) => claim.range.start >= end && claim.quantity.unit === '%')
  if (!share || !ofPeople.test(text.slice(end))) return undefined
  return Number(share.claim.quantity.decimal) > 50 ? 'up' : 'down'
}

/** "Most of the value was in A (5) and B (4)": more than half of their column; undefined where it has no total. */
export function findMost(
  end: number,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): 'up' | 'down' | undefined {
  const cells = paired
    .filter(({ claim }) => claim.range.start >= end)
    .flatMap(({ value: { index } }) => evidence[index] ?? [])
  const columns = new Set(cells.map(({ cell }) => cell?.reference.columnPath.join('\n')))
  const rows = new Set(cells.map(({ cell }) => cell?.reference.rowPath.join('\n')))
  const [total] = cells.map(findTotal)
  if (columns.size !== 1 || rows.size !== cells.length || total === undefined) return undefined
  const told = cells.reduce((sum, one) => sum + (readOwnValue(one) ?? NaN), 0)
  return Number.isNaN(told) ? undefined : told > total / 2 ? 'up' : 'down'
}

const ofPeople = /^\s+(?:of\s+the\s+)?(?:subjects|patients|participants)\b/i
