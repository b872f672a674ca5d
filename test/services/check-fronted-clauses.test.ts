import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const paper = `# Rules of the house

The Bank may terminate the loan if interest is more than 30 days overdue.

The canteen will open at 6:30 from 1 April 2025.

Samples are stored at 4 °C before they are analysed.

Costs were cut, and sales rose in 2023.

The alarm was tested twice during the audit of May 2024.
`

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  const bytes = new TextEncoder().encode(paper)
  await app.upload('/api/v1/documents', { name: 'rules.md', bytes })
  await waitUntilIdle(app)
})
afterAll(() => app.close())

describe('what a sentence begins with', () => {
  test.each([
    'If interest is more than 30 days overdue, the Bank may terminate the loan.',
    'From 1 April 2025 the canteen will open at 6:30.',
    'From 1 April 2025, the canteen will open at 6:30.',
    'Before they are analysed, samples are stored at 4 °C.',
    'During the audit of May 2024, the alarm was tested twice.',
  ])('may stand at the end in the source: “%s”', async (claim) => {
    expect((await verifyInApp(app, claim)).claim_state).toBe('supported')
  })

  test.each([
    'Unless interest is more than 30 days overdue, the Bank may terminate the loan.',
    'Only if interest is more than 30 days overdue, the Bank may terminate the loan.',
    'Even if interest is more than 30 days overdue, the Bank may terminate the loan.',
    'If interest is more than 30 days overdue, the Company may terminate the loan.',
    'If interest is more than 60 days overdue, the Bank may terminate the loan.',
    'If interest is more than 30 days overdue, the Bank may not terminate the loan.',
    'If interest is more than 30 days overdue, the Bank must terminate the loan.',
    'If the Bank may terminate the loan, interest is more than 30 days overdue.',
    'Until 1 April 2025 the canteen will open at 6:30.',
    'Before 1 April 2025 the canteen will open at 6:30.',
    'By 1 April 2025 the canteen will open at 6:30.',
    'From 1 April 2026 the canteen will open at 6:30.',
    'From 1 April 2025 the canteen will close at 6:30.',
    'After they are analysed, samples are stored at 4 °C.',
    'Before they are stored, samples are analysed at 4 °C.',
    'In 2023 costs were cut.',
    'Since the audit of May 2024, the alarm was tested twice.',
    'During the audit of May 2024, the alarm was never tested.',
  ])('is still told of the same, and is all that is told: “%s”', async (claim) => {
    expect((await verifyInApp(app, claim)).claim_state).not.toBe('supported')
  })
})
