import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CheckedSentence } from '../../shared/contract/checks.ts'
import { addedLocalDocument } from '../../shared/contract/documents.ts'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { checkInApp, verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const groups = ['Placebo (N=40)', 'Drug Low Dose (N=42)', 'Drug High Dose (N=41)']

/** Two tables that count the same people by two rules, one of smaller events beside that of all, one of two times. */
const tables: Readonly<Record<string, readonly [string, readonly (readonly string[])[]]>> = {
  'range.docx': [
    'Table 6.1 Frequency of Low Laboratory Values (Beyond Normal Range) During Treatment',
    [
      ['Albumin', '16 (40%)', '15 (36%)', '5 (12%)'],
      ['Sodium', '4 (10%)', '3 (7%)', '7 (17%)'],
      ['Urate', '3 (8%)', '1 (2%)', '4 (10%)'],
      ['Glucose', '0', '2 (5%)', '6 (15%)'],
    ],
  ],
  'change.docx': [
    'Table 6.2 Frequency of Low Laboratory Values (Significant Change from Previous Visit) During Treatment',
    [
      ['Albumin', '10 (25%)', '6 (14%)', '5 (12%)'],
      ['Sodium', '9 (23%)', '7 (17%)', '12 (29%)'],
      ['Urate', '3 (8%)', '1 (2%)', '4 (10%)'],
      ['Glucose', '1 (3%)', '2 (5%)', '6 (15%)'],
    ],
  ],
  'events.docx': [
    'Table 5.1 Incidence of Adverse Events by Treatment Group',
    [
      ['Any adverse event', '30 (75%)', '38 (90%)', '37 (90%)'],
      ['Nausea', '3 (8%)', '4 (10%)', '6 (15%)'],
    ],
  ],
  'serious.docx': [
    'Table 5.2 Incidence of Serious Adverse Events by Treatment Group',
    [
      ['Any adverse event', '0', '1 (2%)', '2 (5%)'],
      ['Nausea', '0', '1 (2%)', '0'],
    ],
  ],
  'vital.docx': [
    'Table 7.1 Summary of Vital Signs at Week 24',
    [['Mean pulse', '72.4', '71.3', '70.9']],
  ],
  'vital-change.docx': [
    'Table 7.2 Summary of Vital Signs Change from Baseline at Week 24',
    [['Mean pulse', '-2.1', '-0.3', '-5.6']],
  ],
  'score.docx': [
    'Table 3.1 Memory Score - Change from Baseline to Week 24 - LOCF',
    [
      ['Week 24, Mean (SD)', '26.7 (13.79)', '26.4 (13.18)', '22.8 (12.48)'],
      ['Change from Baseline, Mean (SD)', '2.5 (5.80)', '2.0 (5.55)', '1.5 (4.26)'],
    ],
  ],
}

const sites = [
  'Incidents and use by site',
  'Site,Incidents,Serious incidents,Incidents per 1000 days',
  'Leuven,48,2,9.30',
  'Tartu,31,1,8.07',
].join('\n')

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  for (const [name, [title, rows]] of Object.entries(tables)) {
    const body = paragraph(title) + table([['', ...groups], ...rows], 1)
    await app.upload('/api/v1/documents', { name, bytes: buildDocx({ body }) }, { role: 'table' })
  }
  const file = { name: 'sites.csv', bytes: new TextEncoder().encode(sites) }
  await app.upload('/api/v1/documents', file, { role: 'table' })
  await waitUntilIdle(app)
})

afterAll(() => app.close())

const verifyTyped = (claim: string) => verifyInApp(app, claim)

async function checkBelow(heading: string, text: string): Promise<CheckedSentence | undefined> {
  const body = paragraph(heading, 'Heading1') + paragraph(text)
  const file = { name: 'mine.docx', bytes: buildDocx({ body }) }
  const sent = await app.upload('/api/v1/documents/local', file)
  const { document_id } = addedLocalDocument.parse(await sent.json())
  const { sentences } = await checkInApp(app, document_id)
  return sentences.find((one) => one.text === text)
}

describe('a typed sentence that two tables give different values for', () => {
  test('is partly supported, and both tables are shown with their values', async () => {
    const found = await verifyTyped('Ten placebo patients (25%) had a low albumin.')
    expect(found.claim_state).toBe('partly_supported')
    expect(found.reason).toEqual({
      code: 'several_values',
      text: 'The sources give several values for this: “10 (25%)” (Table 6.2) and “16 (40%)” (Table 6.1). The sentence does not say which one it means.',
    })
    expect(found.evidence.map(({ quote, table: place }) => [quote, place?.number])).toEqual([
      ['10 (25%)', '6.2'],
      ['16 (40%)', '6.1'],
    ])
    expect(
      found.differences.map(({ words, source_words, evidence }) => [words, source_words, evidence]),
    ).toEqual([
      ['Ten', '16', 1],
      ['25%', '40%', 1],
    ])
  })

  test('is partly supported in a check of a document as well', async () => {
    const text = 'Sodium was low in 9 patients (23%) on placebo.'
    const found = await checkBelow('Laboratory values', text)
    expect(found?.state).toBe('partly_supported')
    expect(found?.reason.code).toBe('several_values')
  })

  test.each([
    'Ten placebo patients (25%) had a low albumin with a significant change from the previous visit.',
    'Sixteen placebo patients (40%) had an albumin below the normal range.',
    'In Table 6.2, ten placebo patients (25%) had a low albumin.',
  ])('is supported where it says which one it means: “%s”', async (claim) => {
    expect((await verifyTyped(claim)).claim_state).toBe('supported')
  })

  test.each(['Table 6.2: low values', 'Low values, by significant changes'])(
    'is supported where the heading above it says which one: “%s”',
    async (heading) => {
      const text = 'Ten placebo patients (25%) had a low albumin.'
      expect((await checkBelow(heading, text))?.state).toBe('supported')
    },
  )

  test.each([
    'Urate was low in 3 patients (8%) on placebo.',
    'Five high-dose patients (12%) had a low albumin.',
  ])('is supported where both have the same value: “%s”', async (claim) => {
    expect((await verifyTyped(claim)).claim_state).toBe('supported')
  })

  test.each([
    'Three placebo patients (8%) had nausea.',
    'Nausea was reported by 3 patients on placebo and 6 on high dose.',
  ])('is of all events where it names no serious ones: “%s”', async (claim) => {
    expect((await verifyTyped(claim)).claim_state).toBe('supported')
  })
})

describe('a number beside others in its row', () => {
  test.each([
    'Leuven had 48 incidents.',
    'Tartu had 31 incidents.',
    'Leuven had 2 serious incidents.',
  ])('has no rival in a rate, or in what more is told of: “%s”', async (claim) => {
    expect((await verifyTyped(claim)).claim_state).toBe('supported')
  })
})

describe('a level', () => {
  test('has no rival in a change', async () => {
    const claim = 'Mean pulse at Week 24 was 72.4 on placebo.'
    expect((await verifyTyped(claim)).claim_state).toBe('supported')
  })
})

describe('a typed change of a score', () => {
  test('is no score, and no score beside it is its rival', async () => {
    const claim = (values: string): string =>
      `The memory score changed from baseline to Week 24 by a mean of ${values} on placebo.`
    expect((await verifyTyped(claim('2.5'))).claim_state).toBe('supported')
    expect((await verifyTyped(claim('26.7'))).claim_state).not.toBe('supported')
  })
})
