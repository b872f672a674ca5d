import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const accounts = `EUR thousand,2024,2023,2022
Revenue,148600,139200,131900
Cost of sales,-92300,-88100,-84000
Gross profit,56300,51100,47900
Operating profit,24500,20700,22100
Employees (number),812,790,801
`

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  const bytes = new TextEncoder().encode(accounts)
  await app.upload('/api/v1/documents', { name: 'accounts.csv', bytes })
  await waitUntilIdle(app)
})
afterAll(() => app.close())

describe('how a value came from that of one year to that of another', () => {
  test.each([
    'Revenue rose from EUR 139.2 million to EUR 148.6 million in 2024.',
    'In 2024, revenue rose from EUR 139.2 million to EUR 148.6 million.',
    'Revenue was EUR 148.6 million in 2024, up from EUR 139.2 million.',
    'Revenue was EUR 148.6 million in 2024, up from EUR 139.2 million in 2023.',
    'Revenue rose from EUR 139.2 million in 2023 to EUR 148.6 million in 2024.',
    'Revenue rose from EUR 139.2 million in 2023 to EUR 148.6 million.',
    'Revenue rose from EUR 131.9 million in 2022 to EUR 148.6 million in 2024.',
    'Revenue rose to EUR 148.6 million in 2024 from EUR 139.2 million.',
    'Revenue rose to EUR 148.6 million in 2024 from EUR 139.2 million in 2023.',
    'In 2023, operating profit fell from EUR 22.1 million to EUR 20.7 million.',
    'Operating profit fell from EUR 22.1 million to EUR 20.7 million in 2023.',
    'Revenue increased from EUR 139.2 million to EUR 148.6 million.',
    'Revenue grew to EUR 148.6 million in 2024 (2023: EUR 139.2 million).',
    'The number of employees rose from 790 in 2023 to 812 in 2024.',
    'In 2024 the number of employees rose from 790 to 812.',
    'Operating profit rose to EUR 24.5 million in 2024, from EUR 20.7 million the year before.',
    'Between 2022 and 2024, revenue rose from EUR 131.9 million to EUR 148.6 million.',
  ])('is supported by the cells of both: “%s”', async (claim) => {
    const { claim_state, evidence } = await verifyInApp(app, claim)
    expect(claim_state).toBe('supported')
    expect(evidence).toHaveLength(2)
  })

  test.each([
    'Revenue rose from EUR 148.6 million to EUR 139.2 million in 2024.',
    'Revenue fell from EUR 139.2 million to EUR 148.6 million in 2024.',
    'Revenue rose from EUR 131.9 million to EUR 148.6 million in 2024.',
    'Revenue rose from EUR 139.2 million to EUR 148.6 million in 2023.',
    'In 2023, revenue rose from EUR 139.2 million to EUR 148.6 million.',
    'Revenue was EUR 148.6 million in 2024, up from EUR 131.9 million.',
    'Revenue was EUR 148.6 million in 2024, down from EUR 139.2 million.',
    'Revenue rose from EUR 139.2 million in 2022 to EUR 148.6 million in 2024.',
    'Revenue rose from EUR 139.2 million in 2024 to EUR 148.6 million in 2023.',
    'Revenue rose to EUR 139.2 million in 2024 from EUR 148.6 million.',
    'Operating profit fell from EUR 20.7 million to EUR 22.1 million in 2023.',
    'In 2023, operating profit fell from EUR 24.5 million to EUR 20.7 million.',
    'Gross profit rose from EUR 139.2 million to EUR 148.6 million in 2024.',
    'Revenue rose from EUR 139.3 million to EUR 148.6 million in 2024.',
    'Revenue rose from EUR 139.2 million in 2023 to EUR 148.7 million in 2024.',
    'Between 2022 and 2024, revenue rose from EUR 139.2 million to EUR 148.6 million.',
  ])('is not supported with another value, year or way: “%s”', async (claim) => {
    expect((await verifyInApp(app, claim)).claim_state).not.toBe('supported')
  })

  test('is not refuted by the year before where it is told of an older one', async () => {
    const claim = 'Revenue rose from EUR 131.9 million to EUR 148.6 million in 2024.'
    expect((await verifyInApp(app, claim)).claim_state).not.toBe('contradicted')
  })
})
