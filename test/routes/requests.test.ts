import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentSet } from '../../shared/contract/document-sets.ts'
import { requestsResponse } from '../../shared/contract/requests.ts'
import { openRequestLog } from '../../server/adapters/request-log-in-sqlite.ts'
import { makeCaller, makeStranger } from '../support/callers.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { join } from 'node:path'

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

test('nothing of all this was an error of the server', () => {
  expect(app.logged).toEqual([])
})
