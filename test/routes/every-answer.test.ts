import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemDetails, problems } from '../../shared/contract/problem.ts'
import { makeCaller, makeStranger } from '../support/callers.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'

const origin = 'https://crm.example'

let app: TestApp
beforeAll(async () => {
  const rates = { perWorkspace: 20, perAddress: 500 }
  app = await createTestApp({ startQueue: false, rates, origins: [origin] })
})
afterAll(() => app.close())

const rateOf = ({ headers }: Response) =>
  ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-ratelimit-${name}`)))

describe('rates', () => {
  const callAs = (key: string, path = '/api/v1/whoami') =>
    app.request(path, { headers: { 'X-API-Key': key } })

  test('stand on every answer, whatever it is', async () => {
    const { key } = await makeStranger(app)
    const nobody = { headers: { 'X-API-Key': '' } }
    for (const response of [
      await callAs(key),
      await callAs(key, '/api/v1/nowhere'),
      await callAs(key, '/api/v1/documents/none'),
      await app.request('/api/v1/documents', nobody),
      await app.request('/openapi.json', nobody),
      await app.request('/addin/none.js', nobody),
    ]) {
      const [limit = 0, remaining = 0, reset = 0] = rateOf(response)
      expect(limit).toBeGreaterThan(0)
      expect(remaining).toBeLessThan(limit)
      expect(reset - Date.now() / 1000).toBeGreaterThan(0)
      expect(reset - Date.now() / 1000).toBeLessThanOrEqual(61)
    }
  })

  test('are counted for the workspace, of whichever key', async () => {
    const { key, workspaceId } = await makeStranger(app)
    const { organization_id: organizationId } = await app.deps.db
      .selectFrom('workspaces')
      .select('organization_id')
      .where('id', '=', workspaceId)
      .executeTakeFirstOrThrow()
    const wish = { role: 'owner', organizationId, workspaceId } as const
    const second = await makeCaller(app, wish)
    const own = await makeCaller(app, { ...wish, requestsPerMinute: 3 })
    const left = []
    for (const caller of [key, second.key, key]) left.push(rateOf(await callAs(caller))[1])
    expect(left).toEqual([19, 18, 17])
    const statuses = []
    for (let call = 0; call < 4; call += 1) statuses.push((await callAs(own.key)).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    expect((await callAs(key)).status).toBe(200)
  })

  test('that are used up make a 429 that says when to go on, and leave others alone', async () => {
    const { key } = await makeStranger(app)
    for (let call = 0; call < 20; call += 1) expect((await callAs(key)).status).toBe(200)
    const refused = await callAs(key)
    expect(rateOf(refused).slice(0, 2)).toEqual([20, 0])
    const seconds = Number(refused.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(problemDetails.parse(await refused.json())).toMatchObject({
      status: 429,
      code: 'too_many_requests',
    })
    const another = await makeStranger(app)
    expect((await callAs(another.key)).status).toBe(200)
    expect((await app.request('/openapi.json', { headers: { 'X-API-Key': '' } })).status).toBe(200)
  })

  test('of an address count calls with keys that are none, and never the health of the server', async () => {
    const address = { 'X-API-Key': '' }
    const [, before = 0] = rateOf(await callAs('swk_live_none'))
    const [, after] = rateOf(await app.request('/api/v1/whoami', { headers: address }))
    expect(after).toBe(before - 1)
    for (const path of ['/health', '/health/live', '/health/ready']) {
      const response = await app.request(path, { headers: address })
      expect(response.status).toBe(200)
      expect(response.headers.get('x-ratelimit-limit')).toBeNull()
    }
    expect(rateOf(await app.request('/api/v1/whoami', { headers: address }))[1]).toBe(before - 2)
  })
})

describe('other origins', () => {
  test('ask beforehand without being counted, where they are allowed', async () => {
    const preflight = (from: string) =>
      app.request('/api/v1/documents', {
        method: 'OPTIONS',
        headers: { 'X-API-Key': '', Origin: from, 'Access-Control-Request-Method': 'POST' },
      })
    const countLeft = async () =>
      rateOf(await app.request('/api/v1/whoami', { headers: { 'X-API-Key': '' } }))[1] ?? 0
    const before = await countLeft()
    expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBe(origin)
    expect(await countLeft()).toBe(before - 1)
    await preflight('https://evil.example')
    expect(await countLeft()).toBe(before - 3)
  })

  const ask = (from: string, init: RequestInit = {}) =>
    app.request('/api/v1/documents', { ...init, headers: { 'X-API-Key': '', Origin: from } })

  test('that are configured may call, and read the answer also where it is a refusal', async () => {
    const answer = await ask(origin)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    expect(answer.headers.get('access-control-expose-headers')).toContain('Retry-After')
    expect(answer.headers.get('vary')).toMatch(/origin/i)
    const preflight = await app.request('/v1/api-keys', {
      method: 'OPTIONS',
      headers: { 'X-API-Key': '', Origin: origin, 'Access-Control-Request-Method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH')
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Idempotency-Key')
  })

  test('that are not configured get no leave', async () => {
    for (const from of ['https://evil.example', 'null', `${origin}.evil.example`]) {
      const answer = await ask(from)
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})

describe('problem pages', () => {
  test.each(Object.entries(problems))('%s has one that says what to do', async (code, problem) => {
    const response = await app.request(`/errors/${code}`, { headers: { 'X-API-Key': '' } })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/html')
    const page = await response.text()
    expect(page).toContain(`<code>${code}</code>, HTTP status ${problem.status}.`)
    expect(page).not.toContain('<script')
  })

  test('are listed at /errors', async () => {
    const page = await (await app.request('/errors', { headers: { 'X-API-Key': '' } })).text()
    for (const code of Object.keys(problems)) expect(page).toContain(`href="/errors/${code}"`)
  })

  test('are where a problem’s type leads', async () => {
    const answer = await app.request('/api/v1/nowhere', { headers: { 'X-API-Key': '' } })
    const { type, instance, trace_id: traceId } = problemDetails.parse(await answer.json())
    expect((await app.request(type, { headers: { 'X-API-Key': '' } })).status).toBe(200)
    expect(instance).toBe('/api/v1/nowhere')
    expect(answer.headers.get('x-request-id')).toBe(traceId)
  })
})

test('a path with a slash at its end is the same path', async () => {
  const { key } = await makeStranger(app)
  const call = async (path: string) => {
    const response = await app.request(path, { headers: { 'X-API-Key': key } })
    return [response.status, await response.json()]
  }
  for (const path of ['/api/v1/document-sets', '/api/v1/templates', '/api/v1/documents']) {
    const answer = await call(path)
    expect(answer[0]).toBe(200)
    expect(await call(`${path}/`)).toEqual(answer)
  }
})

test('an answer is private, typed and frames nothing', async () => {
  for (const path of ['/api/v1/nowhere', '/errors', '/api/v1/documents']) {
    const { headers } = await app.request(path, { headers: { 'X-API-Key': '' } })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  }
  expect(app.logged).toEqual([])
})
