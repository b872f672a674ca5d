import {
  shownInconsistencies,
  type CheckedSentence,
  type CheckQuery,
  type CheckResponse,
  type CheckSummary,
  type ClaimOverride,
  type InconsistenciesResponse,
  type StaleWords,
} from '../../shared/contract/checks.ts'
import { findLatestCheck, statusesUnderWay, type StoredCheck } from '../db/checks.ts'
import type { StoredDocument } from '../db/documents.ts'
import { getVersionById, type StoredVersion } from '../db/document-versions.ts'
import { slicePage, type Page } from '../domain/page.ts'
import { hashSources } from './checked-sources.ts'
import {
  createEvidencePresenter,
  presentDifferences,
  type PresentEvidence,
} from './claim-evidence-answer.ts'
import {
  addVerdicts,
  countStates,
  isApprovedWording,
  listStandings,
  type ClaimDecision,
  type ClaimStanding,
  type KnownClaim,
} from './claim-states.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { listSearchedSources } from './searched-sources.ts'
import { presentInconsistencies } from './present-inconsistencies.ts'
import { Problem } from './problem.ts'
import {
  nameTemplates,
  presentReason,
  presentWording,
  type TemplateNames,
} from './present-wording.ts'
import { findStaleClaims } from './stale-claims.ts'

/**
 * A page of the sentences and cells of a document's newest version with their states; `query` leaves
 * some out, but not of the counts.
 * @throws Problem `bad_request` for a source; `not_ready` while there is no version
 */
export async function getCheck(
  deps: Dependencies,
  document: StoredDocument,
  query: CheckQuery,
): Promise<CheckResponse> {
  const version = await getCheckedVersion(deps, document)
  // asked first: once none is under way, what is read next is what the last one found
  const running = await findLatestCheck(deps.db, document.id, statusesUnderWay)
  const standings = await listStandings(deps, document, version)
  const { check, claims } = standings
  const sources = await listSearchedSources(deps, document, version)
  const stale = await findStaleClaims(deps, document, version, { ...standings, sources })
  const inconsistencies = presentInconsistencies(standings)
  const wanted = claims.filter((one) => isWanted(one, query, stale))
  const page = choosePage(wanted, query)
  const shown = await addVerdicts(deps, check, slicePage(wanted, page))
  const templates = await nameTemplates(deps, shown)
  const present = await createEvidencePresenter(deps, document.workspaceId, sources, shown)
  return {
    check: check ? await summarize(deps, check) : null,
    running: running ? await summarize(deps, running) : null,
    document_id: document.id,
    version: version.number,
    sources_changed: check !== undefined && check.sourcesHash !== hashSources(sources),
    searched: check?.searched ?? { sources: 0, passages: 0 },
    total: claims.length,
    counts: countStates(claims),
    overridden: claims.filter(({ override }) => override).length,
    approved_wording: claims.filter(isApprovedWording).length,
    stale: stale.size,
    inconsistencies: inconsistencies.slice(0, shownInconsistencies),
    inconsistencies_total: inconsistencies.length,
    sentences: shown.map((one) =>
      toSentence(one, present, { stale: stale.get(one.claim.id) ?? [], templates }),
    ),
    ...{ matching: wanted.length, page: page.page, page_size: page.pageSize },
  }
}

/**
 * Where the newest version of a document contradicts itself, as its newest check found it.
 * @throws Problem `bad_request` for a source; `not_ready` while there is no version
 */
export async function getInconsistenciesPage(
  deps: Dependencies,
  document: StoredDocument,
  page: Page,
): Promise<InconsistenciesResponse> {
  const version = await getCheckedVersion(deps, document)
  const standings = await listStandings(deps, document, version)
  const all = presentInconsistencies(standings)
  const { check } = standings
  return {
    document_id: document.id,
    version: version.number,
    check: check ? await summarize(deps, check) : null,
    inconsistencies: slicePage(all, page),
    ...{ total: all.length, page: page.page, page_size: page.pageSize },
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

export function toOverride(override: ClaimDecision): ClaimOverride {
  return {
    state: override.value,
    reason: override.reason,
    user_id: override.userId,
    user_name: override.userName,
    created_at: override.createdAt,
  }
}

async function getCheckedVersion(
  deps: Dependencies,
  document: StoredDocument,
): Promise<StoredVersion> {
  if (document.kind === 'source') {
    throw new Problem('bad_request', `${document.name} is a source: it is what others rest on.`)
  }
  return getVersionOfDocument(deps, document)
}

async function summarize({ db }: Dependencies, check: StoredCheck): Promise<CheckSummary> {
  return toCheckSummary(check, await getVersionById(db, check.versionId))
}

function isWanted(
  standing: ClaimStanding,
  query: CheckQuery,
  stale: ReadonlyMap<string, unknown>,
): boolean {
  const { claim, state, override } = standing
  const isApproved = query.approved_wording === 'only'
  return (
    (query.approved_wording === undefined || isApprovedWording(standing) === isApproved) &&
    (query.state === undefined || [query.state].flat().includes(state)) &&
    (query.only !== 'overridden' || override !== undefined) &&
    (query.only !== 'stale' || stale.has(claim.id)) &&
    (query.kind === undefined || query.kind === claim.kind) &&
    (query.section_id === undefined || query.section_id === claim.sectionId)
  )
}

/** Behind the last claim there is none to show, and the last page is the nearest. */
function choosePage(claims: readonly ClaimStanding[], query: CheckQuery): Page {
  const { page, page_size: pageSize, from_char: from } = query
  if (from === undefined) return { page, pageSize }
  const at = claims.findIndex(({ claim }) => claim.range.end > from)
  const index = at < 0 ? claims.length - 1 : at
  return { page: Math.floor(Math.max(0, index) / pageSize) + 1, pageSize }
}

function toSentence(
  known: KnownClaim,
  present: PresentEvidence,
  { stale, templates }: { stale: readonly StaleWords[]; templates: TemplateNames },
): CheckedSentence {
  const { claim, verdict, override, state, wording } = known
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
    reason: presentReason(known),
    basis: verdict.basis,
    differences: presentDifferences(claim.text, verdict, wordsAt),
    evidence,
    override: override ? toOverride(override) : null,
    wording: wording ? presentWording(wording, templates) : null,
    is_stale: stale.length > 0,
    stale: [...stale],
  }
}
