import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askInTurn, listStatements, verdictOf } from '../support/ask-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const rules = `# Purchasing rules

## 2 Limits

Values of an order are without tax.

| Order value | Procedure | Signed by |
| --- | --- | --- |
| Up to €2,000 | One offer by telephone | Team leader |
| Above €2,000 and up to €40,000 | Three written offers | Head of yard |
| Above €40,000 | Public call | Harbour board |

## 3 Leave

| Length of service | Days of leave |
| --- | --- |
| Less than 5 years | 25 |
| 5 to 9 years | 27 |
| 10 years or more | 30 |
`

const loan = `# Loan agreement

## 4.2 Margin

| Leverage | Margin of Line A (% a year) | Margin of Line B (% a year) |
| --- | --- | --- |
| Greater than 3.00:1 | 2.85 | 2.60 |
| Greater than 2.00:1 but not greater than 3.00:1 | 2.40 | 2.15 |
| 2.00:1 or less | 1.95 | 1.70 |
`

const repairs = `# Repairs

## 7 Approval

| Repair cost (EUR) | Approver |
| --- | --- |
| Up to 500 | Foreman |
| Above 500 and up to 3,000 | Workshop manager |
| Above 3,000 | Fleet director |
`

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  for (const [name, words] of [
    ['purchasing_rules.md', rules],
    ['loan.md', loan],
    ['repairs.md', repairs],
  ] as const) {
    const bytes = new TextEncoder().encode(words)
    await app.upload('/api/v1/documents', { name, type: 'text/markdown', bytes }, {})
  }
  await waitUntilIdle(app)
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const ask = async (question: string) => (await askInTurn(app, [question])).at(-1)

describe('a value that lies within the band of a row', () => {
  test.each([
    ['Who signs an order worth €15,000?', 'Head of yard'],
    ['Who signs an order of €2,000?', 'Team leader'],
    ['Which procedure is needed for an order of 1.2 million euros?', 'Public call'],
    ['Which margin applies to Line A if Leverage is 2.70:1?', '2.40'],
    ['What is the margin of Line B at a leverage of 3.2?', '2.60'],
    ['Who is the approver of a repair cost of €700?', 'Workshop manager'],
    ['Who is the approver of a repair cost of EUR 3,500?', 'Fleet director'],
    ['How many days of leave are due after a length of service of 7 years?', '27'],
  ])('is answered by that row alone: %s', async (question, expected) => {
    const answer = await ask(question)
    const statements = listStatements(answer)
    expect(statements).toHaveLength(1)
    expect(statements[0]).toContain(expected)
    expect(answer?.sentences.every(({ claim_state: state }) => state !== 'no_source_found')).toBe(
      true,
    )
  })

  test.each([
    'Who signs an order worth £15,000?',
    'Which margin applies to Line C if Interest Cover is 2.70:1?',
    'Who signs a tender of 15,000 tonnes?',
    'How many days of leave are due after a length of service of 7 months?',
  ])('of another kind is in none of them: %s', async (question) => {
    expect(verdictOf(await ask(question))).not.toBe('sufficient')
  })
})
