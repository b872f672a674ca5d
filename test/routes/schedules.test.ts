import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dataSource } from '../../shared/contract/data-sources.ts'
import { generation, type Generation } from '../../shared/contract/generations.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { schedule, schedulesResponse, type Schedule } from '../../shared/contract/schedules.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { createOutputLink } from '../../server/services/output-links.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { makeCaller } from '../support/callers.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { startReceiver } from '../support/webhook-receiver.ts'
import { expectNothingLeftOver } from '../support/store-inventory.ts'

let app: TestApp
let folder: string
let templateId: string
let now = '2026-03-27T12:00:00.000Z'
const clock = { now: () => now }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-schedules-'))
  app = await createTestApp({ dataFolder: folder, clock, allowsPrivateData: true })
  const bytes = buildDocx({ body: paragraph('Dear {{name}}.') })
  const template = await app.upload('/api/v1/templates', { name: 'letter.docx', bytes })
  templateId = templateDetails.parse(await template.json()).template_id
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const wish = (change: object = {}) => ({
  name: 'Every day',
  trigger: 'cron',
  cron: '30 6 * * *',
  time_zone: 'Europe/Berlin',
  generation: { template_id: templateId, data: { name: 'Ann' }, outputs: ['docx'] },
  ...change,
})

async function create(change: object = {}, headers: Record<string, string> = {}) {
  const response = await app.post('/v1/schedules', wish(change), headers)
  expect(response.status).toBe(201)
  return schedule.parse(await response.json())
}

async function read({ id }: Schedule): Promise<Schedule> {
  return schedule.parse(await (await app.request(`/v1/schedules/${id}`)).json())
}

async function change({ id }: Schedule, body: object): Promise<Schedule> {
  const response = await app.request(`/v1/schedules/${id}`, {
    method: 'PATCH',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  })
  return schedule.parse(await response.json())
}

function waitForResult(planned: Schedule, firedAt: string): Promise<Schedule> {
  return waitFor(async () => {
    app.deps.queue.wake()
    const { last_result: last, ...rest } = await read(planned)
    const isOver = last?.status === 'completed' || last?.error
    return last?.fired_at === firedAt && isOver ? { last_result: last, ...rest } : undefined
  })
}

async function firingsOf({ id }: Schedule): Promise<string[]> {
  const rows = await app.deps.db
    .selectFrom('schedule_firings')
    .select('occasion')
    .where('schedule_id', '=', id)
    .orderBy('occasion')
    .execute()
  return rows.map(({ occasion }) => occasion)
}

async function restart(): Promise<void> {
  await app.stop()
  const { ownerKey, workspaceId } = app
  app = await createTestApp({
    dataFolder: folder,
    clock,
    allowsPrivateData: true,
    owner: { ownerKey, workspaceId },
  })
}

test('each due time fires once, in the time of its place, and what was missed fires once', async () => {
  const planned = await create()
  // summer time begins in the night between the second and the third
  expect(planned.next_times).toEqual([
    '2026-03-28T05:30:00.000Z',
    '2026-03-29T04:30:00.000Z',
    '2026-03-30T04:30:00.000Z',
  ])
  now = '2026-03-28T05:30:00.000Z'
  const fired = await waitForResult(planned, now)
  expect(fired.last_result).toMatchObject({ due_at: now, status: 'completed', error: null })
  await restart()
  await waitFor(async () => ((await firingsOf(planned)).length === 1 ? true : undefined))
  await app.stop()
  now = '2026-04-02T10:00:00.000Z'
  await restart()
  await waitForResult(planned, now)
  expect(await firingsOf(planned)).toEqual(['2026-03-28T05:30:00.000Z', '2026-03-29T04:30:00.000Z'])
  expect((await read(planned)).next_times[0]).toBe('2026-04-03T04:30:00.000Z')
  const disabled = await change(planned, { enabled: false })
  expect(disabled).toMatchObject({ enabled: false, next_times: [] })
})

test('a changed time counts from now, and one that is deleted fires no more', async () => {
  const planned = await create({ cron: '0 0 1 1 *' })
  const changed = await change(planned, { cron: '0 11 * * *', time_zone: 'UTC' })
  expect(changed.next_times[0]).toBe('2026-04-02T11:00:00.000Z')
  now = '2026-04-02T11:00:00.000Z'
  await waitForResult(planned, now)
  expect((await app.request(`/v1/schedules/${planned.id}`, { method: 'DELETE' })).status).toBe(204)
  const jobs = app.deps.db.selectFrom('jobs').selectAll().where('subject_id', '=', planned.id)
  expect(await jobs.execute()).toEqual([])
})

test('what can not be generated is told as its result, and it goes on', async () => {
  const generation = { template_id: templateId, data: {}, outputs: ['docx'] }
  const planned = await create({ cron: '0 12 * * *', time_zone: 'UTC', generation })
  now = '2026-04-02T12:00:00.000Z'
  const { last_result: last, enabled } = await waitForResult(planned, now)
  expect(last).toMatchObject({ generation_id: null, error: { code: 'data_missing' } })
  expect(enabled).toBe(true)
  await change(planned, { enabled: false })
})

