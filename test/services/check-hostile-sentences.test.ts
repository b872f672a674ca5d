import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const procedure = [
  'The auditors visit each depot twice a year.',
  'The laboratory calibrates the test bench each quarter.',
  'The manager is to examine the returned pumps.',
  'The operator shuts the sluice when the water is high.',
  'The company plans to close the Fjell plant by 2027.',
  'The team managed to reopen the Vik plant in May.',
  'The board meets in January and July.',
]

const review = [
  'The library bought 249 books in 2023.',
  'It is possible that the new valve delays the alarm.',
  'The directors believe that the mill will reopen in autumn.',
  'Not all customers received the refund.',
  'The kiln was not fully repaired.',
  'The inquiry found that the nurse, not the pump, had changed the rate.',
  'The council decided against a recall of the heater.',
  'The owners chose Oslo rather than Bergen.',
  'The ferry was closed for 19 days.',
  'Default interest is 2 per cent above the margin.',
  'About two thirds of the meters have been replaced.',
  'Neither method shortened the stay in patients with asthma.',
  'No cracks were seen in the north wall.',
  'All boats in the inner harbour were inspected.',
  'The dredger removed as much as 40,000 tonnes of mud.',
  'The survey covered every berth but two.',
  'The company, unlike its insurer, accepted responsibility for the spill.',
  'The licence was granted provisionally.',
  'The plan was approved subject to a noise survey.',
  'Repairs will begin in June 2025 at the earliest.',
  'The tanks hold 300 m3 each.',
  'The inspector checks ten wells a year.',
  'Output of the gas plant fell by 37 GWh.',
  'Patients on the old drug reported more pain.',
  'Few customers complained about the tariff.',
  'The officer answers each letter within two working days.',
  'The first instalment falls due on 05/07/2024.',
  'ONC-204 was a trial of velatinib against docetaxel.',
  'The regulator fined the company up to €2 million.',
  'The distributor told the maker that the clinic had lost the pump.',
]

const csv = [
  'Event,Placebo,Drug A,Fee',
  'Nausea,3,60,300',
  'Headache,4,42,450',
  'Rash,1,16,120',
].join('\n')

const survival = 'Endpoint,Velatinib,Docetaxel\nMedian overall survival (months),17.1,12.9\n'

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  for (const [name, lines] of Object.entries({ procedure, review })) {
    const body = lines.map((line) => paragraph(line)).join('')
    await app.upload('/api/v1/documents', { name: `${name}.docx`, bytes: buildDocx({ body }) })
  }
  await app.upload('/api/v1/documents', { name: 'events.csv', bytes: Buffer.from(csv) })
  await app.upload('/api/v1/documents', { name: 'survival.csv', bytes: Buffer.from(survival) })
  await waitUntilIdle(app)
})

afterAll(() => app.close())

const judge = async (claim: string) => (await verifyInApp(app, claim)).claim_state

describe('a habit, a rule or a purpose is no deed', () => {
  test.each([
    'The auditors visited each depot twice a year.',
    'The auditors have visited each depot twice a year.',
    'The laboratory calibrated the test bench.',
    'The manager examined the returned pumps.',
    'The operator shut the sluice when the water was high.',
    'The company closed the Fjell plant.',
    'The board met in July.',
  ])('%s', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })
})

describe('what a sentence adds of its own is no finding of its source', () => {
  test.each([
    'The library reportedly bought 249 books in 2023.',
    'The library again bought 249 books in 2023.',
    'Allegedly, nausea was reported by 60 subjects on Drug A.',
    'Once again, nausea was reported by 60 subjects on Drug A.',
    'Again, nausea was reported by 60 subjects on Drug A.',
    'The library had bought 249 books in 2023 by then.',
    'Of these, 60 subjects on Drug A had nausea.',
    'By then, nausea was reported by 60 subjects on Drug A.',
    'Median overall survival was 17.1 months on velatinib from then on.',
    'Of these, median overall survival was 17.1 months on velatinib.',
    'Nausea was mostly reported by 60 subjects on Drug A.',
    'Nausea was reported by 60 subjects on Drug A every year.',
    'Nausea was reported by 60 subjects on Drug A in both groups.',
    'Nausea was reported by over 60 subjects on Drug A.',
  ])('%s', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })
})

describe('what a sentence leaves out of its source turns it', () => {
  test.each([
    'The new valve delays the alarm.',
    'The mill will reopen in autumn.',
    'No customers received the refund.',
    'The kiln was not repaired.',
    'The inquiry found that the nurse had not changed the rate.',
    'The council decided on a recall of the heater.',
    'The owners chose Bergen.',
    'The company plans to close the Fjell plant in 2027.',
    'The ferry was closed within 19 days.',
    'Default interest is 2 per cent.',
    'At least two thirds of the meters have been replaced.',
    'Neither method shortened the stay.',
    'No cracks were seen.',
    'All boats were inspected.',
    'The dredger removed 40,000 tonnes of mud.',
    'The survey covered every berth.',
    'The insurer accepted responsibility for the spill.',
    'The licence was granted.',
    'The plan was approved.',
    'Repairs will begin in June 2025.',
    'The tanks hold 300 m3.',
    'The inspector checks ten wells.',
    'The gas plant fell by 37 GWh.',
    'Patients reported more pain.',
    'A few customers complained about the tariff.',
    'The officer answers each letter for two working days.',
    'The first instalment falls due by 05/07/2024.',
    'ONC-204 was a trial of velatinib with docetaxel.',
    'The regulator fined the company €2 million.',
    'The clinic had lost the pump.',
  ])('%s', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })
})

test('money that a table names nowhere is the writer’s own', async () => {
  expect(await judge('Nausea had a fee of €300.')).not.toBe('supported')
  expect(await judge('Nausea had a fee of 300.')).toBe('supported')
})

test('months of a table are no years', async () => {
  expect(await judge('Median overall survival was 17.1 years on velatinib.')).not.toBe('supported')
  expect(await judge('Median overall survival was 17.1 months on velatinib.')).toBe('supported')
})

describe('the same words as their source’s stay supported', () => {
  test.each([
    'The auditors visit each depot twice a year.',
    'The company plans to close the Fjell plant by 2027.',
    'The team reopened the Vik plant in May.',
    'The library bought 249 books in 2023.',
    'Not all customers received the refund.',
    'The kiln was not fully repaired.',
    'The council decided against a recall of the heater.',
    'The ferry was closed for 19 days.',
    'Neither method shortened the stay in patients with asthma.',
    'No cracks were seen in the north wall.',
    'All boats in the inner harbour were inspected.',
    'The survey covered every berth but two.',
    'The licence was granted provisionally.',
    'The tanks hold 300 m3 each.',
    'The company accepted responsibility for the spill.',
    'Output of the gas plant fell by 37 GWh.',
    'Patients on the old drug reported more pain.',
    'Nausea was reported by 60 subjects on Drug A.',
  ])('%s', async (claim) => {
    expect(await judge(claim)).toBe('supported')
  })
})
