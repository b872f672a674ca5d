import type { AddedLocalDocument } from '../../shared/contract/documents.ts'
import {
  findDocument,
  insertDocument,
  updateDocument,
  type StoredDocument,
} from '../db/documents.ts'
import { carryTargets } from './carry-targets.ts'
import { checkUpload, unreadable } from './check-upload.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentOfCaller } from './document-of-caller.ts'
import { findWritten } from './find-written.ts'
import type { Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'
import { refuseWhileWritten } from './refuse-while-written.ts'
import { storeReadVersion } from './store-read-version.ts'
import { readContent, type Upload } from './upload.ts'

type LocalFile = {
  readonly upload: Upload
  readonly documentId: string | undefined
  readonly forkOf: string | undefined
  /** The newest version that the sender knows of. */
  readonly expectedVersion: number | undefined
  /** A file that was downloaded here goes on as the document that it is, in place of a copy. */
  readonly resumes: boolean
}

/**
 * Stores the document that is open in Word. With `documentId` of a local or generated document it
 * becomes the next version of that one; with `forkOf` it begins a document of its own, as a copy that
 * was saved under another name is one. With neither, a file whose ledger names a run of the workspace
 * is taken as a copy of what that run wrote, or, with `resumes`, becomes that document's next version
 * if it has the words of the newest one. Recorded citations are carried over to it each time.
 * @throws Problem of checkUpload, `bad_request` for a file that can't be read, `parameters_disagree`,
 * `not_ready` for a version of a document that a run is writing, `newer_version_stored` where another
 * version than `expectedVersion` is the newest
 */
export async function addLocalDocument(
  deps: Dependencies,
  principal: Principal,
  workspaceId: string,
  local: LocalFile,
): Promise<AddedLocalDocument> {
  const { upload } = local
  const { mimeType } = checkUpload(upload, ['docx'], deps.maximumUploadBytes)
  const named = await findEarlier(deps, principal, local)
  if (named.earlier) checkVersion(named.earlier, local.expectedVersion)
  const reading = await deps.reader.readDocument(await readContent(upload.content))
  if (reading.outcome === 'refused') throw unreadable('bad_request', upload, reading.reason)
  const { earlier, origin } = named.origin
    ? named
    : await recognise(deps, workspaceId, local, reading)
  const expectedVersion = named.earlier ? local.expectedVersion : earlier?.currentVersion
  const owner = origin?.workspaceId ?? workspaceId
  const document = earlier ?? createLocal(deps, owner, upload.name, mimeType)
  return deps.blobs.put(owner, upload.content, async (hash) => {
    const place = { document, earlier, origin }
    return storeVersion(deps, place, { upload, hash, mimeType, reading, expectedVersion })
  })
}

/** What somebody else stored meanwhile is not to be overwritten unseen. */
function checkVersion(
  { name, currentVersion }: StoredDocument,
  expected: number | undefined,
): void {
  if (expected === undefined || expected === currentVersion) return
  const detail = `Version ${currentVersion} of ${name} is the newest; this file goes on from version ${expected}. Nothing was stored.`
  throw new Problem('newer_version_stored', detail)
}

type Earlier = {
  /** The document that gets another version. */
  readonly earlier: StoredDocument | undefined
  /** The one whose citations are carried over: the same, or what was copied. */
  readonly origin: StoredDocument | undefined
}

async function findEarlier(
  deps: Dependencies,
  principal: Principal,
  { documentId, forkOf }: LocalFile,
): Promise<Earlier> {
  if (documentId !== undefined && forkOf !== undefined) {
    const detail = 'document_id makes a new version, fork_of a new document: send one of them.'
    throw new Problem('parameters_disagree', detail)
  }
  const id = documentId ?? forkOf
  if (id === undefined) return { earlier: undefined, origin: undefined }
  const origin = await getDocumentOfCaller(deps, principal, id)
  if (origin.kind === 'source') {
    const detail = `${origin.name} is a source; a document is never its own evidence.`
    throw new Problem('bad_request', detail)
  }
  return { earlier: forkOf === undefined ? origin : undefined, origin }
}

async function recognise(
  deps: Dependencies,
  workspaceId: string,
  { resumes }: LocalFile,
  reading: Reading,
): Promise<Earlier> {
  const written = await findWritten(deps, workspaceId, reading)
  const isGoingOn = resumes && written?.isAsStored === true
  return { earlier: isGoingOn ? written.document : undefined, origin: written?.document }
}

type Reading = Extract<
  Awaited<ReturnType<Dependencies['reader']['readDocument']>>,
  { outcome: 'read' }
>

type ReadFile = {
  readonly upload: Upload
  readonly hash: string
  readonly mimeType: string
  readonly reading: Reading
  readonly expectedVersion: number | undefined
}

async function storeVersion(
  deps: Dependencies,
  { document, earlier, origin }: Earlier & { readonly document: StoredDocument },
  file: ReadFile,
): Promise<AddedLocalDocument> {
  const now = deps.clock.now()
  const version = describeVersion(document, file)
  const { sourceText } = version
  const behind: (() => void)[] = []
  const added = await commit(deps, async (trx) => {
    // read again: another version may have come while this one was read
    const latest = origin && (await findDocument(trx, [origin.workspaceId], origin.id))
    if (origin && !latest) throw notFound('document')
    if (earlier) await refuseWhileWritten(trx, earlier)
    if (earlier && latest) checkVersion(latest, file.expectedVersion)
    const carried = latest && (await carryTargets({ db: trx }, latest, sourceText))
    const number = earlier && latest ? latest.currentVersion + 1 : 1
    if (earlier) await updateDocument(trx, earlier.id, { currentVersion: number, updatedAt: now })
    else await insertDocument(trx, document)
    const runId = carried?.runId ?? null
    const stored = await storeReadVersion(trx, deps, { ...version, number, runId }, now)
    await carried?.store(trx, stored.versionId)
    behind.push(
      () => stored.keep(deps.db),
      () => carried?.keep(deps.db, stored.versionId),
    )
    return {
      document_id: document.id,
      document_name: document.name,
      s3_key: `sha256/${file.hash}`,
      status: 'Ready',
    } as const
  })
  // whoever stores an edited document asks about it next
  for (const keep of behind) keep()
  return added
}

function describeVersion({ id }: StoredDocument, { upload, hash, mimeType, reading }: ReadFile) {
  return {
    documentId: id,
    fileName: upload.name,
    mimeType,
    blobHash: hash,
    sizeBytes: upload.sizeBytes,
    sourceText: reading.sourceText,
    warnings: reading.warnings,
  }
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
