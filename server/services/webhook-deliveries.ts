import type { WebhookDelivery } from '../../shared/contract/webhooks.ts'
import { testEvent } from '../../shared/model/vocabulary.ts'
import {
  findDelivery,
  listDeliveries as listStored,
  restartDelivery,
  type DeliveryFilter,
  type StoredDelivery,
} from '../db/delivery-log.ts'
import { getWorkspace } from '../db/tenants.ts'
import { insertEvent } from '../db/webhook-events.ts'
import type { StoredWebhook } from '../db/webhooks.ts'
import type { Page } from '../domain/page.ts'
import { attemptDelivery } from './attempt-delivery.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { writeEventBody } from './event-body.ts'
import { listWorkspaceIds, type Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'
import { getStored } from './webhooks.ts'

/** Newest first, each with every attempt. */
export async function listDeliveries(
  deps: Dependencies,
  principal: Principal,
  filter: DeliveryFilter,
  page: Page,
) {
  const workspaceIds = listWorkspaceIds(principal)
  const { deliveries, total } = await listStored(deps.db, workspaceIds, filter, page)
  const presented = deliveries.map(presentDelivery)
  return { deliveries: presented, total, page: page.page, page_size: page.pageSize }
}

/**
 * Sends the same event again, at once and with all its retries.
 * @throws Problem `not_found`; `wrong_state` while an attempt runs, or where the webhook is disabled
 */
export async function resendDelivery(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<WebhookDelivery> {
  const resent = await commit(deps, async (trx) => {
    const delivery = await getDelivery(trx, principal, id)
    const webhook = await getStored(trx, principal, delivery.webhookId)
    checkMayResend(delivery, webhook)
    if (delivery.status !== 'withheld') await restartDelivery(trx, id, deps.clock.now())
    return presentDelivery(await getDelivery(trx, principal, id))
  })
  deps.queue.wake()
  return resent
}

function checkMayResend({ attempts }: StoredDelivery, { isEnabled }: StoredWebhook): void {
  if (attempts.at(-1)?.durationMilliseconds === null) {
    throw new Problem('wrong_state', 'An attempt is being made; send it again when that is over.')
  }
  if (isEnabled) return
  throw new Problem('wrong_state', 'The webhook is disabled; enable it first.')
}

/**
 * Sends an event of its own to one webhook, enabled or not, once and at once, and says what came. In a
 * sandbox it is withheld.
 * @throws Problem `not_found`
 */
export async function testWebhook(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<WebhookDelivery> {
  const { deliveryId, isWithheld } = await storeTest(deps, await getStored(deps.db, principal, id))
  if (!isWithheld) await attemptDelivery(deps, deliveryId, new AbortController().signal)
  return presentDelivery(await getDelivery(deps.db, principal, deliveryId))
}

async function storeTest(deps: Dependencies, { id: webhookId, workspaceId }: StoredWebhook) {
  const { newId, clock } = deps
  const at = clock.now()
  const { organizationId, isSandbox } = await getWorkspace(deps.db, workspaceId)
  const [id, deliveryId] = [newId(), newId()]
  const data = { workspace_id: workspaceId, webhook_id: webhookId }
  const body = writeEventBody({ id, event: testEvent, organizationId, at, data })
  const event = { id, workspaceId, event: testEvent, body, createdAt: at } as const
  const status = isSandbox ? 'withheld' : 'pending'
  // whoever asked for it sends it now; later is for where the server ends before that
  const dueAt = isSandbox ? null : new Date(Date.parse(at) + 60_000).toISOString()
  const delivery = { id: deliveryId, webhookId, status, dueAt } as const
  await deps.db.transaction().execute((trx) => insertEvent(trx, event, [delivery]))
  return { deliveryId, isWithheld: isSandbox }
}

/** @throws Problem `not_found` */
async function getDelivery(
  db: Dependencies['db'],
  principal: Principal,
  id: string,
): Promise<StoredDelivery> {
  const found = await findDelivery(db, listWorkspaceIds(principal), id)
  if (!found) throw notFound('delivery')
  return found
}

function presentDelivery(delivery: StoredDelivery): WebhookDelivery {
  const isRunning = delivery.attempts.at(-1)?.durationMilliseconds === null
  return {
    delivery_id: delivery.id,
    workspace_id: delivery.workspaceId,
    webhook_id: delivery.webhookId,
    event_id: delivery.eventId,
    event: delivery.event,
    status: delivery.status,
    next_attempt_at: isRunning ? null : delivery.dueAt,
    created_at: delivery.createdAt,
    completed_at: delivery.completedAt,
    attempts: delivery.attempts.map((attempt) => ({
      number: attempt.number,
      started_at: attempt.startedAt,
      duration_ms: attempt.durationMilliseconds,
      status_code: attempt.statusCode,
      error: attempt.error,
    })),
  }
}
