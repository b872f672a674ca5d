import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchResponse } from '../../shared/contract/search.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  const wanted = [
    'The mean age was 75.1 (8.25) years in the high dose group.',
    'This is study H2Q-MC-LZZT of the sponsor.',
    'Scores of the scale stand in Table 14-3.01 of the report.',
  ]
  const alike = [
    'The mean age was 75.2 (8.29) years in the low dose group.',
    'The mean age was 75.1 years, and the change was 8.25 points, in another group.',
    'This is study H2Q-MC-LZZS of the sponsor.',
    'Scores of the scale stand in Table 14-3.02 of the report.',
    'Scores of the scale stand in Table 14-3.11 of the report.',
  ]
  const lines = [...alike, ...wanted].map((line, index) => `## Part ${index}\n\n${line}`)
  const bytes = new TextEncoder().encode(lines.join('\n\n'))
  await app.upload('/api/v1/documents', { name: 'report.md', bytes })
  const table = [
    '|  | Placebo | All |',
    '| --- | --- | --- |',
    '| Age, mean | 64.2 | 61.7 |',
    '| SD | 5.91 | 6.04 |',
    '| Weight, mean | 71.3 | 70.8 |',
    '| SD | 9.12 | 8.47 |',
  ]
  const rows = new TextEncoder().encode(`## Baseline\n\n${table.join('\n')}`)
  await app.upload('/api/v1/documents', { name: 'baseline.md', bytes: rows })
  await waitUntilIdle(app)
})
afterAll(() => app.close())

test.each(['75.1 (8.25)', 'H2Q-MC-LZZT', '14-3.01', 'Where is Table 14-3.01?'])(
  'search for %s puts first what holds it as it is written',
  async (query) => {
    const response = await app.post('/api/v1/search', { query, limit: 5 })
    const { results } = searchResponse.parse(await response.json())
    expect(results[0]?.content).toContain(query.replace(/^.*Table |\?$/g, ''))
  },
)

test.each(['75.1 (8.25)', 'H2Q-MC-LZZT', '14-3.01'])(
  'an identifier that the best passage holds as it is written is no missing term: %s',
  async (query) => {
    const response = await app.post('/api/v1/search', { query, limit: 1 })
    const { quality_verdict: verdict } = searchResponse.parse(await response.json())
    expect(verdict).toEqual({ verdict: 'sufficient', reason_code: 'answered', confidence: 1 })
  },
)

test.each(['H2Q-MC-LZZ', '14-3.0', 'HIGH DOSE'])(
  'a part of an identifier, or words, are judged by the sentences: %s',
  async (query) => {
    const response = await app.post('/api/v1/search', { query, limit: 1 })
    const { quality_verdict: verdict } = searchResponse.parse(await response.json())
    expect(verdict.confidence).toBeLessThan(1)
  },
)

const judge = async (query: string) => {
  const response = await app.post('/api/v1/search', { query, limit: 5 })
  return searchResponse.parse(await response.json()).quality_verdict
}

test.each(['61.7 (6.04)', '64.2 ± 5.91', '70.8 (SD 8.47)', '71.3 (9.12)'])(
  'a mean and its spread are found in two rows of one column: %s',
  async (query) => {
    expect(await judge(query)).toEqual({
      verdict: 'sufficient',
      reason_code: 'answered',
      confidence: 1,
    })
  },
)

test.each([
  ['of another column', '61.7 (5.91)'],
  ['of another mean', '61.7 (8.47)'],
  ['of which one is another', '61.7 (6.05)'],
  ['of which the spread stands first', '6.04 (61.7)'],
])('two numbers %s are not: %s', async (_, query) => {
  expect((await judge(query)).confidence).toBeLessThan(1)
})
