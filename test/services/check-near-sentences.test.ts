import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const sources: Readonly<Record<string, readonly string[]>> = {
  survey: [
    'The hydrologist checks ten wells in the valley.',
    'The team inspected ten wells in June 2024.',
    'The contractor repaired 15 pumps in 2024.',
    'The filter removes lead at low pressure.',
    'The membrane holds back nitrate during the summer months.',
    'The vaccine protects against hepatitis in adults.',
    'The device measures glucose in whole blood.',
    'The gate opens at night.',
    'The drug lowers blood pressure in patients with diabetes.',
    'At low pressure, the valve lets no oil pass.',
    'Dr Lund analysed the samples at the Bergen laboratory.',
    'The drug reduces infections of the lung.',
    'The enzyme inhibits growth of the tumour.',
    'In a typical year the marsh absorbs 40 tonnes of nitrate; in 2010 it released 8 tonnes.',
    '51% of freehold farms were visited in 2019.',
    'Fenced ponds are protected from pollution.',
    'The first sealed well was dug in 1895.',
    'These algae can be grown in tanks in the presence of nitrate.',
    'Rinsing of the fouled filters with a citric acid (CA) solution restored the flow.',
    'The pump is essential for drainage of the lower fields in winter, an unforeseen role for this old machine.',
    'Under Olaf’s successor Ragnar Berg the number of wells reached its peak.',
    'The pump was built by the German engineer Karl Linde and the British engineer William Hamp.',
  ],
  lease: [
    'The limit of liability does not apply to death or personal injury, fraud, or breach of clause 6.',
    'The bakery has leased the shop since 2019.',
    'Either party may terminate this lease by six months’ notice.',
    'The register was audited in 2022.',
    'The minutes were signed by the chair.',
    'The committee met in the old library.',
  ],
  amendment: [
    'This deed was signed on 10 June 2023.',
    'The guarantee ends on 31 March 2030.',
    'The Guarantor withdrew the offer on 4 May 2024.',
    'The board terminated the agreement on 9 June 2024.',
  ],
  trial: [
    'Twelve patients discontinued treatment because of adverse events.',
    'Seven patients withdrew from the study.',
    'Recruitment was stopped in May 2023.',
  ],
}
const inspections = [
  ['Quarter', 'Inspections', 'Faults'],
  ['Q1', '40', '12'],
  ['Q2', '52', '9'],
  ['Q3', '48', '20'],
  ['Q4', '60', '15'],
]
const efficacy = [
  ['', 'Tarovestat (N=212)', 'Placebo (N=106)'],
  ['Median PFS, months (95% CI)', '5.8 (5.2, 6.7)', '3.9 (3.1, 4.4)'],
  ['Completed Day 209', '198 (93.4%)', '90 (84.9%)'],
]
const headings: Readonly<Record<string, string>> = {
  survey: 'Groundwater survey',
  lease: 'Lease of the shop',
  amendment: 'Deed of variation of the lease and deed of guarantee',
  trial: 'Study report',
}

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  for (const [name, lines] of Object.entries(sources)) {
    const heading = paragraph(headings[name] ?? '', 'Heading1')
    const body = heading + lines.map((line) => paragraph(line)).join('')
    await app.upload('/api/v1/documents', { name: `${name}.docx`, bytes: buildDocx({ body }) })
  }
  const body =
    paragraph('Table 1. Inspections in 2023 by quarter') +
    table(inspections, 1) +
    paragraph('Table 2. Efficacy') +
    table(efficacy, 1)
  await app.upload('/api/v1/documents', { name: 'tables.docx', bytes: buildDocx({ body }) })
  await waitUntilIdle(app)
})

afterAll(() => app.close())

const judge = async (claim: string) => (await verifyInApp(app, claim)).claim_state

