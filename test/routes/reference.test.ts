import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Call, DescribedApi } from '../../server/routes/reference/described-api.ts'
import { exampleOf } from '../../server/routes/reference/example-value.ts'
import { recordedBodies, recordedForms } from '../../server/routes/reference/recorded-requests.ts'
import {
  exampleAddress,
  exampleBody,
  writeCurls,
} from '../../server/routes/reference/write-curl.ts'
import { writeReference } from '../../server/routes/reference/write-reference.ts'
import { routePermissions, type RouteName } from '../../server/routes/permissions.ts'
import { findRouteGroup, routeGroups } from '../../server/routes/route-groups.ts'
import { sentEvents } from '../../shared/model/vocabulary.ts'
import { problemDetails, problems } from '../../shared/contract/problem.ts'
import { findFault, readDescription } from '../support/conformance.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'

const api = readDescription() as unknown as DescribedApi
const calls = Object.entries(api.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]): Call => ({
    method: method.toUpperCase(),
    path,
    operation,
  })),
)
const nameOf = ({ method, path }: Call) => `${method} ${path}`
const page = writeReference(api)

describe('the page of the API', () => {
  test('has every call once, in the group of its path, with its permission and its anchor', () => {
    for (const name of Object.keys(routePermissions) as RouteName[]) {
      expect(routeGroups).toContain(findRouteGroup(name))
    }
    expect(new Set(calls.map(({ operation }) => operation.operationId)).size).toBe(calls.length)
    for (const { method, path, operation } of calls) {
      expect(page.split(`<article id="${operation.operationId}">`)).toHaveLength(2)
      expect(page).toContain(`href="#${operation.operationId}"`)
      expect(operation['x-permission']).toBe(routePermissions[`${method} ${path}` as RouteName])
    }
    expect(page.match(/<article/g)).toHaveLength(calls.length + sentEvents.length)
  })

  test('has every event that webhooks are sent, its body, and the headers that sign it', () => {
    expect(Object.keys(api.webhooks)).toEqual(sentEvents)
    for (const { post } of Object.values(api.webhooks)) {
      expect(page.split(`<article id="${post.operationId}">`)).toHaveLength(2)
      const { schema } = post.requestBody?.content['application/json'] ?? {}
      expect(findFault(schema ?? {}, exampleOf(schema ?? {}, 'whole'))).toBeUndefined()
      expect(post.parameters?.map(({ name }) => name)).toEqual([
        'webhook-id',
        'webhook-timestamp',
        'webhook-signature',
        'x-webhook-signature',
      ])
    }
  })

  test('shows fields with type, limits and meaning, and problems with the page of each', () => {
    const from = page.indexOf('id="post-v1-schedules"')
    const schedule = page.slice(from, page.indexOf('</article>', from))
    expect(schedule).toContain('permission <code>generate</code>')
    expect(schedule).toMatch(
      />name<\/code> <span class="type">string, 1–200 characters<.+?required/,
    )
    expect(schedule).toContain('<code>cron</code> | <code>event</code>')
    expect(schedule).toContain('list of UUID, at most 1000 items')
    expect(schedule).toContain('IANA; the cron expression is read in its time')
    expect(schedule).toContain('href="/errors/request_key_reused">422')
    expect(schedule).not.toContain('name_taken')
    expect(schedule).not.toContain('<h4>Answer 4')
    expect(page).toMatch(/409 <code>name_taken<\/code><\/a> The name is taken</)
    const codes = [...page.matchAll(/href="\/errors\/(\w+)"/g)].map(([, code]) => code)
    for (const code of new Set(codes)) expect(Object.keys(problems)).toContain(code)
  })

  test('takes no description for HTML', () => {
    const [call] = calls
    const hostile = '<img src=x onerror=alert(1)> `<b>` "\'>'
    const operation = {
      ...call!.operation,
      summary: hostile,
      description: hostile,
      parameters: [
        { name: hostile, in: hostile, description: hostile, schema: { const: hostile } },
      ],
      responses: { [hostile]: { description: hostile, content: { [hostile]: { schema: {} } } } },
    }
    const paths = { [`/${hostile}`]: { get: operation } }
    const written = writeReference({ ...api, paths, info: { title: hostile, version: hostile } })
    expect(written).toContain('&lt;img src=x')
    expect(written).not.toMatch(/<img|<b>/)
  })
})

