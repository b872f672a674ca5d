import type { Transaction } from 'kysely'
import type { ReadResult } from '../../shared/model/source-text.ts'
import { findDocument, getDocument, updateDocument, type StoredDocument } from '../db/documents.ts'
import { findVersionById, updateVersion, type StoredVersion } from '../db/document-versions.ts'
import { checkLease } from '../db/jobs.ts'
import { insertPageWords } from '../db/page-words.ts'
import { hasReading, hasSourceText, insertSourceText } from '../db/source-texts.ts'
import type { Database } from '../db/tables.ts'
import { classify } from '../domain/classify.ts'
import { segment, segmenterVersion } from '../domain/segment.ts'
import { ProcessDied, type HeldJob } from '../ports/job-queue.ts'
import { hashJson } from '../services/canonical-json.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { requestEmbedding } from '../services/request-embedding.ts'
import { recordReading, type ReadEnd } from '../services/source-events.ts'

/**
 * Reads one source version, once for all runs that need it: text, passages, index, role. A file
 * that can't be read is recorded with its reason (law 8); it fails nothing else. A version that has
 * been read stays as it is while it is read again, and whatever comes of that.
 */
export async function ingestSource(deps: Dependencies, job: HeldJob): Promise<void> {
  const subject = await findSubject(deps, job)
  if (!subject) return
  const { document, version } = subject
  // its last word is stored: only the end of the job was lost
  if (version.status === 'failed') return
  const isRead = version.status === 'completed'
  const processing = { status: 'processing', error: null, warnings: [] }
  if (!isRead) await setStatus(deps, job, document, version, processing)
  const bytes = await deps.blobs.find(job.workspaceId, version.blobHash)
  if (!bytes) throw new Error(`the bytes of version ${version.id} are gone`)
  const result = await deps.reader.readSource(bytes, version.fileName)
  if (result.outcome === 'refused') {
    if (isRead) return warnOfRefusal(deps, job, document, version, result.reason)
    const error = { code: result.code, message: result.reason, source_id: document.id }
    await setStatus(deps, job, document, version, { status: 'failed', error, warnings: [] })
    return
  }
  await storeReading(deps, job, document, version, result)
}

/** Stores that a source was given up for a reason that is not its own. */
export async function markUnread(deps: Dependencies, job: HeldJob, reason: unknown): Promise<void> {
  const subject = await findSubject(deps, job)
  if (!subject || subject.version.status === 'completed') return
  const { document, version } = subject
  const error = { ...describeGivenUp(reason), source_id: document.id }
  await setStatus(deps, job, document, version, { status: 'failed', error, warnings: [] })
}

async function warnOfRefusal(
  deps: Dependencies,
  job: HeldJob,
  document: StoredDocument,
  version: StoredVersion,
  reason: string,
): Promise<void> {
  const warnings = new Set([...version.warnings, `It could not be read again: ${reason}`])
  const read = { status: 'completed', error: null, warnings: [...warnings] }
  await setStatus(deps, job, document, version, read)
}

function describeGivenUp(reason: unknown): { code: string; message: string } {
  if (reason instanceof ProcessDied) {
    const message = `Reading was given up: ${reason.message}. Sent again, the file is read again.`
    return { code: 'process_died', message }
  }
  const message = 'The file could not be read for a reason that is not its own; send it again.'
  return { code: 'internal', message }
}

/** Undefined when the source was deleted meanwhile: there is nothing to do then. */
async function findSubject({ db }: Dependencies, job: HeldJob) {
  const version = await findVersionById(db, job.subjectId)
  const document = version && (await findDocument(db, [job.workspaceId], version.documentId))
  return document && { document, version }
}

async function storeReading(
  deps: Dependencies,
  job: HeldJob,
  document: StoredDocument,
  version: StoredVersion,
  { sourceText, warnings, pageWords = [] }: Extract<ReadResult, { outcome: 'read' }>,
): Promise<void> {
  const passages = segment(sourceText)
  // not a fresh id: a reading that was cut off behind the index is replaced there, not left behind
  const id = hashJson([version.id, sourceText.reader, segmenterVersion])
  const isKnown = await hasReading(deps.db, version.id, sourceText.reader, segmenterVersion)
  const classified = classify({ name: document.name, sourceText })
  try {
    if (!isKnown) await deps.index.add(id, sourceText.text, passages)
    await deps.db.transaction().execute(async (trx) => {
      await checkLease(trx, job)
      if (!isKnown) {
        const row = { id, documentVersionId: version.id, sourceText, passages }
        await insertSourceText(trx, { ...row, segmenterVersion, createdAt: deps.clock.now() })
        await insertPageWords(trx, id, pageWords)
      }
      await storeRead(trx, deps, { document, version, classified, warnings })
      await requestEmbedding(trx, deps, { id, workspaceId: job.workspaceId })
    })
    deps.queue.wake()
  } finally {
    // its source was deleted, or someone else read it: these postings would belong to nothing
    if (!(await hasSourceText(deps.db, id))) await deps.index.remove(id)
  }
}

/** The role that is now the source's stays with this version: a later correction is not its. */
async function storeRead(
  trx: Transaction<Database>,
  deps: Dependencies,
  read: {
    document: StoredDocument
    version: StoredVersion
    classified: ReturnType<typeof classify>
    warnings: readonly string[]
  },
): Promise<void> {
  const { document, version, classified, warnings } = read
  const latest = await getDocument(trx, document.id)
  const role = version.role ?? latest.role ?? classified.role
  await updateVersion(trx, version.id, { status: 'completed', error: null, warnings, role })
  const isNewest = latest.currentVersion === version.number
  await updateDocument(trx, document.id, {
    ...(isNewest && { status: 'completed', error: null }),
    updatedAt: deps.clock.now(),
    ...(latest.role === null && { role, roleConfidence: classified.confidence }),
  })
  if (version.status === 'completed') return
  const end = { status: 'completed', error: null, warnings }
  await recordReading(trx, deps, { ...latest, role }, version, end)
}

async function setStatus(
  deps: Dependencies,
  job: HeldJob,
  document: StoredDocument,
  version: StoredVersion,
  change: ReadEnd,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await checkLease(trx, job)
    await updateVersion(trx, version.id, change)
    if (change.status === 'failed') await recordReading(trx, deps, document, version, change)
    // a newer version may have come while this one was read
    if ((await getDocument(trx, document.id)).currentVersion !== version.number) return
    const { status, error } = change
    await updateDocument(trx, document.id, { status, error, updatedAt: deps.clock.now() })
  })
}
