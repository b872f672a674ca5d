import type { TextEvidence } from '../../shared/model/citation.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import { rangesOverlap, type TextRange } from '../../shared/text/range.ts'
import type { StoredDocument } from '../db/documents.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import { listKnownClaims, type KnownClaim } from './claim-states.ts'
import type { Dependencies } from './dependencies.ts'
import { findWorst } from './target-states.ts'

/** What the newest check says of selected words. */
export type CheckedWords = {
  readonly claims: readonly KnownClaim[]
  /** What it found by searching and held them against, with what came of it. */
  readonly evidence: readonly (TextEvidence & { readonly state: ClaimState })[]
}

/** Nothing of words that the newest check did not see: one changed digit makes other words. */
export async function findCheckedWords(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  version: StoredVersion,
  selected: TextRange | null,
): Promise<CheckedWords> {
  if (!selected) return { claims: [], evidence: [] }
  const { claims } = await listKnownClaims(deps, document, version, [selected])
  const evidence = claims.flatMap(({ verdict, state }) =>
    verdict.basis === 'retrieved'
      ? verdict.evidence.flatMap((one) => (one.kind === 'text' ? [{ ...one, state }] : []))
      : [],
  )
  return { claims, evidence }
}

/**
 * A source that was found for a selection has the state of the claims that the check held against
 * the same words of it, whoever judged them; beside any other it has not been checked (law 5).
 */
export function stateBeside({ claims }: CheckedWords, evidence: TextEvidence): ClaimState {
  const said = claims.filter((known) => restsOn(known, evidence))
  return findWorst(said)?.state ?? 'not_checked'
}

function restsOn({ verdict }: KnownClaim, { sourceTextId, range }: TextEvidence): boolean {
  return verdict.evidence.some(
    (one) =>
      one.kind === 'text' && one.sourceTextId === sourceTextId && rangesOverlap(one.range, range),
  )
}
