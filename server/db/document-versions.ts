import type { Kysely, Selectable, Transaction } from 'kysely'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import type { StoredFailure } from './documents.ts'
import type { Database, DocumentVersionsTable } from './tables.ts'

/** One immutable version of a source or document; its status is that of its reading. */
export type StoredVersion = {
  readonly id: string
  readonly documentId: string
  readonly number: number
  readonly fileName: string
  readonly mimeType: string
  readonly blobHash: string
  readonly sizeBytes: number
  readonly runId: string | null
  /** The role that its source had when this version was read; null before, and for other kinds. */
  readonly role: SourceRole | null
  readonly status: string
  readonly error: StoredFailure | null
  readonly warnings: readonly string[]
  readonly createdAt: string
}

export async function insertVersion(
  db: Transaction<Database>,
  version: StoredVersion,
): Promise<void> {
  await db
    .insertInto('document_versions')
    .values({
      id: version.id,
      document_id: version.documentId,
      number: version.number,
      file_name: version.fileName,
      mime_type: version.mimeType,
      blob_hash: version.blobHash,
      size_bytes: version.sizeBytes,
      run_id: version.runId,
      role: version.role,
      status: version.status,
      error: version.error && JSON.stringify(version.error),
      warnings: JSON.stringify(version.warnings),
      created_at: version.createdAt,
    })
    .execute()
}

export async function updateVersion(
  db: Kysely<Database>,
  id: string,
  change: {
    status: string
    error: StoredFailure | null
    warnings: readonly string[]
    role?: SourceRole | null
  },
): Promise<void> {
  await db
    .updateTable('document_versions')
    .set({
      status: change.status,
      error: change.error && JSON.stringify(change.error),
      warnings: JSON.stringify(change.warnings),
      ...(change.role !== undefined && { role: change.role }),
    })
    .where('id', '=', id)
    .execute()
}

export async function findVersion(
  db: Kysely<Database>,
  documentId: string,
  number: number,
): Promise<StoredVersion | undefined> {
  const row = await db
    .selectFrom('document_versions')
    .selectAll()
    .where('document_id', '=', documentId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row && toVersion(row)
}

/** @throws when there is none. */
export async function getVersion(
  db: Kysely<Database>,
  documentId: string,
  number: number,
): Promise<StoredVersion> {
  const version = await findVersion(db, documentId, number)
  if (!version) throw new Error(`document ${documentId} has no version ${number}`)
  return version
}

/** What a run wrote of its own document. @throws when it wrote none */
export async function getVersionOfRun(
  db: Kysely<Database>,
  run: { readonly runId: string; readonly documentId: string },
): Promise<StoredVersion> {
  const row = await db
    .selectFrom('document_versions')
    .selectAll()
    .where('run_id', '=', run.runId)
    .where('document_id', '=', run.documentId)
    .orderBy('number')
    .executeTakeFirst()
  if (!row) throw new Error(`run ${run.runId} wrote no version`)
  return toVersion(row)
}

/** Undefined when its document was deleted meanwhile. */
export async function findVersionById(
  db: Kysely<Database>,
  id: string,
): Promise<StoredVersion | undefined> {
  const row = await db
    .selectFrom('document_versions')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toVersion(row)
}

/** In one statement, so that a foreign id takes no longer than a missing one (law 7). */
export async function findVersionOfWorkspaces(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  id: string,
): Promise<StoredVersion | undefined> {
  if (workspaceIds.length === 0) return undefined
  const row = await db
    .selectFrom('document_versions')
    .selectAll()
    .where('id', '=', id)
    .where('document_id', 'in', (eb) =>
      eb.selectFrom('documents').select('id').where('workspace_id', 'in', workspaceIds),
    )
    .executeTakeFirst()
  return row && toVersion(row)
}

/** @throws when there is none. */
export async function getVersionById(db: Kysely<Database>, id: string): Promise<StoredVersion> {
  const version = await findVersionById(db, id)
  if (!version) throw new Error(`there is no version ${id}`)
  return version
}

/** Oldest first. */
export async function listVersions(
  db: Kysely<Database>,
  documentId: string,
): Promise<StoredVersion[]> {
  const rows = await db
    .selectFrom('document_versions')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('number')
    .execute()
  return rows.map(toVersion)
}

function toVersion(row: Selectable<DocumentVersionsTable>): StoredVersion {
  return {
    id: row.id,
    documentId: row.document_id,
    number: row.number,
    fileName: row.file_name,
    mimeType: row.mime_type,
    blobHash: row.blob_hash,
    sizeBytes: row.size_bytes,
    runId: row.run_id,
    role: row.role as SourceRole | null,
    status: row.status,
    error: row.error === null ? null : (JSON.parse(row.error) as StoredFailure),
    warnings: JSON.parse(row.warnings) as string[],
    createdAt: row.created_at,
  }
}
