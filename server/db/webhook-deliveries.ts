import type { Kysely, Transaction } from 'kysely'
import type { DeliveryStatus, SentEvent } from '../../shared/model/vocabulary.ts'
import type { Database } from './tables.ts'
import { toWebhook, type StoredWebhook } from './webhooks.ts'

/** An attempt that is under way, with all that it sends. */
export type BegunAttempt = {
  readonly deliveryId: string
  readonly number: number
  /** Before it. */
  readonly failures: number
  readonly webhook: StoredWebhook
  readonly event: { readonly id: string; readonly event: SentEvent; readonly body: string }
}

/**
 * Stores that an attempt begins, and keeps others from the delivery until the lease ends.
 * @returns undefined where there is nothing to send any more
 */
export async function startAttempt(
  db: Transaction<Database>,
  deliveryId: string,
  { startedAt, leasedUntil }: { readonly startedAt: string; readonly leasedUntil: string },
): Promise<BegunAttempt | undefined> {
  const delivery = await db
    .updateTable('webhook_deliveries')
    .set({ due_at: leasedUntil })
    .where('id', '=', deliveryId)
    .where('status', '=', 'pending')
    .returningAll()
    .executeTakeFirst()
  if (!delivery) return undefined
  const webhook = await db
    .selectFrom('webhooks')
    .selectAll()
    .where('id', '=', delivery.webhook_id)
    .executeTakeFirstOrThrow()
  const event = await db
    .selectFrom('webhook_events')
    .select(['id', 'event', 'body'])
    .where('id', '=', delivery.event_id)
    .executeTakeFirstOrThrow()
  const number = await insertAttempt(db, deliveryId, startedAt)
  return {
    deliveryId,
    number,
    failures: delivery.failures,
    webhook: toWebhook(webhook),
    event: { ...event, event: event.event as SentEvent },
  }
}

async function insertAttempt(
  db: Transaction<Database>,
  deliveryId: string,
  startedAt: string,
): Promise<number> {
  const last = await db
    .selectFrom('webhook_attempts')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst()
  const number = Number(last?.number ?? 0) + 1
  const running = { duration_ms: null, status_code: null, error: null }
  await db
    .insertInto('webhook_attempts')
    .values({ delivery_id: deliveryId, number, started_at: startedAt, ...running })
    .execute()
  return number
}

/** Nothing where the webhook was deleted meanwhile, and all that was told of it. */
export async function endAttempt(
  db: Transaction<Database>,
  { deliveryId, number }: Pick<BegunAttempt, 'deliveryId' | 'number'>,
  result: {
    readonly at: string
    readonly durationMilliseconds: number
    readonly statusCode: number | null
    readonly error: string | null
  },
  outlook: { readonly status: DeliveryStatus; failures: number; readonly dueAt: string | null },
): Promise<void> {
  await db
    .updateTable('webhook_attempts')
    .set({
      duration_ms: result.durationMilliseconds,
      status_code: result.statusCode,
      error: result.error,
    })
    .where('delivery_id', '=', deliveryId)
    .where('number', '=', number)
    .execute()
  await db
    .updateTable('webhook_deliveries')
    .set({
      status: outlook.status,
      failures: outlook.failures,
      due_at: outlook.dueAt,
      completed_at: outlook.dueAt === null ? result.at : null,
    })
    .where('id', '=', deliveryId)
    .execute()
}

/** Of a process that ended while they ran: what they were to send is due again, and its log says why. */
export async function endLostAttempts(db: Transaction<Database>, now: string): Promise<void> {
  const lost = await db
    .selectFrom('webhook_attempts')
    .select('delivery_id')
    .where('duration_ms', 'is', null)
    .execute()
  if (lost.length === 0) return
  await db
    .updateTable('webhook_attempts')
    .set({ duration_ms: 0, error: 'the server ended while it ran' })
    .where('duration_ms', 'is', null)
    .execute()
  for (const { delivery_id } of lost) {
    await db
      .updateTable('webhook_deliveries')
      .set({ due_at: now })
      .where('id', '=', delivery_id)
      .where('status', '=', 'pending')
      .execute()
  }
}

/** The oldest that is due, of a webhook that is enabled and not among the `passedBy`. */
export async function findDueDelivery(
  db: Kysely<Database>,
  now: string,
  passedBy: readonly string[],
): Promise<{ id: string; webhookId: string } | undefined> {
  const row = await selectWaiting(db, passedBy)
    .select(['webhook_deliveries.id', 'webhook_deliveries.webhook_id'])
    .where('webhook_deliveries.due_at', '<=', now)
    .orderBy('webhook_deliveries.due_at')
    .orderBy('webhook_deliveries.id')
    .limit(1)
    .executeTakeFirst()
  return row && { id: row.id, webhookId: row.webhook_id }
}

/** When the next of them is due; undefined where none is. */
export async function findNextDue(
  db: Kysely<Database>,
  passedBy: readonly string[],
): Promise<string | undefined> {
  const row = await selectWaiting(db, passedBy)
    .select((eb) => eb.fn.min('webhook_deliveries.due_at').as('due_at'))
    .executeTakeFirst()
  return row?.due_at ?? undefined
}

/** Of webhooks that are enabled and not among the `passedBy`, due or not. */
export function selectWaiting(db: Kysely<Database>, passedBy: readonly string[]) {
  return db
    .selectFrom('webhook_deliveries')
    .innerJoin('webhooks', 'webhooks.id', 'webhook_deliveries.webhook_id')
    .where('webhook_deliveries.status', '=', 'pending')
    .where('webhooks.is_enabled', '=', 1)
    .$if(passedBy.length > 0, (query) =>
      query.where('webhook_deliveries.webhook_id', 'not in', passedBy),
    )
}

/** Events from before, unless one of their deliveries is still to be made. */
export async function forgetEvents(db: Kysely<Database>, before: string): Promise<void> {
  await db
    .deleteFrom('webhook_events')
    .where('created_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('webhook_deliveries')
            .select('webhook_deliveries.id')
            .whereRef('webhook_deliveries.event_id', '=', 'webhook_events.id')
            .where('webhook_deliveries.status', '=', 'pending'),
        ),
      ),
    )
    .execute()
}
