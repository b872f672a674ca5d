import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const minutes = [
  paragraph('The Harbour plant', 'Heading1'),
  ...[
    'The depot was closed on 2 February 2024.',
    'The plant was sold on 9 May 2024.',
    'Mr Okoro was appointed finance director on 1 March 2024.',
    'The Ashby works was closed, and the Corley works was opened on 3 April 2024.',
    'Staff raised concerns about night shifts in March 2024.',
    'The offer was accepted in part.',
    'It was proposed that the barge be sold in June 2024.',
    'Not all breaches were reported to the board.',
    'More than 500 visitors came to the fair.',
    'The first of the two trials was stopped.',
    'The authority did not ask for further data.',
    'The terminal was designed for 2,000 passengers a day.',
    'The distributor told the manufacturer that the hospital had returned the pump.',
    'Version 3 replaces version 2 of 14 January 2023.',
    'The margin falls to 1.95 per cent if leverage is below 2.0.',
  ].map((line) => paragraph(line)),
]

const rules = [
  'The Landlord shall repay the deposit of £21,000 within 14 days after the end of the Term, less the cost of any repairs.',
  'The insurer shall compensate the Landlord for serious damage.',
  'Signs may be put up by the Tenant on the front wall during the first year.',
  'The Landlord may inspect the Unit where the Tenant has failed to carry out repairs.',
  'The annual fee of £300 is payable by members older than 65.',
  'The Company shall inform the auditors of each fraud in excess of £1,000.',
  'A breach of sensitive data shall be reported to the Commissioner within 72 hours.',
  'Controls over payroll were effective in all material respects.',
  'In the previous audit 22 orders had no second signature.',
  'Orders above £50,000 were approved by two managers.',
  'Loans to staff are permitted up to £5,000.',
  'A spokesman for the union welcomed the offer.',
  'Losses were smaller than in 2021.',
  'Before the flood, the plant at Aber employed 80 people.',
  'The company paid the fine under protest.',
  'The trustees accepted the report with reservations.',
  'The chapel is open to visitors accompanied by a nurse.',
  'Parking is free for visitors staying less than an hour.',
  'Refunds are paid to patients who cancel before noon.',
  'Visits are allowed between 2 pm and 4 pm on weekdays.',
  'Invoices were paid late in fewer than ten of the branches.',
].map((line) => paragraph(line))

const incidents = [
  ['Incident', 'Customer', 'Severity', 'Region'],
  ['INC-1', 'Acme', 'High', 'North'],
  ['INC-2', 'Acme', 'High', 'North'],
  ['INC-3', 'Birch', 'Low', 'South'],
  ['INC-4', 'Cole', 'High', 'South'],
  ['INC-5', 'Cole', 'Medium', 'South'],
  ['INC-6', 'Dale', 'Low', 'North'],
]
const events = [
  ['Event', 'Placebo (N=60)', 'Drug X (N=62)'],
  ['Nausea', '4 (6.7%)', '9 (14.5%)'],
  ['Headache', '7 (11.7%)', '7 (11.3%)'],
]
const revenue = [
  ['Segment', '2023', '2024'],
  ['Ferries', '41.2', '44.9'],
  ['Ports', '18.0', '16.5'],
]
const answers = [
  ['Answer', 'Ferry Alma (n=150)', 'Ferry Bris (n=120)'],
  ['Very satisfied', '60 (40.0%)', '30 (25.0%)'],
  ['Satisfied', '45 (30.0%)', '50 (41.7%)'],
  ['Dissatisfied', '45 (30.0%)', '40 (33.3%)'],
]
const tables = [
  paragraph('Table 4 Satisfaction of passengers'),
  table(answers, 1),
  paragraph('Table 1 Incidents by customer'),
  table(incidents, 1),
  paragraph('Table 2 Subjects with adverse events'),
  table(events, 1),
  paragraph('Table 3 Revenue (£ million)'),
  table(revenue, 1),
]

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  for (const [name, blocks] of Object.entries({ minutes, rules, tables })) {
    const body = blocks.join('')
    await app.upload('/api/v1/documents', { name: `${name}.docx`, bytes: buildDocx({ body }) })
  }
  await waitUntilIdle(app)
})

