import type { StaleWords } from '../../shared/contract/checks.ts'
import type { TextEvidence } from '../../shared/model/citation.ts'
import { listCitationsOfTexts, listCitedTextIds, listTargets } from '../db/citations.ts'
import type { StoredDocument } from '../db/documents.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import type { KnownClaim } from './claim-states.ts'
import type { Dependencies } from './dependencies.ts'
import { createOverlapFinder } from './place-claims.ts'
import { createStandings, type SourceStanding } from './source-standing.ts'

/** Sentence id → the quoted words or values behind it that a newer version of their source changed. */
export type StaleClaims = ReadonlyMap<string, readonly StaleWords[]>

/**
 * Follows what is recorded of the claims, and what a check found, into newer versions of their
 * sources. Where no source has one, nothing but that is looked up. `claims` stand in the order of
 * the text.
 */
export async function findStaleClaims(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  version: StoredVersion,
  claims: readonly KnownClaim[],
): Promise<StaleClaims> {
  const recorded = version.runId ? await listCitedTextIds(deps.db, version.runId) : []
  const found = claims.flatMap(({ verdict }) => listText(verdict.evidence))
  const ids = new Set([...recorded, ...found.map(({ sourceTextId }) => sourceTextId)])
  const outdated = await findOutdated(deps, document.workspaceId, ids)
  if (outdated.size === 0) return new Map()
  const findRecorded = await loadRecorded(deps, version, [...outdated.keys()])
  return new Map(
    claims.flatMap((known) => {
      const evidence = [...findRecorded(known), ...listFound(known)]
      const stale = describeStale(evidence, outdated)
      return stale.length > 0 ? [[known.claim.id, stale] as const] : []
    }),
  )
}

type Outdated = ReadonlyMap<string, SourceStanding>

async function findOutdated(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
  ids: ReadonlySet<string>,
): Promise<Outdated> {
  const findStanding = createStandings(deps, workspaceId)
  const outdated = new Map<string, SourceStanding>()
  for (const id of ids) {
    const standing = await findStanding(id)
    if (standing.read) outdated.set(id, standing)
  }
  return outdated
}

async function loadRecorded(
  { db }: Pick<Dependencies, 'db'>,
  version: StoredVersion,
  textIds: readonly string[],
): Promise<(known: KnownClaim) => readonly TextEvidence[]> {
  if (!version.runId) return () => []
  const citations = await listCitationsOfTexts(db, version.runId, textIds)
  const byTarget = Map.groupBy(citations, ({ targetKey }) => targetKey)
  const targets = await listTargets(db, version.id)
  const find = createOverlapFinder(targets.filter(({ targetKey }) => byTarget.has(targetKey)))
  return ({ claim }) =>
    find(claim.range)
      .flatMap(({ targetKey }) => byTarget.get(targetKey) ?? [])
      .flatMap(({ evidence }) => listText([evidence]))
}

function listFound({ verdict }: KnownClaim): readonly TextEvidence[] {
  return verdict.basis === 'retrieved' ? listText(verdict.evidence) : []
}

function listText(evidence: KnownClaim['verdict']['evidence']): TextEvidence[] {
  return evidence.filter((one) => one.kind === 'text')
}

function describeStale(evidence: readonly TextEvidence[], outdated: Outdated): StaleWords[] {
  const distinct = new Map(
    evidence.map((one) => [`${one.sourceTextId} ${one.range.start} ${one.range.end}`, one]),
  )
  return [...distinct.values()].flatMap((one) => {
    const standing = outdated.get(one.sourceTextId)
    const fate = standing?.findFate(one)
    if (!standing?.read || !fate || (fate.state !== 'changed' && fate.state !== 'gone')) return []
    return [
      {
        state: fate.state,
        old: one.quote,
        new: fate.state === 'changed' ? fate.quote : null,
        document_source_id: standing.document.id,
        document_source_name: standing.document.name,
        old_version: standing.version.number,
        new_version: standing.read.version.number,
      },
    ]
  })
}
