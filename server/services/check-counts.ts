import { findCounts, findLatestCheck, type StateCounts } from '../db/checks.ts'
import { findFoundClaims, type FoundClaims } from '../db/found-claims.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import { listDecisions } from '../db/decisions.ts'
import type { StoredDocument } from '../db/documents.ts'
import { findVersion, type StoredVersion } from '../db/document-versions.ts'
import { isApprovedWording, type ClaimDecision } from './claim-states.ts'
import { loadClaimWordings } from './claim-wordings.ts'
import type { Dependencies } from './dependencies.ts'

/** What the check of a document's newest version says in numbers. */
export type CheckedCounts = {
  readonly states: StateCounts
  /** How many of those that are partly supported stand in wordings that a person approved. */
  readonly approvedWording: number
}

type Overrides = ReadonlyMap<string, ClaimDecision>

/**
 * How many claims of a document's newest version have which state, by its check and by what people
 * said of single sentences; undefined where this version has not been checked.
 */
export async function findCheckedCounts(
  { db }: Pick<Dependencies, 'db'>,
  document: StoredDocument,
): Promise<CheckedCounts | undefined> {
  const check = await findLatestCheck(db, document.id, ['completed'])
  const version = check && (await findVersion(db, document.id, document.currentVersion))
  if (!check || version?.id !== check.versionId) return undefined
  const counted = await findCounts(db, check.id)
  if (!counted) return undefined
  const overrides = await listDecisions<ClaimState>(db, document.id, 'claim')
  const isOpen = overrides.size > 0 || (counted.partly_supported ?? 0) > 0
  const found = isOpen ? await findFoundClaims(db, document.id) : undefined
  return {
    states: found ? countOverridden(counted, found, overrides) : counted,
    approvedWording: found ? await countApproved({ db }, document, version, found, overrides) : 0,
  }
}

function countOverridden(
  counted: StateCounts,
  { claims }: FoundClaims,
  overrides: Overrides,
): StateCounts {
  const counts: StateCounts = { ...counted }
  for (const { subjectId, value } of overrides.values()) {
    const before = claims.get(subjectId)?.state
    if (before === undefined) continue
    counts[before] = (counts[before] ?? 0) - 1
    counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}

async function countApproved(
  deps: Pick<Dependencies, 'db'>,
  { workspaceId }: StoredDocument,
  version: StoredVersion,
  { claims }: FoundClaims,
  overrides: Overrides,
): Promise<number> {
  const findWording = await loadClaimWordings(deps, workspaceId, version, claims.values())
  let approved = 0
  for (const [id, found] of claims) {
    if (isApprovedWording({ override: overrides.get(id), wording: findWording(found) })) approved++
  }
  return approved
}
