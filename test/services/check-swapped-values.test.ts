import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const cases = [
  [
    `EUR million,North,South
Sales,24.9,41.3
Costs,20.1,33.7
`,
    'Sales were EUR 24.9 million in North and EUR 41.3 million in South.',
    'Sales were EUR 41.3 million in North and EUR 24.9 million in South.',
  ],
  [
    `Month,North sales,South sales
January,249,413
February,201,337
`,
    'In January, sales were 249 in the North and 413 in the South.',
    'In January, sales were 413 in the North and 249 in the South.',
  ],
  [
    `Region,2023,2024
North,249,413
South,201,337
`,
    'North had 249 in 2023 and 413 in 2024.',
    'North had 413 in 2023 and 249 in 2024.',
  ],
  [
    `Measure,Before training,After training
Errors per week,24,13
Complaints per week,9,4
`,
    'Errors per week fell from 24 before training to 13 after training.',
    'Errors per week fell from 13 before training to 24 after training.',
  ],
  [
    `Measure,Before training,After training
Errors per week,24,13
Complaints per week,9,4
`,
    'There were 24 errors per week before training and 13 after training.',
    'There were 13 errors per week before training and 24 after training.',
  ],
  [
    `Score,Control mean (SD),Treated mean (SD)
Pain,24.9 (9.9),41.3 (17.5)
Sleep,20.1 (8.0),33.7 (11.1)
`,
    'The mean pain score was 24.9 in the control group and 41.3 in the treated group.',
    'The mean pain score was 41.3 in the control group and 24.9 in the treated group.',
  ],
  [
    `Test,Line 1,Line 2
Passed,249,413
Failed,20,33
`,
    'On line 1 249 tests passed, on line 2 413.',
    'On line 1 413 tests passed, on line 2 249.',
  ],
  [
    `Answer,Women (%),Men (%)
Yes,24.9,41.3
No,75.1,58.7
`,
    'Yes was answered by 24.9% of the women and 41.3% of the men.',
    'Yes was answered by 41.3% of the women and 24.9% of the men.',
  ],
  [
    `Lot,Assay (%),Water (%)
L-01,99.2,0.31
L-02,98.7,0.45
`,
    'Lot L-01 had an assay of 99.2% and 0.31% water.',
    'Lot L-01 had an assay of 0.31% and 99.2% water.',
  ],
  [
    `Lot,Assay (%),Water (%)
L-01,99.2,0.31
L-02,98.7,0.45
`,
    'The assay was 99.2% for lot L-01 and 98.7% for lot L-02.',
    'The assay was 98.7% for lot L-01 and 99.2% for lot L-02.',
  ],
  [
    `Age group,Vaccinated,Unvaccinated
18-64 years,249,413
65 years and over,201,337
`,
    'Of those aged 65 years and over, 201 were vaccinated and 337 unvaccinated.',
    'Of those aged 65 years and over, 337 were vaccinated and 201 unvaccinated.',
  ],
  [
    `Statistic,Drug A,Drug B
N,40,41
Mean,24.9,41.3
Median,23.0,39.0
`,
    'The mean was 24.9 with drug A and 41.3 with drug B.',
    'The mean was 41.3 with drug A and 24.9 with drug B.',
  ],
  [
    `Statistic,Drug A,Drug B
N,40,41
Mean,24.9,41.3
Median,23.0,39.0
`,
    'With drug A the mean was 24.9 and the median 23.0.',
    'With drug A the mean was 23.0 and the median 24.9.',
  ],
  [
    `Facility,Limit,Drawn
Facility A,249,201
Facility B,413,337
`,
    'Of Facility A, 201 of the limit of 249 were drawn.',
    'Of Facility A, 249 of the limit of 201 were drawn.',
  ],
] as const

describe('two values of a table that are told the other way round', () => {
  test.each(cases)('are not supported: %s“%s” “%s”', async (table, right, wrong) => {
    const app = await openWith(table)
    expect((await verifyInApp(app, right)).claim_state).not.toBe('contradicted')
    expect((await verifyInApp(app, wrong)).claim_state).not.toBe('supported')
    await app.close()
  })

  test('law: whatever the values are and however the columns are headed', async () => {
    const heads = fc.constantFrom('', ' sales', ' (EUR)', ' mean (SD)', ', n', ' total')
    const values = fc.uniqueArray(fc.integer({ min: 13, max: 999 }), {
      minLength: 4,
      maxLength: 4,
    })
    const forms = fc.constantFrom(
      (a: number, b: number) => `In January, sales were ${a} in the North and ${b} in the South.`,
      (a: number, b: number) =>
        `Sales in January were ${a} in the North, against ${b} in the South.`,
      (a: number, b: number) => `In January the North had sales of ${a}, the South of ${b}.`,
      (a: number, b: number) => `January sales: North ${a}, South ${b}.`,
    )
    await fc.assert(
      fc.asyncProperty(heads, values, forms, async (head, [a = 0, b = 0, c = 0, d = 0], tell) => {
        const lines = [`Sales,North${head},South${head}`, `January,${a},${b}`, `February,${c},${d}`]
        const app = await openWith(lines.map((line) => line.replace(', n', ' n')).join('\n'))
        expect((await verifyInApp(app, tell(a, b))).claim_state).not.toBe('contradicted')
        expect((await verifyInApp(app, tell(b, a))).claim_state).not.toBe('supported')
        await app.close()
      }),
      { numRuns: 20 },
    )
  }, 60_000)
})

async function openWith(table: string): Promise<TestApp> {
  const app = await createTestApp()
  const bytes = new TextEncoder().encode(table)
  await app.upload('/api/v1/documents', { name: 'values.csv', bytes })
  await waitUntilIdle(app)
  return app
}
