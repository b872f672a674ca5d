import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addedSource } from '../../shared/contract/documents.ts'
import { hybridSearchResponse } from '../../shared/contract/hybrid-search.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { matchesName } from '../../server/domain/match-name.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { openEmbeddingApp, paraphrase, sendNotes, withdrawal } from '../support/embedding-app.ts'
import { startEmbeddingServer, type EmbeddingServer } from '../support/embedding-server.ts'
import { makeStranger } from '../support/callers.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const query = 'missing Week 12 value of blood pressure'
const path = '/api/v1/search/hybrid-test'

async function searchIn(app: TestApp, request: object) {
  const response = await app.post(path, { document_set_key: 'default', query, ...request })
  return hybridSearchResponse.parse(await response.json())
}

describe('without an embedder', () => {
  let app: TestApp
  let plan: string
  beforeAll(async () => {
    app = await createTestApp()
    plan = await send('study/sources/analysis-plan.docx', 'Analysis plan.docx')
    await send('study/sources/table-14-1.1.docx', 'Table 14.docx')
    await waitUntilIdle(app)
  })
  afterAll(() => app.close())

  async function send(file: string, name: string): Promise<string> {
    const bytes = await readExample(file)
    const response = await app.upload('/api/v1/documents', { name, bytes })
    return addedSource.parse(await response.json()).document_id
  }

  test('passages are found by their words, and the answer says so', async () => {
    const found = await searchIn(app, { limit: 3 })
    expect(found).toMatchObject({ query, document_set_key: 'default', search_type: 'text' })
    expect(found.warnings).toEqual(['No embedder is configured: "hybrid" was answered by keyword.'])
    expect(found.total_results).toBe(3)
    const [best, second] = found.chunks
    expect(best).toMatchObject({ rank: 1, score: 1, document_id: plan, document_type: 'sap' })
    expect(best?.content).toContain('A missing Week 12 value of blood pressure will be replaced')
    expect(second?.score).toBeLessThan(1)
    const chunk = await app.request(`/api/v1/chunks/${plan}/${best?.id}`)
    expect(await chunk.json()).toMatchObject({ content: best?.content })
  })

  test('nothing is said of vectors that were not asked for', async () => {
    const found = await searchIn(app, { only_text_search: true })
    expect(found).toMatchObject({ search_type: 'text', warnings: [] })
  })

  test('filters choose documents by name, and what none has is said', async () => {
    const namesOf = async (document_filters: string[]) =>
      new Set((await searchIn(app, { document_filters })).chunks.map((one) => one.document_name))
    expect(await namesOf(['table*'])).toEqual(new Set(['Table 14.docx']))
    expect(await namesOf(['*.docx'])).toEqual(new Set(['Analysis plan.docx', 'Table 14.docx']))
    const none = await searchIn(app, { document_filters: ['Protocol*'] })
    expect(none).toMatchObject({ total_results: 0, searched: { sources: 0, passages: 0 } })
    expect(none.warnings.join(' ')).toContain('No source that was read has a name as asked for.')
  })

  test('a foreign document set is as unknown as a missing one', async () => {
    const stranger = await makeStranger(app)
    const answers = []
    for (const key of [app.workspaceId, '00000000-0000-4000-8000-000000000000']) {
      const request = { document_set_key: key, query }
      const response = await app.post(path, request, { 'X-API-Key': stranger.key })
      const { status, code, detail } = problemDetails.parse(await response.json())
      answers.push({ status, code, detail: detail.replace(key, 'KEY') })
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]).toMatchObject({ status: 400, code: 'document_set_unknown' })
  })
})

describe('with an embedder', () => {
  let app: TestApp
  let server: EmbeddingServer
  beforeAll(async () => {
    server = await startEmbeddingServer()
    app = await openEmbeddingApp(server)
    await sendNotes(app, withdrawal)
    await waitUntilIdle(app)
  })
  afterAll(async () => {
    await app.close()
    await server.close()
  })

  test('a paraphrase is found by its meaning, and not by text alone', async () => {
    const found = await searchIn(app, { query: paraphrase })
    expect(found).toMatchObject({ search_type: 'hybrid', warnings: [] })
    expect(found.chunks[0]?.content).toContain(withdrawal)
    const byText = await searchIn(app, { query: paraphrase, only_text_search: true })
    expect(byText).toMatchObject({ search_type: 'text', total_results: 0 })
  })
})

test.each([
  ['Protocol v2.pdf', 'protocol*', true],
  ['Protocol v2.pdf', '*v2*', true],
  ['Protocol v2.pdf', 'protocol', false],
  ['aba', 'ab*ba', false],
  ['abba', 'ab*ba', true],
  ['abcabd', 'ab*abd', true],
  ['a.b', 'a?b', false],
  ['', '*', true],
  ['abc', '', false],
])('the name "%s" fits "%s": %s', (name, pattern, fits) => {
  expect(matchesName(name, pattern)).toBe(fits)
})
