import { expect } from 'vitest'
import { ledgerResponse, type LedgerRow } from '../../shared/contract/ledger.ts'
import { updatesResponse } from '../../shared/contract/updates.ts'
import type { TestApp } from '../support/create-test-app.ts'

export async function getUpdates(app: TestApp, documentId: string) {
  const response = await app.request(`/api/v1/documents/${documentId}/updates`)
  expect(response.status).toBe(200)
  return updatesResponse.parse(await response.json())
}

export async function getRows(app: TestApp, documentId: string): Promise<LedgerRow[]> {
  const response = await app.request(`/api/v1/documents/${documentId}/ledger`)
  return ledgerResponse.parse(await response.json()).rows
}
