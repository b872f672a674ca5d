import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemDetails } from '../../shared/contract/problem.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { requestReport, uploadExample } from '../support/run-in-app.ts'
import { takeInventory } from '../support/store-inventory.ts'

let app: TestApp
let uploaded: Awaited<ReturnType<typeof uploadExample>>
beforeAll(async () => {
  app = await createTestApp({ startQueue: false })
  uploaded = await uploadExample(app, 'audit')
})
afterAll(() => app.close())

const inventory = () => takeInventory(app.deps.db, `${app.dataFolder}/blobs`)
const problemOf = async (response: Response) => problemDetails.parse(await response.json())
const request = (change: Record<string, unknown> = {}) => ({
  document_type: 'report',
  template_id: uploaded.template.template_id,
  output_name: randomUUID(),
  sources: uploaded.sources,
  ...change,
})
const generate = (change: Record<string, unknown>) =>
  app.post('/api/v1/documents/generate', request(change))
const validate = (body: unknown) =>
  app.post(`/api/v1/templates/${uploaded.template.template_id}/validate`, body)
const megabytes = (count: number) => 'x'.repeat(count * 1_048_576)
const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels))

describe('JSON', () => {
  test('data beyond 20 MB is refused by generate and by validate, with its place', async () => {
    const before = await inventory()
    for (const response of [
      await generate({ data: { a: megabytes(20) } }),
      await validate({ data: { a: megabytes(20) } }),
    ]) {
      expect(await problemOf(response)).toMatchObject({
        status: 413,
        code: 'data_too_large',
        errors: [{ loc: ['body', 'data'] }],
      })
    }
    expect(await inventory()).toEqual(before)
  })

  test('data of almost 20 MB is taken', async () => {
    expect((await generate({ data: { a: megabytes(19.9) } })).status).toBe(202)
  })

  test('data nested too deep is refused by validate as by generate', async () => {
    for (const response of [
      await generate({ data: deep(101) }),
      await validate({ data: deep(101) }),
    ])
      expect(await problemOf(response)).toMatchObject({
        status: 422,
        errors: [{ loc: ['body', 'data'], type: 'too_deep' }],
      })
  })

  test('a body beyond the limit is a 413 on every route, declared or streamed, before it is parsed', async () => {
    const before = await inventory()
    const body = JSON.stringify({ document_id: megabytes(22) })
    const path = '/get-sections-for-document'
    const headers = { 'Content-Type': 'application/json' }
    const declared = { ...headers, 'Content-Length': String(body.length) }
    const stream = new Blob([body]).stream()
    const streamed = { method: 'POST', body: stream, headers, duplex: 'half' } as RequestInit
    for (const response of [
      await app.request(path, { method: 'POST', body, headers: declared }),
      await app.request(path, { method: 'POST', body, headers }),
      await app.request(path, streamed),
      await app.request('/api/v1/document-sets', { method: 'POST', body, headers }),
    ])
      expect(await problemOf(response)).toMatchObject({ status: 413, code: 'body_too_large' })
    expect(await inventory()).toEqual(before)
  })

  test('metadata beyond its size is refused with its place, and nothing of it is stored', async () => {
    const before = await inventory()
    const file = { name: 'note.docx', bytes: buildDocx({ body: paragraph('With metadata.') }) }
    const metadata = JSON.stringify({ a: 'x'.repeat(102_400) })
    const response = await app.upload('/api/v1/documents', file, { metadata })
    expect(await problemOf(response)).toMatchObject({
      status: 413,
      code: 'data_too_large',
      errors: [{ loc: ['body', 'metadata'] }],
    })
    expect(await inventory()).toEqual(before)
  })
})

describe('pages', () => {
  const paths = ['/api/v1/documents', '/api/v1/templates']
  test.each(
    paths.flatMap((path) =>
      ['page=0', 'page=-1', 'page=1.5', 'page=a', 'page=', 'page_size=0', 'page_size=101'].map(
        (query) => [path, query] as const,
      ),
    ),
  )('%s?%s is a 422 that names the parameter', async (path, query) => {
    const response = await app.request(`${path}?${query}`)
    expect(await problemOf(response)).toMatchObject({
      status: 422,
      code: 'validation_failed',
      errors: [{ loc: ['query', query.split('=')[0]] }],
    })
  })
})

