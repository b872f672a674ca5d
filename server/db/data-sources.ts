import type { Kysely, Selectable, Transaction } from 'kysely'
import type { DataSourceKind } from '../../shared/model/vocabulary.ts'
import type { Page } from '../domain/page.ts'
import { readPage } from './read-page.ts'
import type { Database } from './tables.ts'

/** Where records come from; they are fetched anew for each generation. */
export type StoredDataSource = {
  readonly id: string
  readonly workspaceId: string
  readonly name: string
  readonly kind: DataSourceKind
  readonly settings: DataSourceSettings
  /** Shown and logged nowhere. */
  readonly secrets: DataSourceSecrets
  /** Of a file that was sent with it; null where the settings say where the data is. */
  readonly file: { readonly blobHash: string; readonly name: string } | null
  readonly userId: string
  readonly createdAt: string
  readonly updatedAt: string
}

type DataSourceSettings = {
  readonly fileKey?: string | undefined
  readonly sheet?: string | undefined
  readonly pointer?: string | undefined
  readonly url?: string | undefined
  readonly query?: string | undefined
}

type DataSourceSecrets = {
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly connectionString?: string | undefined
}

export async function insertDataSource(
  db: Transaction<Database>,
  source: StoredDataSource,
): Promise<void> {
  await db.insertInto('data_sources').values(toRow(source)).execute()
}

export async function updateDataSource(
  db: Transaction<Database>,
  source: StoredDataSource,
): Promise<void> {
  const { id, workspace_id: _, ...row } = toRow(source)
  await db.updateTable('data_sources').set(row).where('id', '=', id).execute()
}

export async function deleteDataSource(db: Transaction<Database>, id: string): Promise<void> {
  await db.deleteFrom('data_sources').where('id', '=', id).execute()
}

/** Of one of the workspaces; a foreign one is as absent as a missing one (law 7). */
export async function findDataSource(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  id: string,
): Promise<StoredDataSource | undefined> {
  if (workspaceIds.length === 0) return undefined
  const row = await db
    .selectFrom('data_sources')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', 'in', workspaceIds)
    .executeTakeFirst()
  return row && toDataSource(row)
}

/** Newest first. */
export async function listDataSources(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  page: Page,
): Promise<{ sources: StoredDataSource[]; total: number }> {
  if (workspaceIds.length === 0) return { sources: [], total: 0 }
  const query = db
    .selectFrom('data_sources')
    .selectAll()
    .where('workspace_id', 'in', workspaceIds)
    .orderBy('created_at', 'desc')
    .orderBy('id')
  const { rows, total } = await readPage(query, page)
  return { sources: rows.map(toDataSource), total }
}

function toRow(source: StoredDataSource): Database['data_sources'] {
  return {
    id: source.id,
    workspace_id: source.workspaceId,
    name: source.name,
    kind: source.kind,
    settings: JSON.stringify(source.settings),
    secrets: JSON.stringify(source.secrets),
    blob_hash: source.file?.blobHash ?? null,
    file_name: source.file?.name ?? null,
    user_id: source.userId,
    created_at: source.createdAt,
    updated_at: source.updatedAt,
  }
}

function toDataSource(row: Selectable<Database['data_sources']>): StoredDataSource {
  const { blob_hash: blobHash, file_name: name } = row
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    kind: row.kind as DataSourceKind,
    settings: JSON.parse(row.settings) as DataSourceSettings,
    secrets: JSON.parse(row.secrets) as DataSourceSecrets,
    file: blobHash !== null && name !== null ? { blobHash, name } : null,
    userId: row.user_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
