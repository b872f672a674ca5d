import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { uploadExample, waitUntilIdle } from '../support/run-in-app.ts'

describe('a statement that somebody typed about the example audit', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp()
    await uploadExample(app, 'audit')
    await waitUntilIdle(app)
  })
  afterAll(() => app.close())

  const verifyClaim = async (claim: string) => (await verifyInApp(app, claim)).claim_state

  test.each([
    'The exceptions had an amount of EUR 108,007.10.',
    'The exceptions amounted to EUR 108,007.10.',
    'Of the 375 transactions tested, 15 (4.0%) were exceptions.',
    'No exceptions were found for bank payments (0).',
  ])('is supported by the row that it speaks of: “%s”', async (claim) => {
    expect(await verifyClaim(claim)).toBe('supported')
  })

  test.each([
    'The transactions had an amount of EUR 108,007.10.',
    'The transactions amounted to EUR 108,007.10.',
    'Of the 12,986 transactions, 15 (4.0%) were exceptions.',
    'No bank payments were found (0).',
  ])('is not supported where the row tells of something else: “%s”', async (claim) => {
    expect(await verifyClaim(claim)).not.toBe('supported')
  })

  test('is not contradicted by an amount where its denial stands in another cell of the row', async () => {
    const claim = 'INV-20911, with an amount of EUR 7,940.00, had no goods receipt.'
    expect(await verifyClaim(claim)).not.toBe('contradicted')
    const other = 'INV-20911, with no amount of EUR 7,940.00, had no goods receipt.'
    expect(await verifyClaim(other)).not.toBe('supported')
  })
})
