import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CheckResponse } from '../../shared/contract/checks.ts'
import {
  addedLocalDocument,
  addedSource,
  documentDetails,
  statusResponse,
} from '../../shared/contract/documents.ts'
import { ledgerResponse } from '../../shared/contract/ledger.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { checkInApp, getLatestCheck } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { createAppWithReport, waitUntilIdle } from '../support/run-in-app.ts'

const build = (...lines: readonly string[]) =>
  buildDocx({ body: lines.map((one) => paragraph(one)).join('') })

async function addSource(app: TestApp, name: string, bytes: Uint8Array, documentId?: string) {
  const fields = documentId ? { document_id: documentId } : undefined
  const added = await app.upload('/api/v1/documents', { name, bytes }, fields)
  await waitUntilIdle(app)
  return addedSource.parse(await added.json()).document_id
}

async function addLocal(app: TestApp, bytes: Uint8Array, documentId?: string) {
  const fields = documentId ? { document_id: documentId } : undefined
  const added = await app.upload('/api/v1/documents/local', { name: 'mine.docx', bytes }, fields)
  return addedLocalDocument.parse(await added.json()).document_id
}

describe('the states of a checked report, wherever they are shown', () => {
  let app: TestApp
  let documentId: string
  let checked: CheckResponse
  beforeAll(async () => {
    ;({ app, documentId } = await createAppWithReport('audit'))
    checked = await checkInApp(app, documentId)
  }, 60_000)
  afterAll(() => app.close())

  const getLedger = async () => {
    const response = await app.request(`/api/v1/documents/${documentId}/ledger`)
    return ledgerResponse.parse(await response.json()).rows
  }
  const getQuality = async () => {
    const status = await app.request(`/api/v1/documents/status/${documentId}`)
    const details = await app.request(`/api/v1/documents/${documentId}`)
    const { quality } = statusResponse.parse(await status.json())
    expect(documentDetails.parse(await details.json()).quality).toEqual(quality)
    return quality?.claims ?? {}
  }
  const present = (counts: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))

  test('the ledger gives each sentence the state that the check gives it', async () => {
    const rows = await getLedger()
    const states = new Map(checked.sentences.map(({ text, state }) => [text, state]))
    const known = rows.filter(({ text }) => states.has(text))
    expect(known.length).toBeGreaterThan(40)
    expect(new Set(known.map(({ state }) => state)).size).toBeGreaterThan(1)
    for (const { text, state } of known) expect([text, state]).toEqual([text, states.get(text)])
  })

  test('the quality of the document counts the check’s sentences, and all of them', async () => {
    expect(present(await getQuality())).toEqual(present(checked.counts))
  })

  test('what a person said stands in the ledger, the quality and the sources answer', async () => {
    const sentence = checked.sentences.find(
      ({ kind, basis, state }) =>
        kind === 'sentence' && basis === 'recorded' && state === 'supported',
    )
    const ask = async () => {
      const response = await app.post('/get-sources-for-selected-text', {
        document_id: documentId,
        selected_text: sentence?.text,
      })
      const { sources } = sourcesResponse.parse(await response.json())
      return sources.map(({ claim_state }) => claim_state)
    }
    expect(new Set(await ask())).toEqual(new Set(['supported']))
    const path = `/api/v1/documents/${documentId}/checks/${sentence?.sentence_id}/override`
    const body = JSON.stringify({ state: 'contradicted', reason: 'The client withdrew it.' })
    const headers = { 'Content-Type': 'application/json' }
    expect((await app.request(path, { method: 'PUT', body, headers })).status).toBe(200)
    expect(new Set(await ask())).toEqual(new Set(['contradicted']))
    const row = (await getLedger()).find(({ text }) => text === sentence?.text)
    expect(row).toMatchObject({
      state: 'contradicted',
      override_state: 'contradicted',
      override_reason: 'The client withdrew it.',
    })
    expect(row?.override_by).not.toBe('')
    expect(present(await getQuality())).toEqual(
      present((await getLatestCheck(app, documentId)).counts),
    )
    const csv = await (
      await app.request(`/api/v1/documents/${documentId}/ledger?format=csv`)
    ).text()
    expect(csv.split('\r\n')[0]).toContain(
      'override_state,override_reason,override_by,override_date',
    )
    expect(csv).toContain('The client withdrew it.')
  })
})

describe('a document from Word and its sources', () => {
  let app: TestApp
  let documentId: string
  let sourceId: string
  const first = 'Inspectors found 14 damaged pallets in the eastern hall.'
  const second = 'The warehouse was inspected on 3 March 2025 by two inspectors.'
  beforeAll(async () => {
    app = await createTestApp()
    sourceId = await addSource(app, 'inspection.docx', build(first, second))
    documentId = await addLocal(
      app,
      build(
        first,
        second,
        'In all, the inspectors paid 5,000 euros for the repairs.',
        first.replace('14', '16'),
      ),
    )
  }, 60_000)
  afterAll(() => app.close())

  test('shows what it gives twice with other values, at both places', async () => {
    const { inconsistencies } = await checkInApp(app, documentId)
    expect(inconsistencies.map(({ values }) => values)).toEqual([['14', '16']])
    const [places = []] = inconsistencies.map((one) => one.places)
    const text = (await (await app.request(`/api/v1/documents/${documentId}/text`)).json()) as {
      text: string
    }
    expect(places.map((one) => text.text.slice(one.value_start, one.value_end))).toEqual([
      '14',
      '16',
    ])
    expect(places.map((one) => text.text.slice(one.start_char, one.end_char))).toEqual([
      first,
      first.replace('14', '16'),
    ])
  })

  test('has nothing stale while its sources are as they were', async () => {
    const { stale, sentences } = await getLatestCheck(app, documentId)
    expect(stale).toBe(0)
    expect(sentences.every(({ is_stale }) => !is_stale)).toBe(true)
  })

  test('marks exactly the sentences whose words a new version of a source changed', async () => {
    await addSource(app, 'inspection.docx', build(first.replace('14', '15'), second), sourceId)
    const { stale, sentences, total } = await getLatestCheck(app, documentId)
    const marked = sentences.filter(({ is_stale }) => is_stale)
    expect(marked.map(({ text }) => text)).toEqual([first, first.replace('14', '16')])
    expect(stale).toBe(marked.length)
    expect(total).toBe(4)
    expect(marked[0]?.stale).toEqual([
      {
        state: 'changed',
        old: first,
        new: first.replace('14', '15'),
        document_source_id: sourceId,
        document_source_name: 'inspection.docx',
        old_version: 1,
        new_version: 2,
      },
    ])
  })

  test('shows no inconsistency any more when one of its places was rewritten', async () => {
    await addLocal(app, build(first, second), documentId)
    expect((await getLatestCheck(app, documentId)).inconsistencies).toEqual([])
  })
})
