import type { Transaction } from 'kysely'
import type { Draft } from '../../shared/model/draft.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import type { ClaimState, Requirement } from '../../shared/model/vocabulary.ts'
import type { StoredTarget } from '../db/citations.ts'
import { beginCheck, insertCheck, storeFoundClaims, updateCheck } from '../db/checks.ts'
import { listDecisions } from '../db/decisions.ts'
import { getDocument } from '../db/documents.ts'
import type { Database } from '../db/tables.ts'
import { listApprovals } from '../db/wording-decisions.ts'
import type { SearchedSource } from '../domain/evidence.ts'
import { hashSources } from '../services/checked-sources.ts'
import { isApprovedWording } from '../services/claim-states.ts'
import { loadClaimWordings } from '../services/claim-wordings.ts'
import { listClaimsOfText } from '../services/claims-of-version.ts'
import type { PlacedClaim } from '../services/place-claims.ts'
import { listSearchedSources } from '../services/searched-sources.ts'
import {
  describeUnmet,
  listUnmetRequirements,
  needsCheck,
  type FinishedClaim,
} from '../services/unmet-requirements.ts'
import { judgeClaims, nothingKnown, toFoundClaims, type JudgedClaims } from './judge-claims.ts'
import { NotYet, RunFailure, type RunContext } from './run-context.ts'

/** A written document that is not stored yet, as it was read back. */
type FinishedText = {
  readonly drafts: readonly Draft[]
  readonly sourceText: SourceText
  readonly targets: readonly StoredTarget[]
}

/** The check of a finished text, to be stored with the version that it is of. */
export type FinishedCheck = JudgedClaims & {
  readonly searchedSources: readonly SearchedSource[]
  /** The approved wordings without which the text would not be what is required. */
  readonly neededWordings: readonly string[]
}

/**
 * Holds a finished document against what its run requires, before it is stored. The check is made in
 * memory and stored in the transaction that makes the document Ready: a crash before it leaves nothing
 * of both, and the step begins anew; behind it, nobody checks the same again.
 * @returns undefined where nothing needed a check
 * @throws RunFailure `requirement_unmet` with every place
 */
export async function judgeFinished(
  context: RunContext,
  finished: FinishedText,
): Promise<FinishedCheck | undefined> {
  const required = context.run.inputs.require ?? []
  const check = needsCheck(required) ? await checkFinished(context, finished) : undefined
  const claims = check && (await listFinishedClaims(context, check))
  const unmet = listUnmetRequirements(required, finished.drafts, claims)
  const [first] = unmet
  if (!first) {
    return check && { ...check, neededWordings: listNeeded(required, check, claims ?? []) }
  }
  const { section_id, rule_id } = first
  const place = { section_id, ...(rule_id !== null && { rule_id }), unmet }
  throw new RunFailure('requirement_unmet', describeUnmet(unmet), place)
}

async function checkFinished(
  { deps, run }: RunContext,
  { sourceText, targets }: FinishedText,
): Promise<Omit<FinishedCheck, 'neededWordings'>> {
  const { workspaceId, documentId } = run
  const document = await getDocument(deps.db, documentId)
  const version = { runId: run.id }
  const searched = await listSearchedSources(deps, document, version)
  const claims = listClaimsOfText(documentId, sourceText)
  const written = targets
  const text = { workspaceId, version, text: sourceText.text, claims, targets, written, searched }
  return { ...(await judgeClaims(deps, text, nothingKnown)), searchedSources: searched }
}

/** What a person decided of a sentence in an earlier version holds for the same sentence in this one. */
async function listFinishedClaims(
  { deps, run }: RunContext,
  { placed, found, fresh }: Pick<FinishedCheck, 'placed' | 'found' | 'fresh'>,
): Promise<FinishedClaim[]> {
  const decided = await listDecisions<ClaimState>(deps.db, run.documentId, 'claim')
  const version = { runId: run.id }
  const findWording = await loadClaimWordings(deps, run.workspaceId, version, found.values())
  return placed.map(({ claim, targets }) => {
    const checked = found.get(claim.id)
    const override = decided.get(claim.id)
    return {
      ...placeOf(claim, targets),
      text: claim.text,
      state: override?.value ?? checked?.state ?? 'not_checked',
      explanation: fresh.get(checked?.key ?? '')?.explanation ?? '',
      isApproved: isApprovedWording({ override, wording: findWording(checked) }),
    }
  })
}

/** Only one requirement allows what was approved. @param claims parallel to the placed ones */
function listNeeded(
  required: readonly Requirement[],
  { placed, found }: Pick<FinishedCheck, 'placed' | 'found'>,
  claims: readonly FinishedClaim[],
): string[] {
  if (!required.includes('no_unsupported_unless_approved')) return []
  const approved = placed.filter((_, at) => claims[at]?.isApproved)
  return [...new Set(approved.flatMap(({ claim }) => found.get(claim.id)?.wordings ?? []))]
}

function placeOf(claim: PlacedClaim['claim'], [target]: PlacedClaim['targets']) {
  return { sectionId: target?.sectionId ?? claim.sectionId, ruleId: target?.ruleId ?? null }
}

/** No person asked for the check: the run did. */
const nobody = ''

/** @throws NotYet where sources or approvals have changed since: what was found may not hold any more */
export async function storeFinishedCheck(
  trx: Transaction<Database>,
  { deps, run }: RunContext,
  versionId: string,
  check: FinishedCheck,
  now: string,
): Promise<void> {
  const document = await getDocument(trx, run.documentId)
  const sourcesHash = hashSources(check.searchedSources)
  const present = await listSearchedSources({ db: trx }, document, { runId: run.id })
  if (hashSources(present) !== sourcesHash) throw new NotYet('sources that do not change', 500)
  const { templateId } = run.inputs.template
  const approvals = await listApprovals(trx, { workspaceId: run.workspaceId, templateId })
  if (check.neededWordings.some((id) => !approvals.has(id))) {
    throw new NotYet('approvals that do not change', 500)
  }
  const { searched } = check
  const stored = {
    id: deps.newId(),
    documentId: run.documentId,
    versionId,
    status: 'pending' as const,
    sourcesHash,
    searched,
    error: null,
    userId: nobody,
    createdAt: now,
    completedAt: null,
  }
  await insertCheck(trx, stored)
  const sourceIds = new Set(check.searchedSources.map(({ documentId }) => documentId))
  await beginCheck(trx, stored.id, [...sourceIds])
  await storeFoundClaims(trx, stored, { ...toFoundClaims(check), dropped: undefined })
  await updateCheck(trx, stored.id, { status: 'completed', completedAt: now })
}
