import type { UnreadSource } from '../../shared/model/conversation.ts'
import { findDocument, listDocuments, type StoredDocument } from '../db/documents.ts'
import { listVersions } from '../db/document-versions.ts'
import type { SearchedSource } from '../domain/evidence.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { listSearchedSources, listWorkspaceSources } from './searched-sources.ts'

/** What a caller chose to search; no text is opened. */
export type ChosenSources = {
  readonly sources: readonly SearchedSource[]
  /** Still being read: to be waited for. */
  readonly pending: readonly StoredDocument[]
  /** Could not be read. */
  readonly unread: readonly UnreadSource[]
}

/**
 * The sources of that names: each in its newest version that has been read; for a generated or local
 * document the sources that it may rest on; all of the workspace where none is named. What was
 * deleted since it was named is left out.
 */
export async function listChosenSources(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
  documentIds: readonly string[],
): Promise<ChosenSources> {
  const documents = await listNamed(deps, workspaceId, documentIds)
  const sources = await listSourcesOf(deps, workspaceId, documents)
  return {
    sources: [...new Map(sources.map((one) => [one.sourceTextId, one])).values()],
    pending: documents.filter(isBeingRead),
    unread: documents.flatMap(({ id, name, status, error }) => {
      const reason = error?.message ?? 'it can not be read'
      return status === 'failed' ? [{ documentId: id, name, reason }] : []
    }),
  }
}

/** Those of the named sources that are still being read; no text is opened. */
export async function listPending(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
  documentIds: readonly string[],
): Promise<StoredDocument[]> {
  return (await listNamed(deps, workspaceId, documentIds)).filter(isBeingRead)
}

function isBeingRead({ kind, status }: StoredDocument): boolean {
  return kind === 'source' && (status === 'pending' || status === 'processing')
}

async function listNamed(
  { db }: Pick<Dependencies, 'db'>,
  workspaceId: string,
  documentIds: readonly string[],
): Promise<StoredDocument[]> {
  if (documentIds.length > 0) {
    const found = await Promise.all(documentIds.map((id) => findDocument(db, [workspaceId], id)))
    return found.filter((document) => document !== undefined)
  }
  const filter = { workspaceIds: [workspaceId], kind: 'source' as const }
  const all: StoredDocument[] = []
  for (let page = 1; ; page += 1) {
    const { documents, total } = await listDocuments(db, filter, { page, pageSize: 100 })
    all.push(...documents)
    if (page * 100 >= total) return all
  }
}

async function listSourcesOf(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
  documents: readonly StoredDocument[],
): Promise<SearchedSource[]> {
  const read = await listWorkspaceSources(deps, workspaceId)
  const byDocument = new Map(read.map((source) => [source.documentId, source]))
  const sources: SearchedSource[] = []
  for (const document of documents) {
    const source = byDocument.get(document.id)
    if (source) sources.push(source)
    else if (document.kind === 'source') sources.push(...(await listEarlier(deps, document)))
    else if (document.currentVersion > 0) {
      const version = await getVersionOfDocument(deps, document)
      sources.push(...(await listSearchedSources(deps, document, version)))
    }
  }
  return sources
}

/** Of a source whose newest version is not read, or can't be, the one before. */
async function listEarlier(
  deps: Pick<Dependencies, 'db'>,
  { id, workspaceId }: StoredDocument,
): Promise<SearchedSource[]> {
  for (const version of (await listVersions(deps.db, id)).toReversed()) {
    if (version.status !== 'completed') continue
    const found = await listWorkspaceSources(deps, workspaceId, [version.id])
    if (found.length > 0) return found
  }
  return []
}
