import { isPValueHead } from '../cell-parts.ts'
import type { PairedValue } from './cell-values.ts'
import { doubtPairs } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import { listToldStatistics } from './told-statistics.ts'
import type { ClaimEvidence } from './verdict.ts'

/** A p-value is told as one: "the differences had LS means of 0.560" tells it as another statistic. */
export function judgeToldPValues(
  text: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  const told = listToldStatistics(text).filter(({ isLoose }) => !isLoose)
  if (told.length === 0) return []
  return doubtPairs(paired, ({ claim, value }) => {
    const { rowPath = [], columnPath = [] } = evidence[value.index]?.cell?.reference ?? {}
    if (![...rowPath.slice(-1), ...columnPath].some(isPValueHead)) return false
    const { start } = claim.range
    const last = told.findLast(({ range }) => range.end <= start)
    return last !== undefined && !pWord.test(text.slice(last.range.end, start))
  })
}

const pWord = /\bp(?![\p{L}\d])|\bp-?values?\b|\bsignifican|\bprobabilit/iu
