import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyClaimResponse } from '../../shared/contract/checks.ts'
import { addedLocalDocument } from '../../shared/contract/documents.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { checkInApp, getLatestCheck } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const sources: Readonly<Record<string, readonly string[]>> = {
  'report.md': [
    'The fieldwork used 203 auditor days.',
    'A total of 254 patients were randomized.',
    'The office moved to Lindhaven on 3 May 2024.',
    'The audit was led by Petra Vasko.',
    'Nine site visits were carried out in spring.',
    'Nine site visits were carried out in autumn.',
  ],
  'memo.md': [
    'The fieldwork used 186 auditor days.',
    'The office moved to Lindhaven on 9 May 2024.',
    'The audit was led by Petra Vasko.',
    'Seven site visits were carried out in autumn.',
    'In an earlier study, 212 patients were randomized in Spain.',
  ],
  'plan.md': ['A total of 295 patients will be randomized.'],
}

const roles: Readonly<Record<string, string>> = { 'plan.md': 'protocol' }

describe('a typed sentence that the prose of one source says and that of another says otherwise', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp()
    for (const [name, lines] of Object.entries(sources)) {
      const bytes = new TextEncoder().encode(lines.join('\n\n'))
      await app.upload('/api/v1/documents', { name, bytes }, { role: roles[name] ?? 'report' })
    }
    await waitUntilIdle(app)
  })
  afterAll(() => app.close())

  const verify = async (claim: string) => {
    const response = await app.post('/api/v1/verify-claim', { claim })
    return verifyClaimResponse.parse(await response.json())
  }

  test.each([
    ['The fieldwork used 203 auditor days.', 'The fieldwork used 186 auditor days.'],
    ['The fieldwork used 186 auditor days.', 'The fieldwork used 203 auditor days.'],
    [
      'The office moved to Lindhaven on 3 May 2024.',
      'The office moved to Lindhaven on 9 May 2024.',
    ],
    [
      'Nine site visits were carried out in autumn.',
      'Seven site visits were carried out in autumn.',
    ],
  ])('is not supported, and both are shown: “%s”', async (claim, other) => {
    const { claim_state, reason, evidence } = await verify(claim)
    expect([claim_state, reason.code]).toEqual(['partly_supported', 'several_values'])
    expect(evidence.map(({ quote }) => quote)).toEqual([claim, other])
    expect(reason.text).toContain(other)
  })

  test.each([
    'A total of 254 patients were randomized.',
    'The audit was led by Petra Vasko.',
    'Nine site visits were carried out in spring.',
  ])('stays supported where the other speaks of something else: “%s”', async (claim) => {
    expect((await verify(claim)).claim_state).toBe('supported')
  })

  test('is shown so in the check of a document as well', async () => {
    const bytes = buildDocx({ body: paragraph('The fieldwork used 203 auditor days.') })
    const sent = await app.upload('/api/v1/documents/local', { name: 'typed.docx', bytes })
    const { document_id } = addedLocalDocument.parse(await sent.json())
    await checkInApp(app, document_id)
    const { sentences } = await getLatestCheck(app, document_id)
    expect(sentences.map(({ state, reason }) => [state, reason.code])).toEqual([
      ['partly_supported', 'several_values'],
    ])
  })
})
