import type { Kysely } from 'kysely'
import { findDocument, type StoredDocument } from './documents.ts'
import type { Database } from './tables.ts'

/** Of any kind, by the bytes of any version of it. */
export async function findDocumentByHash(
  db: Kysely<Database>,
  workspaceId: string,
  hash: string,
): Promise<{ document: StoredDocument; versionNumber: number } | undefined> {
  const row = await selectVersions(db, workspaceId, hash)
    .orderBy('document_versions.number', 'desc')
    .executeTakeFirst()
  const document = row && (await findDocument(db, [workspaceId], row.id))
  return document && { document, versionNumber: row.number }
}

/** A source of the workspace whose current version has these bytes. */
export async function findSourceByHash(
  db: Kysely<Database>,
  workspaceId: string,
  hash: string,
): Promise<StoredDocument | undefined> {
  const row = await selectVersions(db, workspaceId, hash)
    .whereRef('document_versions.number', '=', 'documents.current_version')
    .where('documents.kind', '=', 'source')
    .orderBy('documents.created_at')
    .executeTakeFirst()
  return row && findDocument(db, [workspaceId], row.id)
}

function selectVersions(db: Kysely<Database>, workspaceId: string, hash: string) {
  return db
    .selectFrom('documents')
    .innerJoin('document_versions', 'document_versions.document_id', 'documents.id')
    .select(['documents.id', 'document_versions.number'])
    .where('documents.workspace_id', '=', workspaceId)
    .where('documents.deleted_at', 'is', null)
    .where('document_versions.blob_hash', '=', hash)
}
