import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

type Titled = readonly [title: string, ...rows: readonly (readonly string[])[]]

const arms = ['Placebo (N=80)', 'Orvatinib 20 mg (N=84)', 'Orvatinib 40 mg (N=82)']

const report: readonly Titled[] = [
  [
    'Table 1 Treatment-emergent adverse events of Grade 3 or higher',
    ['Event', ...arms],
    ['Any event', '14 (17.5%)', '29 (34.5%)', '41 (50.0%)'],
    ['Neutropenia', '2 (2.5%)', '9 (10.7%)', '17 (20.7%)'],
    ['Hypertension', '4 (5.0%)', '7 (8.3%)', '9 (11.0%)'],
    ['Sepsis', '3 (3.8%)', '2 (2.4%)', '4 (4.9%)'],
  ],
  [
    'Table 2 Adverse events leading to discontinuation of study drug',
    ['Event', ...arms],
    ['Fatigue', '2 (2.5%)', '5 (6.0%)', '11 (13.4%)'],
    ['Rash', '1 (1.3%)', '4 (4.8%)', '3 (3.7%)'],
  ],
  [
    'Table 3 Subjects without rescue therapy by age group',
    ['Age group', 'Placebo', 'Orvatinib 20 mg', 'Orvatinib 40 mg'],
    ['≥65 years', '31', '36', '33'],
    ['Not dosed', '3', '1', '2'],
  ],
  [
    'Table 4 Events in at least 5% of subjects',
    ['Event', 'Placebo', 'Orvatinib 20 mg', 'Orvatinib 40 mg'],
    ['Nausea', '9', '15', '22'],
  ],
  [
    'Table 5 Survival and response',
    ['Endpoint', ...arms],
    ['Median overall survival (months)', '10.4', '12.9', '15.2'],
    ['Median progression-free survival (months)', '4.1', '5.8', '7.7'],
    ['Objective response rate (%)', '12', '26', '38'],
  ],
  [
    'Table 6 Change from baseline in LDL cholesterol (mmol/L)',
    ['Visit', 'Placebo', 'Orvatinib 20 mg', 'Orvatinib 40 mg'],
    ['Week 8', '-0.1', '-0.9', '-1.4'],
    ['Week 12', '0.2', '-1.2', '-1.7'],
  ],
  [
    'Table 7 Subjects with ALT above 3 times the upper limit of normal',
    ['Visit', ...arms],
    ['Week 8', '2 (2.5%)', '4 (4.8%)', '6 (7.3%)'],
    ['Week 12', '1 (1.3%)', '5 (6.0%)', '9 (11.0%)'],
  ],
  [
    'Table 8 Difference in responders, percentage points (95% CI)',
    ['Comparison', 'Difference', '95% CI', 'p-value'],
    ['Orvatinib 40 mg vs placebo', '30.9', '19.1 to 42.8', '<0.001'],
    ['Orvatinib 40 mg vs Orvatinib 20 mg', '9.2', '-3.3 to 21.8', '0.148'],
  ],
  [
    'Table 9 Planned number of subjects by region',
    ['Region', 'Placebo', 'Orvatinib 20 mg', 'Orvatinib 40 mg'],
    ['Europe', '40', '42', '43'],
  ],
]

const accounts: readonly Titled[] = [
  [
    "Table 1. Segment results (£'000)",
    ['Segment', '2025', '2024'],
    ['Revenue: Ferries', '148,600', '139,400'],
    ['Operating profit: Ports', '(3,100)', '(5,400)'],
    ['Profit or loss before tax', '6,400', '(2,300)'],
  ],
  [
    "Table 2. Cash and debt for the six months ended 30 June (£'000)",
    ['Item', '2025', '2024'],
    ['Net cash from operations', '24,700', '21,300'],
    ['Average employees', '1,240', '1,205'],
    ['Trade creditors', '14,300', '13,900'],
  ],
]

const months = 'Month,New incidents\nJanuary,14\nFebruary,11\nMarch,17'

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  for (const [name, tables] of Object.entries({ report, accounts })) {
    const body = tables.map(([title, ...rows]) => paragraph(title) + table(rows, 1)).join('')
    await app.upload('/api/v1/documents', { name: `${name}.docx`, bytes: buildDocx({ body }) })
  }
  await app.upload('/api/v1/documents', { name: 'incidents.csv', bytes: Buffer.from(months) })
  await waitUntilIdle(app)
})

afterAll(() => app.close())

const judge = async (claim: string) => (await verifyInApp(app, claim)).claim_state

