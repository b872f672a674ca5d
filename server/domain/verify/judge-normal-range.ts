import { doubtPairs } from './doubt.ts'
import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import type { ClaimEvidence } from './verdict.ts'

/** Who is "below the normal range" is not counted under "Normal", though that word stands in both. */
export function judgeNormalRange(
  text: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  if (!beyond.test(text)) return []
  return doubtPairs(paired, ({ value }) => {
    const { rowPath = [], columnPath = [] } = evidence[value.index]?.cell?.reference ?? {}
    return [...rowPath, ...columnPath].some((head) => within.test(head.trim()))
  })
}

const beyond =
  /\b(?:below|above|beyond|outside|exceed\w*|(?:lower|higher|less|more|greater) than|out of|under|over)\b[^.;]*?\b(?:normal|reference)\b/i

const within = /^(?:within\b.*\b)?(?:normal|reference)(?: range| limits?)?(?:\s*\(.*\))?$/i
