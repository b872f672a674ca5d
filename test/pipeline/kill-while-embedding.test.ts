import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../server/db/open-database.ts'
import { embedderResponse, type EmbedderResponse } from '../../shared/contract/embedder.ts'
import { searchResponse } from '../../shared/contract/search.ts'
import { readExample, waitFor } from '../support/create-test-app.ts'
import {
  answerJson,
  startEmbeddingServer,
  writeVectors,
  type EmbeddingServer,
} from '../support/embedding-server.ts'
import { startServerProcess, type ServerProcess } from '../support/server-process.ts'

let folder: string
let endpoint: EmbeddingServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-embedding-'))
  endpoint = await startEmbeddingServer()
})
afterAll(async () => {
  await endpoint.close()
  await rm(folder, { recursive: true, force: true })
})

const start = () =>
  startServerProcess(folder, {
    SOURCEWRIGHT_EMBEDDER_URL: endpoint.url,
    SOURCEWRIGHT_EMBEDDER_MODEL: 'letters',
    SOURCEWRIGHT_EMBEDDER_KEY: 'a-secret-key',
  })

test('an embedding that is killed half way goes on behind what is stored, and embeds nothing twice', async () => {
  // the third portion of passages is never answered
  endpoint.answerWith(({ input }, response) => {
    if (endpoint.requests.length < 3) answerJson(response, writeVectors(input))
  })
  const first = await start()
  const headers = { 'X-API-Key': first.apiKey ?? '' }
  await upload(first, headers)
  await waitFor(async () => (endpoint.requests.length >= 3 ? true : undefined))
  const half = await describe(first, headers)
  const stored = endpoint.requests.slice(0, 2).flatMap(({ input }) => input)
  expect(half.passages - half.passages_without_vectors).toBe(stored.length)
  expect(half.passages_without_vectors).toBeGreaterThan(0)
  await first.kill()

  endpoint.answerWith(undefined)
  const second = await start()
  const whole = await waitFor(async () => {
    const now = await describe(second, headers)
    return now.passages_without_vectors === 0 ? now : undefined
  })
  expect(whole).toEqual({ ...half, passages_without_vectors: 0 })
  const sent = endpoint.requests.slice(3).flatMap(({ input }) => input)
  expect(sent.length).toBe(half.passages_without_vectors)
  const again = sent.filter((text) => stored.includes(text))
  expect(again).toEqual([])
  expect(await search(second, headers)).toContain('hybrid')
  await second.stop()
  await expectEachOnce(whole.passages)
}, 120_000)

async function upload({ url }: ServerProcess, headers: Record<string, string>): Promise<void> {
  const form = new FormData()
  const bytes = await readExample('study/sources/protocol.pdf')
  form.append('file', new File([new Uint8Array(bytes)], 'protocol.pdf'))
  const response = await fetch(`${url}/api/v1/documents`, { method: 'POST', headers, body: form })
  expect(response.status).toBe(201)
}

async function describe(
  { url }: ServerProcess,
  headers: Record<string, string>,
): Promise<EmbedderResponse> {
  return embedderResponse.parse(await (await fetch(`${url}/api/v1/embedder`, { headers })).json())
}

async function search({ url }: ServerProcess, headers: Record<string, string>) {
  const response = await fetch(`${url}/api/v1/search`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: 'primary objective' }),
  })
  const { results } = searchResponse.parse(await response.json())
  return results.map(({ score_source: by }) => by)
}

async function expectEachOnce(passages: number): Promise<void> {
  const db = await openDatabase(join(folder, 'sourcewright.sqlite'))
  const rows = await db.selectFrom('passage_vectors').select('packed').execute()
  await db.destroy()
  const ordinals = rows.flatMap(({ packed }) => {
    const { buffer } = packed.slice()
    const [count = 0] = new Uint32Array(buffer, 0, 1)
    return [...new Uint32Array(buffer, 8, count)]
  })
  expect(ordinals.length).toBe(passages)
  expect(new Set(ordinals).size).toBe(passages)
}
