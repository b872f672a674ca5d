import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const table = `Parameter,Visit,Placebo (N=40) n,Placebo mean (SD),Drug (N=41) n,Drug mean (SD)
ALT (U/L),Baseline,40,24.1 (9.2),41,25.0 (8.8)
ALT (U/L),Week 12,38,24.9 (9.9),39,41.3 (17.5)
Hemoglobin (g/L),Baseline,40,139 (11),41,141 (12)
Hemoglobin (g/L),Week 12,38,138 (12),39,133 (13)
`

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  const bytes = new TextEncoder().encode(table)
  await app.upload('/api/v1/documents', { name: 'laboratory.csv', bytes })
  await waitUntilIdle(app)
})
afterAll(() => app.close())

describe('a column that heads a group with a statistic', () => {
  test.each([
    'Mean ALT at Week 12 was 41.3 U/L on drug and 24.9 U/L on placebo.',
    'Mean ALT at Week 12 was 24.9 U/L on placebo and 41.3 U/L on drug.',
    'At Week 12, mean ALT was 41.3 U/L on drug.',
  ])('is of that group: “%s”', async (claim) => {
    expect((await verifyInApp(app, claim)).claim_state).toBe('supported')
  })

  test.each([
    'Mean ALT at Week 12 was 24.9 U/L on drug and 41.3 U/L on placebo.',
    'Mean ALT at Week 12 was 41.3 U/L on placebo and 24.9 U/L on drug.',
    'At Week 12, mean ALT was 41.3 U/L on placebo.',
    'Mean hemoglobin was 133 g/L on placebo at Week 12.',
    'Mean ALT at Baseline was 25.0 U/L on placebo and 24.1 U/L on drug.',
  ])('is of no other one: “%s”', async (claim) => {
    expect((await verifyInApp(app, claim)).claim_state).not.toBe('supported')
  })
})
