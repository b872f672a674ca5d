import type { Transaction } from 'kysely'
import type { DeliveryStatus, SentEvent } from '../../shared/model/vocabulary.ts'
import type { Database } from './tables.ts'

type StoredEvent = {
  readonly id: string
  readonly workspaceId: string
  readonly event: SentEvent
  /** JSON; sent as it stands. */
  readonly body: string
  readonly createdAt: string
}

type NewDelivery = {
  readonly id: string
  readonly webhookId: string
  readonly status: DeliveryStatus
  /** Null where nothing is to be sent. */
  readonly dueAt: string | null
}

/** Stores the event and who is to be told of it, in the transaction of its cause. */
export async function insertEvent(
  db: Transaction<Database>,
  event: StoredEvent,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  await db
    .insertInto('webhook_events')
    .values({
      id: event.id,
      workspace_id: event.workspaceId,
      event: event.event,
      body: event.body,
      created_at: event.createdAt,
    })
    .execute()
  await db
    .insertInto('webhook_deliveries')
    .values(
      deliveries.map((delivery) => ({
        id: delivery.id,
        event_id: event.id,
        webhook_id: delivery.webhookId,
        workspace_id: event.workspaceId,
        status: delivery.status,
        failures: 0,
        due_at: delivery.dueAt,
        created_at: event.createdAt,
        completed_at: null,
      })),
    )
    .execute()
}
