import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { writeTables } from '../support/table-files.ts'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const files = {
  'events.xlsx': `AE No.|Subject|Start date|Stop date|Severity|Maximum severity|Action taken|Duration (days)|Reported by
AE-01|301-001|2024-06-20|2024-06-22|Mild|Moderate|None|2|A. Holm
AE-02|301-002|2024-07-01|2024-08-15|Moderate|Severe|Drug withdrawn|45|B. Krog
AE-03|302-001|2024-07-09||Mild|Mild|None||A. Holm
AE-04|302-002|2024-08-11|2024-08-12|Severe|Severe|Dose interrupted|1|C. Lind
AE-05|303-001|2024-09-02|2024-09-02|Mild|Mild|None|1|B. Krog`,
  'invoices.csv': `Invoice no|Customer|Invoice date|Amount (before discount)|Amount (EUR)|Approved by|Sent to|State
INV-501|Alpha GmbH|14.01.2025|10,500|10,000|L. Brandt|P. Ney|paid
INV-502|Beta SA|20.01.2025|7,250|7,250.40|M. Oster|Q. Roux|open
INV-503|Alpha GmbH|03.02.2025|1,200|1,100|L. Brandt|P. Ney|paid
INV-504|Gamma AG|11.02.2025|-900|-900|M. Oster|R. Sauer|credited
INV-505|Beta SA|28.02.2025|64,000|60,000|L. Brandt|Q. Roux|open (overdue)`,
  'drawdowns.csv': `Loan drawdown|Borrower|Requested amount (EUR k)|Amount drawn (EUR k)|Guarantor|Valid from|Dose 1|Status
D-01|Nordhavn AS|1,200|1,000|Fjord Holding|2024-03-05|11|active
D-02|Sydvik AB|500|500|Fjord Holding|2024-04-12|12|repaid
D-03|Nordhavn AS|750|700|Skog Invest|2024-06-05|13|active
D-04|Vestby Oy|2,000|1,500|Skog Invest|2024-09-30|14|active`,
  'payments.csv': `Payment ID|Payer|Payee|Value date|Value|Currency
P-901|Delta Ltd|Echo plc|2025-05-06|4500|USD
P-902|Echo plc|Foxtrot Inc|2025-05-09|12000|USD
P-903|Delta Ltd|Echo plc|2025-05-17|980|EUR
P-904|Delta Ltd|Golf LLC|2025-06-05|33.400|GBP`,
  'register.csv': `Invoice no|Clerk|State
INV-501|T. Uhl|paid
INV-502|T. Uhl|disputed
INV-506|V. Wolf|open
INV-507|V. Wolf|open`,
  'findings.csv': `Finding ID|Owner|Closed|Status|Budget (NOK)
F-01|Ida Falk|2025-04-15|Closed|1000
F-02|Jon Vik||Open|2000
F-03|Ida Falk|2025-05-12|Closed|3000
F-04|Nils Aas||Open|4000`,
  'staff.csv': `Name|Department|Deputy|Trainer|Hired|Trained on|Office
Ida Falk|Finance|Nils Aas|Siw Lund|2018-02-01|2024-02-03|Oslo
Jon Vik|IT|Ida Falk|Per Rud|2020-09-15|2024-04-03|Bergen
Nils Aas|Facilities|Jon Vik|Siw Lund|2011-05-20|2024-05-06|Oslo
Per Rud|Finance|Ida Falk|Nils Aas|2009-03-01|2024-06-05|Oslo`,
}

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  for (const [name, text] of Object.entries(files)) {
    const rows = text.split('\n').map((line) => line.split('|'))
    const bytes = writeTables(name.endsWith('.csv') ? 'csv' : 'xlsx', [{ name, rows }])
    await app.upload('/api/v1/documents', { name, bytes })
  }
  const rows = [
    ['Equipment', 'Location', 'Previous status', 'Status'],
    ['EQ-11', 'Hall A', 'Quarantined', 'Released'],
    ['EQ-12', 'Hall B', 'Released', 'Repaired'],
    ['EQ-13', 'Hall A', 'Quarantined', 'Released'],
    ['EQ-14', 'Hall C', 'Released', 'Repaired'],
  ]
  const body = `${paragraph('EQ-11 was quarantined for leaking oil. The status of EQ-12 is released.')}${table(rows, 1)}${paragraph('End.')}`
  await app.upload('/api/v1/documents', { name: 'plant.docx', bytes: buildDocx({ body }) })
  await waitUntilIdle(app)
})
afterAll(() => app.close())

