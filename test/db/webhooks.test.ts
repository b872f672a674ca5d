import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { WebhookEvent } from '../../shared/model/vocabulary.ts'
import { webhookBody } from '../../shared/contract/webhooks.ts'
import type { Database } from '../../server/db/tables.ts'
import {
  deleteWebhook,
  findWebhook,
  insertWebhook,
  listWebhooks,
  updateWebhook,
  type StoredWebhook,
} from '../../server/db/webhooks.ts'
import { recordEvent, type Happening } from '../../server/services/record-event.ts'
import { buildWorkspace } from '../support/build-rows.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const at = '2026-01-01T00:00:00.000Z'

describeOnEachDatabase('webhooks', (db) => {
  let place: Awaited<ReturnType<typeof buildWorkspace>>
  beforeEach(async () => {
    place = await buildWorkspace(db())
  })

  const add = async (change: Partial<StoredWebhook> = {}): Promise<StoredWebhook> => {
    const webhook: StoredWebhook = {
      id: randomUUID(),
      workspaceId: place.workspaceId,
      url: 'https://receiver.example/hook',
      description: '',
      events: ['flows.tasks.created'],
      isEnabled: true,
      secret: 'whsec_a',
      previous: null,
      createdAt: at,
      updatedAt: at,
      ...change,
    }
    await db()
      .transaction()
      .execute((trx) => insertWebhook(trx, webhook))
    return webhook
  }
  const record = (change: Partial<Happening> = {}) =>
    db()
      .transaction()
      .execute((trx) => recordEvent(trx, { newId: randomUUID, queue }, happening(change)))
  const happening = (change: Partial<Happening>): Happening => ({
    workspaceId: place.workspaceId,
    event: 'flows.tasks.created',
    at,
    data: { task_id: 1 },
    status: 'pending',
    ...change,
  })
  let woken = 0
  const queue = { wake: () => void (woken += 1) }

  test('one is found, changed and deleted in its own workspace alone', async () => {
    const webhook = await add()
    const scope = [place.workspaceId]
    expect(await findWebhook(db(), scope, webhook.id)).toEqual(webhook)
    expect(await findWebhook(db(), [randomUUID()], webhook.id)).toBeUndefined()
    expect(await findWebhook(db(), [], webhook.id)).toBeUndefined()
    const changed: StoredWebhook = {
      ...webhook,
      isEnabled: false,
      events: ['generation.failed'],
      previous: { secret: 'whsec_b', until: at },
    }
    await db()
      .transaction()
      .execute((trx) => updateWebhook(trx, changed))
    const page = { page: 1, pageSize: 10 }
    expect(await listWebhooks(db(), scope, page)).toEqual({ webhooks: [changed], total: 1 })
    expect(await listWebhooks(db(), [], page)).toEqual({ webhooks: [], total: 0 })
  })

  test('an event is stored once, with a delivery for each webhook that asks for it', async () => {
    const asking = [await add(), await add()]
    await add({ isEnabled: false })
    await add({ events: ['flows.tasks.canceled'] })
    woken = 0
    await record()
    expect(woken).toBe(1)
    const events = await eventsOf(db(), place.workspaceId)
    expect(events).toHaveLength(1)
    const body = webhookBody.parse(JSON.parse(events[0]?.body ?? ''))
    expect(body).toEqual({
      event: 'flows.tasks.created',
      event_id: events[0]?.id,
      organization_id: place.organizationId,
      timestamp: at,
      data: { task_id: 1 },
      generation_id: null,
      status: 'pending',
      external_id: null,
      outputs: null,
      error: null,
    })
    const deliveries = await deliveriesOf(db(), place.workspaceId)
    expect(deliveries.map(({ webhook_id }) => webhook_id).toSorted()).toEqual(
      asking.map(({ id }) => id).toSorted(),
    )
    expect(deliveries.every(({ status, due_at }) => status === 'pending' && due_at === at)).toBe(
      true,
    )
  })

  test('of what no webhook asks for nothing is stored', async () => {
    await add({ events: ['flows.tasks.canceled' satisfies WebhookEvent] })
    await record()
    expect(await eventsOf(db(), place.workspaceId)).toEqual([])
  })

  test('what a transaction undoes is never told', async () => {
    await add()
    const undone = db()
      .transaction()
      .execute(async (trx) => {
        await recordEvent(trx, { newId: randomUUID, queue }, happening({}))
        throw new Error('undone')
      })
    await expect(undone).rejects.toThrow('undone')
    expect(await deliveriesOf(db(), place.workspaceId)).toEqual([])
  })

  test('in a sandbox it is stored and withheld', async () => {
    await db()
      .updateTable('workspaces')
      .set({ is_sandbox: 1 })
      .where('id', '=', place.workspaceId)
      .execute()
    await add()
    await record()
    const [delivery] = await deliveriesOf(db(), place.workspaceId)
    expect(delivery).toMatchObject({ status: 'withheld', due_at: null })
  })

  test('with a webhook go its deliveries, and events that were told to no other', async () => {
    const [first, second] = [
      await add({ events: ['flows.tasks.created', 'generation.failed'] }),
      await add(),
    ]
    await record()
    await record({ event: 'generation.failed' })
    await db()
      .transaction()
      .execute((trx) => deleteWebhook(trx, first.id))
    const left = await eventsOf(db(), place.workspaceId)
    expect(left.map(({ event }) => event)).toEqual(['flows.tasks.created'])
    const deliveries = await deliveriesOf(db(), place.workspaceId)
    expect(deliveries.map(({ webhook_id }) => webhook_id)).toEqual([second.id])
  })
})

function eventsOf(db: Kysely<Database>, workspaceId: string) {
  return db
    .selectFrom('webhook_events')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .execute()
}

function deliveriesOf(db: Kysely<Database>, workspaceId: string) {
  return db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .execute()
}
