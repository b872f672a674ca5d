import type { Kysely, Selectable, Transaction } from 'kysely'
import type { WebhookEvent } from '../../shared/model/vocabulary.ts'
import type { Page } from '../domain/page.ts'
import { readPage } from './read-page.ts'
import type { Database } from './tables.ts'

export type StoredWebhook = {
  readonly id: string
  readonly workspaceId: string
  readonly url: string
  readonly description: string
  readonly events: readonly WebhookEvent[]
  readonly isEnabled: boolean
  readonly secret: string
  /** The one before, which signs beside it until its time is over. */
  readonly previous: { readonly secret: string; readonly until: string } | null
  readonly createdAt: string
  readonly updatedAt: string
}

export async function insertWebhook(
  db: Transaction<Database>,
  webhook: StoredWebhook,
): Promise<void> {
  await db.insertInto('webhooks').values(toRow(webhook)).execute()
}

/** Everything but its id and workspace. */
export async function updateWebhook(
  db: Transaction<Database>,
  webhook: StoredWebhook,
): Promise<void> {
  const { id, workspace_id: _, ...row } = toRow(webhook)
  await db.updateTable('webhooks').set(row).where('id', '=', id).execute()
}

/** With its deliveries, and the events that no other webhook was told of. */
export async function deleteWebhook(db: Transaction<Database>, id: string): Promise<void> {
  const told = await db
    .selectFrom('webhook_deliveries')
    .select('event_id')
    .distinct()
    .where('webhook_id', '=', id)
    .execute()
  await db.deleteFrom('webhooks').where('id', '=', id).execute()
  for (const { event_id } of told) {
    const others = db.selectFrom('webhook_deliveries').select('id').where('event_id', '=', event_id)
    await db
      .deleteFrom('webhook_events')
      .where('id', '=', event_id)
      .where(({ not, exists }) => not(exists(others)))
      .execute()
  }
}

/** One of the workspaces; another one is as absent as a missing one (law 7). */
export async function findWebhook(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  id: string,
): Promise<StoredWebhook | undefined> {
  if (workspaceIds.length === 0) return undefined
  const row = await db
    .selectFrom('webhooks')
    .selectAll()
    .where('workspace_id', 'in', workspaceIds)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toWebhook(row)
}

/** Newest first. */
export async function listWebhooks(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  page: Page,
): Promise<{ webhooks: StoredWebhook[]; total: number }> {
  if (workspaceIds.length === 0) return { webhooks: [], total: 0 }
  const query = db
    .selectFrom('webhooks')
    .selectAll()
    .where('workspace_id', 'in', workspaceIds)
    .orderBy('created_at', 'desc')
    .orderBy('id')
  const { rows, total } = await readPage(query, page)
  return { webhooks: rows.map(toWebhook), total }
}

/** Ids of those of the workspace that are enabled and want to be told of the event. */
export async function listListeners(
  db: Kysely<Database>,
  workspaceId: string,
  event: WebhookEvent,
): Promise<string[]> {
  const rows = await db
    .selectFrom('webhooks')
    .select(['id', 'events'])
    .where('workspace_id', '=', workspaceId)
    .where('is_enabled', '=', 1)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const wanting = rows.filter(({ events }) => (JSON.parse(events) as string[]).includes(event))
  return wanting.map(({ id }) => id)
}

function toRow(webhook: StoredWebhook): Selectable<Database['webhooks']> {
  return {
    id: webhook.id,
    workspace_id: webhook.workspaceId,
    url: webhook.url,
    description: webhook.description,
    events: JSON.stringify(webhook.events),
    is_enabled: webhook.isEnabled ? 1 : 0,
    secret: webhook.secret,
    previous_secret: webhook.previous?.secret ?? null,
    previous_secret_until: webhook.previous?.until ?? null,
    created_at: webhook.createdAt,
    updated_at: webhook.updatedAt,
  }
}

function toWebhook(row: Selectable<Database['webhooks']>): StoredWebhook {
  const { previous_secret: secret, previous_secret_until: until } = row
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    url: row.url,
    description: row.description,
    events: JSON.parse(row.events) as WebhookEvent[],
    isEnabled: row.is_enabled === 1,
    secret: row.secret,
    previous: secret !== null && until !== null ? { secret, until } : null,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