describe('what a head says of the value below it', () => {
  test.each([
    'Invoice INV-503 was sent to P. Ney.',
    'Invoice INV-501 is dated 14 January 2025.',
    'AE-02 was reported by B. Krog.',
    'AE-01 started on 20 June 2024 and stopped on 22 June 2024.',
    'The start date of AE-03 was on 9 July 2024.',
    'The duration of AE-02 was 45 days.',
    'The guarantor of drawdown D-03 is Skog Invest.',
    'D-03 is valid from 5 June 2024.',
    // prose beside the list says it, which needs no row
    'EQ-11 was quarantined for leaking oil.',
    // what is a status is a head, too
    'Finding F-01 was closed on 15 April 2025.',
    'Finding F-01 is owned by Ida Falk.',
    'The budget of F-02 is NOK 2,000.',
    'The value of P-903 was EUR 980.',
    'The action taken for AE-02 was drug withdrawn.',
    // who stands in other records, too
    'Ida Falk was hired on 1 February 2018.',
    'The deputy of Nils Aas is Jon Vik.',
  ])('bears out a sentence that tells it so: “%s”', async (claim) => {
    expect((await verifyInApp(app, claim)).claim_state).toBe('supported')
  })

  test.each([
    // what stands in a row, but below another head
    ['The severity of AE-02 was severe.', 'Moderate'],
    ['The payer of P-901 was Echo plc.', 'Delta Ltd'],
    ['Invoice INV-504 amounted to EUR 900.', '-900'],
  ])('refutes a sentence that tells something else: “%s”', async (claim, words) => {
    const { claim_state, evidence } = await verifyInApp(app, claim)
    expect(claim_state).toBe('contradicted')
    expect(evidence.map(({ quote }) => quote)).toContain(words)
  })

  test.each([
    // rounded, or a part of what the field says
    'Invoice INV-502 amounted to EUR 7,250.',
    'INV-505 is open.',
    // what the prose beside the list says
    'The status of EQ-12 is released.',
  ])('refutes nothing that may be the same: “%s”', async (claim) => {
    expect((await verifyInApp(app, claim)).claim_state).not.toBe('contradicted')
  })

  test.each([
    // what was done about it, was so at the worst, or is of another column
    'AE-02 was drug withdrawn.',
    'AE-02 was severe.',
    'AE-01 was moderate.',
    'Subject AE-02 was severe.',
    'P-901 is Delta Ltd.',
    'EQ-13 was quarantined.',
    // who does it, and to whom
    'Invoice INV-503 approved L. Brandt.',
    'Invoice INV-503 was approved L. Brandt.',
    'Invoice INV-503 was sent by P. Ney.',
    'Invoice INV-503 was sent P. Ney.',
    'P-902 was for payee Foxtrot Inc.',
    'P-902 was from payee Foxtrot Inc.',
    'Ida Falk trained on 3 February 2024.',
    'The trainee of Ida Falk is Siw Lund.',
    'Ida Falk is the deputy of Nils Aas.',
    'Invoice INV-503 was customised by Alpha GmbH.',
    // thousands, with the one mark or the other
    'The requested amount of D-01 was 1,200.',
    'The amount drawn of D-01 was EUR 1,000.',
    'P-904 was for GBP 33.4.',
    // another unit than the head's, what it leaves out, or how it restricts
    'The duration of AE-02 was 45 hours.',
    'The amount of invoice INV-501 was EUR 10,500.',
    'D-03 is valid on 5 June 2024.',
    'D-03 is valid until 5 June 2024.',
    'The dose of D-01 was 11.',
    // a loan has several drawdowns
    'Loan D-03 is active.',
    // two lists that differ
    'Invoice INV-502 is disputed.',
  ])('bears out no other sentence: “%s”', async (claim) => {
    expect((await verifyInApp(app, claim)).claim_state).not.toBe('supported')
  })
})
