import type { UnreadSource } from '../../shared/model/conversation.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import { findDocument, listDocuments, type StoredDocument } from '../db/documents.ts'
import { listVersions } from '../db/document-versions.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { loadSearchedSources, presentSource } from './searched-sources.ts'

/** What a caller chose to search. */
export type ChosenSources = {
  readonly sources: readonly EvidenceSource[]
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
export async function loadChosenSources(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
  documentIds: readonly string[],
): Promise<ChosenSources> {
  const named = documentIds.length > 0 ? documentIds : await listSourceIds(deps, workspaceId)
  const sources = new Map<string, EvidenceSource>()
  const pending: StoredDocument[] = []
  const unread: UnreadSource[] = []
  for (const id of named) {
    const document = await findDocument(deps.db, [workspaceId], id)
    if (!document) continue
    if (isBeingRead(document)) pending.push(document)
    const found = await loadSources(deps, document)
    for (const source of found) sources.set(source.sourceTextId, source)
    if (document.status === 'failed') {
      const reason = document.error?.message ?? 'it can not be read'
      unread.push({ documentId: document.id, name: document.name, reason })
    }
  }
  return { sources: [...sources.values()], pending, unread }
}

/** Those of the named sources that are still being read; no text is opened. */
export async function listPending(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
  documentIds: readonly string[],
): Promise<StoredDocument[]> {
  const named = documentIds.length > 0 ? documentIds : await listSourceIds(deps, workspaceId)
  const found = await Promise.all(named.map((id) => findDocument(deps.db, [workspaceId], id)))
  return found.filter((document) => document !== undefined).filter(isBeingRead)
}

function isBeingRead({ kind, status }: StoredDocument): boolean {
  return kind === 'source' && (status === 'pending' || status === 'processing')
}

async function listSourceIds(
  { db }: Pick<Dependencies, 'db'>,
  workspaceId: string,
): Promise<string[]> {
  const filter = { workspaceIds: [workspaceId], kind: 'source' as const }
  const ids: string[] = []
  for (let page = 1; ; page += 1) {
    const { documents, total } = await listDocuments(db, filter, { page, pageSize: 100 })
    ids.push(...documents.map(({ id }) => id))
    if (page * 100 >= total) return ids
  }
}

async function loadSources(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
): Promise<EvidenceSource[]> {
  if (document.kind !== 'source') {
    const isMade = document.currentVersion > 0
    if (!isMade) return []
    return loadSearchedSources(deps, document, await getVersionOfDocument(deps, document))
  }
  const versions = await listVersions(deps.db, document.id)
  for (const version of versions.toReversed()) {
    if (version.status !== 'completed') continue
    const reading = await findSourceTextOfVersion(deps.db, version.id)
    const source = reading && (await presentSource(deps, document.workspaceId, version, reading))
    if (source) return [source]
  }
  return []
}
