import { afterAll, beforeAll, expect, test } from 'vitest'
import { generation } from '../../shared/contract/generations.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { webhookBody } from '../../shared/contract/webhooks.ts'
import { webhookEvents, type StepName } from '../../shared/model/vocabulary.ts'
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
async function readTold(documentId: string, from = app) {
  const rows = await from.deps.db.selectFrom('webhook_events').select('body').execute()
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

test('a task of a generation tells that it is there, as every other', async () => {
  const sections = [{ section_name: 'Letter', template_text: 'Dear {{name}}.' }]
  const made = await app.post('/api/v1/templates', { template_name: 'Letter', sections })
  const { template_id } = templateDetails.parse(await made.json())
  const data = { name: 'Ada' }
  const asked = await app.post('/v1/generations', { template_id, data, outputs: ['docx'] })
  const [documentId] = generation.parse(await asked.json()).document_ids
  expect((await waitForEnd(app, documentId!)).status).toBe('Ready')
  const told = await readTold(documentId!)
  expect(told.map(({ event, status, data: about }) => [event, status, about['step']])).toEqual([
    ['flows.tasks.created', 'pending', null],
    ...bothOf('extract', 'ingest', 'outline', 'orchestrate', 'generate'),
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

/** A run as a process leaves it that began a step of it, and was never heard of again. */
async function leaveAt(left: TestApp, step: StepName): Promise<string> {
  const documentId = await requestReport(left, await uploadExample(left, 'audit'))
  const { db, clock } = left.deps
  const run = await findRunOfDocument(db, documentId)
  if (!run) throw new Error('the run is not stored')
  const now = clock.now()
  const lease = { owner: 'gone', now, until: now, isIdle: true, kinds: ['generate'] }
  const job = await db.transaction().execute((trx) => leaseNextJob(trx, lease))
  await beginStep({ deps: left.deps, job: { ...job, kind: 'generate' } as HeldJob, run }, step)
  return documentId
}

async function withLeftApp(run: (left: TestApp) => Promise<void>): Promise<void> {
  const left = await createTestApp({ startQueue: false, webhooks: nowhere })
  try {
    const events = ['flows.tasks.step_change', 'flows.tasks.canceled']
    expect((await left.post('/v1/webhooks', { url, events })).status).toBe(201)
    await run(left)
  } finally {
    await left.close()
  }
}

test('a run that goes on behind a crash tells of the step that it was at no second time', () =>
  withLeftApp(async (left) => {
    const documentId = await leaveAt(left, 'outline')
    await left.queue.start()
    expect((await waitForEnd(left, documentId)).status).toBe('Ready')
    const steps = (await readTold(documentId, left)).map(({ data }) => data['step'])
    const all = bothOf('extract', 'ingest', 'outline', 'orchestrate', 'generate')
    const inOrder = (some: unknown[]) => some.map((one) => JSON.stringify(one)).toSorted()
    expect(inOrder(steps)).toEqual(inOrder(all.map(([, , step]) => step)))
  }))

test('a run that was cancelled in its first step begins that anew when it is tried again', () =>
  withLeftApp(async (left) => {
    const documentId = await leaveAt(left, 'extract')
    expect((await left.post(`/api/v1/documents/${documentId}/cancel`, {})).status).toBe(202)
    await left.queue.start()
    expect((await waitForEnd(left, documentId)).status).toBe('Failed')
    expect((await left.post(`/api/v1/documents/${documentId}/retry`, {})).status).toBe(202)
    expect((await waitForEnd(left, documentId)).status).toBe('Ready')
    const told = await readTold(documentId, left)
    expect(told.map(({ event, status, data }) => [event, status, data['step']])).toEqual([
      ['flows.tasks.step_change', 'in_progress', { step_id: 'extract', status: 'in_progress' }],
      ['flows.tasks.step_change', 'cancelled', { step_id: 'extract', status: 'cancelled' }],
      ['flows.tasks.canceled', 'cancelled', null],
      ...bothOf('extract', 'ingest', 'outline', 'orchestrate', 'generate'),
    ])
  }))

function bothOf(...steps: readonly string[]) {
  return steps.flatMap((step) =>
    ['in_progress', 'completed'].map((status) => [
      'flows.tasks.step_change',
      'in_progress',
      { step_id: step, status },
    ]),
  )
}
