import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const groups = ['Placebo (N=86)', 'Drug Low Dose (N=84)', 'Drug High Dose (N=84)', 'Total (N=254)']

const bodies: Readonly<Record<string, string>> = {
  'status.docx':
    paragraph('Table 1.1 Completion and Reasons for Early Termination') +
    table(
      [
        ['', ...groups],
        ['Completed Week 24', '60 (70%)', '28 (33%)', '30 (36%)', '118 (46%)'],
        ['Early termination', '26 (30%)', '56 (67%)', '54 (64%)', '136 (54%)'],
        ['Adverse event', '8 (9%)', '44 (52%)', '39 (46%)', '91 (36%)'],
        ['Dizziness', '1 (1%)', '2 (2%)', '4 (5%)', '7 (3%)'],
      ],
      1,
    ),
  'weight.docx':
    paragraph('Table 1.2 Demographic and Baseline Characteristics') +
    table(
      [
        ['', ...groups],
        ['Mean age (years)', '75.2', '75.7', '74.4', '75.1'],
        ['Mean baseline weight (kg)', '62.8', '67.3', '70.0', '66.6'],
      ],
      1,
    ),
  'laboratory.docx':
    paragraph('Table 1.3 Laboratory Values') +
    table(
      [
        ['', 'Placebo (N=86)', 'Placebo (N=86)', 'Drug Low Dose (N=84)', 'Drug Low Dose (N=84)'],
        ['', 'Low', 'Normal', 'Low', 'Normal'],
        ['Hemoglobin', '0', '84 (98%)', '10 (12%)', '74 (88%)'],
        ['Basophils', '0', '86 (100%)', '0', '84 (100%)'],
      ],
      2,
    ),
  'conduct.docx':
    paragraph('241 patients were screened at six sites.') +
    paragraph('The fire drills were held in the north wing.') +
    paragraph('Twelve inspectors visited the laboratory in March.') +
    paragraph('The pumps were serviced by the maintenance team.') +
    paragraph('The board approved the budget of the clinic.'),
  'charter.docx':
    paragraph('Audit charter') +
    paragraph('The report is issued within 20 working days of the closing meeting.') +
    paragraph('Findings are rated by the lead auditor.'),
}

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  for (const [name, body] of Object.entries(bodies)) {
    await app.upload('/api/v1/documents', { name, bytes: buildDocx({ body }) })
  }
  await waitUntilIdle(app)
})

afterAll(() => app.close())

const judge = async (claim: string) => (await verifyInApp(app, claim)).claim_state

