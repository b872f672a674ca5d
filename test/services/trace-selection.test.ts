import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addedLocalDocument, addedSource } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { buildDocx } from '../support/build-docx.ts'
import { createTestApp, readExample, waitFor, type TestApp } from '../support/create-test-app.ts'
import { generateExample } from '../support/run-in-app.ts'

const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

describe('words that were not generated here', () => {
  let app: TestApp
  let documentId: string
  beforeAll(async () => {
    app = await createTestApp()
    const bytes = await readExample('study/sources/protocol.pdf')
    const sent = await app.upload('/api/v1/documents', { name: 'protocol.pdf', bytes })
    const { document_id } = addedSource.parse(await sent.json())
    await waitFor(async () => {
      const response = await app.request(`/api/v1/documents/status/${document_id}`)
      return ((await response.json()) as { status: string }).status === 'completed'
        ? true
        : undefined
    })
    const body = [
      'Approximately 180 subjects will be randomized, 60 in each treatment group.',
      'Approximately 810 subjects will be randomized, 60 in each treatment group.',
      'The coffee machine on the second floor was replaced in spring.',
    ]
    const docx = buildDocx({ body: body.map(paragraph).join('') })
    const local = await app.upload('/api/v1/documents/local', { name: 'mine.docx', bytes: docx })
    documentId = addedLocalDocument.parse(await local.json()).document_id
  })
  afterAll(() => app.close())

  const trace = async (selected_text: string) => {
    const response = await app.post('/get-sources-for-selected-text', {
      document_id: documentId,
      selected_text,
    })
    return sourcesResponse.parse(await response.json())
  }

  test('are traced to the page and the words that say the same, as retrieved', async () => {
    const { sources, anchor } = await trace('Approximately 180 subjects will be randomized')
    expect(anchor).toBe('intact')
    expect(sources[0]).toMatchObject({ basis: 'retrieved', document_source_name: 'protocol.pdf' })
    expect(sources[0]?.page).toBeGreaterThan(1)
    const marked = sources[0]?.marks.map(({ start, end }) =>
      sources[0]?.referenced_text.slice(start, end),
    )
    expect(marked?.join(' ')).toContain('180')
  })

  test('with another number have no source: a wrong citation is worse than none', async () => {
    const { sources, searched } = await trace(
      'Approximately 810 subjects will be randomized, 60 in each treatment group.',
    )
    expect(sources).toEqual([])
    expect(searched).toMatchObject({ sources: 1 })
    expect(searched.passages).toBeGreaterThan(10)
  })

  test('that no source speaks of have none, and the answer says what was searched', async () => {
    const { sources, searched } = await trace(
      'The coffee machine on the second floor was replaced in spring.',
    )
    expect(sources).toEqual([])
    expect(searched.passages).toBeGreaterThan(10)
  })

  test('that are not in the document are lost, and still searched for', async () => {
    const { anchor } = await trace('Words that stand nowhere in this document at all.')
    expect(anchor).toBe('lost')
  })
})

describe('a generated report', () => {
  let app: TestApp
  let documentId: string
  beforeAll(async () => {
    app = await createTestApp()
    documentId = (await generateExample(app, 'audit')).documentId
  })
  afterAll(() => app.close())

  test('gives the cells of a table row as one source when a whole section is asked for', async () => {
    const response = await app.post('/get-sources-for-selected-text', {
      document_id: documentId,
      section_id: 'Executive Summary',
      limit: 50,
    })
    const { sources } = sourcesResponse.parse(await response.json())
    const rows = sources.filter(({ table }) => table !== null)
    const places = rows.map(
      ({ start_char, document_source_id }) => `${document_source_id} ${start_char}`,
    )
    expect(new Set(places).size).toBe(places.length)
    expect(rows.some(({ marks }) => marks.length > 1)).toBe(true)
  })

  test('names a source as stale once it has a new version', async () => {
    const details = await (await app.request(`/api/v1/documents/${documentId}`)).json()
    const ledger = (details as { sources: { name: string; document_id: string }[] }).sources.find(
      ({ name }) => name === 'ledger-q3.docx',
    )
    const bytes = await readExample('audit/sources/findings.docx')
    const fields = { document_id: ledger?.document_id ?? '' }
    await app.upload('/api/v1/documents', { name: 'ledger-q4.docx', bytes }, fields)
    const response = await app.post('/get-sources-for-selected-text', {
      document_id: documentId,
      section_id: 'Executive Summary',
    })
    const { sources } = sourcesResponse.parse(await response.json())
    const ofLedger = sources.filter(
      ({ document_source_id }) => document_source_id === ledger?.document_id,
    )
    expect(ofLedger.length).toBeGreaterThan(0)
    expect(
      ofLedger.every(
        ({ is_stale, document_source_version }) => is_stale && document_source_version === 1,
      ),
    ).toBe(true)
  })

  test('says of the words of its template that they are house text, and searches for nothing', async () => {
    const ledger = await app.request(`/api/v1/documents/${documentId}/ledger`)
    const { rows } = (await ledger.json()) as { rows: { state: string; text: string }[] }
    const selected_text = rows.find(({ state }) => state === 'house_text')?.text ?? ''
    expect(selected_text).not.toBe('')
    const response = await app.post('/get-sources-for-selected-text', {
      document_id: documentId,
      selected_text,
    })
    const answer = sourcesResponse.parse(await response.json())
    expect(answer).toMatchObject({ claim_state: 'house_text', sources: [] })
  })

  test('refuses a request without a section and without words, and one for a section that it lacks', async () => {
    const neither = await app.post('/get-sources-for-selected-text', { document_id: documentId })
    expect(problemDetails.parse(await neither.json())).toMatchObject({ status: 422 })
    const unknown = { document_id: documentId, section_id: 'No such section' }
    expect((await app.post('/get-sources-for-selected-text', unknown)).status).toBe(404)
  })
})
