import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addedSource } from '../../shared/contract/documents.ts'
import {
  chunk,
  chunksResponse,
  contextResponse,
  searchResponse,
} from '../../shared/contract/search.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

let app: TestApp
let plan: string
let table: string
beforeAll(async () => {
  app = await createTestApp()
  plan = await send('study/sources/analysis-plan.docx', 'plan.docx')
  table = await send('study/sources/table-14-1.1.docx', 'table.docx')
  await waitUntilIdle(app)
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

async function send(path: string, name: string, fields: Record<string, string> = {}) {
  const bytes = await readExample(path)
  const response = await app.upload('/api/v1/documents', { name, bytes }, fields)
  return addedSource.parse(await response.json()).document_id
}

const search = async (request: object) =>
  searchResponse.parse(await (await app.post('/api/v1/search', request)).json())
const get = async (path: string) => (await app.request(`/api/v1/chunks/${path}`)).json()

describe('search', () => {
  test('finds passages with their place, best first, and judges them', async () => {
    const found = await search({ query: 'missing Week 12 value of blood pressure', limit: 3 })
    const [best] = found.results
    expect(best?.content).toContain('A missing Week 12 value of blood pressure will be replaced')
    expect(best).toMatchObject({ document_id: plan, score_source: 'keyword', is_stale: false })
    expect(found.results.map(({ score }) => score)).toEqual(
      found.results.map(({ score }) => score).toSorted((a, b) => b - a),
    )
    expect(found.quality_verdict.verdict).toBe('sufficient')
    expect(found.warnings).toEqual([])
  })

  test('of what no source speaks of is insufficient', async () => {
    const { quality_verdict: verdict } = await search({ query: 'penguins in Antarctica' })
    expect(verdict).toMatchObject({ verdict: 'insufficient_evidence', reason_code: 'no_match' })
  })

  test('looks into the named documents alone, and leaves out what scores less than asked', async () => {
    const query = 'subjects completed Week 12'
    const { results, searched } = await search({ query, document_ids: [table] })
    expect(new Set(results.map(({ document_id: id }) => id))).toEqual(new Set([table]))
    expect(searched.sources).toBe(1)
    expect((await search({ query, min_score: 1000 })).results).toEqual([])
  })

  test.each(['semantic', 'hybrid'])('in %s mode answers by keyword and says so', async (mode) => {
    const request = { query: 'analysis of covariance' }
    const { results, warnings } = await search({ ...request, search_mode: mode, alpha: 0.3 })
    expect(warnings.join()).toContain('was answered by keyword')
    expect(results).toEqual((await search(request)).results)
  })

  test('gives the words around each result when asked', async () => {
    const query = 'last post-baseline value carried forward'
    const { results } = await search({ query, include_context: true, context_window: 1 })
    for (const { content, context, start_char: start, end_char: end } of results) {
      expect(context?.content).toContain(content)
      expect(context?.start_char).toBeLessThanOrEqual(start)
      expect(context?.end_char).toBeGreaterThanOrEqual(end)
    }
    expect(results[0]?.context?.content.length).toBeGreaterThan(results[0]?.content.length ?? 0)
  })

  test.each([
    [{ query: '' }, 'query'],
    [{ query: 'x'.repeat(1001) }, 'query'],
    [{ query: '?!' }, 'query'],
    [{ query: 'x', search_mode: 'magic' }, 'search_mode'],
    [{ query: 'x', alpha: 2 }, 'alpha'],
  ])('that can not be made names its field: %o', async (request, field) => {
    const response = await app.post('/api/v1/search', request)
    expect(response.status).toBe(422)
    expect(JSON.stringify(await response.json())).toContain(`"body","${field}"`)
  })
})

describe('chunks', () => {
  test('tile the text of their document', async () => {
    const { chunks, total } = chunksResponse.parse(await get(`${plan}?page_size=100`))
    expect(chunks).toHaveLength(total)
    const whole = contextResponse.parse(await get(`${plan}/context?max_chars=100000`))
    expect(chunks.map(({ content }) => content).join('')).toBe(whole.content)
    expect(whole.total_chars).toBe(whole.content.length)
    const second = chunksResponse.parse(await get(`${plan}?page=2&page_size=3`))
    expect(second.chunks).toEqual(chunks.slice(3, 6))
  })

  test('are had by their id, of their own document alone', async () => {
    const { chunks } = chunksResponse.parse(await get(plan))
    const id = chunks[2]?.chunk_id ?? ''
    expect(chunk.parse(await get(`${plan}/${id}`))).toEqual(chunks[2])
    for (const path of [`${table}/${id}`, `${plan}/nothing`, `${plan}/${id}0000`]) {
      expect((await app.request(`/api/v1/chunks/${path}`)).status).toBe(404)
    }
  })

  test('of an earlier version say whether the newest one has other words', async () => {
    const fields = { external_id: 'T' }
    const id = await send('audit/sources/findings.docx', 'a.docx', fields)
    await waitUntilIdle(app)
    const { chunks } = chunksResponse.parse(await get(id))
    const old = chunks.find(({ is_evidence: isEvidence }) => isEvidence)
    await send('audit/sources/audit-charter.docx', 'b.docx', fields)
    await waitUntilIdle(app)
    expect(await get(`${id}/${old?.chunk_id}`)).toEqual({ ...old, is_stale: true })
  })
})
