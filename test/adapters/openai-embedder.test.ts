import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createOpenAiEmbedder } from '../../server/adapters/openai-embedder.ts'
import { EmbedderFailed } from '../../server/ports/embedder.ts'
import {
  answerJson,
  startEmbeddingServer,
  writeVectors,
  type Answer,
  type EmbeddingServer,
} from '../support/embedding-server.ts'

let server: EmbeddingServer
beforeAll(async () => {
  server = await startEmbeddingServer()
})
afterEach(() => server.answerWith(undefined))
afterAll(() => server.close())

const ask = (texts: readonly string[], change: { url?: string; signal?: AbortSignal } = {}) =>
  createOpenAiEmbedder({ url: change.url ?? server.url, model: 'letters', key: 'a-key' })(
    texts,
    change.signal ?? new AbortController().signal,
  )

async function failureOf(asked: Promise<unknown>): Promise<EmbedderFailed> {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof EmbedderFailed) return error
  throw new Error(`it did not fail as an embedder does, but: ${String(error)}`)
}

test('vectors come in the order of the texts, whatever the order of the answer', async () => {
  const texts = ['a dose of placebo', 'the last visit']
  const calm = await ask(texts)
  server.answerWith(({ input }, response) => {
    const body = writeVectors(input)
    answerJson(response, { ...body, data: body.data.toReversed() })
  })
  expect(await ask(texts)).toEqual(calm)
  expect(calm.map(({ length }) => length)).toEqual([256, 256])
})

test.each([
  ['/v1', '/v1/embeddings'],
  ['/v1/', '/v1/embeddings'],
  ['', '/v1/embeddings'],
  ['/api/embeddings', '/api/embeddings'],
  ['/v1?version=2', '/v1/embeddings?version=2'],
])('an address that ends in "%s" is asked at %s', async (end, path) => {
  await ask(['a dose'], { url: server.url.replace('/v1', '') + end })
  expect(server.requests.at(-1)?.path).toBe(path)
})

const vectorsOf = (...embeddings: unknown[]) => ({
  data: embeddings.map((embedding, index) => ({ index, embedding })),
})

const wrong: [string, Answer, string][] = [
  ['no JSON', (_, response) => response.end('<html>'), 'what are no vectors'],
  ['nothing', (_, response) => response.end(), 'what are no vectors'],
  ['other JSON', (_, response) => answerJson(response, { ok: true }), 'what are no vectors'],
  ['words for numbers', (_, r) => answerJson(r, vectorsOf(['a'], ['b'])), 'what are no vectors'],
  ['too few', (_, r) => answerJson(r, vectorsOf([1, 2])), 'one vector for each text'],
  ['too many', (_, r) => answerJson(r, vectorsOf([1], [2], [3])), 'one vector for each text'],
  ['one without direction', (_, r) => answerJson(r, vectorsOf([1], [0])), 'one vector for each'],
  ['empty ones', (_, r) => answerJson(r, vectorsOf([], [])), 'one vector for each text'],
  [
    'the same one twice',
    (_, r) => answerJson(r, { data: [0, 0].map((index) => ({ index, embedding: [1] })) }),
    'one vector for each text',
  ],
  ['lengths that differ', (_, r) => answerJson(r, vectorsOf([1], [1, 2])), 'of 1, 2 numbers'],
  ['beyond all numbers', (_, r) => r.end('{"data":[{"index":0,"embedding":[1e999]}]}'), 'no vec'],
  [
    'a length beyond all models',
    (_, r) => answerJson(r, vectorsOf(...[0, 1].map(() => new Array<number>(20_000).fill(1)))),
    'of 20000 numbers',
  ],
  [
    'a refusal of the key',
    (_, r) => answerJson(r, { error: 'the key a-key is wrong' }, 401),
    'HTTP 401',
  ],
  [
    'an answer that breaks off',
    (_, response) => {
      response.writeHead(200, { 'Content-Length': 1_000 })
      response.write('{"data":', () => response.destroy())
    },
    'did not come to its end',
  ],
]

test.each(wrong)(
  'an endpoint that answers with %s fails in so many words',
  async (_, answer, said) => {
    server.answerWith(answer)
    const failure = await failureOf(ask(['a dose', 'a visit']))
    expect(failure.message).toContain(said)
    expect(failure.isOfTexts).toBe(false)
    expect(`${failure.message} ${failure.said}`).not.toContain('a-key')
  },
)

test.each([400, 413, 422])('HTTP %d is a refusal of the texts', async (status) => {
  server.answerWith((_, response) => answerJson(response, { error: 'too long' }, status))
  const failure = await failureOf(ask(['a dose']))
  expect(failure).toMatchObject({ isOfTexts: true, said: '{"error":"too long"}' })
})

test('how long to wait is taken from the endpoint', async () => {
  server.answerWith((_, response) => {
    response.setHeader('Retry-After', '7')
    answerJson(response, {}, 429)
  })
  expect((await failureOf(ask(['a dose']))).leaveMilliseconds).toBe(7_000)
})

test('a connection that the endpoint has just given up is made anew, once', async () => {
  let lost = 0
  const lose: Answer = (_, response) => {
    lost += 1
    response.socket?.destroy()
  }
  server.answerWith((request, response) => {
    if (lost === 0) return lose(request, response)
    answerJson(response, writeVectors(request.input))
  })
  expect(await ask(['a dose'])).toHaveLength(1)
  expect(lost).toBe(1)
  server.answerWith(lose)
  expect((await failureOf(ask(['a dose']))).message).toContain('can not be reached')
  expect(lost).toBe(3)
})

test('a redirect is not followed: neither texts nor key go elsewhere', async () => {
  const elsewhere = await startEmbeddingServer()
  server.answerWith((_, response) => {
    response.writeHead(307, { Location: `${elsewhere.url}/embeddings` }).end()
  })
  const failure = await failureOf(ask(['a dose']))
  expect(failure.message).toContain('redirect (HTTP 307)')
  expect(elsewhere.requests).toEqual([])
  await elsewhere.close()
})

test('an answer without end is cut off', async () => {
  let sent = 0
  const endless = createServer((request, response) => {
    request.resume()
    const part = Buffer.alloc(1_000_000, ' ')
    const write = (): void => {
      sent += part.length
      if (sent < 500_000_000 && response.writable) response.write(part, () => setImmediate(write))
    }
    response.on('error', () => undefined)
    write()
  })
  await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`
  const failure = await failureOf(ask(['a dose'], { url }))
  expect(failure.message).toContain('more than 32000000 bytes')
  expect(sent).toBeLessThan(200_000_000)
  endless.closeAllConnections()
  endless.close()
})

test('nobody there, and nobody who answers in time, are told apart', async () => {
  const gone = await startEmbeddingServer()
  await gone.close()
  const failure = await failureOf(ask(['a dose'], { url: gone.url }))
  expect(failure.message).toBe('the embedder can not be reached (ECONNREFUSED)')
  server.answerWith(() => undefined)
  const silent = await failureOf(ask(['a dose'], { signal: AbortSignal.timeout(200) }))
  expect(silent.message).toBe('the embedder did not answer in time')
})
