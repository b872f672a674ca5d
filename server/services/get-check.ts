import type {
  CheckedSentence,
  CheckQuery,
  CheckResponse,
  CheckSummary,
  ClaimOverride,
  StaleWords,
} from '../../shared/contract/checks.ts'
import type { StoredOverride } from '../db/claim-overrides.ts'
import { findLatestCheck, statusesUnderWay, type StoredCheck } from '../db/checks.ts'
import type { StoredDocument } from '../db/documents.ts'
import { getVersionById, type StoredVersion } from '../db/document-versions.ts'
import { hashSources } from './checked-sources.ts'
import {
  createEvidencePresenter,
  presentDifferences,
  type PresentEvidence,
} from './claim-evidence-answer.ts'
import { countStates, listKnownClaims, type KnownClaim } from './claim-states.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { listSearchedSources } from './searched-sources.ts'
import { presentInconsistencies } from './present-inconsistencies.ts'
import { Problem } from './problem.ts'
import { findStaleClaims } from './stale-claims.ts'

/**
 * Every sentence and cell of a document's newest version with its state; `query` leaves some out, but
 * not of the counts.
 * @throws Problem `bad_request` for a source; `not_ready` while there is no version
 */
export async function getCheck(
  deps: Dependencies,
  document: StoredDocument,
  query: CheckQuery,
): Promise<CheckResponse> {
  if (document.kind === 'source') {
    throw new Problem('bad_request', `${document.name} is a source: it is what others rest on.`)
  }
  const version = await getVersionOfDocument(deps, document)
  const { check, claims } = await listKnownClaims(deps, document, version)
  const running = await findLatestCheck(deps.db, document.id, statusesUnderWay)
  const sources = await listSearchedSources(deps, document, version)
  const present = await createEvidencePresenter(deps, document.workspaceId, sources, claims)
  const stale = await findStaleClaims(deps, document, version, claims)
  return {
    document_id: document.id,
    version: version.number,
    check: check ? await summarize(deps, check) : null,
    running: running ? await summarize(deps, running) : null,
    sources_changed: check !== undefined && check.sourcesHash !== hashSources(sources),
    searched: check?.searched ?? { sources: 0, passages: 0 },
    total: claims.length,
    counts: countStates(claims),
    overridden: claims.filter(({ override }) => override).length,
    stale: stale.size,
    inconsistencies: check ? await presentInconsistencies(deps, check, claims) : [],
    sentences: claims
      .filter((one) => isWanted(one, query))
      .map((one) => toSentence(one, present, stale.get(one.claim.id) ?? [])),
  }
}

export function toCheckSummary(check: StoredCheck, { number }: StoredVersion): CheckSummary {
  return {
    check_id: check.id,
    document_id: check.documentId,
    version: number,
    status: check.status,
    created_at: check.createdAt,
    completed_at: check.completedAt,
    error: check.error && { code: check.error.code, message: check.error.message },
  }
}

export function toOverride(override: StoredOverride): ClaimOverride {
  return {
    state: override.state,
    reason: override.reason,
    user_id: override.userId,
    user_name: override.userName,
    created_at: override.createdAt,
  }
}

async function summarize({ db }: Dependencies, check: StoredCheck): Promise<CheckSummary> {
  return toCheckSummary(check, await getVersionById(db, check.versionId))
}

function isWanted({ claim, state }: KnownClaim, query: CheckQuery): boolean {
  return (
    (query.state === undefined || query.state === state) &&
    (query.kind === undefined || query.kind === claim.kind) &&
    (query.section_id === undefined || query.section_id === claim.sectionId)
  )
}

function toSentence(
  { claim, verdict, override, state }: KnownClaim,
  present: PresentEvidence,
  stale: readonly StaleWords[],
): CheckedSentence {
  const { evidence, wordsAt } = present(verdict)
  return {
    sentence_id: claim.id,
    kind: claim.kind,
    section_id: claim.sectionId,
    text: claim.text,
    start_char: claim.range.start,
    end_char: claim.range.end,
    table: claim.cell && {
      number: claim.cell.tableNumber,
      title: claim.cell.tableTitle,
      row_path: [...claim.cell.rowPath],
      column_path: [...claim.cell.columnPath],
    },
    state,
    checked_state: verdict.state,
    reason: { code: verdict.reason, text: verdict.explanation },
    basis: verdict.basis,
    differences: presentDifferences(claim.text, verdict, wordsAt),
    evidence,
    override: override ? toOverride(override) : null,
    is_stale: stale.length > 0,
    stale: [...stale],
  }
}
