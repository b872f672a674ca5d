import { isDeepStrictEqual } from 'node:util'
import type { SourceText } from '../../shared/model/source-text.ts'
import type { StoredDocument } from '../db/documents.ts'
import { findDocument } from '../db/documents.ts'
import { getVersionById, type StoredVersion } from '../db/document-versions.ts'
import { getRun } from '../db/runs.ts'
import {
  getSourceText,
  getSourceTexts,
  listNewestReadings,
  listReadSources,
  type StoredSourceText,
} from '../db/source-texts.ts'
import type { EvidenceSource, RankedPassage, SearchedSource } from '../domain/evidence.ts'
import type { Dependencies } from './dependencies.ts'

type Store = Pick<Dependencies, 'db'>

/**
 * The sources that a document may rest on: those of the run that made its version, else every
 * source of its workspace that could be read, in its newest version.
 */
export async function listSearchedSources(
  deps: Store,
  document: StoredDocument,
  version: Pick<StoredVersion, 'runId'>,
): Promise<SearchedSource[]> {
  if (!version.runId) return listWorkspaceSources(deps, document.workspaceId)
  const { inputs } = await getRun(deps.db, version.runId)
  const pinned = inputs.sources.map(({ versionId }) => versionId)
  const sources = await listWorkspaceSources(deps, document.workspaceId, pinned)
  const newest = await listNewestReadings(
    deps.db,
    sources.map(({ documentId }) => documentId),
  )
  return sources.map((source) => {
    const read = newest.get(source.documentId)
    const isNewer = read !== undefined && read.versionNumber > source.versionNumber
    return isNewer ? { ...source, newerTextId: read.sourceTextId } : source
  })
}

/** `listSearchedSources` with their texts. */
export async function loadSearchedSources(
  deps: Store,
  document: StoredDocument,
  version: StoredVersion,
): Promise<EvidenceSource[]> {
  return loadSources(deps, await listSearchedSources(deps, document, version))
}

/** Those of the sources that were hit, in their order, with their texts: of thousands few are opened. */
export async function openHits(
  deps: Store,
  sources: readonly SearchedSource[],
  hits: readonly Pick<RankedPassage, 'sourceTextId'>[],
): Promise<EvidenceSource[]> {
  const hit = new Set(hits.map(({ sourceTextId }) => sourceTextId))
  return loadSources(
    deps,
    sources.filter(({ sourceTextId }) => hit.has(sourceTextId)),
  )
}

/**
 * The readings that citations rest on, by their ids, and no others. One that is not among `sources`
 * has been read again since; what was deleted is not shown any more.
 */
export async function loadReadings(
  deps: Store,
  workspaceId: string,
  sourceTextIds: readonly string[],
  sources: readonly SearchedSource[],
): Promise<ReadonlyMap<string, EvidenceSource>> {
  const wanted = new Set(sourceTextIds)
  const present = await loadSources(
    deps,
    sources.filter(({ sourceTextId }) => wanted.has(sourceTextId)),
  )
  const before = await loadCitedSources(deps, workspaceId, sourceTextIds, sources)
  return new Map([...present, ...before].map((source) => [source.sourceTextId, source]))
}

/**
 * The readings that citations rest on and that are not among `sources`, since their source has been
 * read again; what was deleted is not shown any more.
 */
export async function loadCitedSources(
  deps: Store,
  workspaceId: string,
  sourceTextIds: readonly string[],
  sources: readonly SearchedSource[],
): Promise<EvidenceSource[]> {
  const known = new Set(sources.map(({ sourceTextId }) => sourceTextId))
  const missing = [...new Set(sourceTextIds)].filter((id) => !known.has(id))
  const loaded = await Promise.all(
    missing.map(async (id) => {
      const reading = await getSourceText(deps.db, id)
      const version = await getVersionById(deps.db, reading.documentVersionId)
      return presentSource(deps, workspaceId, version, reading)
    }),
  )
  return loaded.filter((source) => source !== undefined)
}

export async function loadSource({ db }: Store, source: SearchedSource): Promise<EvidenceSource> {
  return toEvidenceSource(source, await getSourceText(db, source.sourceTextId))
}

/** Many, in their order. */
export async function loadSources(
  { db }: Store,
  sources: readonly SearchedSource[],
): Promise<EvidenceSource[]> {
  const ids = sources.map(({ sourceTextId }) => sourceTextId)
  const readings = await getSourceTexts(db, ids)
  return readings.flatMap((reading, at) => {
    const source = sources[at]
    return source ? [toEvidenceSource(source, reading)] : []
  })
}

/** The same object while nothing of it is another one: what was read of its tables is kept by it. */
function toEvidenceSource(
  source: SearchedSource,
  { sourceText, passages }: StoredSourceText,
): EvidenceSource {
  const before = opened.get(sourceText)
  if (before && isDeepStrictEqual({ ...source, sourceText, passages }, before)) return before
  const made = { ...source, sourceText, passages }
  opened.set(sourceText, made)
  return made
}

const opened = new WeakMap<SourceText, EvidenceSource>()

export async function presentSource(
  { db }: Store,
  workspaceId: string,
  version: StoredVersion,
  reading: StoredSourceText,
): Promise<EvidenceSource | undefined> {
  const source = await findDocument(db, [workspaceId], version.documentId)
  if (!source) return undefined
  return {
    documentId: source.id,
    name: source.name,
    role: source.role ?? 'other',
    sourceHash: version.blobHash,
    versionNumber: version.number,
    sourceTextId: reading.id,
    sourceText: reading.sourceText,
    passages: reading.passages,
  }
}

/**
 * Every source of a workspace that could be read, in its newest version; or the sources of the named
 * versions, in their order.
 */
export async function listWorkspaceSources(
  { db }: Store,
  workspaceId: string,
  versionIds?: readonly string[],
): Promise<SearchedSource[]> {
  const found = await listReadSources(db, workspaceId, versionIds)
  const places = new Map(versionIds?.map((id, index) => [id, index]))
  const placeOf = (versionId: string) => places.get(versionId) ?? 0
  const inOrder = versionIds
    ? found.toSorted((a, b) => placeOf(a.versionId) - placeOf(b.versionId))
    : found
  return inOrder.map(({ documentId, name, role, blobHash, versionNumber, sourceTextId }) => ({
    documentId,
    name,
    role: role ?? 'other',
    sourceHash: blobHash,
    versionNumber,
    sourceTextId,
  }))
}
