import type { Transaction } from 'kysely'
import type { AddedSource } from '../../shared/contract/documents.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import {
  findDocument,
  findDocumentByExternalId,
  findDocumentByName,
  findSourceByHash,
  insertDocument,
  updateDocument,
  type StoredDocument,
} from '../db/documents.ts'
import {
  getVersion,
  insertVersion,
  updateVersion,
  type StoredVersion,
} from '../db/document-versions.ts'
import { insertJob, restartJob } from '../db/jobs.ts'
import type { Database } from '../db/tables.ts'
import { checkUpload, type Upload } from './check-upload.ts'
import type { Dependencies } from './dependencies.ts'
import { notFound, Problem } from './problem.ts'

export type NewSource = {
  readonly workspaceId: string
  readonly upload: Upload
  /** null lets the reader classify it. */
  readonly role: SourceRole | null
  readonly metadata: Readonly<Record<string, unknown>>
  readonly documentId?: string | undefined
  readonly externalId?: string | undefined
  /** Makes a source of the same name a new version of it. */
  readonly isNewVersion: boolean
}

/** Types that the readers take. */
export const sourceTypes = ['docx', 'pdf', 'xlsx', 'pptx', 'html', 'text'] as const

/**
 * Stores a source and the job that reads it. Bytes that the workspace has already are not stored
 * twice: the existing source is the answer, and is read again if it failed.
 * @throws Problem of checkUpload, or `not_found` for an unknown document_id.
 */
export async function addSource(
  deps: Dependencies,
  source: NewSource,
): Promise<{ added: AddedSource; isNew: boolean }> {
  const { upload, workspaceId } = source
  const { mimeType } = checkUpload(upload, sourceTypes, deps.maximumUploadBytes)
  const hash = await deps.blobs.put(workspaceId, upload.bytes)
  // looked for and stored in one transaction: the same file sent twice at once is one source
  const result = await deps.db.transaction().execute(async (trx) => {
    const earlier = await findEarlier(trx, source)
    const twin = earlier ?? (await findSourceByHash(trx, workspaceId, hash))
    const version = twin && (await getVersion(trx, twin.id, twin.currentVersion))
    if (twin && version?.blobHash === hash) {
      return { added: await keepTwin(trx, deps, twin, version), isNew: false }
    }
    return {
      added: await storeVersion(trx, deps, source, earlier, { hash, mimeType }),
      isNew: true,
    }
  })
  deps.queue.wake()
  return result
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

async function keepTwin(
  trx: Transaction<Database>,
  deps: Dependencies,
  twin: StoredDocument,
  version: StoredVersion,
): Promise<AddedSource> {
  if (twin.status !== 'failed')
    return toAdded(twin, version, 'The workspace has this file already.')
  const updatedAt = deps.clock.now()
  await updateDocument(trx, twin.id, { status: 'pending', error: null, updatedAt })
  // a run that is accepted now has to wait for it
  await updateVersion(trx, version.id, { status: 'pending', error: null, warnings: [] })
  await restartJob(trx, ingestJob(deps, twin.workspaceId, version.id, updatedAt))
  return toAdded(
    { ...twin, status: 'pending' },
    version,
    'The workspace has this file already; as it could not be read, it is read again.',
  )
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
  if (earlier) await updateDocument(trx, document.id, describeChange(source, version))
  else await insertDocument(trx, document)
  await insertVersion(trx, version)
  await insertJob(trx, ingestJob(deps, document.workspaceId, version.id, now))
  const role = source.role ?? document.role
  return toAdded({ ...document, role }, version, 'Stored; it is being read.')
}

function describeChange({ role }: NewSource, version: StoredVersion) {
  return {
    status: 'pending',
    error: null,
    currentVersion: version.number,
    mimeType: version.mimeType,
    updatedAt: version.createdAt,
    ...(role && { role, roleConfidence: 1 }),
  }
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
    sizeBytes: upload.bytes.length,
    runId: null,
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
    metadata: source.metadata,
    templateId: null,
    error: null,
    currentVersion: 1,
    createdAt: now,
    updatedAt: now,
  }
}

function ingestJob(deps: Dependencies, workspaceId: string, versionId: string, createdAt: string) {
  return { id: deps.newId(), workspaceId, kind: 'ingest', subjectId: versionId, createdAt }
}

function toAdded(document: StoredDocument, version: StoredVersion, message: string): AddedSource {
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
