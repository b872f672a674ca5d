import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerMessage, conversationSummary } from '../../shared/contract/conversations.ts'
import { documentSet } from '../../shared/contract/document-sets.ts'
import {
  addedLocalDocument,
  addedSource,
  documentDetails,
} from '../../shared/contract/documents.ts'
import { embedderResponse } from '../../shared/contract/embedder.ts'
import { searchResponse } from '../../shared/contract/search.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import {
  answerJson,
  startEmbeddingServer,
  writeVectors,
  type EmbeddingServer,
} from '../support/embedding-server.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const withdrawal = 'Nine participants withdrew because of queasiness.'
const plasma = 'Plasma was kept frozen in the cellar of the clinic until the last visit.'

/** Says the same as `withdrawal`, without a word of it. */
const paraphrase = 'people dropped nausea'

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

const openApp = (change: Parameters<typeof createTestApp>[0] = {}) =>
  createTestApp({
    embedder: { url: server.url, model: 'letters', key: 'a-secret-key' },
    queryMilliseconds: 20_000,
    ...change,
  })

async function send(words: string, name = 'notes.md', to = app): Promise<string> {
  const bytes = new TextEncoder().encode(`# Notes\n\n${words}\n`)
  const response = await to.upload('/api/v1/documents', { name, bytes })
  return addedSource.parse(await response.json()).document_id
}

const search = async (request: object, from = app) =>
  searchResponse.parse(await (await from.post('/api/v1/search', request)).json())
/** A later start of a store makes no key. */
const ofOwner = (of: TestApp) => ({ headers: { 'X-API-Key': of.ownerKey || app.ownerKey } })
const describeEmbedder = async (from = app) =>
  embedderResponse.parse(await (await from.request('/api/v1/embedder', ofOwner(from))).json())
const countRows = async (of = app) =>
  (await of.deps.db.selectFrom('passage_vectors').select('source_text_id').execute()).length
const contents = ({ results }: { results: readonly { content: string }[] }) =>
  results.map(({ content }) => content.trim().split('\n').at(-1))

