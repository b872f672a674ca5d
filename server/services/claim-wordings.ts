import type { CheckedClaim } from '../db/checks.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import { listApprovals, type StoredWordingDecision } from '../db/wording-decisions.ts'
import type { Dependencies } from './dependencies.ts'
import { loadWordingsOfRun, type NamedWording, type WordingsOfRun } from './template-wordings.ts'

/** The wordings that a claim stands in, whose words alone no source has. */
export type ClaimWording = {
  readonly templateId: string
  /** False where the run brought an outline of its own: its wordings are nobody's to approve. */
  readonly isOfTemplate: boolean
  readonly wordings: readonly (NamedWording & {
    /** Undefined until a person approves it, and once that is withdrawn. */
    readonly approval: StoredWordingDecision | undefined
  })[]
  /** Whether a person approved all of them. */
  readonly isApproved: boolean
}

/** Undefined where no wording of the template is all that is open. */
type FindClaimWording = (found: CheckedClaim | undefined) => ClaimWording | undefined

/**
 * What people approved is asked anew each time, and laid over what a check found: so an approval shows in
 * every document at once. It holds only as long as the run's template has the wording.
 */
export async function loadClaimWordings(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
  { runId }: Pick<StoredVersion, 'runId'>,
  found: Iterable<CheckedClaim>,
): Promise<FindClaimWording> {
  if (runId === null || !hasWordings(found)) return () => undefined
  const ofRun = await loadWordingsOfRun(deps, runId)
  const { templateId } = ofRun
  const approvals = await listApprovals(deps.db, { workspaceId, templateId })
  return (one) => (one?.wordings ? describeWording(one.wordings, ofRun, approvals) : undefined)
}

function hasWordings(found: Iterable<CheckedClaim>): boolean {
  for (const { wordings } of found) if (wordings && wordings.length > 0) return true
  return false
}

function describeWording(
  ids: readonly string[],
  { templateId, isOfTemplate, byId }: WordingsOfRun,
  approvals: ReadonlyMap<string, StoredWordingDecision>,
): ClaimWording | undefined {
  const known = ids.flatMap((id) => byId.get(id) ?? [])
  if (known.length === 0 || known.length < ids.length) return undefined
  const wordings = known.map((one) => ({ ...one, approval: approvals.get(one.id) }))
  const isApproved = wordings.every(({ approval }) => approval !== undefined)
  return { templateId, isOfTemplate, wordings, isApproved }
}
