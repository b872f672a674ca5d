import type { StaleWords } from '../../shared/contract/checks.ts'
import type { ClaimVerdict } from '../../shared/model/check.ts'
import type { TextEvidence } from '../../shared/model/citation.ts'
import type { StoredCheck } from '../db/checks.ts'
import { listCitationsOfTexts, listCitedTextIds, listTargets } from '../db/citations.ts'
import type { StoredDocument } from '../db/documents.ts'
import { listFollowingKeys } from '../db/found-claims.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import type { SearchedSource } from '../domain/evidence.ts'
import { hashSources } from './checked-sources.ts'
import {
  addVerdicts,
  type ClaimsOfVersion,
  type ClaimStanding,
  type KnownClaim,
} from './claim-states.ts'
import type { Dependencies } from './dependencies.ts'
import { listNewer } from './newer-evidence.ts'
import { createOverlapFinder } from './place-claims.ts'
import { createStandings, findChange, type SourceStanding } from './source-standing.ts'

/** Sentence id → the quoted words or values behind it that a newer version of their source changed. */
type StaleClaims = ReadonlyMap<string, readonly StaleWords[]>

/**
 * Follows what is recorded of the claims, and what a check found, into newer versions of their
 * sources. Where no source has one, nothing but that is looked up. `claims` stand in the order of
 * the text.
 */
export async function findStaleClaims(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  version: StoredVersion,
  {
    check,
    claims,
    sources,
  }: Pick<ClaimsOfVersion<ClaimStanding>, 'check' | 'claims'> & {
    /** Those that another check would search. */
    readonly sources: readonly SearchedSource[]
  },
): Promise<StaleClaims> {
  const { workspaceId } = document
  const recorded = version.runId ? await listCitedTextIds(deps.db, version.runId) : []
  const isOfSources = check?.sourcesHash === hashSources(sources)
  const searched = isOfSources ? sources.map(({ sourceTextId }) => sourceTextId) : []
  const isCurrent = (await findOutdated(deps, workspaceId, [...recorded, ...searched])).size === 0
  if (isCurrent && (isOfSources || !check)) return new Map()
  const verdicts = await loadFollowing(deps, check, claims)
  const found = Array.from(verdicts.values()).flatMap(({ evidence }) => listText(evidence))
  const ids = [...recorded, ...found.map(({ sourceTextId }) => sourceTextId)]
  const outdated = await findOutdated(deps, workspaceId, ids)
  const findRecorded = await loadRecorded(deps, version, [...outdated.keys()])
  return new Map(
    claims.flatMap(({ claim }) => {
      const verdict = verdicts.get(claim.id)
      const evidence = [...findRecorded(claim), ...(verdict ? listFound(verdict) : [])]
      const followed = verdict ? listNewer({ verdict }) : none
      const stale = describeStale(evidence, outdated, followed)
      return stale.length > 0 ? [[claim.id, stale] as const] : []
    }),
  )
}

const none: ReadonlySet<string> = new Set()

/**
 * By the id of their claims the verdicts that say more of newer versions than what is recorded does: of
 * thousands of a generated document few, and only they are read.
 */
async function loadFollowing(
  deps: Pick<Dependencies, 'db'>,
  check: StoredCheck | undefined,
  claims: readonly ClaimStanding[],
): Promise<ReadonlyMap<string, ClaimVerdict>> {
  if (!check) return new Map()
  const keys = await listFollowingKeys(deps.db, check.documentId)
  const following = claims.filter(({ key }) => key !== undefined && keys.has(key))
  const known = await addVerdicts(deps, check, following)
  return new Map(known.map(({ claim, verdict }) => [claim.id, verdict]))
}

type Outdated = ReadonlyMap<string, SourceStanding>

async function findOutdated(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
  ids: readonly string[],
): Promise<Outdated> {
  const findStanding = createStandings(deps, workspaceId)
  const outdated = new Map<string, SourceStanding>()
  for (const id of new Set(ids)) {
    const standing = await findStanding(id)
    if (standing.read) outdated.set(id, standing)
  }
  return outdated
}

async function loadRecorded(
  { db }: Pick<Dependencies, 'db'>,
  version: StoredVersion,
  textIds: readonly string[],
): Promise<(claim: KnownClaim['claim']) => readonly TextEvidence[]> {
  if (!version.runId) return () => []
  const citations = await listCitationsOfTexts(db, version.runId, textIds)
  const byTarget = Map.groupBy(citations, ({ targetKey }) => targetKey)
  const targets = await listTargets(db, version.id)
  const find = createOverlapFinder(targets.filter(({ targetKey }) => byTarget.has(targetKey)))
  return (claim) =>
    find(claim.range)
      .flatMap(({ targetKey }) => byTarget.get(targetKey) ?? [])
      .flatMap(({ evidence }) => listText([evidence]))
}

function listFound({ basis, evidence }: ClaimVerdict): readonly TextEvidence[] {
  return basis === 'retrieved' ? listText(evidence) : []
}

function listText(evidence: ClaimVerdict['evidence']): TextEvidence[] {
  return evidence.filter((one) => one.kind === 'text')
}

function describeStale(
  evidence: readonly TextEvidence[],
  outdated: Outdated,
  followed: ReadonlySet<string>,
): StaleWords[] {
  const distinct = new Map(
    evidence.map((one) => [`${one.sourceTextId} ${one.range.start} ${one.range.end}`, one]),
  )
  return [...distinct.values()].flatMap((one) => {
    const standing = outdated.get(one.sourceTextId)
    const change = standing && findChange(one, standing)
    if (!change || followed.has(change.read.reading.id)) return []
    return [
      {
        state: change.state,
        old: change.old,
        new: change.new,
        document_source_id: standing.document.id,
        document_source_name: standing.document.name,
        old_version: standing.version.number,
        new_version: change.read.version.number,
      },
    ]
  })
}