describe('with an embedder', () => {
  beforeEach(async () => {
    await send(withdrawal)
    await send(plasma, 'samples.md')
    await waitUntilIdle(app)
  })

  test('a search finds a paraphrase that no word of the source gives away, and without it does not', async () => {
    const found = await search({ query: paraphrase })
    expect(contents(found)[0]).toBe(withdrawal)
    expect(found.results[0]?.score_source).toBe('hybrid')
    expect(found.warnings).toEqual([])
    const byKeyword = await search({ query: paraphrase, search_mode: 'keyword' })
    expect(byKeyword.results).toEqual([])
  })

  test('what is near is not evidence: the verdict rests on words as before', async () => {
    const found = await search({ query: paraphrase })
    expect(found.quality_verdict.verdict).toBe('insufficient_evidence')
  })

  test('the modes rank by words, by vectors, or by both', async () => {
    const query = 'frozen plasma'
    const [words, vectors, both] = await Promise.all(
      ['keyword', 'semantic', 'hybrid'].map((mode) => search({ query, search_mode: mode })),
    )
    expect(words && contents(words)).toEqual([plasma])
    expect(vectors && contents(vectors)[0]).toBe(plasma)
    expect(vectors?.results).toHaveLength(2)
    expect(vectors?.results.every(({ score }) => score <= 1.01)).toBe(true)
    expect(both && contents(both)[0]).toBe(plasma)
    const sources = [words, vectors, both].map((one) => one?.results[0]?.score_source)
    expect(sources).toEqual(['keyword', 'semantic', 'hybrid'])
    const none = await search({ query, search_mode: 'hybrid', alpha: 0 })
    expect(none.results).toEqual(words?.results)
  })

  test('model, key and texts go to the endpoint as its API wants them', () => {
    const [first] = server.requests
    expect(first).toMatchObject({
      path: '/v1/embeddings',
      authorization: 'Bearer a-secret-key',
      model: 'letters',
    })
    const texts = server.requests.flatMap(({ input }) => input)
    expect(texts.some((text) => text.includes('Notes') && text.includes(withdrawal))).toBe(true)
  })

  test('a keyword search, a run and a check ask nothing of the endpoint', async () => {
    const before = server.requests.length
    await search({ query: 'frozen plasma', search_mode: 'keyword' })
    const file = { name: 'mine.docx', bytes: buildDocx({ body: paragraph(withdrawal) }) }
    const local = await app.upload('/api/v1/documents/local', file)
    const { document_id: id } = addedLocalDocument.parse(await local.json())
    expect((await app.post(`/api/v1/documents/${id}/checks`, {})).status).toBe(202)
    await waitUntilIdle(app)
    expect(server.requests.length).toBe(before)
  })

  test('a selection that is only alike has no source; one that says the same has it', async () => {
    const body = [paraphrase, withdrawal].map((text) => paragraph(text)).join('')
    const file = { name: 'mine.docx', bytes: buildDocx({ body }) }
    const local = await app.upload('/api/v1/documents/local', file)
    const { document_id: id } = addedLocalDocument.parse(await local.json())
    const trace = async (text: string) => {
      const request = { document_id: id, selected_text: text }
      const response = await app.post('/get-sources-for-selected-text', request)
      return sourcesResponse.parse(await response.json())
    }
    expect((await trace(paraphrase)).sources).toEqual([])
    const { sources } = await trace(withdrawal)
    expect(sources.map(({ referenced_text: text }) => text)).toEqual([withdrawal])
    const asked = server.requests.flatMap(({ input }) => input)
    expect(asked).toContain(paraphrase)
  })

  test('chat names what comes near in meaning, and still does not answer from it', async () => {
    const opened = await app.post('/api/v1/conversations', {})
    const { conversation_id: id } = conversationSummary.parse(await opened.json())
    const turn = { turn_id: '1', text: 'Who quit for nausea?' }
    const headers = { Accept: 'application/json' }
    const response = await app.post(`/api/v1/conversations/${id}/messages`, turn, headers)
    const answer = answerMessage.parse(await response.json())
    expect(answer.sentences.filter(({ kind }) => kind === 'statement')).toEqual([])
    expect(answer.nearest[0]?.document_name).toBe('notes.md')
  })

  test('vectors go with their source', async () => {
    const before = await countRows()
    const id = await send('A third note.', 'third.md')
    await waitUntilIdle(app)
    await search({ query: 'third' })
    expect(await countRows()).toBe(before + 1)
    expect((await app.request(`/api/v1/documents/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect(await countRows()).toBe(before)
    const found = await search({ query: 'third note', search_mode: 'semantic' })
    expect(contents(found)).not.toContain('A third note.')
    const jobs = await app.deps.db.selectFrom('jobs').select('kind').execute()
    expect(jobs.filter(({ kind }) => kind === 'embed')).toHaveLength(2)
  })

  test('a second workspace changes, finds and counts nothing of the first one', async () => {
    const request = { query: paraphrase, search_mode: 'semantic' }
    const inFirst = { 'X-Workspace-Id': app.workspaceId }
    const searchIn = async (headers: Record<string, string>) =>
      searchResponse.parse(await (await app.post('/api/v1/search', request, headers)).json())
    const countIn = async (headers: Record<string, string>) =>
      embedderResponse.parse(await (await app.request('/api/v1/embedder', { headers })).json())
    const before = await searchIn(inFirst)
    const set = { document_set_name: 'Other', document_set_key: 'other' }
    const made = await app.post('/api/v1/document-sets', set)
    const inSecond = { 'X-Workspace-Id': documentSet.parse(await made.json()).id }
    expect((await searchIn(inSecond)).results).toEqual([])
    const form = new FormData()
    form.append('file', new File([`# Notes\n\n${paraphrase}. ${withdrawal}\n`], 'near.md'))
    const sent = { method: 'POST', body: form, headers: inSecond }
    expect((await app.request('/api/v1/documents', sent)).status).toBe(201)
    await waitUntilIdle(app)
    expect((await searchIn(inFirst)).results).toEqual(before.results)
    const found = await searchIn(inSecond)
    expect(found.results.map(({ document_name: name }) => name)).toEqual(['near.md'])
    expect(await countIn(inFirst)).toMatchObject({ passages: 2, passages_without_vectors: 0 })
    expect(await countIn(inSecond)).toMatchObject({ passages: 1, passages_without_vectors: 0 })
  })

  test('another model has everything embedded again, and what the first one made is dropped', async () => {
    const before = server.requests.length
    await app.queue.close()
    const next = await openApp({
      dataFolder: app.dataFolder,
      embedder: { url: server.url, model: 'other', key: undefined },
    })
    await waitUntilIdle(next)
    const asked = server.requests.slice(before)
    expect(asked.map(({ model, authorization }) => [model, authorization])).toEqual([
      ['other', undefined],
      ['other', undefined],
    ])
    const rows = await next.deps.db.selectFrom('passage_vectors').select('made_by').execute()
    expect(rows.map(({ made_by }) => made_by)).toEqual(['other 1', 'other 1'])
    await next.queue.close()
  })
})

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
    expect(await ready.json()).toMatchObject({
      embedder: 'failing',
      embedder_error: 'the embedder answers with HTTP 503',
    })
    const found = await search({ query: 'participants withdrew' })
    expect(contents(found)).toEqual([withdrawal])
    expect(found.results[0]?.score_source).toBe('keyword')
    expect(found.warnings).toEqual([
      'Answered by keyword, since the embedder answers with HTTP 503.',
    ])
    server.answerWith(undefined)
    await waitUntilIdle(app)
    expect(await describeEmbedder()).toMatchObject({ passages_without_vectors: 0 })
    await waitFor(async () => {
      const again = await search({ query: paraphrase })
      return contents(again)[0] === withdrawal || undefined
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
    expect(contents(found)).toEqual([withdrawal])
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
})

test('without an embedder nothing is asked, stored or said; set later, it embeds what is there', async () => {
  const plain = await createTestApp()
  await send(withdrawal, 'notes.md', plain)
  await waitUntilIdle(plain)
  const found = await search({ query: 'participants withdrew' }, plain)
  expect(found.results[0]?.score_source).toBe('keyword')
  expect(found.warnings).toEqual([])
  expect(await describeEmbedder(plain)).toEqual({
    model: null,
    error: null,
    passages: 1,
    passages_without_vectors: 0,
  })
  expect(await (await plain.request('/health/ready')).json()).toMatchObject({ embedder: 'none' })
  expect(await countRows(plain)).toBe(0)
  expect(server.requests).toEqual([])
  await plain.queue.close()
  const next = await openApp({ dataFolder: plain.dataFolder })
  await waitUntilIdle(next)
  expect(await countRows(next)).toBe(1)
  await next.queue.close()
  await plain.close()
})
