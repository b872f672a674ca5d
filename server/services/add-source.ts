import type { Transaction } from 'kysely'
import type { AddedSource } from '../../shared/contract/documents.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import {
  findDocument,
  findDocumentByExternalId,
  findDocumentByName,
  insertDocument,
  updateDocument,
  type StoredDocument,
} from '../db/documents.ts'
import { findSourceByHash } from '../db/documents-by-hash.ts'
import { getVersion, insertVersion, type StoredVersion } from '../db/document-versions.ts'
import { insertJob } from '../db/jobs.ts'
import type { Database } from '../db/tables.ts'
import { applyChange, externalIdTaken, type DocumentChange } from './change-document.ts'
import { checkUpload } from './check-upload.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { notFound, Problem } from './problem.ts'
import { ingestJob, readFailedAgain, toAdded } from './read-again.ts'
import { recordUpload } from './source-events.ts'
import type { Upload } from './upload.ts'

export type NewSource = {
  readonly workspaceId: string
  readonly upload: Upload
  /** null lets the reader classify it. */
  readonly role: SourceRole | null
  /** Replaces what an existing source has; undefined leaves it. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
  readonly documentId?: string | undefined
  readonly externalId?: string | undefined
  /** Makes a source of the same name a new version of it. */
  readonly isNewVersion: boolean
}

/** Types that the readers take. */
export const sourceTypes = [
  'docx',
  'pdf',
  'rtf',
  'xlsx',
  'pptx',
  'html',
  'text',
  'png',
  'jpeg',
] as const

/**
 * Stores a source and the job that reads it. Bytes that the workspace has already are not stored
 * twice: the existing source is the answer, with the role, metadata and external id that were sent,
 * and is read again if it failed.
 * @throws Problem of checkUpload, `not_found` for an unknown document_id, `external_id_taken` for an
 * external id of one source that comes with the document_id or the bytes of another.
 */
export async function addSource(
  deps: Dependencies,
  source: NewSource,
): Promise<{ added: AddedSource; isNew: boolean }> {
  const { upload, workspaceId } = source
  const { mimeType } = checkUpload(upload, sourceTypes, deps.maximumUploadBytes)
  const result = await deps.blobs.put(workspaceId, upload.content, (hash) =>
    // looked for and stored in one transaction: the same file sent twice at once is one source
    commit(deps, (trx) => storeSource(trx, deps, source, { hash, mimeType })),
  )
  deps.queue.wake()
  return result
}

/** In the transaction of a caller that has put the bytes and wakes the queue behind it. */
export async function storeSource(
  trx: Transaction<Database>,
  deps: Dependencies,
  source: NewSource,
  file: { hash: string; mimeType: string },
): Promise<{ added: AddedSource; isNew: boolean }> {
  const earlier = await findEarlier(trx, source)
  const known = await findSourceByHash(trx, source.workspaceId, file.hash)
  const twin = earlier ?? known
  const version = twin && (await getVersion(trx, twin.id, twin.currentVersion))
  if (twin && version?.blobHash === file.hash) {
    return { added: await keepTwin(trx, deps, source, { twin, version }), isNew: false }
  }
  checkIsOne(source, earlier, known)
  return { added: await storeVersion(trx, deps, source, earlier, file), isNew: true }
}

async function findEarlier(
  db: Transaction<Database>,
  source: NewSource,
): Promise<StoredDocument | undefined> {
  const { workspaceId, documentId, externalId } = source
  if (documentId !== undefined) {
    const found = await findDocument(db, [workspaceId], documentId)
    if (!found) throw notFound('document')
    if (found.kind === 'source') return found
    throw new Problem('bad_request', `${found.name} is a ${found.kind} document, not a source.`)
  }
  if (externalId !== undefined) {
    return findDocumentByExternalId(db, workspaceId, 'source', externalId)
  }
  return source.isNewVersion
    ? findDocumentByName(db, workspaceId, 'source', source.upload.name)
    : undefined
}

/** Bytes of one source under the external id of another: which is meant can't be known. */
function checkIsOne(
  { documentId, externalId }: NewSource,
  earlier: StoredDocument | undefined,
  known: StoredDocument | undefined,
): void {
  if (!earlier || !known || documentId !== undefined || externalId === undefined) return
  throw externalIdTaken(externalId, earlier, known)
}

async function keepTwin(
  trx: Transaction<Database>,
  deps: Dependencies,
  source: NewSource,
  { twin, version }: { twin: StoredDocument; version: StoredVersion },
): Promise<AddedSource> {
  const { document, changes } = await applyChange(trx, deps, twin, toChange(source))
  const isFailed = twin.status === 'failed'
  if (isFailed) await readFailedAgain(trx, deps, twin, version)
  const message = [
    'The workspace has this file already',
    ...(isFailed ? ['as it could not be read, it is read again'] : []),
    ...changes,
  ].join('; ')
  return toAdded(isFailed ? { ...document, status: 'pending' } : document, version, `${message}.`)
}

function toChange({ role, metadata, externalId }: NewSource): DocumentChange {
  return { role: role ?? undefined, metadata, externalId }
}

async function storeVersion(
  trx: Transaction<Database>,
  deps: Dependencies,
  source: NewSource,
  earlier: StoredDocument | undefined,
  file: { hash: string; mimeType: string },
): Promise<AddedSource> {
  const now = deps.clock.now()
  const document = earlier
    ? { ...earlier, currentVersion: earlier.currentVersion + 1, status: 'pending' }
    : createDocument(deps, source, file.mimeType, now)
  const version = createVersion(deps, document, source, file)
  if (earlier) {
    const { number: currentVersion, mimeType } = version
    const newer = { status: 'pending', error: null, currentVersion, mimeType, updatedAt: now }
    await updateDocument(trx, document.id, newer)
  } else await insertDocument(trx, document)
  await insertVersion(trx, version)
  await insertJob(trx, ingestJob(deps, document.workspaceId, version.id, now))
  const changed = await applyChange(trx, deps, document, toChange(source))
  await recordUpload(trx, deps, changed.document, version)
  const message = ['Stored; it is being read', ...changed.changes].join('; ')
  return toAdded(changed.document, version, `${message}.`)
}

function createVersion(
  { newId, clock }: Dependencies,
  document: StoredDocument,
  { upload }: NewSource,
  file: { hash: string; mimeType: string },
): StoredVersion {
  return {
    id: newId(),
    documentId: document.id,
    number: document.currentVersion,
    fileName: upload.name,
    mimeType: file.mimeType,
    blobHash: file.hash,
    sizeBytes: upload.sizeBytes,
    runId: null,
    role: null,
    status: 'pending',
    error: null,
    warnings: [],
    createdAt: clock.now(),
  }
}

function createDocument(
  deps: Dependencies,
  source: NewSource,
  mimeType: string,
  now: string,
): StoredDocument {
  return {
    id: deps.newId(),
    workspaceId: source.workspaceId,
    kind: 'source',
    name: source.upload.name,
    externalId: source.externalId ?? null,
    status: 'pending',
    role: source.role,
    roleConfidence: source.role ? 1 : null,
    mimeType,
    metadata: source.metadata ?? {},
    templateId: null,
    error: null,
    currentVersion: 1,
    createdAt: now,
    updatedAt: now,
  }
}
