import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyClaimResponse } from '../../shared/contract/checks.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const listed = `Order,Date,Supplier,Department,Amount EUR,Quotations,Approved by
PO-1001,2025-01-14,Brekke Paper,Administration,"4,200.00",1,T. Lund
PO-1002,2025-01-30,Nordlys IT,IT,"31,500.00",3,Head of Finance
PO-1003,2025-02-11,Brekke Paper,Schools,"6,800.00",1,T. Lund
PO-1004,2025-02-19,Fjell Construction,Roads,"88,000.00",3,
PO-1005,2025-03-03,Nordlys IT,Schools,"27,400.00",2,Head of Finance
PO-1006,2025-03-21,Havn Catering,Administration,"2,150.00",0,T. Lund
PO-1007,2025-04-08,Fjell Construction,Roads,"12,900.00",3,K. Moen
PO-1008,2025-04-25,Solberg Transport,Schools,"9,600.00",3,K. Moen
`

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  const orders = { name: 'orders.csv', bytes: new TextEncoder().encode(listed) }
  await app.upload('/api/v1/documents', orders)
  await waitUntilIdle(app)
})
afterAll(() => app.close())

async function judge(claim: string): Promise<string> {
  const response = await app.post('/api/v1/verify-claim', { claim })
  return verifyClaimResponse.parse(await response.json()).claim_state
}

describe('who did what to a record, as its row has it', () => {
  test.each([
    'Order PO-1007 was approved by K. Moen.',
    'PO-1008 was approved by K. Moen.',
    'Order PO-1002 was approved by the Head of Finance.',
  ])('is told by its cell: “%s”', async (claim) => {
    expect(await judge(claim)).toBe('supported')
  })

  test.each([
    'Order PO-1006 was approved by K. Moen.',
    'Order PO-1004 was approved by K. Moen.',
    'Order PO-1002 was approved by Nordlys IT.',
    'Invoice PO-1007 was approved by K. Moen.',
    'Order PO-1007 was not approved by K. Moen.',
    'Order PO-1007 was ordered by K. Moen.',
    'Order PO-1007 was approved by K. Moen and T. Lund.',
    'Orders PO-1002 and PO-1007 were approved by K. Moen.',
    'Only order PO-1007 was approved by K. Moen.',
    'All orders but PO-1007 were approved by K. Moen.',
  ])('is not told by it: “%s”', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })
})
