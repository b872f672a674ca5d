import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import { findCounted, readCounted } from './counted.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * One subject can have two events: a count of events is none of subjects, nor the other way round, where
 * a table counts both. What a count of events is of has to be told.
 */
export function judgeCounted(
  text: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  return paired.flatMap(({ claim, value: { index, range, headers } }): readonly CellFinding[] => {
    const own = headers.map(readCounted).findLast((counted) => counted !== undefined)
    const told = findCounted(text, claim.range)
    if (own === undefined || !countsBoth(evidence[index])) return []
    if (told === own || (told === undefined && (own === 'people' || event.test(text)))) return []
    const contradicts = told !== undefined
    return [{ kind: 'words', claim: claim.range, evidence: { index, range }, contradicts }]
  })
}

const event = /\b(?:events?|episodes?|occurrences?|incidents?|times|cases)\b/i

function countsBoth(evidence: ClaimEvidence | undefined): boolean {
  const { columns = [], rows = [] } = evidence?.cell?.table ?? {}
  const counted = [...columns, ...rows].flat().map(readCounted)
  return counted.includes('people') && counted.includes('events')
}
