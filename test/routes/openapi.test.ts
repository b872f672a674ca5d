import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { problems, type ProblemCode } from '../../shared/contract/problem.ts'
import { routePermissions } from '../../server/routes/permissions.ts'
import type { Schema } from '../support/conformance.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'

type Operation = {
  summary?: string
  security?: unknown[]
  parameters?: { name: string; in: string }[]
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> }
  responses: Record<string, { description: string; headers?: Record<string, unknown> }>
  'x-problems': ProblemCode[]
}
type OpenApi = { openapi: string; paths: Record<string, Record<string, Operation>> }

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ startQueue: false })
})
afterAll(() => app.close())

/** Served by the framework beside the table's routes: they describe it and are not in it. */
const ownPages = ['GET /openapi.json', 'GET /docs']

test('the OpenAPI document has every route of the permission table, and no other', async () => {
  const response = await app.request('/openapi.json', { headers: { 'X-API-Key': '' } })
  const { openapi, paths } = (await response.json()) as OpenApi
  expect(openapi).toBe('3.1.0')
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const expected = Object.keys(routePermissions).filter((name) => !ownPages.includes(name))
  expect(described.toSorted()).toEqual(expected.toSorted())
})

/** Ends of the paths of POSTs that change nothing. */
const asks = /\/(get-[\w-]+|verify-claim|validate|search|hybrid-test|generate-presigned-url)$/

test('every operation says what it does, who may call it, and how it answers and fails', async () => {
  const { paths } = (await (await app.request('/openapi.json')).json()) as OpenApi
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const name = `${method.toUpperCase()} ${path}`
      expect(operation.summary, name).toBeTruthy()
      expect(operation.responses['default'], name).toBeTruthy()
      const permission = routePermissions[name as keyof typeof routePermissions]
      expect((operation.security ?? []).length > 0, name).toBe(permission !== 'public')
      const headers = (operation.parameters ?? []).filter((one) => one.in === 'header')
      const told = headers.map((one) => one.name)
      expect(told.includes('X-Workspace-Id'), name).toBe(permission !== 'public')
      expect(told.includes('Idempotency-Key'), name).toBe(method !== 'get' && !asks.test(path))
    }
  }
})

test('headers that change an answer, and those that it carries beside all others, are described', async () => {
  const { paths } = (await (await app.request('/openapi.json')).json()) as OpenApi
  const operations = Object.entries(paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({ path, method, operation })),
  )
  for (const { path, method, operation } of operations) {
    const told = operation.parameters?.map(({ name }) => name) ?? []
    const { responses } = operation
    const isStream = method === 'get' && path.endsWith('/events')
    expect(told.includes('Last-Event-ID'), path).toBe(isStream)
    expect(told.includes('Range'), path).toBe('206' in responses)
    for (const status of ['429', '503']) {
      // a store that does not answer is what /health/ready tells
      if (!(status in responses) || path === '/health/ready') continue
      expect(Object.keys(responses[status]?.headers ?? {}), path).toEqual(['Retry-After'])
    }
  }
  const status = paths['/api/v1/documents/status/{id}']?.['get']
  expect(status?.parameters?.map(({ name }) => name)).toContain('If-None-Match')
  expect(status?.responses['200']?.headers).toHaveProperty('ETag')
  for (const path of ['/api/v1/documents/generate', '/v1/generations']) {
    expect(paths[path]?.['post']?.responses['202']?.headers, path).toHaveProperty('Location')
  }
})

test('a body of which no field is needed may be absent, or be empty where JSON is declared', async () => {
  const { paths } = (await (await app.request('/openapi.json')).json()) as OpenApi
  const optional = Object.entries(paths).flatMap(([path, { post }]) => {
    const { schema } = post?.requestBody?.content['application/json'] ?? {}
    return schema && !schema['anyOf'] && !schema['required'] ? [{ path, post }] : []
  })
  expect(optional.length).toBeGreaterThan(5)
  for (const { path, post } of optional) {
    expect(post?.requestBody?.required ?? false, path).toBe(false)
    const address = path.replace(/\{\w+\}/g, crypto.randomUUID())
    const empty = { headers: { 'Content-Type': 'application/json' }, body: '' }
    for (const sent of [{}, empty]) {
      const answer = await app.request(address, { method: 'POST', ...sent })
      const { code } = (await answer.json()) as { code?: string }
      expect(['not_found', 'parameter_missing', undefined], path).toContain(code)
    }
  }
})

test('every operation names the problems that it answers, each once and under its status', async () => {
  const { paths } = (await (await app.request('/openapi.json')).json()) as OpenApi
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, { responses, 'x-problems': codes }] of Object.entries(operations)) {
      const name = `${method.toUpperCase()} ${path}`
      expect(new Set(codes).size, name).toBe(codes.length)
      const told = Object.entries(responses).filter(([status]) => Number(status) >= 400)
      const named = told.flatMap(([status, { description }]) =>
        [...description.matchAll(/`(\w+)`/g)].map(([, code]) => `${status} ${code}`),
      )
      const expected = codes.map((code) => `${problems[code].status} ${code}`)
      expect(named.toSorted(), name).toEqual(expected.toSorted())
    }
  }
  const conflict = paths['/api/v1/documents/{id}/retry']?.['post']?.responses['409']?.description
  expect(conflict).toMatch(/`wrong_state`: .+ `name_taken`: The name is taken\./)
})

test('the documentation page lists the calls, and may run its own script alone', async () => {
  const response = await app.request('/docs', { headers: { 'X-API-Key': '' } })
  const page = await response.text()
  expect(page).toContain('<code>/<wbr>api/<wbr>v1/<wbr>documents/<wbr>generate</code>')
  expect(page).toContain('<code>X-RateLimit-Remaining</code>')
  expect(page).toContain('href="/errors"')
  const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, script]) => script ?? '')
  const hashes = scripts.map((one) => createHash('sha256').update(one).digest('base64'))
  expect(hashes).toHaveLength(page.split('<script').length - 1)
  const policy = response.headers.get('content-security-policy')?.split('; ')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain(`script-src ${hashes.map((one) => `'sha256-${one}'`).join(' ')}`)
})

test('every answer carries its security headers and the request id of its caller', async () => {
  const response = await app.request('/api/v1/whoami', {
    headers: { 'X-Request-Id': 'my-request.1' },
  })
  expect(response.headers.get('x-request-id')).toBe('my-request.1')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  const odd = await app.request('/api/v1/whoami', { headers: { 'X-Request-Id': 'a b"c' } })
  expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('a pattern is one of JSON Schema, without the flags of a program', async () => {
  const text = await (await app.request('/openapi.json')).text()
  const patterns = [...text.matchAll(/"pattern":"((?:[^"\\]|\\.)*)"/g)].map(([, one]) => one ?? '')
  expect(patterns.length).toBeGreaterThan(0)
  for (const pattern of patterns) expect(pattern).not.toMatch(/\/[a-z]+$/)
})
