import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askInTurn, listStatements, verdictOf } from '../support/ask-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'
import { writeTables } from '../support/table-files.ts'

const sites = ['Ulm', 'Ulm', 'Trier', 'Ulm', 'Jena', 'Trier', 'Trier', 'Jena', 'Trier', 'Trier']
/** 20 of them, of which 14 are major: 3 at Ulm, 4 at Jena, 7 at Trier. */
const deviations = [
  ['Dev. no.', 'Site', 'Date', 'Class', 'What'],
  ...Array.from({ length: 20 }, (_, index) => [
    `D-${String(index + 1).padStart(2, '0')}`,
    sites[index % 10] ?? '',
    `2025-03-${index + 10}`,
    index % 10 < 3 ? 'Minor' : 'Major',
    `Visit ${index + 1} late`,
  ]),
]

const draws = [
  ['loan', 'asked_on', 'utilisation_date', 'amount_gbp', 'use', 'bank', 'clerk', 'repaid_on'],
  ['L07', '2025-01-20', '2025-01-30', '12000000', 'Ships', 'Kern', 'Odo', '2025-07-30'],
  ['L08', '2025-03-10', '2025-03-21', '7000000', 'Fuel', 'Kern', 'Odo', ''],
]

const subgroups = `# Survival tables

Table 5.1 Hazard ratios of survival by subgroup

| Subgroup | Category | Patients | Hazard ratio |
| --- | --- | --- | --- |
| Age | Under 65 | 184 | 0.61 |
|  | 65 and over | 134 | 0.74 |
| Earlier surgery | Yes | 85 | 0.83 |
|  | No | 233 | 0.60 |
`

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  const add = (name: string, type: string, bytes: Uint8Array) =>
    app.upload('/api/v1/documents', { name, type, bytes }, {})
  const csv = (rows: readonly (readonly string[])[]) => writeTables('csv', [{ name: 'R', rows }])
  await add('RX-12_protocol_deviations.csv', 'text/csv', csv(deviations))
  await add('drawdowns.csv', 'text/csv', csv(draws))
  await add('survival.md', 'text/markdown', new TextEncoder().encode(subgroups))
  await waitUntilIdle(app)
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const ask = async (...turns: string[]) => (await askInTurn(app, turns)).at(-1)

describe('a list that is filtered by the value of a category', () => {
  test.each([
    ['Which deviations were major?', 14],
    ['Which protocol deviations were minor?', 6],
  ])('gives all rows of that value, however many they are: %s', async (question, rows) => {
    const answer = await ask(question)
    expect(answer?.sentences[0]?.text).toBe(`${rows} of 20 rows:`)
    expect(listStatements(answer)).toHaveLength(rows)
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test('is counted', async () => {
    const answer = await ask('How many deviations were major?')
    expect(answer?.sentences[0]?.text).toBe('14 of 20 rows:')
  })

  test('has most rows of that value at one place', async () => {
    const answer = await ask('Which site had the most major deviations?')
    expect(answer?.sentences[0]?.text).toContain('Trier, 8 of 14')
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test('has most rows at one place', async () => {
    const answer = await ask('Which site had the most deviations?')
    expect(answer?.sentences[0]?.text).toContain('Trier, 10 of 20')
  })

  test('says nothing of a value that no row has', async () => {
    expect(listStatements(await ask('Which deviations were critical?'))).toEqual([])
    expect(listStatements(await ask('Which site had the most critical deviations?'))).toEqual([])
  })
})

describe('what was done to a row of a list', () => {
  test('is found under the noun of the deed', async () => {
    const answer = await ask('When was loan L07 drawn?')
    expect(listStatements(answer)[0]).toContain('utilisation_date 2025-01-30')
  })

  test('of which the field is empty is said of the row by its first name', async () => {
    const answer = await ask('Was loan L08 repaid?')
    expect(answer?.sentences.map(({ text }) => text).join()).toContain('“repaid_on”: L08')
  })

  test('is asked again of another number of that shape', async () => {
    const answer = await ask('How much was loan L07?', 'And L08?')
    expect(listStatements(answer)[0]).toContain('7000000')
  })

  test('is no answer to how much it was', async () => {
    const answer = await ask('When was loan L07 drawn?', 'How much was it?')
    expect(listStatements(answer)[0]).toContain('amount_gbp 12000000')
  })
})

describe('a row that says yes or no to what its group names', () => {
  test.each([
    ['What was the hazard ratio in patients with earlier surgery?', '0.83'],
    ['What was the hazard ratio in patients without earlier surgery?', '0.60'],
    ['What was the hazard ratio of survival in patients under 65?', '0.61'],
    ['What was the hazard ratio of survival in patients aged 65 and over?', '0.74'],
  ])('is asked for with it or without it: %s', async (question, expected) => {
    const answer = await ask(question)
    expect(listStatements(answer)).toHaveLength(1)
    expect(listStatements(answer)[0]).toContain(expected)
  })
})
