import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyClaimResponse } from '../../shared/contract/checks.ts'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'
import { disposition } from '../support/disposition.ts'

const ofSafety = ['Placebo (N=81)', 'Zelvarin 50 µg (N=78)', 'Zelvarin 100 µg (N=82)']

const sources: Readonly<Record<string, string>> = {
  'protocol.docx': [
    'This study compares zelvarin nasal spray 50 µg and 100 µg once daily with placebo over 12 weeks.',
    'The primary objective is to show that zelvarin 100 µg reduces the total nasal symptom score (TNSS) more than placebo after 12 weeks of treatment.',
    'Men and women aged 18 to 65 years.',
    'Missing values will not be imputed.',
    'Purchases above EUR 25,000 must be approved by the Head of Finance before the order is placed.',
    'The pharmacist who prepares the kits will not be blinded.',
  ]
    .map((words) => paragraph(words))
    .join(''),
  'disposition.docx':
    paragraph('Table 14.1.1 Disposition of Patients (All Randomised Patients)') +
    table(disposition, 1),
  'demography.docx':
    paragraph('Table 14.1.2 Demographic Data at Baseline (Full Analysis Set)') +
    table(
      [
        ['', ...ofSafety, 'Total (N=241)'],
        ['Age (years)', '', '', '', ''],
        ['  n', '81', '78', '82', '241'],
        ['  Mean (SD)', '36.2 (11.4)', '37.9 (12.0)', '35.8 (10.9)', '36.6 (11.4)'],
        ['  Median', '35.0', '37.0', '34.5', '35.0'],
        ['  Min, Max', '18, 64', '19, 65', '18, 63', '18, 65'],
        ['TNSS', '', '', '', ''],
        ['  Mean (SD)', '8.6 (1.5)', '8.5 (1.6)', '8.7 (1.4)', '8.6 (1.5)'],
      ],
      1,
    ),
  'change.docx':
    paragraph('Table 14.2.1 Change of the TNSS from Baseline to Week 12 (Full Analysis Set)') +
    table(
      [
        ['', ...ofSafety],
        ['Baseline, mean (SD)', '8.6 (1.5)', '8.5 (1.6)', '8.7 (1.4)'],
        ['Week 12, mean (SD)', '6.9 (2.4)', '6.1 (2.3)', '5.3 (2.2)'],
        ['LS mean change (SE)', '-1.7 (0.25)', '-2.4 (0.25)', '-3.4 (0.24)'],
        ['Difference to placebo (95% CI)', '', '-0.7 (-1.4, 0.0)', '-1.7 (-2.4, -1.0)'],
        ['p-value', '', '0.051', '<0.001'],
      ],
      1,
    ),
  'events.docx':
    paragraph(
      'Table 14.3.1 Treatment-Emergent Adverse Events in at Least 2% of Patients (Safety Set)',
    ) +
    table(
      [
        ['System organ class / Preferred term', ...ofSafety.map((head) => `${head} n (%)`)],
        ['Any adverse event', '32 (39.5%)', '33 (42.3%)', '41 (50.0%)'],
        ['Respiratory, thoracic and mediastinal disorders', '', '', ''],
        ['  Epistaxis', '4 (4.9%)', '6 (7.7%)', '13 (15.9%)'],
        ['  Nasal dryness', '2 (2.5%)', '4 (5.1%)', '7 (8.5%)'],
        ['Nervous system disorders', '', '', ''],
        ['  Headache', '9 (11.1%)', '8 (10.3%)', '7 (8.5%)'],
        ['Serious adverse events', '1 (1.2%)', '0', '2 (2.4%)'],
        ['Deaths', '0', '0', '0'],
      ],
      1,
    ),
}

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  for (const [name, body] of Object.entries(sources)) {
    const role = name === 'protocol.docx' ? 'protocol' : 'table'
    await app.upload('/api/v1/documents', { name, bytes: buildDocx({ body }) }, { role })
  }
  await waitUntilIdle(app)
})
afterAll(() => app.close())

async function verify(claim: string) {
  const response = await app.post('/api/v1/verify-claim', { claim })
  return verifyClaimResponse.parse(await response.json())
}

async function judge(claim: string): Promise<string> {
  return (await verify(claim)).claim_state
}

