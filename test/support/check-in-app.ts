import { expect } from 'vitest'
import {
  checkResponse,
  verifyClaimResponse,
  type CheckResponse,
  type VerifyClaimResponse,
} from '../../shared/contract/checks.ts'
import { waitFor, type TestApp } from './create-test-app.ts'

/** What the newest check says of a document, with the sentences of all pages. */
export async function getLatestCheck(
  app: TestApp,
  documentId: string,
  filter: Readonly<Record<string, string>> = {},
): Promise<CheckResponse> {
  const first = await getCheckPage(app, documentId, filter, 1)
  const sentences = [...first.sentences]
  for (let page = 2; sentences.length < first.matching; page++) {
    const next = await getCheckPage(app, documentId, filter, page)
    expect(next.sentences.length).toBeGreaterThan(0)
    sentences.push(...next.sentences)
  }
  return { ...first, sentences }
}

/** Has a document checked, and waits. */
export async function checkInApp(app: TestApp, documentId: string): Promise<CheckResponse> {
  expect((await app.post(`/api/v1/documents/${documentId}/checks`, {})).status).toBe(202)
  await waitFor(async () => {
    const latest = await getCheckPage(app, documentId)
    return latest.running === null ? true : undefined
  })
  return getLatestCheck(app, documentId)
}

/** Holds one sentence against the sources of the workspace. */
export async function verifyInApp(app: TestApp, claim: string): Promise<VerifyClaimResponse> {
  const response = await app.post('/api/v1/verify-claim', { claim })
  expect(response.status).toBe(200)
  return verifyClaimResponse.parse(await response.json())
}

export async function getCheckPage(
  app: TestApp,
  documentId: string,
  filter: Readonly<Record<string, string>> = {},
  page = 1,
): Promise<CheckResponse> {
  const query = new URLSearchParams({ ...filter, page: String(page), page_size: '100' })
  const path = `/api/v1/documents/${documentId}/checks/latest?${query}`
  const response = await app.request(path)
  expect(response.status).toBe(200)
  return checkResponse.parse(await response.json())
}