describe('names', () => {
  test.each([
    ['too long', 'x'.repeat(241), 422],
    ['a path', '../../etc/passwd', 400],
    ['a path of Windows', '..\\boot', 400],
    ['a folder', '..', 400],
    ['a bell', 'a\u0007b', 400],
    ['blank', '  ', 400],
  ])('an output_name that is %s is refused with its place', async (_what, output_name, status) => {
    const before = await inventory()
    const problem = await problemOf(await generate({ output_name }))
    expect(problem).toMatchObject({ status, errors: [{ loc: ['body', 'output_name'] }] })
    expect(await inventory()).toEqual(before)
  })

  test.each([['x'.repeat(201)], ['a\u0000b'], ['\ud83d'], ['']])(
    'a document_set_name that no one can read is refused with its place: %j',
    async (document_set_name) => {
      const response = await app.post('/api/v1/document-sets', { document_set_name })
      expect(await problemOf(response)).toMatchObject({
        status: 422,
        errors: [{ loc: ['body', 'document_set_name'] }],
      })
    },
  )

  test.each([
    ['/api/v1/templates', 'template_name', '../up'],
    ['/api/v1/templates', 'template_name', 'x'.repeat(201)],
    ['/api/v1/documents', 'external_id', 'x'.repeat(201)],
    ['/api/v1/documents', 'external_id', 'a\u0000b'],
    ['/api/v1/documents', 'role', 'poem'],
    ['/api/v1/documents', 'document_id', 'no uuid'],
    ['/api/v1/documents', 'metadata', '{"a":'],
    ['/api/v1/documents', 'metadata', '[1]'],
  ])('%s with the wrong %s is refused with its place: %j', async (path, field, value) => {
    const before = await inventory()
    const file = { name: 'a.docx', bytes: buildDocx({ body: paragraph('words') }) }
    const response = await app.upload(path, file, { [field]: value })
    expect(await problemOf(response)).toMatchObject({
      status: 422,
      code: 'validation_failed',
      errors: [{ loc: ['body', field] }],
    })
    expect(await inventory()).toEqual(before)
  })

  test.each([
    '../../etc/passwd.docx',
    'C:\\temp\\passwd.docx',
    '/etc/passwd.docx',
    'a\u0000/passwd.docx',
  ])('a file keeps only the name from its path: %j', async (name) => {
    const file = { name, bytes: buildDocx({ body: paragraph('words') }), field: 'file_content' }
    const response = await app.upload('/api/v1/files/upload', file)
    expect(await response.json()).toMatchObject({ file_name: 'passwd.docx' })
  })
})

describe('event streams', () => {
  const seldom = [60_000, 300] as const
  /** As many at once, as soon as the server has noticed that nobody listens to those before them. */
  const openAll = (id: string, count: number) =>
    waitFor(
      async () => {
        const streams = await Promise.all(Array.from({ length: count }, () => open(id)))
        if (streams.every(({ response }) => response.status === 200)) return streams
        await Promise.all(streams.map(({ close }) => close()))
        return undefined
        // it looks five times a second
      },
      ...seldom,
    )
  const open = async (id: string) => {
    const ending = new AbortController()
    const path = `/api/v1/documents/status/${id}/events`
    const response = await app.request(path, { signal: ending.signal })
    return { response, close: async () => response.body?.cancel() }
  }

  test('of one caller are no more than 20 at once; the next is told when to come again', async () => {
    const id = await requestReport(app, uploaded)
    const streams = await Promise.all(Array.from({ length: 20 }, () => open(id)))
    expect(streams.map(({ response }) => response.status)).toEqual(Array(20).fill(200))
    const refused = (await open(id)).response
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await problemOf(refused)).code).toBe('too_many_streams')
    const head = await app.request(`/api/v1/documents/status/${id}/events`, { method: 'HEAD' })
    expect(head.status).toBe(200)
    await streams[0]?.close()
    const next = await openAll(id, 1)
    await Promise.all([...streams.slice(1), ...next].map(({ close }) => close()))
    const again = await openAll(id, 20)
    await Promise.all(again.map(({ close }) => close()))
  })
})

test('nothing of all this was an error of the server', () => {
  expect(app.logged).toEqual([])
})
