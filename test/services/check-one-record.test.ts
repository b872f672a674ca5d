import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const files = {
  'orders.csv': `Order,Supplier,Department,Ordered,Delivered,Amount,Currency,Status,Approver
PO-1001,Supplier 11,Dept 3,2025-01-14,2025-01-28,4200,GBP,closed,T. Lund
PO-1002,Supplier 12,Dept 1,2025-01-30,2025-02-17,31500,GBP,open,K. Moen
PO-1003,Supplier 11,Dept 2,2025-02-11,2025-02-19,6800,GBP,closed,T. Lund
PO-1004,Supplier 14,Dept 4,2025-02-19,2025-03-28,88000,GBP,open,K. Moen
PO-1005,Supplier 12,Dept 2,2025-03-03,2025-03-30,27400,GBP,closed,T. Lund
`,
  'deviations.csv': `Deviation,Site,Country,Subject,Date,Category,Class
DV-001,1104,Poland,1104-003,2024-05-14,Eligibility,Important
DV-002,1104,Poland,1104-007,2024-05-20,Dosing,Minor
DV-003,1315,Japan,1315-002,2024-06-02,Visit window,Minor
DV-004,1207,Spain,1207-001,2024-09-10,Consent,Important
DV-005,1207,Spain,1207-004,2024-10-01,Dosing,Important
`,
  'claims.csv': `Claim,Claimant,Received,Decision date,Assignee,Reviewer,Rating,Estimated cost,Paid,State,Increase
CL-301,A. Berg,2025-02-03,2025-03-10,R. Falk,S. Lie,High,12000,9500,settled,500
CL-302,B. Dahl,2025-02-07,2025-03-21,T. Moe,S. Lie,Low,3000,0,rejected,0
CL-303,C. Eide,2025-02-11,2025-04-02,R. Falk,U. Ness,High,45000,41000,settled,1200
CL-304,D. Foss,2025-02-20,2025-04-15,T. Moe,U. Ness,Medium,7000,0,pending,100
CL-305,E. Gran,2025-03-01,2025-05-06,R. Falk,S. Lie,Low,900,900,settled,0
`,
  'sites.csv': `Site,Investigator,City,Country,Opened,Closed,Screened,Phase
101,M. Oren,Lyon,France,12/04/2023,20/12/2024,34,done
102,N. Petit,Nantes,France,02/05/2023,31/01/2025,18,done
201,O. Quist,Aarhus,Denmark,15/06/2023,14/02/2025,27,done
202,P. Rask,Odense,Denmark,03/07/2023,01/03/2025,9,done
301,Q. Sand,Bergen,Norway,20/09/2023,15/03/2025,40,running
`,
  'subjects.csv': `Subject,Age,Sex,Treatment,Months of treatment
01-001,64,F,Drug,12
01-002,71,M,Placebo,11
01-003,58,F,Drug,64
02-001,77,M,Placebo,10
`,
}

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  for (const [name, text] of Object.entries(files)) {
    await app.upload('/api/v1/documents', { name, bytes: new TextEncoder().encode(text) })
  }
  await waitUntilIdle(app)
})
afterAll(() => app.close())

const tellings = [
  'Order PO-1002 was for GBP 31,500.',
  'Order PO-1002 amounted to 31,500.',
  'The amount of order PO-1004 is £88,000.',
  'Order PO-1005 of Supplier 12 amounted to GBP 27,400.',
  'PO-1003 was ordered on 11 February 2025 and delivered on 19 February 2025.',
  'Order PO-1002 was approved by K. Moen.',
  'PO-1004 is open.',
  'The status of order PO-1004 is open.',
  'The department of PO-1005 is Dept 2.',
  'Deviation DV-004 occurred at site 1207 in Spain.',
  'Deviation DV-005 is dated 1 October 2024.',
  'Deviation DV-003 of subject 1315-002 is minor.',
  'Deviation DV-005 was classed as important.',
  'Claim CL-301 was received on 3 February 2025.',
  'Claim CL-304 was rated as medium.',
  'The decision date of claim CL-303 was 2 April 2025.',
  'The estimated cost of claim CL-301 was 12,000.',
  'Site 101 was opened on 12 April 2023.',
  'The investigator of site 202 is P. Rask.',
  'Subject 01-001 is 64 years old.',
  'Subject 02-001 was aged 77.',
  'Subject 01-002 was 71 years of age.',
]

