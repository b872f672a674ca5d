import type { PairedValue } from './cell-values.ts'
import { doubt } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import { isTotal, listOtherRows, readFirst, readOwnValue } from './table-values.ts'
import type { ClaimEvidence } from './verdict.ts'

/** "The leading reason", "mostly": the value must be the greatest of the rows that stand in its group. */
export function judgeRanks(
  text: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  const told = first.exec(text)
  if (!told) return []
  const range = { start: told.index, end: told.index + told[0].length }
  const own =
    paired.find(({ claim }) => claim.range.start >= range.end) ??
    paired.findLast(({ claim }) => claim.range.end <= range.start)
  const cited = own && evidence[own.value.index]
  if (!own || !cited?.cell || isFirst(cited)) return []
  return [doubt(range, own.value)]
}

const first =
  /\b(?:leading|main|principal|chief|foremost|commonest|mostly|mainly|chiefly|largely|predominantly|primarily|typically|usually|generally)\b/i

function isFirst(cited: ClaimEvidence): boolean {
  const group = cited.cell?.reference.rowPath.slice(0, -1).join('\n')
  const own = readOwnValue(cited)
  const others = listOtherRows(cited).filter(
    ({ path }) => path.slice(0, -1).join('\n') === group && !isTotal(path),
  )
  return (
    own !== undefined &&
    others.length > 0 &&
    others.every(({ words }) => (readFirst(words) ?? -Infinity) < own)
  )
}