afterAll(() => app.close())

const judge = async (claim: string) => (await verifyInApp(app, claim)).claim_state

describe('a sentence that says more than its source is not supported', () => {
  test.each([
    'The Harbour plant was closed on 2 February 2024.',
    'Mr Okoro appointed the finance director on 1 March 2024.',
    'The Ashby works and the Corley works were opened on 3 April 2024.',
    'Staff increased concerns about night shifts in March 2024.',
    'The offer was accepted.',
    'The barge was sold in June 2024.',
    'The barge will be sold in June 2024.',
    'No breaches were reported to the board.',
    'The trial was stopped.',
    'The authority never asked for further data.',
    'The terminal had 2,000 passengers a day.',
    'The distributor told the manufacturer that it had returned the pump.',
    'Version 3 of 14 January 2023 replaces version 2.',
    'The Landlord shall repay the deposit of £21,000 within 14 days after the end of the Term.',
    'The insured shall compensate the Landlord for serious damage.',
    'Signs may be put up by the Tenant on the front wall.',
    'The Landlord may inspect the Unit where it has failed to carry out repairs.',
    'The annual fee of £300 is payable by members.',
    'The Company shall inform the auditors of each fraud.',
    'A breach shall be reported to the Commissioner within 72 hours.',
    'Controls over payroll were effective.',
    'Controls over payroll were effective in all respects.',
    '22 orders had no second signature.',
    'Orders were approved by two managers.',
    'Invoices were paid late in the branches.',
    'Loans are permitted up to £5,000.',
    'The union welcomed the offer.',
    'Losses were smaller in 2021.',
    'The plant at Aber employed 80 people.',
    'The company paid the fine.',
    'The trustees accepted the report.',
    'The chapel is open to visitors.',
    'Parking is free for visitors.',
    'Refunds are paid to patients.',
    'Visits are allowed between 2 pm and 4 pm.',
    'Three customers had incidents of high severity.',
    'Six customers had incidents.',
    'On the Alma, 60 (40.0%) passengers were very satisfied or satisfied.',
    'Two customers in the North had high severity incidents.',
    'Nausea was found in 9 subjects against Drug X.',
    'Nausea was reported by 9 subjects compared with Drug X.',
    'Revenue from ferries was £44.9 million in 2024 against 2023.',
    'At least 502 visitors came to the fair.',
  ])('%s', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })
})

describe('what is true is not contradicted', () => {
  test.each(['At least 501 visitors came to the fair.', 'Leverage was 3.4.'])(
    '%s',
    async (claim) => {
      expect(await judge(claim)).not.toBe('contradicted')
    },
  )
})

describe('the same as its source says stays supported', () => {
  test.each([
    'The Harbour plant was sold on 9 May 2024.',
    'Mr Okoro was appointed finance director on 1 March 2024.',
    'The Corley works was opened on 3 April 2024.',
    'Staff raised concerns about night shifts in March 2024.',
    'The offer was accepted in part.',
    'Not all breaches were reported to the board.',
    'The authority did not ask for further data.',
    'The terminal was designed for 2,000 passengers a day.',
    'Version 3 replaces version 2 of 14 January 2023.',
    'The insurer shall compensate the Landlord for serious damage.',
    'The annual fee of £300 is payable by members older than 65.',
    'The Company shall inform the auditors of each fraud in excess of £1,000.',
    'The auditors must be informed by the Company of each fraud in excess of £1,000.',
    'Controls over payroll were effective in all material respects.',
    'In the previous audit 22 orders had no second signature.',
    'Loans to staff are permitted up to £5,000.',
    'Losses were smaller than in 2021.',
    'The trustees accepted the report with reservations.',
    'Visits are allowed between 2 pm and 4 pm on weekdays.',
    'Three incidents were of high severity.',
    'On the Alma, 60 (40.0%) passengers were very satisfied.',
    'Nausea was reported by 9 subjects on Drug X, compared with 4 on placebo.',
    'Revenue from ferries was £44.9 million in 2024 against £41.2 million in 2023.',
    'Orders above £50,000 were approved by two managers.',
  ])('%s', async (claim) => {
    expect(await judge(claim)).toBe('supported')
  })
})
