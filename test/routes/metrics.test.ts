import { afterAll, beforeAll, expect, test } from 'vitest'
import { webhookWithSecret } from '../../shared/contract/webhooks.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'

const metricsToken = 'a token of the operator'
const nobody = { 'X-API-Key': '' }

let app: TestApp
let receiver: WebhookReceiver
beforeAll(async () => {
  receiver = await startReceiver((response, { path }) => {
    if (path === '/cut') return void response.destroy()
    response.writeHead(path === '/full' ? 503 : 204).end()
  })
  const webhooks = { allowsHttp: true, allowsPrivateAddresses: true }
  app = await createTestApp({ metricsToken, webhooks })
})
afterAll(async () => {
  await app.close()
  await receiver.close()
})

const read = (headers: Record<string, string>) => app.request('/metrics', { headers })
const readAsOperator = async () =>
  (await read({ ...nobody, Authorization: `Bearer ${metricsToken}` })).text()

test('/metrics asks for the token of the operator, and for nothing else', async () => {
  const missing = await read(nobody)
  expect(missing.status).toBe(401)
  expect(missing.headers.get('www-authenticate')).toContain('Bearer')
  expect((await read({ ...nobody, Authorization: 'Bearer another' })).status).toBe(401)
  expect((await read({})).status).toBe(401)
  expect((await read({ ...nobody, Authorization: `Bearer ${metricsToken}` })).status).toBe(200)
})

test('it counts requests by route, jobs, runs, the event loop, memory and the database', async () => {
  const bytes = new TextEncoder().encode('The Zweigelt was harvested in October.')
  await app.upload('/api/v1/documents', { name: 'Zweigelt.txt', bytes, type: 'text/plain' })
  await app.request('/api/v1/documents/none?external_id=Zweigelt')
  await app.request('/api/v1/Zweigelt')
  await waitUntilIdle(app)
  const text = await readAsOperator()
  const count = 'sourcewright_http_request_duration_seconds_count'
  expect(text).toContain(`${count}{method="POST",route="/api/v1/documents",status="201"} 1`)
  expect(text).toContain(`${count}{method="GET",route="/api/v1/documents/:id",status="404"} 1`)
  expect(text).toContain(`${count}{method="GET",route="none",status="404"} 1`)
  expect(text).toContain('sourcewright_jobs{kind="ingest",state="done"} 1')
  expect(text).toContain('sourcewright_queue_depth 0')
  expect(text).toMatch(/sourcewright_database_bytes [1-9]\d{4,}/)
  expect(text).toContain('# TYPE sourcewright_reader_deaths_total counter')
  expect(text).toContain('nodejs_eventloop_lag_seconds')
  expect(text).toContain('process_resident_memory_bytes')
  expect(text).not.toContain('Zweigelt')
  expect(text).not.toContain(app.workspaceId)
})

test('attempts to tell webhooks are counted by outcome, and what still waits with its age', async () => {
  const events = ['core.document.uploaded']
  const hooks: string[] = []
  for (const path of ['/taken', '/full', '/cut']) {
    const made = await app.post('/v1/webhooks', { url: `${receiver.url}${path}`, events })
    hooks.push(webhookWithSecret.parse(await made.json()).webhook_id)
  }
  expect(await readAsOperator()).toContain('sourcewright_webhook_deliveries_waiting 0')
  const bytes = new TextEncoder().encode('It rained in November.')
  await app.upload('/api/v1/documents', { name: 'Rain.txt', bytes, type: 'text/plain' })
  const text = await waitFor(async () => {
    const now = await readAsOperator()
    return now.match(/^sourcewright_webhook_attempts_total\{/gm)?.length === 3 ? now : undefined
  })
  for (const outcome of ['accepted', 'refused', 'failed']) {
    expect(text).toContain(`sourcewright_webhook_attempts_total{outcome="${outcome}"} 1`)
  }
  // the two that failed are tried again in a minute
  const waiting = await waitFor(async () => {
    const now = await readAsOperator()
    return now.includes('sourcewright_webhook_deliveries_waiting 2') ? now : undefined
  })
  expect(waiting).toMatch(/^sourcewright_webhook_delivery_oldest_seconds (?!0$)[\d.]+$/m)
  for (const id of hooks) {
    await app.request(`/v1/webhooks/${id}`, { method: 'DELETE' })
  }
  expect(await readAsOperator()).toContain('sourcewright_webhook_delivery_oldest_seconds 0\n')
})

test('a schedule whose time has come and that has not fired is due, and how late it is', async () => {
  expect(await readAsOperator()).toContain('sourcewright_schedules_due 0')
  const id = 'a-schedule-that-nothing-wakes'
  const { workspaceId: workspace_id } = app
  const nextAt = new Date(Date.now() - 90_000).toISOString()
  await app.deps.db
    .insertInto('schedules')
    .values({
      ...{ id, workspace_id, name: 'Late', trigger_kind: 'cron', cron: '0 0 * * *' },
      ...{ time_zone: 'UTC', request: '{}', is_enabled: 1, next_at: nextAt, stopped: null },
      ...{ user_id: 'nobody', created_at: nextAt, updated_at: nextAt },
    })
    .execute()
  const text = await readAsOperator()
  await app.deps.db.deleteFrom('schedules').where('id', '=', id).execute()
  expect(text).toContain('sourcewright_schedules_due 1')
  expect(Number(/^sourcewright_schedule_late_seconds (.*)$/m.exec(text)?.[1])).toBeGreaterThan(89)
})