describe('an example', () => {
  test.each([
    ['number', { type: 'number', minimum: 5, maximum: 9 }, 5],
    ['list', { type: 'array', items: { type: 'integer' }, minItems: 2 }, [1, 1]],
    ['null or text', { type: ['string', 'null'] }, 'null or text'],
    ['choice', { anyOf: [{ type: 'string', enum: ['a'] }, { type: 'null' }] }, 'a'],
  ])('is a value of its schema: %s', (name, schema, expected) => {
    expect(exampleOf(schema, 'required', name)).toEqual(expected)
  })

  test('of an answer keeps to its schema, with every field', () => {
    for (const call of calls) {
      for (const [status, { content }] of Object.entries(call.operation.responses)) {
        const schema = content?.['application/json']?.schema
        if (schema === undefined) continue
        const fault = findFault(schema, exampleOf(schema, 'whole'))
        expect(fault, `${nameOf(call)} ${status}`).toBeUndefined()
      }
    }
  })

  test('of a request keeps to its schema', () => {
    const recorded = [...Object.keys(recordedBodies), ...Object.keys(recordedForms)]
    expect(calls.map(nameOf)).toEqual(expect.arrayContaining(recorded))
    for (const call of calls) {
      const schema = call.operation.requestBody?.content['application/json']?.schema
      if (schema) expect(findFault(schema, exampleBody(call)), nameOf(call)).toBeUndefined()
    }
  })

  test('is a command that a shell reads as it is meant', () => {
    const curls = calls.flatMap((call) => writeCurls(call).map((curl) => ({ call, curl })))
    const script = ['curl() { printf "%s\\037" "$@"; printf "\\036"; }', 'URL=http://x KEY=k']
    const input = [...script, ...curls.map(({ curl }) => curl)].join('\n')
    const read = execFileSync('bash', { input, encoding: 'utf8' }).split('\u001e').slice(0, -1)
    expect(read).toHaveLength(curls.length)
    for (const [index, { call }] of curls.entries()) {
      const words = (read[index] ?? '').split('\u001f').slice(0, -1)
      expect(words.at(-1), nameOf(call)).toBe(`http://x${exampleAddress(call)}`)
      const body = words[words.indexOf('-d') + 1] ?? ''
      if (words.includes('-d')) expect(JSON.parse(body), nameOf(call)).toEqual(exampleBody(call))
    }
  })
})

describe('the server', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp({ startQueue: false })
  })
  afterAll(() => app.close())

  test('understands every example: what it refuses, it refuses for what it is about', async () => {
    const understood = /^(2\d\d|3\d\d|404|409|501)$/
    for (const call of calls) {
      const hasJson = 'application/json' in (call.operation.requestBody?.content ?? {})
      const answer = await app.request(exampleAddress(call), {
        method: call.method,
        headers: {
          'X-Workspace-Id': app.workspaceId,
          ...(hasJson && { 'Content-Type': 'application/json' }),
        },
        ...(hasJson && { body: JSON.stringify(exampleBody(call)) }),
      })
      const text = await answer.text()
      if (understood.test(String(answer.status))) continue
      const { code, detail } = problemDetails.parse(JSON.parse(text))
      if (/there is no template/.test(detail)) continue
      expect(unknownHere, `${nameOf(call)}: ${code}, ${detail}`).toContain(code)
    }
    expect(app.logged).toEqual([])
  })

  /** The examples name what this store and server do not have, and forms are not sent here. */
  const unknownHere = [
    'template_unknown',
    'document_set_unknown',
    'file_missing',
    'link_foreign',
    'output_not_available',
  ]
})
