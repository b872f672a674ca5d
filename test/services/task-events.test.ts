import { afterAll, beforeAll, expect, test } from 'vitest'
import { webhookBody } from '../../shared/contract/webhooks.ts'
import { webhookEvents } from '../../shared/model/vocabulary.ts'
import { leaseNextJob } from '../../server/db/jobs.ts'
import { findRunOfDocument } from '../../server/db/runs.ts'
import { beginStep } from '../../server/pipeline/run-context.ts'
import type { HeldJob } from '../../server/ports/job-queue.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { requestReport, uploadExample, waitForEnd } from '../support/run-in-app.ts'

const url = 'http://127.0.0.1:1/'
const nowhere = { allowsHttp: true, allowsPrivateAddresses: true }

let app: TestApp
let uploaded: Awaited<ReturnType<typeof uploadExample>>

beforeAll(async () => {
  app = await createTestApp({ webhooks: nowhere })
  uploaded = await uploadExample(app, 'audit')
  const events = webhookEvents.filter((event) => event.startsWith('flows.'))
  const made = await app.post('/v1/webhooks', { url, events })
  expect(made.status).toBe(201)
})
afterAll(() => app.close())

/** In the order in which they were stored. */
async function readTold(documentId: string) {
  const rows = await app.deps.db.selectFrom('webhook_events').select('body').execute()
  return rows
    .map(({ body }) => webhookBody.parse(JSON.parse(body)))
    .filter(({ data }) => data['document_id'] === documentId)
}

test('a task that is tried again tells each of its ends, and each step once for each time', async () => {
  const documentId = await requestReport(app, uploaded, {
    output_name: 'Rejected first',
    approve_outline: true,
  })
  const awaited = await waitFor(async () => {
    const [run] = await app.deps.db
      .selectFrom('runs')
      .select(['task_number', 'approval'])
      .where('document_id', '=', documentId)
      .execute()
    return run?.approval === 'awaiting' ? run : undefined
  })
  const path = `/tasks/${awaited.task_number}/approve`
  expect((await app.post(path, { approved: false, comment: 'No.' })).status).toBe(202)
  const rejected = (await readTold(documentId)).at(-1)
  expect(rejected).toMatchObject({
    event: 'flows.tasks.completed',
    status: 'failed',
    data: { task_id: awaited.task_number, task_title: 'Rejected first', step: null },
    error: { code: 'outline_rejected', message: 'The outline was not approved: No.' },
  })
  expect((await app.post(`/api/v1/documents/${documentId}/retry`, {})).status).toBe(202)
  await waitFor(async () => {
    const answer = await app.post(path, { approved: true })
    return answer.status === 202 ? true : undefined
  })
  expect((await waitForEnd(app, documentId)).status).toBe('Ready')
  const told = await readTold(documentId)
  expect(told.map(({ event, status, data }) => [event, status, data['step']])).toEqual([
    ['flows.tasks.created', 'pending', null],
    ...bothOf('extract', 'ingest', 'outline'),
    ['flows.tasks.completed', 'failed', null],
    ...bothOf('orchestrate', 'generate'),
    ['flows.tasks.completed', 'completed', null],
  ])
})

test('a task that is cancelled tells so, once, and not that it is completed', async () => {
  const documentId = await requestReport(app, uploaded, {
    output_name: 'Cancelled',
    approve_outline: true,
  })
  await app.post(`/api/v1/documents/${documentId}/cancel`, {})
  await waitForEnd(app, documentId)
  const ends = (await readTold(documentId)).filter(({ event }) =>
    ['flows.tasks.completed', 'flows.tasks.canceled'].includes(event),
  )
  expect(ends).toMatchObject([
    { event: 'flows.tasks.canceled', status: 'cancelled', error: { code: 'cancelled' } },
  ])
})

test('a run that goes on behind a crash tells of the step that it was at no second time', async () => {
  const left = await createTestApp({ startQueue: false, webhooks: nowhere })
  try {
    const made = await left.post('/v1/webhooks', { url, events: ['flows.tasks.step_change'] })
    expect(made.status).toBe(201)
    const documentId = await requestReport(left, await uploadExample(left, 'audit'))
    const { db, clock } = left.deps
    const run = await findRunOfDocument(db, documentId)
    if (!run) throw new Error('the run is not stored')
    // a process took the run, began its first step, and was never heard of again
    const now = clock.now()
    const lease = { owner: 'gone', now, until: now, isIdle: true, kinds: ['generate'] }
    const job = await db.transaction().execute((trx) => leaseNextJob(trx, lease))
    const held = { ...job, kind: 'generate' } as HeldJob
    await beginStep({ deps: left.deps, job: held, run }, 'extract')
    await left.queue.start()
    expect((await waitForEnd(left, documentId)).status).toBe('Ready')
    const rows = await db.selectFrom('webhook_events').select('body').execute()
    const told = rows.map(({ body }) => webhookBody.parse(JSON.parse(body)).data['step'])
    const all = bothOf('extract', 'ingest', 'outline', 'orchestrate', 'generate')
    expect(told).toEqual(all.map(([, , step]) => step))
  } finally {
    await left.close()
  }
})

function bothOf(...steps: readonly string[]) {
  return steps.flatMap((step) =>
    ['in_progress', 'completed'].map((status) => [
      'flows.tasks.step_change',
      'in_progress',
      { step_id: step, status },
    ]),
  )
}
