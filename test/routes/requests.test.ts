import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentSet } from '../../shared/contract/document-sets.ts'
import { requestsResponse } from '../../shared/contract/requests.ts'
import { openRequestLog } from '../../server/adapters/request-log-in-sqlite.ts'
import type { LoggedRequest, RequestFilter } from '../../server/ports/request-log.ts'
import { makeCaller, makeStranger } from '../support/callers.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ startQueue: false })
})
afterAll(() => app.close())

async function read(query = '', headers: Record<string, string> = {}) {
  const answer = await app.request(`/v1/requests${query}`, { headers })
  expect(answer.status).toBe(200)
  return requestsResponse.parse(await answer.json())
}

test('a call is remembered with who, what and what came, and with nothing that was said', async () => {
  const secret = 'Mrs Doe of 12 High Street'
  const headers = { 'X-Request-Id': 'call-of-the-search' }
  const asked = await app.post('/api/v1/search', { query: secret }, headers)
  expect(asked.status).toBe(200)
  const section = encodeURIComponent(secret)
  const path = `/api/v1/documents/00000000-0000-4000-8000-000000000000/sections/${section}/rival`
  expect((await app.request(`${path}?note=${section}`)).status).toBe(404)
  const { requests, total } = await read()
  expect(total).toBe(requests.length)
  const [rival, search] = requests
  expect(search).toMatchObject({
    request_id: 'call-of-the-search',
    method: 'POST',
    route: '/api/v1/search',
    status: 200,
    workspace_id: app.workspaceId,
    user_id: expect.any(String) as string,
    api_key_id: expect.any(String) as string,
  })
  expect(rival).toMatchObject({
    method: 'GET',
    route: '/api/v1/documents/{id}/sections/{section_id}/rival',
    status: 404,
  })
  expect(JSON.stringify(requests)).not.toMatch(/Doe|swk_live/)
})

test('calls are found by what they were', async () => {
  await app.request('/api/v1/templates')
  await app.request('/nowhere')
  const routes = async (query: string) => (await read(query)).requests.map(({ route }) => route)
  expect(await routes('?route=/api/v1/templates')).toEqual(['/api/v1/templates'])
  expect(new Set(await routes('?status=4xx'))).toContain(null)
  expect(await routes('?status=200&method=POST')).toEqual(['/api/v1/search'])
  expect(await routes('?request_id=call-of-the-search')).toEqual(['/api/v1/search'])
  expect(await routes('?since=2100-01-01T00:00:00%2B02:00')).toEqual([])
  expect(await routes('?user_id=nobody')).toEqual([])
  const { requests, total } = await read('?page_size=1&page=2')
  expect(requests).toHaveLength(1)
  expect(total).toBeGreaterThan(2)
  expect((await app.request('/v1/requests?status=abc')).status).toBe(422)
})

test('a caller sees the calls to his workspaces, and no others', async () => {
  const set = await app.post('/api/v1/document-sets', { document_set_name: 'Other' })
  const { id: other } = documentSet.parse(await set.json())
  const wish = { role: 'admin', workspaceId: other, memberOf: [other] } as const
  const sibling = await makeCaller(app, wish)
  const stranger = await makeStranger(app)
  for (const [key, workspace] of [
    [sibling.key, other],
    [stranger.key, stranger.workspaceId],
  ] as const) {
    await read('', { 'X-API-Key': key })
    const { requests } = await read('', { 'X-API-Key': key })
    expect(requests).toMatchObject([{ route: '/v1/requests', workspace_id: workspace }])
  }
  // of several workspaces it named none
  await app.request('/api/v1/whoami')
  const nowhere = (await read()).requests.filter(({ workspace_id }) => workspace_id === null)
  expect(nowhere.map(({ route }) => route)).toContain('/api/v1/whoami')
  const named = await read('', { 'X-Workspace-Id': app.workspaceId })
  expect(named.requests.every(({ workspace_id }) => workspace_id === app.workspaceId)).toBe(true)
  const member = await makeCaller(app, { role: 'admin', memberOf: [app.workspaceId, other] })
  const own = await read('?status=200', { 'X-API-Key': member.key })
  expect(own.requests.map(({ workspace_id }) => workspace_id)).not.toContain(null)
})

test('calls of nobody are not kept', async () => {
  const before = (await read()).total
  await app.request('/api/v1/documents', { headers: { 'X-API-Key': 'swk_live_wrong' } })
  await app.request('/health')
  expect((await read()).total).toBe(before + 1)
})

test('what is older than 30 days is gone when the log is opened again', async () => {
  const path = join(app.dataFolder, 'old-requests.sqlite')
  const fail = (error: unknown) => {
    throw error
  }
  const call = {
    organizationId: 'o',
    workspaceId: 'w',
    userId: 'u',
    apiKeyId: null,
    method: 'GET',
    route: '/',
    status: 200,
    durationMilliseconds: 1,
  }
  const first = openRequestLog(path, fail)
  const days = (count: number) => new Date(Date.now() - count * 86_400_000).toISOString()
  first.add({ ...call, requestId: 'old', at: days(31) })
  first.add({ ...call, requestId: 'young', at: days(29) })
  first.close()
  const again = openRequestLog(path, fail)
  const scope = { organizationId: 'o', workspaceIds: ['w'], ofOrganization: 'none' } as const
  const { requests } = await again.list(scope, { limit: 10, offset: 0 })
  expect(requests.map(({ requestId }) => requestId)).toEqual(['young'])
  again.close()
})

