import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askInTurn, listStatements, verdictOf } from '../support/ask-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const hire = `# Hire of the crane

## 2 Term

2.1 The Hirer may end the hire on 31 March 2026 if it gives the Owner nine weeks' written notice.

2.2 The Owner shall insure the crane. The crane may be moved by the Hirer.

## South quay

The shed was cleared on 2 February 2024. The South quay was paved on 3 May 2024.

## Minutes

Ms Rask proposed that the tug be sold to Veldt. The barge was sold to Kern.

Mr Ode painted the buoy after Ms Tran had mended the net.
`

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  const bytes = new TextEncoder().encode(hire)
  await app.upload('/api/v1/documents', { name: 'hire.md', type: 'text/markdown', bytes }, {})
  await waitUntilIdle(app)
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const ask = async (question: string) => (await askInTurn(app, [question])).at(-1)

describe('what is said of another party or thing', () => {
  test.each([
    'How much notice must the Owner give?',
    'Did the Hirer end the hire in 2026?',
    'When was the South quay cleared?',
    'May the Owner move the crane?',
    'Must the Hirer insure the crane?',
    'Was the tug sold to Veldt?',
    'Who mended the buoy?',
  ])('is never called an answer: %s', async (question) => {
    expect(verdictOf(await ask(question))).not.toBe('sufficient')
  })

  test.each([
    ['How much notice must the Hirer give?', 'nine weeks'],
    ['Must the Owner insure the crane?', 'shall insure'],
    ['May the Hirer move the crane?', 'moved by the Hirer'],
    ['Was the barge sold to Kern?', 'The barge was sold to Kern'],
    ['Who mended the net?', 'Ms Tran had mended the net'],
    ['Who painted the buoy?', 'Mr Ode painted the buoy'],
    ['When was the shed cleared?', '2 February 2024'],
    ['When was the South quay paved?', '3 May 2024'],
  ])('is one of that one: %s', async (question, expected) => {
    const answer = await ask(question)
    expect(listStatements(answer).join('\n')).toContain(expected)
    expect(verdictOf(answer)).toBe('sufficient')
  })
})
