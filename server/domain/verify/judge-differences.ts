import type { PairedValue } from './cell-values.ts'
import { doubtPairs } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import { isPieceOfSentence } from './piece.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/** A difference of two means is told as one: "the mean was -0.5" says another thing of one group. */
export function judgeDifferences(
  claim: Claim,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  const { text, context } = claim
  if (isPieceOfSentence(claim) || compares.test(text) || compares.test(context)) return []
  return doubtPairs(paired, ({ value }) => {
    const { rowPath, columnPath } = evidence[value.index]?.cell?.reference ?? noPaths
    return [rowPath, columnPath].some((path) => ofMeans.test(path.at(-1) ?? ''))
  })
}

const noPaths = { rowPath: [], columnPath: [] }
const ofMeans = /\bdiff(?:erences?)?\b.*\bmeans?\b/i
const compares =
  /\bdiffer|\bcompar|\b(?:versus|vs|than|between|against|relative to|from placebo|over placebo)\b/i
