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

describe('a true sentence about one record of a list', () => {
  test.each([
    'Order PO-1002 was for GBP 31,500.',
    'Order PO-1002 amounted to 31,500.',
    'Order PO-1005 of Supplier 12 amounted to GBP 27,400.',
    'Deviation DV-004 occurred at site 1207 in Spain.',
    'Deviation DV-005 is dated 1 October 2024.',
    'Deviation DV-003 of subject 1315-002 is minor.',
  ])('is never refuted by how many records there are: “%s”', async (claim) => {
    const { claim_state, reason } = await verifyInApp(app, claim)
    expect(claim_state).not.toBe('contradicted')
    expect(reason.text).not.toContain('records')
  })
})
