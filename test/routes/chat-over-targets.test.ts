import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askInTurn, listStatements, verdictOf } from '../support/ask-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const report = `# Service report of the ferry

## Service goals

| Service goal | Threshold | Jan 2025 | Feb 2025 |
| --- | --- | --- | --- |
| G1 Boats on time | 90% | 91.2% | 88.0% |
| G2 Calls taken | 85% | 84.9% | 86.1% |
| G3 Seats cleaned | 95% | 95.0% | 97.5% |

A value below the threshold is a miss.

## Emissions

| Quay | Maximum (g/m³) | 2024 (g/m³) |
| --- | --- | --- |
| North quay | 20 | 18 |
| South quay | 20 | 23 |

## Sales goals

| Region | Target | Result |
| --- | --- | --- |
| Coast | 120 | 110 |
| Inland | 80 | 90 |
`

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  const bytes = new TextEncoder().encode(report)
  await app.upload('/api/v1/documents', { name: 'ferry.md', type: 'text/markdown', bytes }, {})
  await waitUntilIdle(app)
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const ask = async (question: string) => (await askInTurn(app, [question])).at(-1)

describe('rows held against the target beside them', () => {
  test.each([
    ['Which service goals were missed in February 2025?', ['G1 Boats on time']],
    ['Which service goals were missed in January?', ['G2 Calls taken']],
    ['Which service goals were not met in January 2025?', ['G2 Calls taken']],
    ['Which service goals were met in February 2025?', ['G2 Calls taken', 'G3 Seats cleaned']],
    ['Which quays exceeded the maximum in 2024?', ['South quay']],
  ])('are those that miss or meet it: %s', async (question, expected) => {
    const answer = await ask(question)
    expect(listStatements(answer).map((text) => text.split(':')[0])).toEqual(expected)
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test('are none for a month that the table does not have', async () => {
    expect(verdictOf(await ask('Which service goals were missed in March 2025?'))).not.toBe(
      'sufficient',
    )
  })

  test('are not told apart where nothing says on which side of it a miss lies', async () => {
    expect(verdictOf(await ask('Which regions missed their sales goals?'))).not.toBe('sufficient')
  })
})