test('of too many calls the newest are kept', async () => {
  const path = join(app.dataFolder, 'many-requests.sqlite')
  const log = openRequestLog(path, (error) => expect.fail(String(error)), 250)
  const scope = { organizationId: 'o', workspaceIds: ['w'], ofOrganization: 'none' } as const
  const call = { organizationId: 'o', workspaceId: 'w', userId: 'u', apiKeyId: null, method: 'GET' }
  for (let index = 1; index <= 1000; index++) {
    const at = new Date().toISOString()
    const rest = { route: '/', status: 200, durationMilliseconds: 1 }
    log.add({ ...call, ...rest, requestId: `${index}`, at })
  }
  const { requests, total } = await log.list(scope, { limit: 1000, offset: 0 })
  expect(total).toBe(250)
  expect(requests.map(({ requestId }) => requestId)).toContain('1000')
  expect(requests.map(({ requestId }) => requestId)).not.toContain('750')
  log.close()
})

test('the pages of every filter hold each call once, newest first, and tell how many there are', async () => {
  const path = join(app.dataFolder, 'paged-requests.sqlite')
  const log = openRequestLog(path, (error) => expect.fail(String(error)))
  const start = Date.now() - 5 * 3_600_000
  const calls = Array.from({ length: 600 }, (_, index): LoggedRequest => ({
    requestId: `call-${index % 50}`,
    at: new Date(start + Math.floor(index / 2) * 61_007).toISOString(),
    organizationId: index % 11 === 0 ? 'other' : 'o',
    workspaceId: [null, 'w', 'v', 'foreign'][index % 4] ?? null,
    userId: `user-${index % 3}`,
    apiKeyId: index % 5 === 0 ? null : `key-${index % 5}`,
    method: index % 2 === 0 ? 'GET' : 'POST',
    route: index % 7 === 0 ? null : `/route-${index % 7}`,
    status: [200, 201, 404, 500][index % 4] ?? 0,
    durationMilliseconds: index,
  }))
  for (const call of calls) log.add(call)
  const scope: RequestFilter = {
    organizationId: 'o',
    workspaceIds: ['w', 'v'],
    ofOrganization: { userId: 'user-1' },
  }
  const [first = '', middle = '', late = ''] = [0, 250, 480].map((index) => calls[index]?.at)
  const hour = `${middle.slice(0, 13)}:00:00.000Z`
  for (const filter of [
    {},
    { since: middle },
    { until: middle },
    { since: middle, until: late },
    { since: middle, until: middle },
    { since: late, until: middle },
    { since: first, until: hour },
    { since: hour, method: 'POST' },
    { statuses: [400, 599] as const },
    { route: '/route-3', userId: 'user-2' },
    { apiKeyId: 'key-2' },
    { requestId: 'call-7' },
    { requestId: 'call-7', since: middle },
    { userId: 'nobody' },
  ]) {
    const wanted = calls.filter((call) => isSeen(call) && fits(call, filter)).reverse()
    const pages: LoggedRequest[] = []
    for (let offset = 0; offset === 0 || offset < wanted.length; offset += 7) {
      const { requests, total } = await log.list({ ...scope, ...filter }, { limit: 7, offset })
      expect(total).toBe(wanted.length)
      pages.push(...requests)
    }
    expect(pages).toEqual(wanted)
  }
  log.close()
})

function isSeen({ organizationId, workspaceId, userId }: LoggedRequest): boolean {
  if (organizationId !== 'o') return false
  return workspaceId === null ? userId === 'user-1' : workspaceId !== 'foreign'
}

function fits(call: LoggedRequest, filter: Partial<RequestFilter>): boolean {
  const { statuses, since = '', until = '~', ...exact } = filter
  const [lowest = 0, highest = 999] = statuses ?? []
  return (
    call.at >= since &&
    call.at < until &&
    call.status >= lowest &&
    call.status <= highest &&
    Object.entries(exact).every(([name, value]) => call[name as keyof LoggedRequest] === value)
  )
}

test('a log that was written before its calls were counted by the hour has its counts too', async () => {
  const path = join(app.dataFolder, 'uncounted-requests.sqlite')
  const fail = (error: unknown) => expect.fail(String(error))
  const call = { organizationId: 'o', workspaceId: 'w', userId: 'u', apiKeyId: null, method: 'GET' }
  const at = () => new Date().toISOString()
  const rest = { route: '/', status: 200, durationMilliseconds: 1 }
  const before = openRequestLog(path, fail)
  before.add({ ...call, ...rest, requestId: '1', at: at() })
  before.close()
  const sqlite = new BetterSqlite(path)
  sqlite.exec('drop trigger request_added; drop trigger request_forgotten')
  sqlite.exec('drop table request_counts')
  sqlite.close()
  const log = openRequestLog(path, fail)
  log.add({ ...call, ...rest, requestId: '2', at: at() })
  const scope = { organizationId: 'o', workspaceIds: ['w'], ofOrganization: 'none' } as const
  const { requests, total } = await log.list(scope, { limit: 10, offset: 0 })
  expect(total).toBe(2)
  expect(requests.map(({ requestId }) => requestId)).toEqual(['2', '1'])
  log.close()
})

test('nothing of all this was an error of the server', () => {
  expect(app.logged).toEqual([])
})
