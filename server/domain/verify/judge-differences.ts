import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/** A difference of two means is told as one: "the mean was -0.5" says another thing of one group. */
export function judgeDifferences(
  { text, context, isFound }: Claim,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  // what is recorded may be a part of a sentence, which goes on from the words that told it
  const isPiece = !isFound && !/[.!?]\W*$/.test(text)
  if (isPiece || compares.test(text) || compares.test(context)) return []
  return paired.flatMap(({ claim: { range }, value }): readonly CellFinding[] => {
    const { rowPath, columnPath } = evidence[value.index]?.cell?.reference ?? noPaths
    const isDifference = [rowPath, columnPath].some((path) => ofMeans.test(path.at(-1) ?? ''))
    const rival = { index: value.index, range: value.range }
    return isDifference
      ? [{ kind: 'words', claim: range, evidence: rival, contradicts: false }]
      : []
  })
}

const noPaths = { rowPath: [], columnPath: [] }
const ofMeans = /\bdiff(?:erences?)?\b.*\bmeans?\b/i
const compares =
  /\bdiffer|\bcompar|\b(?:versus|vs|than|between|against|relative to|from placebo|over placebo)\b/i