/** Rows and columns that are shown for a sentence: "Deaths / Placebo (N=81) n (%)". */
async function listShown(claim: string): Promise<readonly string[]> {
  const { evidence } = await verify(claim)
  return evidence.map(({ table: cell, quote }) =>
    cell ? `${cell.row_path.join(' > ')} / ${cell.column_path.join(' > ')}` : quote,
  )
}

describe('an adverse event for which patients stopped', () => {
  test('is not any that they had', async () => {
    const claim = 'Half of the patients on zelvarin 100 µg had an adverse event.'
    expect(await judge(claim)).toBe('supported')
    expect(await judge(claim.replace('100', '50'))).toBe('contradicted')
    expect(await judge('Six patients on zelvarin 100 µg had an adverse event.')).not.toBe(
      'supported',
    )
  })

  test('is told of those who discontinued', async () => {
    const claim = 'Six patients on zelvarin 100 µg discontinued because of an adverse event.'
    expect(await judge(claim)).not.toBe('contradicted')
    expect(await judge(claim.replace('Six', 'Five'))).not.toBe('supported')
  })
})

test('a count of those of whom a row is denied is not held against the row', async () => {
  expect(await judge('One randomised patient was not treated.')).not.toBe('contradicted')
  expect(await judge('33 randomised patients did not complete Week 12.')).not.toBe('contradicted')
  expect(await judge('240 patients were treated.')).toBe('contradicted')
})

describe('what a wrong sentence is held against', () => {
  test('is the greatest value for the end of a range', async () => {
    const { claim_state, differences } = await verify('Patients were aged 18 to 75 years.')
    expect(claim_state).not.toBe('supported')
    expect(differences[0]?.source_words).toMatch(/^65\b/)
  })

  test.each([
    [
      'Serious adverse events were reported in 2 patients on placebo.',
      ['Serious adverse events / Placebo (N=81) n (%)'],
    ],
    [
      'The TNSS rose from 8.7 at baseline to 5.3 at Week 12 on zelvarin 100 µg.',
      ['Week 12, mean (SD) / Zelvarin 100 µg (N=82)', 'TNSS > Mean (SD) / Zelvarin 100 µg (N=82)'],
    ],
  ])('is shown without other cells: “%s”', async (claim, shown) => {
    expect(await judge(claim)).not.toBe('supported')
    expect(await listShown(claim)).toEqual(shown)
  })
})

describe('a group whose head says what is counted as well', () => {
  test.each([
    'No deaths occurred.',
    'Headache was less frequent on zelvarin 100 µg than on placebo.',
  ])('is read with its values: “%s”', async (claim) => {
    expect(await judge(claim)).toBe('supported')
  })

  test.each([
    'There were no serious adverse events.',
    'Headache was more frequent on zelvarin 100 µg than on placebo.',
    'Nasal dryness occurred in 2.5% on placebo, 8.5% on 50 µg and 5.1% on 100 µg.',
  ])('stands against what these don’t say: “%s”', async (claim) => {
    expect(await judge(claim)).toBe('contradicted')
  })
})

describe('words of a source that have nothing of what a sentence is true by', () => {
  test.each([
    [
      'Nasal dryness occurred in 2.5% on placebo, 5.1% on 50 µg and 8.5% on 100 µg.',
      /Nasal dryness/,
    ],
    [
      'Zelvarin 100 µg reduced the TNSS by 1.7 points more than placebo (95% CI 1.0 to 2.4; p<0.001).',
      /^(?:Difference|p-value)/,
    ],
    ['Order PO-1002 was approved by the Head of Finance.', /^nothing$/],
    ['The Head of Finance approved three orders.', /^nothing$/],
    ['All orders above EUR 25,000 were approved by the Head of Finance.', /^nothing$/],
  ])('are not shown: “%s”', async (claim, shown) => {
    expect(await judge(claim)).not.toBe('contradicted')
    for (const one of await listShown(claim)) expect(one).toMatch(shown)
  })

  test('are shown where they have one of its values, or what is told of none', async () => {
    const [shown] = await listShown(
      'Purchases above EUR 25,000 were approved by the Head of Finance.',
    )
    expect(shown).toMatch(/^Purchases above/)
  })
})