describe('a sentence is not supported', () => {
  test.each([
    ['a bound that no source gives', 'The hydrologist checks at least ten wells in the valley.'],
    ['a bound that no source gives', 'The team inspected at least ten wells in June 2024.'],
    [
      'a bound that no source gives',
      'The hydrologist checks no more than ten wells in the valley.',
    ],
    ['a bound that no source gives', 'The hydrologist checks exactly ten wells in the valley.'],
    ['a bound that no source gives', 'The hydrologist checks up to ten wells in the valley.'],
    ['a bound that no source gives', 'The hydrologist checks only ten wells in the valley.'],
    ['a bound that no source gives', 'The hydrologist checks nearly ten wells in the valley.'],
    ['a bound that no source gives', 'The contractor repaired at most 15 pumps in 2024.'],
    ['a bound that no source gives', 'The contractor repaired more than 14 pumps in 2024.'],
    ['a circumstance that limits it', 'The filter removes lead.'],
    ['a circumstance that limits it', 'Lead is removed by the filter.'],
    ['a circumstance that limits it', 'The membrane holds back nitrate.'],
    ['a circumstance that limits it', 'The vaccine protects against hepatitis.'],
    ['a circumstance that limits it', 'The device measures glucose.'],
    ['a circumstance that limits it', 'The gate opens.'],
    ['a circumstance that limits it', 'The drug lowers blood pressure.'],
    ['a circumstance that limits it', 'The valve lets no oil pass.'],
    [
      'another thing that is counted',
      'There were 15 inspections with faults in the fourth quarter.',
    ],
    ['another thing that is counted', 'Fifteen inspections had faults in the fourth quarter.'],
    ['another thing that is counted', '12 of the 40 inspections in the first quarter had faults.'],
    ['a circumstance that limits it', 'The marsh absorbs 40 tonnes of nitrate.'],
    ['a circumstance that limits it', 'These algae can be grown in tanks.'],
    [
      'a word of its heading in place of its own',
      'Rinsing of the fouled filters with a groundwater solution restored the flow.',
    ],
    ['a class that is no smaller one', '51% of farms were visited in 2019.'],
    ['a class that is no smaller one', 'Ponds are protected from pollution.'],
    ['a class that is no smaller one', 'The first well was dug in 1895.'],
    ['another name', 'Under Olaf Berg the number of wells reached its peak.'],
    [
      'another name',
      'The pump was built by the British engineer Karl Linde and the German engineer William Hamp.',
    ],
    ['another statistic', 'Mean PFS with tarovestat was 5.8 months.'],
    ['another statistic', 'PFS with tarovestat was 5.8 months.'],
    ['another statistic', 'Median PFS with tarovestat was 5.2 months.'],
    ['another document', 'The lease was signed on 10 June 2023.'],
    ['another document', 'This lease was signed on 10 June 2023.'],
    ['another document', 'This deed ends on 31 March 2030.'],
    ['another deed', 'The Guarantor terminated the offer on 4 May 2024.'],
    ['another deed', 'The board withdrew the agreement on 9 June 2024.'],
    ['another deed', 'Either party may withdraw from this lease by six months’ notice.'],
    ['another deed', 'Twelve patients withdrew from the study because of adverse events.'],
    ['another deed', 'Seven patients discontinued the study.'],
    ['another deed', 'The drug prevents infections of the lung.'],
    ['another deed', 'The enzyme prevents growth of the tumour.'],
    ['another deed', 'Recruitment ended in May 2023.'],
    ['a rule of what was done once', 'The register is audited in 2022.'],
    ['a rule of what was done once', 'The register is audited.'],
    ['a rule of what was done once', 'The minutes are signed by the chair.'],
    ['a rule of what was done once', 'The committee meets in the old library.'],
  ])('that has or lacks %s: “%s”', async (_, claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })
})

describe('a sentence stays supported', () => {
  test.each([
    'The hydrologist checks ten wells in the valley.',
    'The contractor repaired 15 pumps in 2024.',
    'The filter removes lead at low pressure.',
    'At low pressure, the valve lets no oil pass.',
    'Dr Lund analysed the samples.',
    'This deed was signed on 10 June 2023.',
    'The Guarantor withdrew the offer on 4 May 2024.',
    'Seven patients withdrew from the study.',
    'The register was audited.',
    'The minutes were signed by the chair.',
    'The bakery leased the shop.',
    'Median PFS with tarovestat was 5.8 months.',
    '51% of freehold farms were visited in 2019.',
    'Fenced ponds are protected from pollution.',
    'The pump is essential for drainage of the lower fields in winter.',
    'The pump was built by the German engineer Karl Linde and the British engineer William Hamp.',
    'There were 15 faults in the fourth quarter.',
    'There were 60 inspections in the fourth quarter.',
  ])('“%s”', async (claim) => {
    expect(await judge(claim)).toBe('supported')
  })
})

describe('two words are no part of', () => {
  test.each(['There were no deaths.', 'All deaths were reported.'])('“%s”', async (claim) => {
    expect(await judge(claim)).toBe('no_source_found')
  })
})

test('what is not found is named in full', async () => {
  const { reason } = await verifyInApp(app, 'Median PFS with tarovestat was 5.8 months up to June.')
  expect(reason.text).toContain('“up to June”')
})
