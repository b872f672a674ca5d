import type { Kysely, Transaction } from 'kysely'
import type { DeliveryStatus, SentEvent } from '../../shared/model/vocabulary.ts'
import type { Page } from '../domain/page.ts'
import { readPage } from './read-page.ts'
import type { Database } from './tables.ts'

export type StoredDelivery = {
  readonly id: string
  readonly workspaceId: string
  readonly webhookId: string
  readonly eventId: string
  readonly event: SentEvent
  readonly status: DeliveryStatus
  readonly dueAt: string | null
  readonly createdAt: string
  readonly completedAt: string | null
  /** In their order. */
  readonly attempts: readonly StoredAttempt[]
}

type StoredAttempt = {
  readonly number: number
  readonly startedAt: string
  /** Null while it runs. */
  readonly durationMilliseconds: number | null
  readonly statusCode: number | null
  readonly error: string | null
}

export type DeliveryFilter = {
  readonly webhookId?: string | undefined
  readonly status?: DeliveryStatus | undefined
  readonly event?: SentEvent | undefined
}

/** Newest first. */
export async function listDeliveries(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  { webhookId, status, event }: DeliveryFilter,
  page: Page,
): Promise<{ deliveries: StoredDelivery[]; total: number }> {
  if (workspaceIds.length === 0) return { deliveries: [], total: 0 }
  const query = selectDeliveries(db, workspaceIds)
    .$if(webhookId !== undefined, (one) => one.where('webhook_id', '=', webhookId ?? ''))
    .$if(status !== undefined, (one) => one.where('webhook_deliveries.status', '=', status ?? ''))
    .$if(event !== undefined, (one) => one.where('webhook_events.event', '=', event ?? ''))
    .orderBy('webhook_deliveries.created_at', 'desc')
    .orderBy('webhook_deliveries.id')
  const { rows, total } = await readPage(query, page)
  return { deliveries: await addAttempts(db, rows), total }
}

/** One of the workspaces; another one is as absent as a missing one (law 7). */
export async function findDelivery(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  id: string,
): Promise<StoredDelivery | undefined> {
  if (workspaceIds.length === 0) return undefined
  const rows = await selectDeliveries(db, workspaceIds)
    .where('webhook_deliveries.id', '=', id)
    .execute()
  const [found] = await addAttempts(db, rows)
  return found
}

/** Due at once, with all its attempts before it. */
export async function restartDelivery(
  db: Transaction<Database>,
  id: string,
  now: string,
): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ status: 'pending', failures: 0, due_at: now, completed_at: null })
    .where('id', '=', id)
    .execute()
}

function selectDeliveries(db: Kysely<Database>, workspaceIds: readonly string[]) {
  return db
    .selectFrom('webhook_deliveries')
    .innerJoin('webhook_events', 'webhook_events.id', 'webhook_deliveries.event_id')
    .selectAll('webhook_deliveries')
    .select('webhook_events.event')
    .where('webhook_deliveries.workspace_id', 'in', workspaceIds)
}

type Row = Database['webhook_deliveries'] & { event: string }

async function addAttempts(db: Kysely<Database>, rows: readonly Row[]): Promise<StoredDelivery[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const attempts = await db
    .selectFrom('webhook_attempts')
    .selectAll()
    .where('delivery_id', 'in', ids)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    workspaceId: row.workspace_id,
    webhookId: row.webhook_id,
    eventId: row.event_id,
    event: row.event as SentEvent,
    status: row.status as DeliveryStatus,
    dueAt: row.due_at,
    createdAt: row.created_at,
    completedAt: row.completed_at,
    attempts: attempts.filter(({ delivery_id }) => delivery_id === row.id).map(toAttempt),
  }))
}

function toAttempt(row: Database['webhook_attempts']): StoredAttempt {
  return {
    number: row.number,
    startedAt: row.started_at,
    durationMilliseconds: row.duration_ms,
    statusCode: row.status_code,
    error: row.error,
  }
}
