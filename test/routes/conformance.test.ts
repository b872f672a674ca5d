import { afterAll, beforeAll, expect, test } from 'vitest'
import { problems } from '../../shared/contract/problem.ts'
import {
  holdEventToDescription,
  holdToDescription,
  readDescription,
  takeBreaches,
} from '../support/conformance.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'

/** These tests break the promise on purpose; all others end with an empty list of breaches. */
async function findBreaches(method: string, path: string, response: Response): Promise<string[]> {
  await holdToDescription(method, path, response)
  return takeBreaches()
}

const health = { status: 'ok', version: '1' }

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ startQueue: false })
})
afterAll(() => app.close())

test('what answers are held against is what the server publishes', async () => {
  const published: unknown = await (await app.request('/openapi.json')).json()
  expect(JSON.parse(JSON.stringify(readDescription()))).toEqual(published)
})

test('an answer that keeps its promise is no breach', async () => {
  expect(await findBreaches('GET', '/health', Response.json(health))).toEqual([])
  expect(await findBreaches('GET', '/health/', Response.json(health))).toEqual([])
})

test('an undeclared field, a field of another type and a missing field are breaches', async () => {
  const path = '/health'
  const more = await findBreaches('GET', path, Response.json({ ...health, host: 'a' }))
  expect(more).toEqual([expect.stringContaining('"additionalProperty":"host"')])
  const other = await findBreaches('GET', path, Response.json({ ...health, version: 1 }))
  expect(other).toEqual([expect.stringContaining('/version must be string')])
  const less = await findBreaches('GET', path, Response.json({ status: 'ok' }))
  expect(less).toEqual([expect.stringContaining('"missingProperty":"version"')])
})

test('an undeclared status, media type or route is a breach', async () => {
  const created = await findBreaches('GET', '/health', Response.json(health, { status: 201 }))
  expect(created).toEqual(['GET /health answered 201: the status is not described'])
  const text = await findBreaches('GET', '/health', new Response('fine'))
  expect(text).toEqual([expect.stringContaining('the type "text/plain" is not described')])
  const plain = await findBreaches('GET', '/health', new Response('no', { status: 500 }))
  expect(plain).toEqual([expect.stringContaining('the type "text/plain" is not described')])
  const route = await findBreaches('GET', '/nowhere', Response.json({}))
  expect(route).toEqual([expect.stringContaining('no such route is described')])
})

test('what a test fetches from a server is held as well', async () => {
  const { createServer } = await import('node:http')
  const server = createServer((_, response) => {
    response.setHeader('X-Request-Id', '1').setHeader('Content-Type', 'application/json')
    response.end('{"status":"ok","version":"1","secret":"2"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await fetch(`http://127.0.0.1:${port}/health`)
  server.close()
  expect(takeBreaches()).toEqual([expect.stringContaining('"additionalProperty":"secret"')])
})

test('an event that is sent with more or less than is described is a breach', () => {
  const event = {
    event: 'webhook.test',
    event_id: crypto.randomUUID(),
    organization_id: 'o',
    timestamp: '2026-11-27T09:30:00Z',
    data: { workspace_id: crypto.randomUUID(), webhook_id: crypto.randomUUID() },
    generation_id: null,
    status: null,
    external_id: null,
    outputs: null,
    error: null,
  }
  const hold = (change: object) => {
    holdEventToDescription(JSON.stringify({ ...event, ...change }))
    return takeBreaches()
  }
  expect(hold({})).toEqual([])
  expect(hold({ more: 1 })).toEqual([expect.stringContaining('"additionalProperty":"more"')])
  expect(hold({ data: { ...event.data, secret: 1 } })).toEqual([
    expect.stringContaining('"additionalProperty":"secret"'),
  ])
  expect(hold({ status: 'done' })).toEqual([expect.stringContaining('/status must be null')])
  expect(hold({ event: 'webhook.gone' })).toEqual([
    expect.stringContaining('no such event is described'),
  ])
})

test('a problem that its operation does not tell of is a breach', async () => {
  const about = { detail: 'no', instance: '/', trace_id: '1', timestamp: '2026-11-27T09:30:00Z' }
  const answer = (code: 'wrong_state' | 'newer_version_stored') => {
    const { status, title } = problems[code]
    const details = { type: `/errors/${code}`, title, status, code, ...about }
    const headers = { 'Content-Type': 'application/problem+json' }
    return new Response(JSON.stringify(details), { status, headers })
  }
  const path = `/api/v1/documents/${crypto.randomUUID()}/cancel`
  expect(await findBreaches('POST', path, answer('wrong_state'))).toEqual([])
  expect(await findBreaches('POST', path, answer('newer_version_stored'))).toEqual([
    expect.stringContaining('the problem "newer_version_stored" is not described'),
  ])
  const other = await findBreaches('GET', '/api/v1/whoami', answer('wrong_state'))
  expect(other).toEqual(['GET /api/v1/whoami answered 409: the status is not described'])
})
