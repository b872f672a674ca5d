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

/** "The mean change from baseline was 62.8" of a row "Weight", beside one with its changes. */
export function judgeChanges(
  { text, isFound }: Claim,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  const cells = evidence.flatMap(({ cell }) => cell ?? [])
  const isTold = cells.some(({ headers }) => isChange(headers))
  const tells = isFound ? ofBaseline.test(text) || ofChange.test(text) : ofBaseline.test(text)
  if (isTold || !tells) return []
  return doubtPairs(paired, ({ value }) =>
    (evidence[value.index]?.cell?.table.rows ?? []).some(isChange),
  )
}

function isChange(path: readonly string[]): boolean {
  return path.some((name) => ofBaseline.test(name))
}

/** "The mean change at Week 24 was 26.7"; "no change" is a class of its own. */
const ofChange =
  /\b(?:mean|median|average) changes?\b|\bchanged (?:by|from|in)\b|(?<!\bno )\bchanges? (?:in|of|at) /i
const ofBaseline = /\bchanges? from baseline\b/i
