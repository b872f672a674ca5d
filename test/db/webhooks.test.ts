import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { WebhookEvent } from '../../shared/model/vocabulary.ts'
import { webhookBody } from '../../shared/contract/webhooks.ts'
import { findDelivery, listDeliveries, restartDelivery } from '../../server/db/delivery-log.ts'
import type { Database } from '../../server/db/tables.ts'
import {
  endAttempt,
  endLostAttempts,
  findDueDelivery,
  findNextDue,
  forgetEvents,
  startAttempt,
} from '../../server/db/webhook-deliveries.ts'
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
  const record = (change: Partial<Task> = {}) =>
    db()
      .transaction()
      .execute((trx) => recordEvent(trx, { newId: randomUUID, queue }, happening(change)))
  const task = {
    workspace_id: randomUUID(),
    document_id: randomUUID(),
    task_id: 1,
    task_title: 'My report',
    step: null,
  }
  type Task = Extract<Happening, { readonly event: `flows.tasks.${string}` }>
  const happening = (change: Partial<Task>): Happening => ({
    workspaceId: place.workspaceId,
    event: 'flows.tasks.created',
    at,
    data: task,
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
      data: task,
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

  const run = <T>(work: (trx: Transaction<Database>) => Promise<T>) =>
    db().transaction().execute(work)
  const scope = () => [place.workspaceId]
  const page = { page: 1, pageSize: 10 }
  const [minute, hour] = ['2026-01-01T00:01:00.000Z', '2026-01-01T01:00:00.000Z']

  test('a delivery goes from due over an attempt that failed to delivered, and all is in the log', async () => {
    const { id: webhookId } = await add()
    await record()
    const others = await othersThan(db(), webhookId)
    const due = await findDueDelivery(db(), at, others)
    expect(due?.webhookId).toBe(webhookId)
    expect(await findDueDelivery(db(), at, [...others, webhookId])).toBeUndefined()
    const id = due?.id ?? ''
    const lease = { startedAt: at, leasedUntil: minute }
    const first = await run((trx) => startAttempt(trx, id, lease))
    expect(first).toMatchObject({ number: 1, failures: 0, webhook: { secret: 'whsec_a' } })
    expect(await findDueDelivery(db(), at, others)).toBeUndefined()
    const failed = { at, durationMilliseconds: 3, statusCode: 500, error: 'no' }
    const again = { status: 'pending', failures: 1, dueAt: hour } as const
    await run((trx) => endAttempt(trx, { deliveryId: id, number: 1 }, failed, again))
    expect(await findNextDue(db(), others)).toBe(hour)
    const second = await run((trx) => startAttempt(trx, id, lease))
    expect(second).toMatchObject({ number: 2, failures: 1, event: first?.event })
    const taken = { at: hour, durationMilliseconds: 2, statusCode: 200, error: null }
    const over = { status: 'delivered', failures: 1, dueAt: null } as const
    await run((trx) => endAttempt(trx, { deliveryId: id, number: 2 }, taken, over))
    expect(await findNextDue(db(), others)).toBeUndefined()
    expect(await run((trx) => startAttempt(trx, id, lease))).toBeUndefined()
    const filter = { webhookId, status: 'delivered', event: 'flows.tasks.created' } as const
    const { deliveries, total } = await listDeliveries(db(), scope(), filter, page)
    expect(total).toBe(1)
    expect(deliveries[0]).toMatchObject({
      completedAt: hour,
      dueAt: null,
      attempts: [
        { number: 1, statusCode: 500, error: 'no' },
        { number: 2, statusCode: 200, durationMilliseconds: 2 },
      ],
    })
    expect((await listDeliveries(db(), [randomUUID()], {}, page)).total).toBe(0)
    expect(await findDelivery(db(), [randomUUID()], id)).toBeUndefined()
    await run((trx) => restartDelivery(trx, id, hour))
    expect(await findDelivery(db(), scope(), id)).toMatchObject({ status: 'pending', dueAt: hour })
  })

  test('what a process left under way is due again, and its log says what became of it', async () => {
    const { id: webhookId } = await add()
    await record()
    const others = await othersThan(db(), webhookId)
    const id = (await findDueDelivery(db(), at, others))?.id ?? ''
    await run((trx) => startAttempt(trx, id, { startedAt: at, leasedUntil: hour }))
    await run((trx) => endLostAttempts(trx, minute))
    expect(await findNextDue(db(), others)).toBe(minute)
    expect((await findDelivery(db(), scope(), id))?.attempts).toMatchObject([
      { number: 1, durationMilliseconds: 0, error: 'the server ended while it ran' },
    ])
  })

  test('what is old is forgotten, but for what is still to be sent', async () => {
    const { id: webhookId } = await add()
    await record()
    await forgetEvents(db(), minute)
    expect(await deliveriesOf(db(), place.workspaceId)).toHaveLength(1)
    const id = (await findDueDelivery(db(), at, await othersThan(db(), webhookId)))?.id ?? ''
    const taken = { at, durationMilliseconds: 2, statusCode: 200, error: null }
    const over = { status: 'delivered', failures: 0, dueAt: null } as const
    await run((trx) => endAttempt(trx, { deliveryId: id, number: 1 }, taken, over))
    await forgetEvents(db(), at)
    expect(await deliveriesOf(db(), place.workspaceId)).toHaveLength(1)
    await forgetEvents(db(), minute)
    expect(await deliveriesOf(db(), place.workspaceId)).toEqual([])
  })

  test('with a webhook go its deliveries, and events that were told to no other', async () => {
    const [first, second] = [
      await add({ events: ['flows.tasks.created', 'flows.tasks.canceled'] }),
      await add(),
    ]
    await record()
    await record({ event: 'flows.tasks.canceled' })
    await db()
      .transaction()
      .execute((trx) => deleteWebhook(trx, first.id))
    const left = await eventsOf(db(), place.workspaceId)
    expect(left.map(({ event }) => event)).toEqual(['flows.tasks.created'])
    const deliveries = await deliveriesOf(db(), place.workspaceId)
    expect(deliveries.map(({ webhook_id }) => webhook_id)).toEqual([second.id])
  })
})

/** The tests share a store. */
async function othersThan(db: Kysely<Database>, webhookId: string): Promise<string[]> {
  const rows = await db.selectFrom('webhooks').select('id').where('id', '!=', webhookId).execute()
  return rows.map(({ id }) => id)
}

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
