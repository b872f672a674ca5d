import type { AddedLocalDocument } from '../../shared/contract/documents.ts'
import {
  findDocument,
  insertDocument,
  updateDocument,
  type StoredDocument,
} from '../db/documents.ts'
import { carryTargets } from './carry-targets.ts'
import { checkUpload, unreadable, type Upload } from './check-upload.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentOfCaller } from './document-of-caller.ts'
import type { Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'
import { storeReadVersion } from './store-read-version.ts'

/**
 * Stores the document that is open in Word. With `document_id` of a local or generated document it
 * becomes the next version of that one, and recorded citations are carried over to it.
 * @throws Problem of checkUpload, `bad_request` for a file that can't be read
 */
export async function addLocalDocument(
  deps: Dependencies,
  principal: Principal,
  workspaceId: string,
  local: { upload: Upload; documentId: string | undefined },
): Promise<AddedLocalDocument> {
  const { upload, documentId } = local
  const { mimeType } = checkUpload(upload, ['docx'], deps.maximumUploadBytes)
  const earlier = documentId ? await getDocumentOfCaller(deps, principal, documentId) : undefined
  if (earlier?.kind === 'source') {
    throw new Problem(
      'bad_request',
      `${earlier.name} is a source; a document is never its own evidence.`,
    )
  }
  const reading = await deps.reader.readDocument(upload.bytes)
  if (reading.outcome === 'refused') throw unreadable('bad_request', upload, reading.reason)
  const owner = earlier?.workspaceId ?? workspaceId
  const document = earlier ?? createLocal(deps, owner, upload.name, mimeType)
  return deps.blobs.put(owner, upload.bytes, async (hash) => {
    await storeVersion(deps, document, earlier !== undefined, { upload, hash, mimeType, reading })
    return {
      document_id: document.id,
      document_name: document.name,
      s3_key: `sha256/${hash}`,
      status: 'Ready',
    }
  })
}

type Reading = Extract<
  Awaited<ReturnType<Dependencies['reader']['readDocument']>>,
  { outcome: 'read' }
>

async function storeVersion(
  deps: Dependencies,
  document: StoredDocument,
  isLater: boolean,
  file: { upload: Upload; hash: string; mimeType: string; reading: Reading },
): Promise<void> {
  const now = deps.clock.now()
  const { sourceText, warnings } = file.reading
  const version = {
    documentId: document.id,
    fileName: file.upload.name,
    mimeType: file.mimeType,
    blobHash: file.hash,
    sizeBytes: file.upload.bytes.length,
    sourceText,
    warnings,
  }
  await deps.db.transaction().execute(async (trx) => {
    if (!isLater) {
      await insertDocument(trx, document)
      await storeReadVersion(trx, deps, { ...version, number: 1, runId: null }, now)
      return
    }
    // read again: another version may have come while this one was read
    const latest = await findDocument(trx, [document.workspaceId], document.id)
    if (!latest) throw notFound('document')
    const carried = await carryTargets({ db: trx }, latest, sourceText.text)
    const number = latest.currentVersion + 1
    await updateDocument(trx, document.id, { currentVersion: number, updatedAt: now })
    const { runId } = carried
    await carried.store(trx, await storeReadVersion(trx, deps, { ...version, number, runId }, now))
  })
}

function createLocal(
  deps: Dependencies,
  workspaceId: string,
  fileName: string,
  mimeType: string,
): StoredDocument {
  const now = deps.clock.now()
  return {
    id: deps.newId(),
    workspaceId,
    kind: 'local',
    name: fileName.replace(/\.docx$/i, ''),
    externalId: null,
    status: 'Ready',
    role: null,
    roleConfidence: null,
    mimeType,
    metadata: {},
    templateId: null,
    error: null,
    currentVersion: 1,
    createdAt: now,
    updatedAt: now,
  }
}
