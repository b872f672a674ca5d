import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { utils, write } from '@e965/xlsx'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  dataPreview,
  dataSource,
  dataSourcesResponse,
  type DataPreview,
  type DataSource,
} from '../../shared/contract/data-sources.ts'
import { generation } from '../../shared/contract/generations.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { createRecordSource } from '../../server/adapters/record-source.ts'
import { DataUnavailable } from '../../server/ports/record-source.ts'
import { findRunOfDocument } from '../../server/db/runs.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { startPostgres, type PostgresServer } from '../support/postgres-server.ts'
import { describeWith } from '../support/requirements.ts'

let app: TestApp
let place: Server
let url: string
const seen: (string | undefined)[] = []
const left = new Map([
  ['/breaks twice', 2],
  ['/breaks always', Infinity],
])

/** The connection is broken off, so many times for each path. */
function breaks(path = ''): boolean {
  const name = decodeURIComponent(path)
  const times = left.get(name) ?? 0
  left.set(name, times - 1)
  return times > 0
}

beforeAll(async () => {
  app = await createTestApp({ allowsPrivateData: true })
  place = createServer((request, response) => {
    seen.push(request.headers['x-token'] as string | undefined)
    if (request.url === '/moved') response.writeHead(302, { Location: '/data' }).end()
    else if (request.url === '/large') response.end(Buffer.alloc(5000, '1'))
    else if (request.url === '/data') response.end('{"items":[{"name":"Ann"},{"name":"Ben"}]}')
    else if (breaks(request.url)) request.socket.destroy()
    else if (request.url?.startsWith('/breaks')) response.end('[{"name":"Ann"}]')
    else if (request.url === '/broken') response.end('{"items":')
    // any other path is never answered
  })
  await new Promise<void>((resolve) => place.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(place.address() as AddressInfo).port}`
})
afterAll(async () => {
  place.closeAllConnections()
  place.close()
  await app.close()
})

const bytesOf = (text: string) => new TextEncoder().encode(text)

async function add(body: object): Promise<DataSource> {
  const response = await app.post('/v1/data-sources', body)
  expect(response.status).toBe(201)
  return dataSource.parse(await response.json())
}

async function upload(name: string, bytes: Uint8Array, fields: Record<string, string>) {
  const response = await app.upload('/v1/data-sources', { name, bytes }, fields)
  return dataSource.parse(await response.json())
}

async function preview({ id }: DataSource): Promise<DataPreview> {
  const response = await app.request(`/v1/data-sources/${id}/preview`)
  return dataPreview.parse(await response.json())
}

async function refusal(response: Response | Promise<Response>) {
  return problemDetails.parse(await (await response).json())
}

describe('files', () => {
  test('a CSV gives text by the names in its first row', async () => {
    const csv = bytesOf('\ufeffName;Amount;Code\nAnn;12,5;007\n\nBen;;008\n')
    const source = await upload('people.csv', csv, { kind: 'csv', name: 'People' })
    expect(source).toMatchObject({ name: 'People', kind: 'csv', file_name: 'people.csv' })
    expect(await preview(source)).toEqual({
      fields: [
        { name: 'Name', type: 'text' },
        { name: 'Amount', type: 'text' },
        { name: 'Code', type: 'text' },
      ],
      records: [
        { Name: 'Ann', Amount: '12,5', Code: '007' },
        { Name: 'Ben', Amount: '', Code: '008' },
      ],
      total: 2,
    })
  })

  test('a workbook gives numbers, dates and truth values of the sheet that is named', async () => {
    const rows = [
      ['Name', 'Amount', 'Day', 'Paid'],
      ['Ann', 12.5, new Date(Date.UTC(2026, 1, 3)), true],
      ['Ben', 3, null, false],
    ]
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet([['other']]), 'First')
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { UTC: true }), 'Second')
    const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)
    const source = await upload('book.xlsx', bytes, { kind: 'xlsx', sheet: 'Second' })
    expect(await preview(source)).toMatchObject({
      fields: [{ type: 'text' }, { type: 'number' }, { type: 'text' }, { type: 'boolean' }],
      records: [
        { Name: 'Ann', Amount: 12.5, Day: '2026-02-03', Paid: true },
        { Name: 'Ben', Amount: 3, Day: null, Paid: false },
      ],
    })
    const lacking = await upload('book.xlsx', bytes, { kind: 'xlsx', sheet: 'Third' })
    const answer = await app.request(`/v1/data-sources/${lacking.id}/preview`)
    expect(await refusal(answer)).toMatchObject({
      status: 502,
      code: 'data_unavailable',
      detail:
        'The data source "book.xlsx" gives no data: there is no sheet "Third"; there are: First, Second.',
    })
  })

  test('what has the key now is read, and what a run pinned stays', async () => {
    const put = (text: string) =>
      app.upload(
        '/api/v1/files/upload',
        { name: 'rows.csv', bytes: bytesOf(text), field: 'file_content' },
        {
          file_name: 'rows.csv',
          container: 'input',
        },
      )
    const { key } = (await (await put('name\nAnn')).json()) as { key: string }
    const source = await add({ kind: 'csv', name: 'Rows', file_key: key })
    const template = await app.upload('/api/v1/templates', {
      name: 'letter.docx',
      bytes: buildDocx({ body: paragraph('Dear {{name}}.') }),
    })
    const { template_id } = templateDetails.parse(await template.json())
    const wish = { template_id, data_source_id: source.id, outputs: ['docx'] }
    const first = generation.parse(await (await app.post('/v1/generations', wish)).json())
    await put('name\nBen')
    const second = generation.parse(await (await app.post('/v1/generations', wish)).json())
    expect(first.data_hash).not.toBe(second.data_hash)
    const run = await findRunOfDocument(app.deps.db, first.document_ids[0] ?? '')
    expect(run?.inputs.data).toMatchObject({ name: 'Ann' })
    await waitFor(async () => {
      const answer = await app.request(`/v1/generations/${second.id}`)
      return generation.parse(await answer.json()).status === 'completed' || undefined
    })
  })
})

describe('JSON over HTTP', () => {
  test('is fetched with its headers, which nobody is shown', async () => {
    const headers = { 'X-Token': 'very-secret' }
    const source = await add({
      kind: 'http_json',
      name: 'Items',
      url: `${url}/data`,
      headers,
      pointer: '/items',
    })
    expect(source.has_secret).toBe(true)
    expect((await preview(source)).records).toEqual([{ name: 'Ann' }, { name: 'Ben' }])
    expect(seen.at(-1)).toBe('very-secret')
    const list = await (await app.request('/v1/data-sources')).text()
    expect(dataSourcesResponse.parse(JSON.parse(list)).total).toBeGreaterThan(0)
    expect(list).not.toContain('very-secret')
  })

  test('headers do not go to another address', async () => {
    const source = await add({
      kind: 'http_json',
      name: 'Moving',
      url: 'https://one.example/data',
      headers: { 'X-Token': 'very-secret' },
    })
    const changed = await app.request(`/v1/data-sources/${source.id}`, {
      method: 'PATCH',
      body: JSON.stringify({ url: `${url}/data` }),
      headers: { 'Content-Type': 'application/json' },
    })
    expect(dataSource.parse(await changed.json()).has_secret).toBe(false)
    await preview(source)
    expect(seen.at(-1)).toBeUndefined()
  })

  test.each([
    ['/moved', 'its place answered with status 302, not 200'],
    ['/broken', /no valid JSON/],
  ])('%s gives no data, and says why', async (path, reason) => {
    const source = await add({ kind: 'http_json', name: 'Bad', url: url + path })
    const { detail, status } = await refusal(app.request(`/v1/data-sources/${source.id}/preview`))
    expect(status).toBe(502)
    expect(detail).toMatch(reason)
  })

  test('is asked for again where the connection breaks, and given up behind three attempts', async () => {
    const twice = await add({ kind: 'http_json', name: 'Twice', url: `${url}/breaks%20twice` })
    expect((await preview(twice)).records).toEqual([{ name: 'Ann' }])
    const always = await add({ kind: 'http_json', name: 'Always', url: `${url}/breaks%20always` })
    const { detail, status } = await refusal(app.request(`/v1/data-sources/${always.id}/preview`))
    expect(status).toBe(502)
    expect(detail).toContain('its place broke the connection off, in 3 attempts')
  })

  test('a place that is too slow or sends too much is left', async () => {
    const open = { allowsPrivateAddresses: true }
    const hurried = createRecordSource({ ...open, timeoutMilliseconds: 200 })
    await expect(hurried.fetchJson(`${url}/slow`, {})).rejects.toThrow('within 0.2 seconds')
    const small = createRecordSource({ ...open, maximumBytes: 1000 })
    await expect(small.fetchJson(`${url}/large`, {})).rejects.toThrow('more than 1000 bytes')
  })

  test.each([
    'https://127.0.0.1/',
    'https://localhost/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://0x7f.1/',
    'http://93.184.216.34/',
  ])('%s is not reached unless that is configured', async (address) => {
    const records = createRecordSource({ allowsPrivateAddresses: false })
    await expect(records.fetchJson(address, {})).rejects.toBeInstanceOf(DataUnavailable)
    await expect(records.fetchJson(address, {})).rejects.toThrow(/not public|not https/)
  })
})

describeWith('postgres', 'rows of PostgreSQL', (programs) => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres(programs)
    const client = new Client({ connectionString: server.connectionString })
    await client.connect()
    await client.query(
      `create sequence numbers; create table orders (id integer, day date, total numeric); insert into orders values (1, '2026-02-03', 12.50), (2, null, 3)`,
    )
    await client.end()
  }, 60_000)
  afterAll(() => server.stop())

  const addQuery = (query: string) =>
    add({ kind: 'sql', name: 'Orders', connection_string: server.connectionString, query })

  test('come as records, and nothing of the connection is shown', async () => {
    const source = await addQuery('select id, total from orders order by id;')
    expect(JSON.stringify(source)).not.toContain('top-secret')
    expect((await preview(source)).records).toEqual([
      { id: 1, total: '12.50' },
      { id: 2, total: '3' },
    ])
  })

  test.each([
    ['delete from orders returning id', /syntax error|DELETE/i],
    ['select 1; commit; delete from orders', /multiple commands/],
    ["select nextval('numbers')", /read-only/],
  ])('%s changes nothing', async (query, reason) => {
    const source = await addQuery(query)
    const { detail, status } = await refusal(app.request(`/v1/data-sources/${source.id}/preview`))
    expect(status).toBe(502)
    expect(detail).toMatch(reason)
    expect((await preview(await addQuery('select id from orders'))).total).toBe(2)
  })

  test('end where they take too long, are too many, or the password is wrong', async () => {
    const { connectionString } = server
    const open = { allowsPrivateAddresses: true }
    // the same time bounds the connection, which a busy machine takes a while to make
    const hurried = createRecordSource({ ...open, timeoutMilliseconds: 5_000 })
    await expect(hurried.queryRows(connectionString, 'select pg_sleep(50)')).rejects.toThrow(
      /statement timeout/,
    )
    const records = createRecordSource({ ...open, maximumRows: 1000 })
    const many = 'select generate_series(1, 5000) as n'
    await expect(records.queryRows(connectionString, many)).rejects.toThrow('more than 1000 rows')
    const wrong = connectionString.replace('top-secret', 'other-secret')
    await expect(records.queryRows(wrong, many)).rejects.toThrow(/refuses the user or password/)
    const guarded = createRecordSource({ allowsPrivateAddresses: false })
    await expect(guarded.queryRows(connectionString, many)).rejects.toThrow('not public')
  })
})

describe('what is refused', () => {
  test('fields that the kind lacks or does not take, by name', async () => {
    const lacking = await refusal(app.post('/v1/data-sources', { kind: 'sql', name: 'a' }))
    expect(lacking.errors?.map(({ loc }) => loc.at(-1))).toEqual(['connection_string', 'query'])
    const body = { kind: 'csv', name: 'a', file_key: 'k', query: 'select 1' }
    const strange = await refusal(app.post('/v1/data-sources', body))
    expect(strange.errors).toMatchObject([
      { loc: ['body', 'query'], msg: 'is not of the kind csv' },
    ])
    const files = 'postgresql://u@h/d?ssl%72ootcert=/etc/passwd'
    const sql = { kind: 'sql', name: 'a', query: 'select 1', connection_string: files }
    expect((await refusal(app.post('/v1/data-sources', sql))).status).toBe(422)
  })

  test('a generation of an unknown data source, or of two kinds of data', async () => {
    const template_id = crypto.randomUUID()
    const wish = { template_id, data_source_id: crypto.randomUUID(), outputs: ['docx'] }
    const unknown = await refusal(app.post('/v1/generations', wish))
    expect(unknown.errors?.[0]?.loc).toEqual(['body', 'data_source_id'])
    const both = await refusal(app.post('/v1/generations', { ...wish, data: {} }))
    expect(both.errors?.[0]?.loc).toEqual(['body', 'data'])
  })

  test('one that is deleted is gone, with the file that came with it', async () => {
    const source = await upload('gone.json', bytesOf('[{"a":"only here"}]'), { kind: 'json' })
    const path = `/v1/data-sources/${source.id}`
    expect((await app.request(path, { method: 'DELETE' })).status).toBe(204)
    expect((await app.request(path)).status).toBe(404)
  })
})

test('nothing went wrong on the server', () => {
  expect(app.logged).toEqual([])
})
