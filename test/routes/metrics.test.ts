import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const metricsToken = 'a token of the operator'
const nobody = { 'X-API-Key': '' }

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ metricsToken })
})
afterAll(() => app.close())

const read = (headers: Record<string, string>) => app.request('/metrics', { headers })

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
  const text = await (await read({ ...nobody, Authorization: `Bearer ${metricsToken}` })).text()
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