describe('small words of a typed sentence that say more than its number', () => {
  test.each([
    'Exactly 240 patients were screened at six sites.',
    'At least 241 patients were screened at six sites.',
    'Only 241 patients were screened at six sites.',
    'More than 241 patients were screened at six sites.',
    'Fewer than 241 patients were screened at six sites.',
    'More than 60 placebo patients completed Week 24.',
    'Fewer than 60 placebo patients completed Week 24.',
    'No more than 59 placebo patients completed Week 24.',
    'At least 61 placebo patients completed Week 24.',
    'No fewer than 61 placebo patients completed Week 24.',
    'Only 60 patients completed Week 24.',
    'Only placebo patients completed Week 24, 60 (70%) of them.',
    'Only the 60 placebo patients completed Week 24.',
    'The 60 placebo patients alone completed Week 24.',
    'Mean baseline weight on placebo at Week 8 was 62.8 kg.',
    'At Week 8, mean baseline weight on placebo was 62.8 kg.',
    'Baseline weight averaged 62.8 kg on placebo at Week 24.',
    'Hemoglobin was normal in all 84 placebo patients.',
    'Hemoglobin was normal in all 84 patients on placebo.',
    'Hemoglobin was normal in all 84 on placebo.',
    'Hemoglobin was normal in each of the 84 placebo patients.',
    'All 60 placebo patients completed Week 24.',
    'All 118 patients completed Week 24.',
    'The report was issued within 20 working days of the closing meeting.',
    'Findings were rated by the lead auditor.',
    'Reportedly, 60 placebo patients (70%) completed Week 24.',
    'Mean age on placebo was 75.2 years after treatment.',
    'On placebo, 60 patients (70%) have yet to complete Week 24.',
    'On placebo, 60 patients (70%) had yet to complete Week 24.',
    'On placebo, 60 patients (70%) still completed Week 24.',
    'On placebo, 60 patients (70%) again completed Week 24.',
    'On placebo, 60 patients (70%) no longer completed Week 24.',
    'On placebo, 60 patients (70%) had already completed Week 24.',
    'On placebo, 60 patients (70%) first completed Week 24.',
    'On placebo, 60 patients (70%) completed Week 24 last.',
    'On placebo, 60 patients (70%) completed Week 24 once.',
    'On placebo, 60 patients (70%) completed Week 24 twice.',
    'On placebo, 60 patients (70%) almost completed Week 24.',
    'On placebo, 60 patients (70%) supposedly completed Week 24.',
    'On placebo, 60 patients (70%) probably completed Week 24.',
    'On placebo, 1 patient (1%) had dizziness once.',
    'On placebo, 1 patient (1%) had dizziness again.',
    'On placebo, 1 patient (1%) no longer had dizziness.',
    'On placebo, 1 patient (1%) already had dizziness.',
    'On placebo, 1 patient (1%) still had dizziness.',
    'On placebo, 1 patient (1%) first had dizziness.',
    'On placebo, 1 patient (1%) had dizziness after treatment.',
    'On placebo, 1 patient (1%) also had dizziness.',
    'On placebo, 1 patient (1%) had dizziness at last.',
    'Eventually 60 placebo patients (70%) completed Week 24.',
    'Allegedly, 60 placebo patients (70%) completed Week 24.',
    'The fire drills were again held in the north wing.',
    'The fire drills were already held in the north wing.',
    'The fire drills were also held in the north wing.',
    'The fire drills were only held in the north wing.',
    'The fire drills were still held in the north wing.',
    'The fire drills were no longer held in the north wing.',
    'The fire drills were first held in the north wing.',
    'The fire drills were last held in the north wing.',
    'The fire drills were held once in the north wing.',
    'The fire drills were held twice in the north wing.',
    'The fire drills were held in the north wing alone.',
    'The fire drills were reportedly held in the north wing.',
    'The fire drills have yet to be held in the north wing.',
    'Just twelve inspectors visited the laboratory in March.',
    'Only twelve inspectors visited the laboratory in March.',
    'Merely twelve inspectors visited the laboratory in March.',
    'As few as twelve inspectors visited the laboratory in March.',
    'More than twelve inspectors visited the laboratory in March.',
    'The twelve inspectors also visited the laboratory in March.',
    'Twelve inspectors still visited the laboratory in March.',
    'The pumps were serviced by the maintenance team alone.',
    'The pumps were already serviced by the maintenance team.',
    'The pumps were once serviced by the maintenance team.',
    'The pumps were partly serviced by the maintenance team.',
    'The pumps were finally serviced by the maintenance team.',
    'The board again approved the budget of the clinic.',
    'The board first approved the budget of the clinic.',
    'The board unanimously approved the budget of the clinic.',
    'The board has yet to approve the budget of the clinic.',
  ])('are not supported by that number alone: “%s”', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })

  test.each([
    'Sixty placebo patients completed Week 24.',
    'Only 60 placebo patients (70%) completed Week 24.',
    'Just 28 patients (33%) on the low dose completed Week 24.',
    'A mere 28 patients (33%) on the low dose completed Week 24.',
    'At least 60 placebo patients completed Week 24.',
    'At most 60 placebo patients completed Week 24.',
    'No more than 60 placebo patients completed Week 24.',
    'No fewer than 60 placebo patients completed Week 24.',
    'As few as 28 patients (33%) on the low dose completed Week 24.',
    'Exactly 60 placebo patients completed Week 24.',
    'Basophils were normal in all 86 placebo patients.',
    'Mean baseline weight was 62.8 kg on placebo.',
    'At baseline, mean weight was 62.8 kg on placebo.',
    'Approximately 240 patients were screened at six sites.',
    'The report is issued within 20 working days of the closing meeting.',
    'The fire drills were held in the north wing.',
    'Twelve inspectors visited the laboratory in March.',
    'The pumps were serviced by the maintenance team.',
    'The board approved the budget of the clinic.',
  ])('leave a sentence supported that they say nothing wrong of: “%s”', async (claim) => {
    expect(await judge(claim)).toBe('supported')
  })

  test.each([
    'At least 50 placebo patients completed Week 24.',
    'More than 50 placebo patients completed Week 24.',
    'At least 200 patients were screened at six sites.',
    'As many as 60 placebo patients completed Week 24.',
  ])('are not against a number that is within their bound: “%s”', async (claim) => {
    expect(await judge(claim)).not.toBe('contradicted')
  })
})
