import { hash } from 'node:crypto'
import type { ClaimRival, ClaimVerdict } from '../../shared/model/check.ts'
import type { StoredDocument } from '../db/documents.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import { listKnownClaims, type KnownClaim, type KnownClaims } from './claim-states.ts'
import type { Dependencies } from './dependencies.ts'

/** Two sources that disagree, with the claims of one wording that rest on the first. */
export type FoundConflict = {
  /** The same as long as the document's words and both quotes are. */
  readonly id: string
  readonly claims: readonly KnownClaim[]
  readonly verdict: ClaimVerdict
  readonly rival: ClaimRival
}

/** In the order of the document's text. */
export async function findConflicts(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  version: StoredVersion,
): Promise<KnownClaims & { readonly conflicts: readonly FoundConflict[] }> {
  const known = await listKnownClaims(deps, document, version)
  const found = known.claims.flatMap((claim) =>
    (claim.verdict.rivals ?? []).map((rival) => ({ id: nameConflict(claim, rival), claim, rival })),
  )
  const byId = Map.groupBy(found, ({ id }) => id)
  const conflicts = [...byId].flatMap(([id, same]): FoundConflict[] => {
    const [first] = same
    if (!first) return []
    const claims = same.map(({ claim }) => claim)
    return [{ id, claims, verdict: first.claim.verdict, rival: first.rival }]
  })
  return { ...known, conflicts }
}

function nameConflict(
  { claim, verdict }: KnownClaim,
  { own, evidence, words }: ClaimRival,
): string {
  const recorded = verdict.evidence[own]
  const quote = recorded?.kind === 'text' ? recorded.quote : ''
  const place = claim.cell ? claim.id : ''
  const parts = [claim.text, place, words, quote, evidence.sourceTextId, evidence.quote]
  return hash('sha256', JSON.stringify(parts)).slice(0, 24)
}
