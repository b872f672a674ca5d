import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { descendants, parseXml } from '../../server/formats/xml.ts'
import { startServer } from '../../server/main.ts'
import { buildPane } from './open-pane.ts'

const origin = 'https://localhost:3000'
const manifest = parseXml(readFileSync(join(import.meta.dirname, '../../manifest.xml'), 'utf8'))
const names = [
  'bt:Image',
  'bt:Url',
  'IconUrl',
  'HighResolutionIconUrl',
  'SupportUrl',
  'SourceLocation',
]
const addresses = names
  .flatMap((name) => descendants(manifest, name))
  .flatMap(({ attributes }) => attributes['DefaultValue'] ?? [])

let folder: string
let server: Awaited<ReturnType<typeof startServer>>

beforeAll(async () => {
  buildPane()
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-manifest-'))
  const env = { SOURCEWRIGHT_DATA: folder, SOURCEWRIGHT_PORT: '0', SOURCEWRIGHT_LOG: 'error' }
  server = await startServer(readConfig(env))
})
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

it.each([...new Set(addresses)])('the server answers %s', async (address) => {
  expect(address.startsWith(`${origin}/`)).toBe(true)
  const response = await fetch(address.replace(origin, server.url))
  expect(response.status).toBe(200)
  const type = address.endsWith('.png') ? 'image/png' : 'text/html'
  expect(response.headers.get('content-type')).toContain(type)
})