test('one whose creator was removed stops and says so', async () => {
  const caller = await makeCaller(app, { role: 'member', memberOf: [app.workspaceId] })
  const planned = await create(
    { cron: '0 13 * * *', time_zone: 'UTC' },
    { 'X-API-Key': caller.key },
  )
  expect(planned.user_id).toBe(caller.userId)
  const path = `/api/v1/users/${caller.userId}`
  expect((await app.request(path, { method: 'DELETE' })).status).toBe(204)
  now = '2026-04-02T13:00:00.000Z'
  const stopped = await waitForResult(planned, now)
  expect(stopped).toMatchObject({
    enabled: false,
    next_times: [],
    stopped: {
      code: 'creator_without_right',
      message: 'The schedule was stopped: its creator was removed from the organization.',
    },
  })
})

test('an event sets one going with its payload, once for each name of the request', async () => {
  const planned = await create({
    trigger: 'event',
    cron: undefined,
    generation: { template_id: templateId, outputs: ['docx'], external_id: 'from event' },
  })
  const send = (headers = {}) =>
    app.post(`/v1/schedules/${planned.id}/events`, { payload: { name: 'Ben' } }, headers)
  const named = { 'Idempotency-Key': 'event-1' }
  const first = generation.parse(await (await send(named)).json())
  expect(first.external_id).toBe('from event')
  expect(generation.parse(await (await send(named)).json()).id).toBe(first.id)
  expect(await firingsOf(planned)).toHaveLength(1)
  const bad = await app.post(`/v1/schedules/${planned.id}/events`, { payload: {} })
  expect(problemDetails.parse(await bad.json())).toMatchObject({
    status: 400,
    code: 'data_missing',
    errors: [{ loc: ['body', 'payload', 'name'], type: 'data_missing' }],
  })
  await change(planned, { enabled: false })
  expect((await send()).status).toBe(409)
})

test('one that is stopped while the data of an event is fetched takes the event no more', async () => {
  let stop = (): Promise<unknown> => Promise.resolve()
  const place = await startReceiver((response) => {
    const end = () =>
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('[{"name":"Eve"}]')
    void stop().then(end, end)
  })
  const source = { name: 'Names', kind: 'http_json', url: `${place.url}/names` }
  const made = await app.post('/v1/data-sources', source)
  const { id: data_source_id } = dataSource.parse(await made.json())
  const generation = { template_id: templateId, data_source_id, outputs: ['docx'] }
  const planned = await create({ trigger: 'event', cron: undefined, generation })
  stop = () => change(planned, { enabled: false })
  const answer = await app.post(`/v1/schedules/${planned.id}/events`, {})
  const problem = problemDetails.parse(await answer.json())
  expect(problem).toMatchObject({ status: 409, code: 'wrong_state' })
  expect(problem.detail).toContain('not enabled')
  expect(await firingsOf(planned)).toEqual([])
  await place.close()
})

test('mistakes are named: cron, time zone, template', async () => {
  const placeOf = async (change: object) => {
    const response = await app.post('/v1/schedules', wish(change))
    const { status, errors } = problemDetails.parse(await response.json())
    return [status, errors?.[0]?.loc.join('.')]
  }
  expect(await placeOf({ cron: '61 * * * *' })).toEqual([422, 'body.cron'])
  expect(await placeOf({ cron: '* * * * * *' })).toEqual([422, 'body.cron'])
  expect(await placeOf({ cron: '0 0 30 2 *' })).toEqual([422, 'body.cron'])
  expect(await placeOf({ cron: undefined })).toEqual([422, 'body.cron'])
  expect(await placeOf({ time_zone: 'Mars/Phobos' })).toEqual([422, 'body.time_zone'])
  const unknown = { template_id: crypto.randomUUID(), outputs: ['docx'] }
  expect(await placeOf({ generation: unknown })).toEqual([422, 'body.generation.template_id'])
  const list = await (await app.request('/v1/schedules?page_size=1')).json()
  expect(schedulesResponse.parse(list).schedules).toHaveLength(1)
})

test('files are deleted when their time is over, and shared bytes and what was said stay', async () => {
  const body = { template_id: templateId, data: { name: 'Cid' }, outputs: ['docx'] }
  const { id } = generation.parse(await (await app.post('/v1/generations', body)).json())
  const describe = async (): Promise<Generation> =>
    generation.parse(await (await app.request(`/v1/generations/${id}`)).json())
  const made = await waitFor(async () => {
    const found = await describe()
    return found.status === 'completed' ? found : undefined
  })
  await app.stop()
  now = '2026-07-10T00:00:00.000Z'
  await restart()
  const pruned = await waitFor(async () => {
    const found = await describe()
    return found.outputs[0]?.error ? found : undefined
  })
  expect(pruned).toMatchObject({
    status: 'completed',
    data_hash: made.data_hash,
    outputs: [{ format: 'docx', url: null, error: { code: 'file_pruned' } }],
  })
  // a link of before is over by then: this is one that would still hold
  const { path } = createOutputLink(app.deps, {
    id: pruned.outputs[0]?.output_id ?? '',
    generationId: id,
  })
  const gone = problemDetails.parse(await (await app.request(path)).json())
  expect(gone).toMatchObject({ status: 410, code: 'file_pruned' })
  const kept = await app.request(`/api/v1/documents/${made.document_ids[0]}/file`)
  expect(kept.status).toBe(200)
  await waitFor(async () =>
    expectNothingLeftOver(app.deps.db, join(folder, 'blobs')).then(
      () => true,
      () => undefined,
    ),
  )
})

test('nothing went wrong on the server', () => {
  expect(app.logged).toEqual([])
})
