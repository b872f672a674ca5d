import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataSource, dataSourcesResponse } from '../../shared/contract/data-sources.ts'
import { createRecordSource } from '../../server/adapters/record-source.ts'
import { DataUnavailable } from '../../server/ports/record-source.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { addDataSource, previewData, refusePreview } from '../support/data-in-app.ts'

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
  expect(app.logged).toEqual([])
  await app.close()
})

describe('JSON over HTTP', () => {
  test('is fetched with its headers, which nobody is shown', async () => {
    const headers = { 'X-Token': 'very-secret' }
    const source = await addDataSource(app, {
      kind: 'http_json',
      name: 'Items',
      url: `${url}/data`,
      headers,
      pointer: '/items',
    })
    expect(source.has_secret).toBe(true)
    expect((await previewData(app, source)).records).toEqual([{ name: 'Ann' }, { name: 'Ben' }])
    expect(seen.at(-1)).toBe('very-secret')
    const list = await (await app.request('/v1/data-sources')).text()
    expect(dataSourcesResponse.parse(JSON.parse(list)).total).toBeGreaterThan(0)
    expect(list).not.toContain('very-secret')
  })

  test('headers do not go to another address', async () => {
    const source = await addDataSource(app, {
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
    await previewData(app, source)
    expect(seen.at(-1)).toBeUndefined()
  })

  test.each([
    ['/moved', 'its place answered with status 302, not 200'],
    ['/broken', /no valid JSON/],
  ])('%s gives no data, and says why', async (path, reason) => {
    const source = await addDataSource(app, { kind: 'http_json', name: 'Bad', url: url + path })
    const { detail } = await refusePreview(app, source)
    expect(detail).toMatch(reason)
  })

  test('is asked for again where the connection breaks, and given up behind three attempts', async () => {
    const twice = await addDataSource(app, {
      kind: 'http_json',
      name: 'Twice',
      url: `${url}/breaks%20twice`,
    })
    expect((await previewData(app, twice)).records).toEqual([{ name: 'Ann' }])
    const always = await addDataSource(app, {
      kind: 'http_json',
      name: 'Always',
      url: `${url}/breaks%20always`,
    })
    const { detail } = await refusePreview(app, always)
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
