import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const loans = [
  'The term loan is denominated in EUR and matures in 2031.',
  'The bond is priced in euros and was issued in March 2024.',
  'The agency fee is EUR 3,000 for each quarter.',
  'The grant to Sepia was 3 million Australian dollars.',
].map((sentence) => paragraph(sentence))

const grants = table(
  [
    ['Recipient', 'Granted (A$)', 'Paid (CHF)'],
    ['Old Town Choir', '4,200', '3,900'],
    ['Chess Federation', '8,900', '8,100'],
  ],
  1,
)

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  const bytes = buildDocx({ body: [...loans, paragraph('Table 1 Grants'), grants].join('') })
  await app.upload('/api/v1/documents', { name: 'loans.docx', bytes })
  await waitUntilIdle(app)
})

afterAll(() => app.close())

const judge = async (claim: string) => (await verifyInApp(app, claim)).claim_state

describe('a currency', () => {
  test.each([
    'The term loan is denominated in euros and matures in 2031.',
    'The bond is priced in EUR and was issued in March 2024.',
    'The agency fee is €3,000 for each quarter.',
    'The agency fee is 3,000 euros for each quarter.',
    'The grant to Sepia was A$3 million.',
    'The grant to Sepia was AUD 3 million.',
    'The Old Town Choir was granted A$4,200.',
    'The Chess Federation was paid CHF 8,100.',
  ])('is the same in every spelling: “%s”', async (claim) => {
    expect(await judge(claim)).toBe('supported')
  })

  test.each([
    'The term loan is denominated in USD and matures in 2031.',
    'The term loan is denominated in CHF and matures in 2031.',
    'The bond is priced in US dollars and was issued in March 2024.',
    'The agency fee is USD 3,000 for each quarter.',
    'The agency fee is 3,000 Swiss francs for each quarter.',
    'The grant to Sepia was C$3 million.',
    'The grant to Sepia was 3 million US dollars.',
    'The Old Town Choir was granted US$4,200.',
    'The Chess Federation was paid EUR 8,100.',
  ])('is no other: “%s”', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })

  test.each([
    'The agency fee is over EUR 3,000 for each quarter.',
    'The agency fee is under €3,000 for each quarter.',
    'The agency fee is below CHF 3,000 for each quarter.',
    'The agency fee is up to EUR 3,000 for each quarter.',
    'The agency fee is above EUR 3,000 for each quarter.',
    'The agency fee is worth more than EUR 3,000 for each quarter.',
    'The Old Town Choir was granted over A$4,200.',
    'The Chess Federation was paid under CHF 8,100.',
    'The Chess Federation was paid up to CHF 8,100.',
  ])('has its limits before a code as before a sign: “%s”', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })
})
