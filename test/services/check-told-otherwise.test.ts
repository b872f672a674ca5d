import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const groups = ['Placebo (N=40)', 'Drug Low Dose (N=42)', 'Drug High Dose (N=41)', 'Total (N=123)']

const tables: Readonly<Record<string, string>> = {
  'status.docx':
    paragraph('Table 1.1 Completion and Reasons for Early Termination') +
    table(
      [
        ['', ...groups],
        ['Completed Week 24', '28 (70%)', '14 (33%)', '15 (37%)', '57 (46%)'],
        ['Early termination', '12 (30%)', '28 (67%)', '26 (63%)', '66 (54%)'],
        ['Adverse event', '4 (10%)', '22 (52%)', '19 (46%)', '45 (37%)'],
      ],
      1,
    ),
  'patients.docx':
    paragraph('Table 1.2 Demographic Characteristics') +
    table(
      [
        ['', ...groups],
        ['Mean age (years)', '75.2', '75.7', '74.4', '75.1'],
        ['Women', '25 (63%)', '24 (57%)', '20 (49%)', '69 (56%)'],
        ['Amlodipine', '4 (10%)', '1 (2%)', '2 (5%)', '7 (6%)'],
      ],
      1,
    ),
  'score.docx':
    paragraph('Table 1.4 Memory Score') +
    table(
      [
        ['', ...groups.slice(0, 3)],
        ['Change from baseline, Mean (SD)', '2.5 (5.80)', '2.0 (5.55)', '1.5 (4.26)'],
      ],
      1,
    ),
  'findings.docx': paragraph(
    'Finding F-27 was first rated Critical and was lowered to High after the closing meeting.',
  ),
  'counted.docx':
    paragraph('Table 1.6 Subjects with Vomiting and Events of Vomiting') +
    table(
      [
        ['', 'Placebo (N=40)', 'Placebo (N=40)', 'Drug High Dose (N=41)', 'Drug High Dose (N=41)'],
        ['', 'n (%)', '[AEs]', 'n (%)', '[AEs]'],
        ['Vomiting', '3 (8%)', '[4]', '6 (15%)', '[13]'],
      ],
      2,
    ),
  'events.docx':
    paragraph('Table 1.3 Incidence of Adverse Events') +
    table(
      [
        ['', ...groups],
        ['Nausea', '3 (8%)', '4 (10%)', '6 (15%)', '13 (11%)'],
      ],
      1,
    ),
}

const invoices = [
  'Detailed testing of invoices',
  'Category,Invoices tested (number),Exceptions (number),Exception rate (%),Value tested (EUR thousand)',
  'IT services,50,6,12.0,1275',
  'Chemicals,45,3,6.7,2140',
  'Total,95,9,9.5,3415',
].join('\n')

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  for (const [name, body] of Object.entries(tables)) {
    await app.upload('/api/v1/documents', { name, bytes: buildDocx({ body }) }, { role: 'table' })
  }
  const bytes = new TextEncoder().encode(invoices)
  await app.upload('/api/v1/documents', { name: 'invoices.csv', bytes }, { role: 'table' })
  await waitUntilIdle(app)
})

afterAll(() => app.close())

const judge = async (claim: string) => (await verifyInApp(app, claim)).claim_state

describe('a share of a group’s column', () => {
  test.each([
    'Nausea was reported by 15% of the high-dose patients.',
    'On placebo, 63% of all patients were women.',
    'Women were 56% of the patients.',
  ])('is of that group: “%s”', async (claim) => {
    expect(await judge(claim)).toBe('supported')
  })

  test.each([
    'Placebo patients with nausea were 8% of all patients.',
    'Twenty-eight patients, 70% of all patients, completed Week 24 on placebo.',
    'Women on placebo were 63% of all women.',
    'Of all women, 25 (63%) were on placebo.',
    'Of the medications on placebo, 10% were amlodipine.',
    'Nausea was 8% of the adverse events on placebo.',
    'Of the placebo patients with adverse events, 8% had nausea.',
    'Amlodipine was taken by 10% of the placebo patients on cardiovascular drugs.',
    'Of the nausea patients, 8% received placebo.',
    'Among completers, 63% of the placebo patients were women.',
  ])('is of no other whole: “%s”', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })
})

