import type { Kysely, Transaction } from 'kysely'
import type { Page } from '../domain/page.ts'
import { readPage } from './read-page.ts'
import type { Database } from './tables.ts'

/** An uploaded file under its key; a key is an alias that counts in one workspace only. */
export type StoredFile = {
  readonly workspaceId: string
  readonly container: string
  readonly key: string
  readonly name: string
  readonly blobHash: string
  readonly sizeBytes: number
  readonly createdAt: string
}

/**
 * A key that is put again points at the new bytes.
 * @returns the file that had the key
 */
export async function putFile(
  db: Transaction<Database>,
  file: StoredFile,
): Promise<StoredFile | undefined> {
  const earlier = await findFile(db, file.workspaceId, file.key)
  const values = {
    container: file.container,
    name: file.name,
    blob_hash: file.blobHash,
    size_bytes: file.sizeBytes,
    created_at: file.createdAt,
  }
  await db
    .insertInto('files')
    .values({ workspace_id: file.workspaceId, key: file.key, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'key']).doUpdateSet(values))
    .execute()
  return earlier
}

export async function findFile(
  db: Kysely<Database>,
  workspaceId: string,
  key: string,
): Promise<StoredFile | undefined> {
  const row = await db
    .selectFrom('files')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && toFile(row)
}

/** By key: one that is put again stays where it stands. */
export async function listFiles(
  db: Kysely<Database>,
  workspaceId: string,
  container: string,
  page: Page,
): Promise<{ files: StoredFile[]; total: number }> {
  const query = db
    .selectFrom('files')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('container', '=', container)
    .orderBy('key')
  const { rows, total } = await readPage(query, page)
  return { files: rows.map(toFile), total }
}

function toFile(row: Database['files']): StoredFile {
  return {
    workspaceId: row.workspace_id,
    container: row.container,
    key: row.key,
    name: row.name,
    blobHash: row.blob_hash,
    sizeBytes: row.size_bytes,
    createdAt: row.created_at,
  }
}