describe('what a sentence tells of one record of a list', () => {
  test.each(tellings)('is supported by its fields: “%s”', async (claim) => {
    const { claim_state, evidence } = await verifyInApp(app, claim)
    expect(claim_state).toBe('supported')
    expect(evidence.length).toBeGreaterThan(0)
  })

  test.each([
    ['Order PO-1002 was for GBP 31,600.', '31500'],
    ['Order PO-1002 was approved by T. Lund.', 'K. Moen'],
    ['PO-1003 was ordered on 11 February 2024 and delivered on 19 February 2025.', '2025-02-11'],
    ['PO-1004 is closed.', 'open'],
    ['Deviation DV-004 occurred at site 1104 in Spain.', '1207'],
    ['Claim CL-304 was rated as high.', 'Medium'],
    ['Site 101 was opened on 20 December 2024.', '12/04/2023'],
    ['Subject 01-003 is 64 years old.', '58'],
  ])('is refuted by the field that has something else: “%s”', async (claim, words) => {
    const { claim_state, evidence } = await verifyInApp(app, claim)
    expect(claim_state).toBe('contradicted')
    expect(evidence.map(({ quote }) => quote)).toContain(words)
  })

  test.each([
    // another currency, scale or bound
    'Order PO-1002 was for EUR 31,500.',
    'Order PO-1002 was for GBP 31,500 million.',
    'Order PO-1002 was for at least GBP 31,500.',
    'Order PO-1002 was for about GBP 31,500.',
    // another relation than the head's
    'Order PO-1002 was ordered by K. Moen.',
    'Order PO-1002 was approved for K. Moen.',
    'Order PO-1002 was approved on 30 January 2025.',
    'Dept 1 delivered PO-1002 on 17 February 2025.',
    'Claim CL-301 was assigned by R. Falk.',
    'Claim CL-301 increased to 500.',
    'Claim CL-301 cost 12,000.',
    'Claim CL-301 was rated by S. Lie.',
    'Claim CL-301 was decided on 10 March 2025.',
    'Claim CL-301 was paid on 10 March 2025.',
    // another time
    'PO-1003 was ordered by 11 February 2025.',
    'PO-1003 was ordered before 11 February 2025.',
    'PO-1003 will be delivered on 19 February 2025.',
    // denied, hedged, or of part
    'PO-1004 is not open.',
    'PO-1004 is still open.',
    'PO-1004 may be open.',
    'Half of order PO-1002 was for GBP 31,500.',
    // of others, or of more than one
    'Only order PO-1002 was approved by K. Moen.',
    'All orders but PO-1001 were approved by K. Moen.',
    'Order PO-1002 was approved by K. Moen and T. Lund.',
    'Orders PO-1002 and PO-1004 were for GBP 31,500.',
    'Invoice PO-1002 was for GBP 31,500.',
    'A. Berg was reviewed by S. Lie.',
    'Supplier 14 was approved by K. Moen.',
    'Subject 101 was opened on 12 April 2023.',
    'Subject 01-001 was treated for 64 years.',
    'Subject 01-001 is over 64 years old.',
    'Subject 01-001 is not 64 years old.',
  ])('is not supported where it tells more or something else: “%s”', async (claim) => {
    expect((await verifyInApp(app, claim)).claim_state).not.toBe('supported')
  })

  test.each(tellings)('is never refuted by how many records there are: “%s”', async (claim) => {
    const { reason } = await verifyInApp(app, claim.replace('.', ', as everybody knows.'))
    expect(reason.text).not.toContain('records')
  })

  test('law: a value of another record is never told of this one', async () => {
    const rows = (files['orders.csv'] ?? '').trim().split('\n').slice(1)
    const records = rows.map((row) => row.split(','))
    const record = fc.constantFrom(...records)
    const forms: readonly ((key: string, fields: readonly string[]) => string)[] = [
      (key, fields) => `Order ${key} was for GBP ${fields[5] ?? ''}.`,
      (key, fields) => `The status of ${key} is ${fields[7] ?? ''}.`,
      (key, fields) => `${key} was approved by ${fields[8] ?? ''}.`,
      (key, fields) => `The supplier of order ${key} is ${fields[1] ?? ''}.`,
    ]
    const columns = [5, 7, 8, 1]
    await fc.assert(
      fc.asyncProperty(record, record, fc.nat(forms.length - 1), async (own, other, form) => {
        const claim = forms[form]?.(own[0] ?? '', other) ?? ''
        const column = columns[form] ?? 0
        const isTrue = own[column] === other[column]
        const { claim_state } = await verifyInApp(app, claim)
        expect([claim, claim_state]).toEqual([claim, isTrue ? 'supported' : 'contradicted'])
      }),
      { numRuns: 60 },
    )
  })
})
