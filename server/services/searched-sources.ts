import type { StoredDocument } from '../db/documents.ts'
import { findDocument, listDocuments } from '../db/documents.ts'
import { getVersion, getVersionById, type StoredVersion } from '../db/document-versions.ts'
import { getRun } from '../db/runs.ts'
import {
  findSourceTextOfVersion,
  getSourceText,
  type StoredSourceText,
} from '../db/source-texts.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import type { Dependencies } from './dependencies.ts'

/**
 * The sources that a document may rest on: those of the run that made its version, else every
 * source of its workspace that could be read, in its newest version.
 */
export async function loadSearchedSources(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  version: StoredVersion,
): Promise<EvidenceSource[]> {
  if (!version.runId) return loadWorkspaceSources(deps, document.workspaceId)
  return loadAll(deps, document.workspaceId, await listPinned(deps, version.runId))
}

/** Every source of a workspace that could be read, in its newest version. */
export async function loadWorkspaceSources(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
): Promise<EvidenceSource[]> {
  return loadAll(deps, workspaceId, await listNewest(deps, workspaceId))
}

/**
 * The readings that citations rest on and that are not among `sources`, since their source has been
 * read again; what was deleted is not shown any more.
 */
export async function loadCitedSources(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
  sourceTextIds: readonly string[],
  sources: readonly EvidenceSource[],
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

async function listPinned(
  { db }: Pick<Dependencies, 'db'>,
  runId: string,
): Promise<StoredVersion[]> {
  const { inputs } = await getRun(db, runId)
  return Promise.all(inputs.sources.map(({ versionId }) => getVersionById(db, versionId)))
}

async function listNewest(
  { db }: Pick<Dependencies, 'db'>,
  workspaceId: string,
): Promise<StoredVersion[]> {
  const filter = { workspaceIds: [workspaceId], kind: 'source' as const, status: 'completed' }
  const versions: StoredVersion[] = []
  for (let page = 1; ; page += 1) {
    const { documents, total } = await listDocuments(db, filter, { page, pageSize: 100 })
    for (const { id, currentVersion } of documents)
      versions.push(await getVersion(db, id, currentVersion))
    if (page * 100 >= total) return versions
  }
}

async function loadAll(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
  versions: readonly StoredVersion[],
): Promise<EvidenceSource[]> {
  const loaded = await Promise.all(versions.map((one) => load(deps, workspaceId, one)))
  return loaded.filter((source) => source !== undefined)
}

async function load(
  { db }: Pick<Dependencies, 'db'>,
  workspaceId: string,
  version: StoredVersion,
): Promise<EvidenceSource | undefined> {
  const reading = await findSourceTextOfVersion(db, version.id)
  return reading && presentSource({ db }, workspaceId, version, reading)
}

export async function presentSource(
  { db }: Pick<Dependencies, 'db'>,
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
