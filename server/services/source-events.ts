import type { Transaction } from 'kysely'
import type { WebhookEvent } from '../../shared/model/vocabulary.ts'
import type { StoredDocument, StoredFailure } from '../db/documents.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import type { Database } from '../db/tables.ts'
import type { Dependencies } from './dependencies.ts'
import { recordEvent } from './record-event.ts'

/** Tells that a version of a source is stored, in the transaction that stores it. */
export function recordUpload(
  trx: Transaction<Database>,
  deps: Dependencies,
  document: StoredDocument,
  version: StoredVersion,
): Promise<void> {
  return record(trx, deps, document, version, 'core.document.uploaded')
}

export type ReadEnd = {
  readonly status: string
  readonly error: StoredFailure | null
  readonly warnings: readonly string[]
}

/** Tells how the reading of a version came out, where it has not been read before. */
export function recordReading(
  trx: Transaction<Database>,
  deps: Dependencies,
  document: StoredDocument,
  version: StoredVersion,
  end: ReadEnd,
): Promise<void> {
  const isClean = end.status === 'completed' && end.warnings.length === 0
  const event = isClean ? 'core.document.upload_completed' : 'core.document.upload_with_issues'
  return record(trx, deps, document, { ...version, ...end }, event)
}

const mostWarnings = 100

async function record(
  trx: Transaction<Database>,
  deps: Dependencies,
  document: StoredDocument,
  version: StoredVersion,
  event: Extract<WebhookEvent, `core.document.${string}`>,
): Promise<void> {
  const { workspaceId, externalId } = document
  const { status, error } = version
  const data = {
    workspace_id: workspaceId,
    document_id: document.id,
    document_name: document.name,
    version: version.number,
    mime_type: version.mimeType,
    size_bytes: version.sizeBytes,
    role: version.role ?? document.role,
    warnings: version.warnings.slice(0, mostWarnings),
  }
  const at = deps.clock.now()
  await recordEvent(trx, deps, { workspaceId, event, at, data, status, externalId, error })
}
