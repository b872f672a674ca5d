import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentDetails } from '../../shared/contract/documents.ts'
import { ledgerResponse, type LedgerRow } from '../../shared/contract/ledger.ts'
import { sectionsResponse } from '../../shared/contract/sections.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { getSourceText } from '../../server/db/source-texts.ts'
import { listCitations } from '../../server/db/citations.ts'
import { findRunOfDocument } from '../../server/db/runs.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { generateExample } from '../support/run-in-app.ts'
import { validateDocx } from '../support/validate-docx.ts'
import { describeWith } from '../support/requirements.ts'

describe.each(['study', 'audit'])('the report of examples/%s', (folder) => {
  let app: TestApp
  let made: Awaited<ReturnType<typeof generateExample>>
  let rows: LedgerRow[]

  beforeAll(async () => {
    app = await createTestApp()
    made = await generateExample(app, folder)
    const response = await app.request(`/api/v1/documents/${made.documentId}/ledger`)
    rows = ledgerResponse.parse(await response.json()).rows
  }, 120_000)
  afterAll(() => app.close())

  const download = async (query = '') => {
    const response = await app.request(
      `/api/v1/documents/${made.documentId}/file?format=docx${query}`,
    )
    expect(response.status).toBe(200)
    return new Uint8Array(await response.arrayBuffer())
  }

  test('is ready, and its only gaps are the ones that its template is meant to show', () => {
    expect(made.status).toMatchObject({ status: 'Ready', progress: 100, error: null })
    const gaps = made.status.quality?.gaps.map(({ section_id }) => section_id)
    expect(gaps).toEqual(made.plan.expected_gaps)
    expect(made.status.quality?.filled).toBeGreaterThan(5)
    expect(app.logged).toEqual([])
  })

  test('tells nothing that a protocol or plan says as still to be done', () => {
    const planned = rows.filter(({ source }) => /^(?:protocol|analysis-plan)/.test(source ?? ''))
    expect(planned.map(({ text }) => text).filter((text) => /\bwill\b/.test(text))).toEqual([])
  })

  test('has for every citation the words of its source, to the letter (law 1)', async () => {
    const run = await findRunOfDocument(app.deps.db, made.documentId)
    const citations = await listCitations(app.deps.db, run?.id ?? '')
    expect(citations.length).toBeGreaterThan(50)
    for (const { evidence } of citations) {
      if (evidence.kind !== 'text') continue
      const { sourceText } = await getSourceText(app.deps.db, evidence.sourceTextId)
      expect(sourceText.text.slice(evidence.range.start, evidence.range.end)).toBe(evidence.quote)
    }
  })

  test('shows no number in a cell that the cited words lack, nor in a sentence that its sources lack', async () => {
    const texts = await loadTexts()
    for (const [target, own] of Map.groupBy(rows, (row) => row.target)) {
      const [first] = own
      if (!first || first.state === 'house_text') continue
      const quoted = own.flatMap(({ quote, formula, transformations }) => [
        quote ?? '',
        formula,
        ...transformations.map(({ to }) => to),
      ])
      // words around a value are the template's own: "at Week 12" has to stand in the source, too
      const held =
        first.kind === 'cell'
          ? quoted
          : [...quoted, ...own.map(({ source_id }) => texts.get(source_id ?? ''))]
      const known = new Set(listNumbers(held.join(' ')))
      const unknown = listNumbers(first.text).filter((number) => !known.has(number))
      expect({ target, text: first.text, unknown }).toEqual({
        target,
        text: first.text,
        unknown: [],
      })
    }
  })

  const loadTexts = async () => {
    const ids = [...new Set(rows.flatMap(({ source_id }) => source_id ?? []))]
    const stored = await app.deps.db
      .selectFrom('source_texts')
      .innerJoin('document_versions', 'document_versions.id', 'source_texts.document_version_id')
      .select(['source_texts.text', 'document_versions.document_id'])
      .where('document_versions.document_id', 'in', ids)
      .execute()
    return new Map(stored.map((row) => [row.document_id, row.text]))
  }

  test('names its sections in document order, and each can be asked for its sources', async () => {
    const answer = await app.post('/get-sections-for-document', { document_id: made.documentId })
    const { sections } = sectionsResponse.parse(await answer.json())
    expect(sections.map(({ section_order }) => section_order)).toEqual(
      sections.map((_, index) => index),
    )
    expect(new Set(sections.map(({ section_id }) => section_id)).size).toBe(sections.length)
    const cited = new Set(rows.flatMap((row) => (row.quote ? row.section_id : [])))
    for (const section_id of cited) {
      const response = await app.post('/get-sources-for-selected-text', {
        document_id: made.documentId,
        section_id,
      })
      const { sources, section } = sourcesResponse.parse(await response.json())
      expect(section?.section_id).toBe(section_id)
      expect(sources.length).toBeGreaterThan(0)
      expect(sources.every(({ basis }) => basis === 'recorded')).toBe(true)
    }
  })

  test('traces the selections of its plan to the words in the source', async () => {
    for (const selection of made.plan.selections) {
      const response = await app.post('/api/v1/get-sources-for-selected-text', {
        document_id: made.documentId,
        section_id: selection.section_id,
        selected_text: selection.selected_text,
      })
      const { sources, anchor, searched } = sourcesResponse.parse(await response.json())
      expect(anchor).toBe('intact')
      expect(searched.passages).toBeGreaterThan(10)
      const name = selection.source.split('/').at(-1)
      expect(sources[0]).toMatchObject({ document_source_name: name, basis: 'recorded' })
      for (const { marks, referenced_text } of sources) {
        expect(marks.length).toBeGreaterThan(0)
        for (const { start, end } of marks)
          expect(referenced_text.slice(start, end).trim()).not.toBe('')
      }
    }
  })

  test('is the same to the byte from the same inputs in another store (law 4)', async () => {
    const other = await createTestApp()
    const again = await generateExample(other, folder)
    const response = await other.request(`/api/v1/documents/${again.documentId}/file?format=docx`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    await other.close()
    expect(Buffer.from(bytes).equals(Buffer.from(await download()))).toBe(true)
  })

  test('leaves no source words, tags or bookmarks in a copy without a ledger', async () => {
    const full = Buffer.from(await download('&ledger=full')).length
    const none = await download('&ledger=none')
    expect(none.length).toBeLessThan(full)
    expect(Buffer.from(none).includes('customXml')).toBe(false)
  })

  test('describes itself with versions, sections and sources', async () => {
    const response = await app.request(`/api/v1/documents/${made.documentId}`)
    const details = documentDetails.parse(await response.json())
    expect(details.versions.length).toBe(1)
    expect(details.sources.length).toBe(made.plan.sources.length)
    expect(details.kind).toBe('generated')
  })

  describeWith('ooxmlValidator', 'to the Open XML validator', () => {
    test('is a valid document, with and without its ledger', async () => {
      expect(await validateDocx(await download())).toEqual([])
      expect(await validateDocx(await download('&ledger=none'))).toEqual([])
    }, 60_000)
  })
})

function listNumbers(text: string): string[] {
  return [...text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([number]) => number)
}