describe('a value of a table', () => {
  test.each([
    'The mean age was 75.2 years on placebo.',
    'The exception rate of IT services was 12.0%.',
    'Six high-dose patients (15%) had nausea.',
    'In IT services, the number of exceptions was 6.',
  ])('is told of what stands above it: “%s”', async (claim) => {
    expect(await judge(claim)).toBe('supported')
  })

  test.each([
    'The mean age was 75.2 years on placebo at the end of treatment.',
    'Before treatment, six high-dose patients (15%) had nausea.',
    'After the end of the study, six high-dose patients (15%) had nausea.',
    'At baseline, six high-dose patients (15%) had nausea.',
    'Twenty-eight placebo patients (70%) completed Week 24 and the study.',
    'The exception rate of IT services by value was 12.0%.',
    'In IT services, 12.0% of the value tested was an exception.',
    'The mean age was 75.2 years per week on placebo.',
    'Nausea was again reported by six high-dose patients (15%).',
  ])('is of no time and no measure that no table names: “%s”', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })

  test.each([
    'Fifty-seven patients (46%) completed Week 24 in each group.',
    'Three placebo patients (8%) had nausea in every group.',
    'The mean age was 75.1 years in each group.',
    'Six high-dose patients (15%) had nausea each.',
  ])('of one group or of all together is not that of each: “%s”', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })
})

describe('a true sentence is not called wrong', () => {
  test.each([
    'Of the 66 patients who terminated early, 45 (68%) did so because of an adverse event.',
    'Of the 66 early terminators, 45 stopped because of an adverse event, that is 68%.',
    'Of the 28 low-dose patients who terminated early, 22 (79%) stopped because of an adverse event.',
  ])('where its share is of the whole that it gives: “%s”', async (claim) => {
    expect(await judge(claim)).not.toBe('contradicted')
    expect(await judge(claim.replace(/\d+%/, '52%'))).not.toBe('supported')
  })

  test('where the name of a spread stands in the brackets of one value only', async () => {
    const claim = (low: string): string =>
      `The mean change was 2.5 (SD 5.80) on placebo, ${low} on low dose and 1.5 (4.26) on high dose.`
    expect(await judge(claim('2.0 (5.55)'))).toBe('supported')
    expect(await judge(claim('5.55 (2.0)'))).not.toBe('supported')
    expect(await judge(claim('2.5 (5.55)'))).not.toBe('supported')
  })
})

describe('what a source says was so at first', () => {
  test('is not what is so', async () => {
    expect(await judge('Finding F-27 was first rated Critical and was lowered to High.')).toBe(
      'supported',
    )
    expect(await judge('Finding F-27 is rated Critical.')).not.toBe('supported')
  })
})

describe('a difference of people', () => {
  test.each([
    'Three more events of vomiting were reported on the high dose than on placebo.',
    'Vomiting was three more frequent on the high dose than on placebo.',
  ])('is none of events, and no frequency: “%s”', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })
})

describe('a share of a group', () => {
  test('is none of the events that a sentence starts from', async () => {
    const told = 'Of the 45 terminations for an adverse event, 22 (52%) were on low dose.'
    expect(await judge(told)).not.toBe('supported')
  })
})

describe('a value that is compared twice', () => {
  const claim = (other: string): string =>
    `Twelve placebo patients (30%) terminated early, fewer than on low dose (28) ${other} than on high dose (26).`

  test('is held against both', async () => {
    expect(await judge(claim('and fewer'))).toBe('supported')
    expect(await judge(claim('but more'))).not.toBe('supported')
  })
})
