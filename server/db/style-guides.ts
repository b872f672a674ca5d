import type { Kysely, Selectable, Transaction } from 'kysely'
import type { StyleGuide } from '../../shared/model/style-guide.ts'
import type { Page } from '../domain/page.ts'
import { readPage } from './read-page.ts'
import type { Database } from './tables.ts'

export type StoredStyleGuide = {
  readonly id: string
  readonly workspaceId: string
  readonly name: string
  /** Counts its changes from 1; runs pin what it said, not the number. */
  readonly version: number
  readonly guide: StyleGuide
  readonly createdAt: string
  readonly updatedAt: string
}

/** Makes it, or puts it in the place of what it was. */
export async function putStyleGuide(
  db: Transaction<Database>,
  { id, workspaceId, name, version, guide, createdAt, updatedAt }: StoredStyleGuide,
): Promise<void> {
  const change = { name, version, content: JSON.stringify(guide), updated_at: updatedAt }
  await db
    .insertInto('style_guides')
    .values({ id, workspace_id: workspaceId, created_at: createdAt, ...change })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute()
}

export async function findStyleGuide(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  id: string,
): Promise<StoredStyleGuide | undefined> {
  if (workspaceIds.length === 0) return undefined
  const row = await db
    .selectFrom('style_guides')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', 'in', workspaceIds)
    .executeTakeFirst()
  return row && toStyleGuide(row)
}

/** Newest first. */
export async function listStyleGuides(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  page: Page,
): Promise<{ guides: StoredStyleGuide[]; total: number }> {
  if (workspaceIds.length === 0) return { guides: [], total: 0 }
  const query = db
    .selectFrom('style_guides')
    .selectAll()
    .where('workspace_id', 'in', workspaceIds)
    .orderBy('created_at', 'desc')
    .orderBy('id')
  const { rows, total } = await readPage(query, page)
  return { guides: rows.map(toStyleGuide), total }
}

export async function deleteStyleGuide(db: Transaction<Database>, id: string): Promise<void> {
  await db.deleteFrom('style_guides').where('id', '=', id).execute()
}

function toStyleGuide(row: Selectable<Database['style_guides']>): StoredStyleGuide {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    version: row.version,
    guide: JSON.parse(row.content) as StyleGuide,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
