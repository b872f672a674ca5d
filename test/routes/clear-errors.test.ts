import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemDetails } from '../../shared/contract/problem.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { uploadExample, waitUntilIdle } from '../support/run-in-app.ts'

let app: TestApp
let template_id: string
beforeAll(async () => {
  app = await createTestApp()
  ;({
    template: { template_id },
  } = await uploadExample(app, 'study'))
  await waitUntilIdle(app)
})
afterAll(() => app.close())

const readProblem = async (response: Response) => problemDetails.parse(await response.json())

async function addTemplate(name: string, words: string): Promise<string> {
  const body = paragraph('Report', 'Heading1') + paragraph(words)
  const sent = await app.upload('/api/v1/templates', { name, bytes: buildDocx({ body }) })
  return templateDetails.parse(await sent.json()).template_id
}

describe('a call that is made in another way than the address takes', () => {
  test.each([
    ['PUT', '/api/v1/documents', 'GET, POST'],
    ['POST', '/api/v1/whoami', 'GET'],
    ['PATCH', '/api/v1/conversations/one', 'GET, DELETE'],
  ])('is told what it takes: %s %s', async (method, path, allowed) => {
    const response = await app.request(path, { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe(allowed)
    const { code, detail } = await readProblem(response)
    expect(code).toBe('method_not_allowed')
    expect(detail).toBe(`${path} does not take ${method}; it takes ${allowed}.`)
  })

  test('is told that nothing is there where nothing is', async () => {
    const response = await app.request('/api/v1/nothing', { method: 'PUT' })
    expect(response.status).toBe(404)
    expect((await readProblem(response)).detail).toBe('Nothing is at /api/v1/nothing.')
  })
})

describe('a request to generate', () => {
  test('names the section that the template does not have', async () => {
    const request = { document_type: 'Report', template_id, output_name: 'One section' }
    const selected = { ...request, selected_section_ids: ['Synopsis', 'Nowhere'] }
    const response = await app.post('/api/v1/documents/generate', selected)
    const { detail } = await readProblem(response)
    expect(detail).toMatch(/^The template has no section "Nowhere"; it has: .*Synopsis/)
  })

  test.each([
    ['{{day|date:d MMMM yyyy}}', '"soon" is no date; one such as 2026-11-22 is expected'],
    ['{{day|currency:EUR}}', '"soon" is no amount; a number such as 1234.5 is expected'],
    ['{{day|money:EUR}}', 'the format money is not known; known are date and currency'],
  ])('says what a placeholder takes: %s', async (placeholder, expected) => {
    const id = await addTemplate(`${placeholder.length}.docx`, `On ${placeholder}.`)
    const request = { document_type: 'Report', template_id: id, output_name: placeholder }
    const response = await app.post('/api/v1/documents/generate', {
      ...request,
      data: { day: 'soon' },
    })
    expect(response.status).toBe(400)
    expect((await readProblem(response)).errors?.[0]?.msg).toBe(expected)
  })
})

test('a condition on rows that names no column is told which columns there are', async () => {
  const rule = '[[rule list from=table number=14-1.1 rows_where="sum.count > 5" phrase="{row}"]]'
  const id = await addTemplate('columns.docx', rule)
  const response = await app.post(`/api/v1/templates/${id}/validate`, {})
  const { gaps } = (await response.json()) as { gaps: { reason: string; candidates: string[] }[] }
  expect(gaps[0]?.reason).toBe('table 14-1.1 has no one column sum.count')
  expect(gaps[0]?.candidates).toContain('Placebo (N=60)')
})

describe('a field of another form than is expected', () => {
  test.each([
    [
      { query: 'a'.repeat(1500) },
      'body.query: has 1,500 characters; at most 1,000 are taken',
      'too_big',
    ],
    [{ query: '' }, 'body.query: is empty; at least 1 character is expected', 'too_small'],
    [{ query: 'words', limit: 101 }, 'body.limit: is 101; at most 100 is taken', 'too_big'],
    [{ query: 'words', limit: 0 }, 'body.limit: is 0; at least 1 is expected', 'too_small'],
    [
      { query: 'words', document_ids: [3] },
      'body.document_ids.0: is 3; a string is expected',
      'invalid_type',
    ],
    [{}, 'body.query: is missing; a string is expected', 'invalid_type'],
    [
      { query: 'words', search_mode: 'fuzzy' },
      'body.search_mode: is "fuzzy"; one of "keyword", "semantic", "hybrid" is expected',
      'invalid_value',
    ],
    [
      { query: 'words', document_ids: 'all' },
      'body.document_ids: is "all"; an array is expected',
      'invalid_type',
    ],
  ])('is told with what was sent: %#', async (body, detail, type) => {
    const response = await app.post('/api/v1/search', body)
    expect(response.status).toBe(422)
    const problem = await readProblem(response)
    expect(problem.detail).toContain(detail)
    expect(problem.errors?.[0]?.type).toBe(type)
  })

  test('of a list the page says how many fit on one', async () => {
    const { detail } = await readProblem(await app.request('/api/v1/documents?page_size=500'))
    expect(detail).toBe('query.page_size: is 500; at most 100 is taken')
  })

  test('of one of several forms says what each of them takes', async () => {
    const path = '/api/v1/documents/one/checks/latest?state=green'
    const { detail } = await readProblem(await app.request(path))
    expect(detail).toMatch(
      /^query\.state: is "green"; one of "supported", "partly_supported", "contradicted"/,
    )
  })

  test('of a number in an address says what came in its place', async () => {
    const { detail } = await readProblem(await app.request('/api/v1/documents?page=two'))
    expect(detail).toBe('query.page: is "two"; a number is expected')
  })
})
