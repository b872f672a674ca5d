import type { ExamplePlan } from '../../examples/run-example.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addedLocalDocument,
  addedSource,
  documentDetails,
} from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { sectionsResponse } from '../../shared/contract/sections.ts'
import { sourcesResponse, type SourcesRequest } from '../../shared/contract/sources.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx } from '../support/build-docx.ts'
import { createTestApp, readExample, waitFor, type TestApp } from '../support/create-test-app.ts'
import {
  createAppWithReport,
  requestReport,
  uploadExample,
  waitForEnd,
  waitUntilIdle,
} from '../support/run-in-app.ts'

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

  test('come with the boxes of their marks on the page', async () => {
    const { sources } = await trace('Approximately 180 subjects will be randomized')
    const [first] = sources
    expect(first?.boxes.length).toBeGreaterThan(0)
    for (const box of first?.boxes ?? []) {
      expect(box.page).toBe(first?.page)
      expect(box.x + box.width).toBeLessThan(612)
      expect(box.height).toBeLessThan(20)
    }
    const letters = first?.marks.reduce((sum, { start, end }) => sum + end - start, 0) ?? 0
    const widths = first?.boxes.reduce((sum, { width }) => sum + width, 0) ?? 0
    expect(widths / letters).toBeGreaterThan(3)
    expect(widths / letters).toBeLessThan(8)
  })

  test('with another number have no source: a wrong citation is worse than none', async () => {
    const { sources, searched } = await trace(
      'Approximately 810 subjects will be randomized, 60 in each treatment group.',
    )
    expect(sources).toEqual([])
    expect(searched).toMatchObject({ sources: 1 })
    expect(searched.passages).toBeGreaterThan(10)
  })

  test('without a source are shown what comes nearest, with the words that both have', async () => {
    const { nearest } = await trace(
      'Approximately 810 subjects will be randomized, 60 in each treatment group.',
    )
    const words = ({ referenced_text, marks }: (typeof nearest)[number]) =>
      marks.map(({ start, end }) => referenced_text.slice(start, end)).join(' ')
    expect(nearest[0]?.referenced_text).toContain('Approximately 180 subjects will be randomized')
    expect(words(nearest[0]!)).toBe('Approximately subjects randomized, 60 each treatment group')
    expect(nearest[0]?.page).toBeGreaterThan(1)
    expect(nearest[0]?.boxes.length).toBeGreaterThan(0)
    expect(nearest.length).toBeLessThanOrEqual(5)
    expect(new Set(nearest.map(({ referenced_text }) => referenced_text)).size).toBe(nearest.length)
  })

  test('with a source are shown nothing else', async () => {
    const { nearest, sources } = await trace('Approximately 180 subjects will be randomized')
    expect(sources.length).toBeGreaterThan(0)
    expect(nearest).toEqual([])
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
  let plan: ExamplePlan
  beforeAll(async () => {
    ;({ app, documentId, plan } = await createAppWithReport('audit'))
  })
  afterAll(() => app.close())

  test('gives the cells of a table row as one source, without boxes where files have no pages, when a whole section is asked for', async () => {
    const response = await app.post('/get-sources-for-selected-text', {
      document_id: documentId,
      section_id: 'Executive Summary',
      limit: 50,
    })
    const { sources } = sourcesResponse.parse(await response.json())
    expect(sources.every(({ boxes }) => boxes.length === 0)).toBe(true)
    const rows = sources.filter(({ table }) => table !== null)
    const places = sources.map(
      ({ start_char, document_source_id }) => `${document_source_id} ${start_char}`,
    )
    expect(new Set(places).size).toBe(places.length)
    expect(rows.some(({ marks }) => marks.length > 1)).toBe(true)
  })

  test('names a source as stale once its cited words are gone from a new version that was read', async () => {
    const details = await (await app.request(`/api/v1/documents/${documentId}`)).json()
    const ledger = (details as { sources: { name: string; document_id: string }[] }).sources.find(
      ({ name }) => name === 'ledger-q3.docx',
    )
    const bytes = await readExample('audit/sources/findings.docx')
    const fields = { document_id: ledger?.document_id ?? '' }
    await app.upload('/api/v1/documents', { name: 'ledger-q4.docx', bytes }, fields)
    await waitUntilIdle(app)
    const response = await app.post('/get-sources-for-selected-text', {
      document_id: documentId,
      section_id: 'Executive Summary',
    })
    const { sources } = sourcesResponse.parse(await response.json())
    const stale = sources.map((source) => [source.document_source_id, source.is_stale])
    expect(stale).toContainEqual([ledger?.document_id, true])
    for (const [id, isStale] of stale) expect(isStale).toBe(id === ledger?.document_id)
    expect(sources.every(({ document_source_version }) => document_source_version === 1)).toBe(true)
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

  describe('and what stands in it without a source', () => {
    const ask = async (question: Partial<SourcesRequest>) => {
      const body = { document_id: documentId, ...question }
      const response = await app.post('/get-sources-for-selected-text', body)
      return sourcesResponse.parse(await response.json())
    }
    const gapSection = 'Comparison with the Previous Year'
    const readGaps = async () => {
      const response = await app.request(`/api/v1/documents/${documentId}`)
      return documentDetails.parse(await response.json()).quality?.gaps ?? []
    }

    test('a selected gap, or words of one, give the gap with its reason and what was searched', async () => {
      const [gap] = await readGaps()
      expect(gap?.reason).not.toBe('')
      for (const selected_text of [`[Gap: ${gap?.reason}`, gap?.reason.slice(5, 30)]) {
        const answer = await ask({ selected_text })
        expect(answer.gaps).toEqual([gap])
        expect(answer).toMatchObject({ sources: [], claim_state: 'not_a_claim' })
      }
    })

    test('a section with a gap lists it, and the other sections do not', async () => {
      expect((await ask({ section_id: gapSection })).gaps).toEqual(await readGaps())
      expect((await ask({ section_id: 'Executive Summary' })).gaps).toEqual([])
    })

    test('a section that was left out on purpose says why', async () => {
      const reason = 'The distribution list is kept by the office of the management board.'
      const answer = await ask({ section_id: 'Distribution List' })
      expect(answer.omissions).toMatchObject([{ section_id: 'Distribution List', reason }])
      expect(answer).toMatchObject({ sources: [], gaps: [], claim_state: 'not_a_claim' })
      expect((await ask({ selected_text: reason })).omissions).toHaveLength(1)
    })
  })

  test('gives a value from the data with its pointer, and searches for nothing', async () => {
    const uploaded = await uploadExample(app, 'audit')
    const bytes = buildDocx({ body: paragraph('Prepared for {{client.name}} in autumn.') })
    const sent = await app.upload('/api/v1/templates', { name: 'letter.docx', bytes })
    const template = templateDetails.parse(await sent.json())
    const change = { output_name: 'Letter', data: { client: { name: 'Aldermoor Holdings' } } }
    const id = await requestReport(app, { ...uploaded, template }, change)
    expect(await waitForEnd(app, id)).toMatchObject({ status: 'Ready' })
    const ask = async (selected_text: string) => {
      const body = { document_id: id, selected_text }
      const response = await app.post('/get-sources-for-selected-text', body)
      return sourcesResponse.parse(await response.json())
    }
    expect(await ask('Aldermoor Holdings')).toMatchObject({
      values: [{ pointer: '/client/name', value: 'Aldermoor Holdings' }],
      sources: [],
    })
    expect(await ask('Prepared for')).toMatchObject({ values: [], claim_state: 'house_text' })
  })

  test('gives a sentence with several numbers of one table row one source with its columns', async () => {
    const response = await app.post('/get-sources-for-selected-text', {
      document_id: documentId,
      selected_text: plan.selections[0]?.selected_text,
    })
    const { sources } = sourcesResponse.parse(await response.json())
    const row = sources.find(({ table }) => (table?.columns.length ?? 0) > 1)
    expect(row?.table?.column_path).toEqual([])
    expect(row?.marks.length).toBeGreaterThan(1)
    expect(row?.marks).toEqual(row?.marks.toSorted((a, b) => a.start - b.start))
    const places = sources.map((one) => [one.document_source_id, one.start_char, one.end_char])
    expect(new Set(places.map(String)).size).toBe(places.length)
  })

  test('names the row of values that are cited with its head', async () => {
    const listed = await app.post('/get-sections-for-document', { document_id: documentId })
    const { sections } = sectionsResponse.parse(await listed.json())
    const found = await Promise.all(
      sections.map(async ({ section_id }) => {
        const request = { document_id: documentId, section_id, limit: 50 }
        const response = await app.post('/get-sources-for-selected-text', request)
        return sourcesResponse.parse(await response.json()).sources
      }),
    )
    const rows = found.flat().flatMap(({ table, marks, referenced_text: words }) => {
      const head = words.split('\t')[0] ?? ''
      const isMarked = head !== '' && marks.some(({ start, end }) => start === 0 && end > 0)
      return table && isMarked && table.columns.length > 1 && /\d/u.test(words)
        ? [{ table, head }]
        : []
    })
    expect(rows.length).toBeGreaterThan(3)
    for (const { table, head } of rows) expect(table.row_path.at(-1)?.trim()).toBe(head.trim())
  })

  test('refuses a request without a section and without words, and one for a section that it lacks', async () => {
    const neither = await app.post('/get-sources-for-selected-text', { document_id: documentId })
    expect(problemDetails.parse(await neither.json())).toMatchObject({ status: 422 })
    const unknown = { document_id: documentId, section_id: 'No such section' }
    expect((await app.post('/get-sources-for-selected-text', unknown)).status).toBe(404)
  })
})
