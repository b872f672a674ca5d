import { countColumn } from './told-numbers.ts'
import type { PairedValue } from './cell-values.ts'
import { doubtPairs } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import type { ClaimEvidence } from './verdict.ts'

/** "All 84 on placebo", "each of the 84" of a cell that counts 84 of 86: those that it counts are not all there are. */
export function judgeAllOf(
  text: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  return doubtPairs(
    paired,
    (pair) => {
      const { claim } = pair
      const isOfAll = ofAll.test(text.slice(0, claim.range.start))
      return claim.quantity.unit === '' && isOfAll && !isWholeOf(pair, evidence)
    },
    'number',
  )
}

/** True for "all 86" of a group of 86; what a table tells no size of is whole where its share is. */
export function isWholeOf({ value }: PairedValue, evidence: readonly ClaimEvidence[]): boolean {
  const size = countColumn(value.headers)
  if (size !== undefined) return value.written === size
  return /\(\s*100(?:\.0+)?\s*%\s*\)/.test(evidence[value.index]?.quote ?? '')
}

const ofAll =
  /\b(?:all|each|every(?:\s+(?:single\s+)?one)?|the\s+(?:whole|entire))\s+(?:of\s+)?(?:the\s+)?$/i