const untrue: Readonly<Record<string, readonly string[]>> = {
  'what its table is of is left out': [
    'Neutropenia occurred in 20.7% of the subjects on Orvatinib 40 mg.',
    'Fatigue occurred in 13.4% of subjects on Orvatinib 40 mg.',
    'Rash was an adverse event of 4 subjects on Orvatinib 20 mg.',
    'LDL cholesterol at Week 12 was -1.7 mmol/L with Orvatinib 40 mg.',
    'Orvatinib 40 mg was given to 43 subjects in Europe.',
    'In Europe 40 subjects received placebo.',
    'Median survival was 15.2 months on Orvatinib 40 mg.',
    'Rescue therapy was taken by 36 subjects of ≥65 years on Orvatinib 20 mg.',
    'Net cash from operations was £24.7 million for the year 2025.',
    'Trade credit was £14.3 million at 30 June 2025.',
  ],
  'its threshold is another one': [
    'There were 33 subjects >65 years without rescue therapy on Orvatinib 40 mg.',
    'ALT above 5 times the upper limit of normal was seen in 9 subjects at Week 12 with Orvatinib 40 mg.',
  ],
  'its sign is turned': [
    'The change from baseline in LDL cholesterol at Week 12 was 1.7 mmol/L with Orvatinib 40 mg.',
    'The change from baseline in LDL cholesterol at Week 12 was -0.2 mmol/L on placebo.',
    'Operating profit of ports was £3.1 million in 2025.',
    'The loss before tax was £6.4 million in 2025.',
  ],
  'it is told in another unit': [
    'Median overall survival was 10.4 years on placebo.',
    'Median progression-free survival was 7.7 mg on Orvatinib 40 mg.',
    'Nausea was seen in 9% of the subjects on placebo.',
    'The objective response was seen in 26 subjects on Orvatinib 20 mg.',
    'Revenue from ferries was £148,600 in 2025.',
    'Revenue from ferries was £148.6 thousand in 2025.',
    'Average employees were 1,240 thousand in 2025.',
    'There were 41 cases of Grade 3 or higher treatment-emergent events on Orvatinib 40 mg.',
  ],
  'its bounds are others': [
    'The difference in responders of Orvatinib 40 mg vs placebo was 30.9 percentage points (95% CI 42.8 to 19.1).',
    'The difference in responders of Orvatinib 40 mg vs placebo was 30.9 percentage points (90% CI 19.1 to 42.8).',
    'The difference in responders of Orvatinib 40 mg vs Orvatinib 20 mg was 9.2 percentage points (95% CI 3.3 to 21.8).',
    'The difference in responders of Orvatinib 40 mg vs placebo was 30.9 percentage points (p=0.001).',
  ],
  'a small word says more': [
    'Grade 3 or higher sepsis remained in 4 subjects on Orvatinib 40 mg.',
    'By March 17 new incidents had been reported.',
    'The difference in responders of Orvatinib 20 mg vs Orvatinib 40 mg was 9.2 percentage points.',
    'Revenue from ferries would be £148.6 million in 2025.',
    'New incidents fell from 17 in March to 11 in February.',
    'Grade 3 or higher sepsis was reported by 2 of 85 subjects (2.4%) on Orvatinib 20 mg.',
    'Hypertension was the most common Grade 3 or higher event (4 subjects on placebo).',
    'Grade 3 or higher sepsis was reported by ~3 subjects on placebo.',
    'Grade 3 or higher neutropenia made up 17 of the 41 events on Orvatinib 40 mg.',
    'At the end of the period 4 subjects on Orvatinib 40 mg had Grade 3 or higher sepsis.',
    'The rate of Grade 3 or higher sepsis was 4 on Orvatinib 40 mg.',
    'Net cash from operations fell by £24.7 million in the six months ended 30 June 2025.',
    'LDL cholesterol decreased to 1.7 mmol/L at Week 12 with Orvatinib 40 mg.',
    'The change from baseline in LDL cholesterol was greater at Week 8 (-1.4 mmol/L) than at Week 12 (-1.7 mmol/L) with Orvatinib 40 mg.',
    'Neutropenia was highest on Orvatinib 20 mg, with 9 subjects with Grade 3 or higher events.',
    'Revenue from ferries reached a record £148.6 million in 2025.',
    'Average employees rose to 1,240 at the end of 2025.',
    'Grade 3 or higher hypertension was reported by 9 and 7 on Orvatinib 20 mg and 4 on placebo.',
  ],
}

describe.each(Object.entries(untrue))('a value is not supported where %s', (_, claims) => {
  test.each(claims)('%s', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })
})

test.each([
  'Grade 3 or higher treatment-emergent neutropenia was reported by 2 (2.5%) subjects on placebo.',
  'Fatigue led to discontinuation of study drug in 11 subjects on Orvatinib 40 mg.',
  'The change from baseline in LDL cholesterol at Week 12 was -1.7 mmol/L with Orvatinib 40 mg.',
  'ALT above 3 times the upper limit of normal was seen in 9 subjects at Week 12 with Orvatinib 40 mg.',
  'Median overall survival was 15.2 months on Orvatinib 40 mg and 10.4 months on placebo.',
  'Median progression-free survival was 5.8 months with Orvatinib 20 mg.',
  'Nausea was reported by 22 subjects on Orvatinib 40 mg.',
  'The difference in responders of Orvatinib 40 mg vs Orvatinib 20 mg was 9.2 percentage points (95% CI -3.3 to 21.8).',
  'Net cash from operations was £24.7 million in the six months ended 30 June 2025.',
  'LDL cholesterol decreased from baseline by 1.7 mmol/L at Week 12 with Orvatinib 40 mg.',
  'Revenue from ferries rose to £148.6 million in 2025.',
])('is supported as its cells give it: “%s”', async (claim) => {
  expect(await judge(claim)).toBe('supported')
})

test('a loss that became a profit has risen', async () => {
  const claim = 'Profit before tax rose from a loss of £2.3 million to £6.4 million.'
  expect(await judge(claim)).not.toBe('contradicted')
})
