import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const events = [
  ['', 'Olmarel + paclitaxel (N=210)', 'Placebo + paclitaxel (N=105)'],
  ['Any adverse event', '208 (99.0%)', '99 (94.3%)'],
  ['Leading to dose reduction of olmarel or placebo', '58 (27.6%)', '11 (10.5%)'],
  ['Leading to discontinuation of olmarel or placebo', '31 (14.8%)', '9 (8.6%)'],
]

const calls = [
  ['Kind of change', 'Sampled', 'Call-back missing'],
  ['New supplier', '26', '4'],
  ['Change of bank details', '14', '3'],
]

const agreement = `# Facilities agreement

Amounts repaid under Facility A may not be re-borrowed. Amounts repaid under Facility B may be re-borrowed.

Tranche I was drawn in full on 3 March 2024. Tranche II was cancelled on 9 May 2024.

Unit 4 Block C is let to the Borrower. Unit 4 Block D is vacant.
`

describe('names that differ in a letter, and groups that a row names as well', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp()
    const body = [
      paragraph('Table 14.3.1 Adverse events') + table(events, 1),
      paragraph('Table T3 Supplier set-up: call-backs') + table(calls, 1),
    ].join('')
    const files = [
      { name: 'events.docx', bytes: buildDocx({ body }) },
      { name: 'agreement.md', bytes: new TextEncoder().encode(agreement) },
    ]
    for (const file of files) await app.upload('/api/v1/documents', file)
    await waitUntilIdle(app)
  }, 60_000)
  afterAll(() => app.close())

  test.each([
    'On placebo, adverse events led to a reduction of the dose in 58 patients (27.6%), on olmarel in 11 (10.5%).',
    'On placebo, adverse events led to a dose reduction in 58 patients (27.6%).',
    'On olmarel, adverse events led to a dose reduction in 11 patients (10.5%).',
    'Adverse events led to discontinuation in 9 patients (8.6%) on olmarel and in 31 (14.8%) on placebo.',
    'Amounts repaid under Facility A may be re-borrowed.',
    'Sums repaid under Facility A may be borrowed again.',
    'Tranche II was drawn in full on 3 March 2024.',
    'Tranche I was cancelled on 9 May 2024.',
    'Unit 4 Block D is let to the Borrower.',
  ])('do not bear out what is told of the other: “%s”', async (claim) => {
    expect(await verifyInApp(app, claim)).not.toMatchObject({ claim_state: 'supported' })
  })

  test.each([
    'Amounts repaid under Facility B may be re-borrowed.',
    'Tranche I was drawn in full on 3 March 2024.',
    'On placebo, adverse events led to a reduction of the dose in 11 patients (10.5%), on olmarel in 58 (27.6%).',
  ])('bear out what is told of the one: “%s”', async (claim) => {
    expect(await verifyInApp(app, claim)).toMatchObject({ claim_state: 'supported' })
  })

  test('one value is not held against two numbers', async () => {
    const claim =
      'The call-back was missing in seven of the 40 cases sampled: for four new suppliers and for three changes of bank details.'
    expect((await verifyInApp(app, claim)).claim_state).not.toBe('contradicted')
    const wrong = 'The call-back was missing for five changes of bank details.'
    expect((await verifyInApp(app, wrong)).claim_state).not.toBe('supported')
  })
})
