import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { issuedApiKey } from '../../shared/contract/api-keys.ts'
import { answerMessage, conversationSummary } from '../../shared/contract/conversations.ts'
import { documentSet } from '../../shared/contract/document-sets.ts'
import { addedLocalDocument } from '../../shared/contract/documents.ts'
import { embedderResponse } from '../../shared/contract/embedder.ts'
import { searchResponse } from '../../shared/contract/search.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, type TestApp, type TestAppOptions } from '../support/create-test-app.ts'
import {
  contentsOf,
  describeEmbedderOf,
  openEmbeddingApp,
  paraphrase,
  searchIn,
  sendNotes,
  withdrawal,
} from '../support/embedding-app.ts'
import { startEmbeddingServer, type EmbeddingServer } from '../support/embedding-server.ts'
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
const countRows = async (of = app) =>
  (await of.deps.db.selectFrom('passage_vectors').select('source_text_id').execute()).length
const plasma = 'Plasma was kept frozen in the cellar of the clinic until the last visit.'

describe('with an embedder', () => {
  beforeEach(async () => {
    await send(withdrawal)
    await send(plasma, 'samples.md')
    await waitUntilIdle(app)
  })

  test('a search finds a paraphrase that no word of the source gives away, and without it does not', async () => {
    const found = await search({ query: paraphrase })
    expect(contentsOf(found)[0]).toBe(withdrawal)
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
    expect(words && contentsOf(words)).toEqual([plasma])
    expect(vectors && contentsOf(vectors)[0]).toBe(plasma)
    expect(vectors?.results).toHaveLength(2)
    expect(vectors?.results.every(({ score }) => score <= 1.01)).toBe(true)
    expect(both && contentsOf(both)[0]).toBe(plasma)
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
    expect(contentsOf(found)).not.toContain('A third note.')
    const jobs = await app.deps.db.selectFrom('jobs').select('kind').execute()
    expect(jobs.filter(({ kind }) => kind === 'embed')).toHaveLength(2)
  })

  test('a second workspace changes, finds and counts nothing of the first one', async () => {
    const request = { query: paraphrase, search_mode: 'semantic' }
    const inFirst = { 'X-Workspace-Id': app.workspaceId }
    const searchOf = async (headers: Record<string, string>) =>
      searchResponse.parse(await (await app.post('/api/v1/search', request, headers)).json())
    const countIn = async (headers: Record<string, string>) =>
      embedderResponse.parse(await (await app.request('/api/v1/embedder', { headers })).json())
    const before = await searchOf(inFirst)
    const set = { document_set_name: 'Other', document_set_key: 'other' }
    const made = await app.post('/api/v1/document-sets', set)
    const inSecond = { 'X-Workspace-Id': documentSet.parse(await made.json()).id }
    expect((await searchOf(inSecond)).results).toEqual([])
    const form = new FormData()
    form.append('file', new File([`# Notes\n\n${paraphrase}. ${withdrawal}\n`], 'near.md'))
    const sent = { method: 'POST', body: form, headers: inSecond }
    expect((await app.request('/api/v1/documents', sent)).status).toBe(201)
    await waitUntilIdle(app)
    expect((await searchOf(inFirst)).results).toEqual(before.results)
    const found = await searchOf(inSecond)
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

test('for what a sandbox holds or asks the embedder is never called', async () => {
  const wish = { name: 'Trial', permissions: ['read', 'write', 'search'], sandbox: true }
  const made = issuedApiKey.parse(await (await app.post('/v1/api-keys', wish)).json())
  const headers = { 'X-API-Key': made.key ?? '' }
  const body = new FormData()
  body.append('file', new File([`# Notes\n\n${withdrawal}\n`], 'notes.md'))
  const added = await app.request('/api/v1/documents', { method: 'POST', headers, body })
  expect(added.status).toBe(201)
  await waitUntilIdle(app)
  const asked = await app.post('/api/v1/search', { query: 'withdrew queasiness' }, headers)
  const found = searchResponse.parse(await asked.json())
  expect(contentsOf(found)).toEqual([withdrawal])
  expect(found.results[0]?.score_source).toBe('keyword')
  expect(server.requests).toEqual([])
})
