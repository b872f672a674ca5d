import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyClaimResponse } from '../../shared/contract/checks.ts'
import { addedLocalDocument, addedSource } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { checkInApp, getLatestCheck, verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

describe('a document from Word', () => {
  let app: TestApp
  let documentId: string
  let sourceId: string
  const source = [
    'The warehouse was inspected on 3 March 2025.',
    'Inspectors found 14 damaged pallets in the eastern hall.',
    'No fire doors were blocked.',
  ]
  beforeAll(async () => {
    app = await createTestApp()
    const bytes = buildDocx({ body: source.map((one) => paragraph(one)).join('') })
    const added = await app.upload('/api/v1/documents', { name: 'inspection.docx', bytes })
    sourceId = addedSource.parse(await added.json()).document_id
    await waitUntilIdle(app)
    const body = [
      source[0],
      'Inspectors found 41 damaged pallets in the eastern hall.',
      'The roof of the northern annex leaks heavily after rain.',
    ]
    const mine = buildDocx({ body: body.map((one) => paragraph(one ?? '')).join('') })
    const local = await app.upload('/api/v1/documents/local', { name: 'mine.docx', bytes: mine })
    documentId = addedLocalDocument.parse(await local.json()).document_id
  }, 60_000)
  afterAll(() => app.close())

  test('is held against the sources of its document set', async () => {
    const { sentences, searched } = await checkInApp(app, documentId)
    expect(searched.sources).toBe(1)
    expect(sentences.map(({ state }) => state)).toEqual([
      'supported',
      'contradicted',
      'no_source_found',
    ])
    expect(sentences[1]?.differences[0]).toMatchObject({ words: '41', source_words: '14' })
    expect(sentences.map(({ basis }) => basis)).toEqual(['retrieved', 'retrieved', null])
  })

  test('says that sources came since its check, and is then checked again', async () => {
    const bytes = buildDocx({
      body: paragraph('The roof of the northern annex leaks heavily after rain.'),
    })
    await app.upload('/api/v1/documents', { name: 'roof.docx', bytes })
    await waitUntilIdle(app)
    expect((await getLatestCheck(app, documentId)).sources_changed).toBe(true)
    const latest = await checkInApp(app, documentId)
    expect(latest.sources_changed).toBe(false)
    expect(latest.sentences[2]?.state).toBe('supported')
  })

  test('one statement can be held against the sources, or against given words', async () => {
    const verify = async (body: unknown) => {
      const response = await app.post('/api/v1/verify-claim', body)
      expect(response.status).toBe(200)
      return verifyClaimResponse.parse(await response.json())
    }
    const right = await verify({ claim: source[1] })
    expect(right).toMatchObject({ support_level: 'strong', claim_state: 'supported', score: 1 })
    expect(right.evidence[0]).toMatchObject({
      document_source_name: 'inspection.docx',
      quote: source[1],
    })
    const given = { claim: 'Eight doors were blocked.', evidence: ['Nine doors were blocked.'] }
    expect(await verify(given)).toMatchObject({ claim_state: 'contradicted', score: 0 })
    expect(await verify({ ...given, evidence: [] })).toMatchObject({
      claim_state: 'no_source_found',
      searched: { sources: 0, passages: 0 },
    })
  })

  test('a wrong number in words is held against the right one', async () => {
    const bytes = buildDocx({ body: paragraph('Three subjects died.') })
    await app.upload('/api/v1/documents', { name: 'deaths.docx', bytes })
    await waitUntilIdle(app)
    const verdict = await verifyInApp(app, 'Nine subjects died.')
    expect(verdict.claim_state).toBe('contradicted')
    expect(verdict.evidence[0]?.quote).toBe('Three subjects died.')
  })

  test('is not checked any more when a source that was searched is deleted', async () => {
    await app.request(`/api/v1/documents/${sourceId}`, { method: 'DELETE' })
    const latest = await getLatestCheck(app, documentId)
    expect(latest.check).toBeNull()
    expect(latest.counts.not_checked).toBe(latest.total)
    expect(await app.deps.db.selectFrom('claim_verdicts').selectAll().execute()).toEqual([])
  })

  test('a source has no check of its own', async () => {
    const bytes = buildDocx({ body: paragraph('A source.') })
    const added = await app.upload('/api/v1/documents', { name: 'third.docx', bytes })
    const { document_id } = addedSource.parse(await added.json())
    const response = await app.post(`/api/v1/documents/${document_id}/checks`, {})
    expect(response.status).toBe(400)
    expect(problemDetails.parse(await response.json()).detail).toContain('is a source')
  })
})
