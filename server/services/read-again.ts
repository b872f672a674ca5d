import type { Transaction } from 'kysely'
import type { AddedSource } from '../../shared/contract/documents.ts'
import { getDocument, updateDocument, type StoredDocument } from '../db/documents.ts'
import { getVersion, updateVersion, type StoredVersion } from '../db/document-versions.ts'
import { insertJob, restartJob, type NewJob } from '../db/jobs.ts'
import type { Database } from '../db/tables.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'

/**
 * Has the newest version of a source read again. What another reader version makes of it stands
 * beside what was read before: old citations keep pointing there, and new runs use the newest.
 * The source stays as it is meanwhile, and also when it can't be read any more.
 * @throws Problem `bad_request` for what is no source
 */
export async function refreshSource(
  deps: Dependencies,
  { id, kind, name }: StoredDocument,
): Promise<AddedSource> {
  if (kind !== 'source') {
    throw new Problem('bad_request', `${name} is a ${kind} document, not a source.`)
  }
  const answer = await commit(deps, async (trx) => {
    const document = await getDocument(trx, id)
    const version = await getVersion(trx, id, document.currentVersion)
    const message = 'The newest version is read again.'
    if (version.status === 'failed') {
      await readFailedAgain(trx, deps, document, version)
      return toAdded({ ...document, status: 'pending' }, version, message)
    }
    await insertJob(trx, ingestJob(deps, document.workspaceId, version.id, deps.clock.now()))
    return toAdded(document, version, message)
  })
  deps.queue.wake()
  return answer
}

export async function readFailedAgain(
  trx: Transaction<Database>,
  deps: Dependencies,
  document: StoredDocument,
  version: StoredVersion,
): Promise<void> {
  const updatedAt = deps.clock.now()
  await updateDocument(trx, document.id, { status: 'pending', error: null, updatedAt })
  // a run that is accepted now has to wait for it
  await updateVersion(trx, version.id, { status: 'pending', error: null, warnings: [] })
  await restartJob(trx, ingestJob(deps, document.workspaceId, version.id, updatedAt))
}

export function ingestJob(
  deps: Pick<Dependencies, 'newId'>,
  workspaceId: string,
  versionId: string,
  createdAt: string,
): NewJob {
  return { id: deps.newId(), workspaceId, kind: 'ingest', subjectId: versionId, createdAt }
}

export function toAdded(
  document: StoredDocument,
  version: StoredVersion,
  message: string,
): AddedSource {
  return {
    document_id: document.id,
    name: document.name,
    version: version.number,
    workspace_id: document.workspaceId,
    mime_type: version.mimeType,
    size_bytes: version.sizeBytes,
    role: document.role,
    status: document.status as AddedSource['status'],
    message,
  }
}
