import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerMessage, conversationSummary } from '../../shared/contract/conversations.ts'
import { documentDetails } from '../../shared/contract/documents.ts'
import { waitFor, type TestApp, type TestAppOptions } from '../support/create-test-app.ts'
import {
  contentsOf,
  describeEmbedderOf,
  openEmbeddingApp,
  paraphrase,
  searchIn,
  sendNotes,
  withdrawal,
} from '../support/embedding-app.ts'
import {
  answerJson,
  startEmbeddingServer,
  writeVectors,
  type EmbeddingServer,
} from '../support/embedding-server.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

let server: EmbeddingServer
let app: TestApp
beforeEach(async () => {
  server = await startEmbeddingServer()
  app = await openApp()
})
afterEach(async () => {
  await app.close()
  await server.close()
})

const openApp = (change: TestAppOptions = {}) => openEmbeddingApp(server, change)
const send = (words: string, name = 'notes.md', to = app) => sendNotes(to, words, name)
const search = (request: object, from = app) => searchIn(from, request)
const describeEmbedder = (from = app) => describeEmbedderOf(from, app.ownerKey)
const plasma = 'Plasma was kept frozen in the cellar of the clinic until the last visit.'

describe('an endpoint that fails', () => {
  test('fails no reading and no search; what it missed it is sent when it works again', async () => {
    server.answerWith((_, response) => answerJson(response, { error: 'overloaded' }, 503))
    const id = await send(withdrawal)
    const read = await waitFor(async () => {
      const source = documentDetails.parse(
        await (await app.request(`/api/v1/documents/${id}`)).json(),
      )
      return source.status === 'completed' || undefined
    })
    expect(read).toBe(true)
    await waitFor(async () => (await describeEmbedder()).error ?? undefined)
    expect(await describeEmbedder()).toMatchObject({
      error: 'the embedder answers with HTTP 503',
      passages_without_vectors: 1,
    })
    const ready = await app.request('/health/ready')
    expect(ready.status).toBe(200)
    expect(await ready.json()).toMatchObject({ embedder: 'failing' })
    const found = await search({ query: 'participants withdrew' })
    expect(contentsOf(found)).toEqual([withdrawal])
    expect(found.results[0]?.score_source).toBe('keyword')
    expect(found.warnings).toEqual([
      'Answered by keyword, since the embedder answers with HTTP 503.',
    ])
    server.answerWith(undefined)
    await waitUntilIdle(app)
    expect(await describeEmbedder()).toMatchObject({ passages_without_vectors: 0 })
    await waitFor(async () => {
      const again = await search({ query: paraphrase })
      return contentsOf(again)[0] === withdrawal || undefined
    })
    expect((await describeEmbedder()).error).toBeNull()
    expect(app.embedderChanges).toEqual(['the embedder answers with HTTP 503', null])
    expect(app.logged).toEqual([])
  })

  test('by silence holds up a search for its short time alone', async () => {
    const hasty = await openApp({ queryMilliseconds: 300 })
    await send(withdrawal, 'notes.md', hasty)
    await waitUntilIdle(hasty)
    server.answerWith(() => undefined)
    const found = await search({ query: 'participants withdrew' }, hasty)
    expect(contentsOf(found)).toEqual([withdrawal])
    expect(found.warnings).toEqual([
      'Answered by keyword, since the embedder did not answer in time.',
    ])
    await hasty.close()
  })

  test('by silence does not hold up a server that is to end', async () => {
    server.answerWith(() => undefined)
    const other = await openApp()
    await send(withdrawal, 'notes.md', other)
    await waitFor(async () => server.requests.length > 0 || undefined)
    await other.close()
    expect(other.logged).toEqual([])
  }, 30_000)

  test('is sent nothing of a source that was deleted meanwhile, though an answer still cites it', async () => {
    server.answerWith((_, response) => answerJson(response, {}, 503))
    const id = await send(plasma, 'samples.md')
    await waitFor(async () => (await describeEmbedder()).error ?? undefined)
    const opened = await app.post('/api/v1/conversations', {})
    const { conversation_id: conversation } = conversationSummary.parse(await opened.json())
    const turn = { turn_id: '1', text: 'Where was plasma kept frozen?' }
    const headers = { Accept: 'application/json' }
    const path = `/api/v1/conversations/${conversation}/messages`
    const answer = answerMessage.parse(await (await app.post(path, turn, headers)).json())
    expect(answer.sentences.flatMap(({ citations }) => citations)).not.toEqual([])
    expect((await app.request(`/api/v1/documents/${id}`, { method: 'DELETE' })).status).toBe(204)
    server.requests.splice(0)
    server.answerWith(undefined)
    await waitUntilIdle(app)
    expect(server.requests).toEqual([])
    expect(await app.deps.db.selectFrom('source_texts').select('id').execute()).toHaveLength(1)
  })

  test('is left alone for as long as it asks for, and searches go on without it', async () => {
    await send(withdrawal)
    await waitUntilIdle(app)
    server.answerWith((_, response) => {
      response.setHeader('Retry-After', '50')
      answerJson(response, {}, 429)
    })
    const found = await search({ query: 'participants withdrew' })
    expect(found.warnings.join()).toContain('HTTP 429')
    const asked = server.requests.length
    expect((await search({ query: 'participants' })).warnings).toEqual(found.warnings)
    expect(server.requests.length).toBe(asked)
  })

  test('by vectors of another length says so, and nothing is compared with them', async () => {
    await send(withdrawal)
    await waitUntilIdle(app)
    server.answerWith(({ input }, response) => answerJson(response, writeVectors(input, 64)))
    const { results, warnings } = await search({ query: 'participants withdrew' })
    expect(results[0]?.score_source).toBe('keyword')
    expect(warnings.join()).toContain('vectors of 64 numbers')
    expect(warnings.join()).toContain('have 256')
  })

  test('before anything is embedded, a search says how much has no vector', async () => {
    let isHeld = true
    server.answerWith(({ input }, response) => {
      if (isHeld && input.some((text) => text.includes(withdrawal)))
        return answerJson(response, {}, 500)
      answerJson(response, writeVectors(input))
    })
    await send(withdrawal)
    const found = await waitFor(async () => {
      const one = await search({ query: 'participants withdrew', search_mode: 'semantic' })
      return one.searched.passages === 1 ? one : undefined
    })
    expect(found.results).toEqual([])
    expect(found.warnings).toEqual([
      'Of 1 passages, 1 have no vector yet: that part was not searched.',
    ])
    isHeld = false
    await waitUntilIdle(app)
  })

  test('by refusing long texts is sent shorter ones', async () => {
    server.answerWith(({ input }, response) => {
      if (input.some((text) => text.length > 300)) {
        return answerJson(response, { error: { message: 'too many tokens' } }, 400)
      }
      answerJson(response, writeVectors(input))
    })
    const long = Array.from({ length: 40 }, (_, at) => `The visit ${at} went well.`).join(' ')
    await send(`${long}\n\n${withdrawal}`)
    await waitUntilIdle(app)
    expect(await describeEmbedder()).toMatchObject({ error: null, passages_without_vectors: 0 })
  })

  test('by refusing any text leaves the source readable, and the next start tries again', async () => {
    server.answerWith((_, response) =>
      answerJson(response, { error: 'no; you sent a-secret-key' }, 422),
    )
    await send(withdrawal)
    await waitUntilIdle(app)
    expect(await describeEmbedder()).toMatchObject({
      error: 'the embedder answers with HTTP 422',
      passages_without_vectors: 1,
    })
    expect(app.logged.length).toBeGreaterThan(0)
    const said = JSON.stringify(app.logged.map((error) => ({ ...(error as Error) })))
    expect(said).toContain('no; you sent …')
    expect(said).not.toContain('a-secret-key')
    server.answerWith(undefined)
    await app.queue.close()
    const next = await openApp({ dataFolder: app.dataFolder })
    await waitUntilIdle(next)
    expect(await describeEmbedder(next)).toMatchObject({ passages_without_vectors: 0 })
    await next.queue.close()
  })

  test('by vectors of another length does not tell everybody which model is used', async () => {
    await send(withdrawal)
    await waitUntilIdle(app)
    server.answerWith(({ input }, response) => answerJson(response, writeVectors(input, 64)))
    await search({ query: 'participants withdrew' })
    const ready = await app.request('/health/ready', { headers: { 'X-API-Key': '' } })
    const said = await ready.text()
    expect(JSON.parse(said)).toMatchObject({ status: 'ok', embedder: 'failing' })
    expect(said).not.toContain('letters')
    expect((await describeEmbedder()).error).toContain('letters')
  })
})

test('a start asks for vectors of what has none yet, and not of a source without evidence', async () => {
  await send('', 'empty.md')
  await send(withdrawal)
  await waitUntilIdle(app)
  await app.queue.close()
  const next = await openApp({ dataFolder: app.dataFolder, startQueue: false })
  const jobs = await next.deps.db
    .selectFrom('jobs')
    .select('kind')
    .where('kind', '=', 'embed')
    .where('status', '=', 'waiting')
    .execute()
  expect(jobs).toEqual([])
  await next.queue.close()
})
