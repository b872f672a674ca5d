import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addedSource } from '../../shared/contract/documents.ts'
import type { LedgerRow } from '../../shared/contract/ledger.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { lineageResponse } from '../../shared/contract/updates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { replaceWords } from '../support/edit-docx.ts'
import { createAppWithReport, waitForEnd, waitUntilIdle } from '../support/run-in-app.ts'
import { getUpdates, getRows } from './sent-versions.ts'

async function sendVersion(app: TestApp, documentId: string, name: string, bytes: Uint8Array) {
  await app.upload('/api/v1/documents', { name, bytes }, { document_id: documentId })
  await waitUntilIdle(app)
}

describe('a report whose result table has another digit in its new version', () => {
  let app: TestApp
  let documentId: string
  let rows: LedgerRow[]
  let tableId: string
  const name = 'table-14-1.1.docx'
  beforeAll(async () => {
    ;({ app, documentId } = await createAppWithReport('study'))
    rows = await getRows(app, documentId)
    tableId = rows.find(({ source }) => source === name)?.source_id ?? ''
  }, 60_000)
  afterAll(() => app.close())

  test('has nothing to update before, and says how much was looked at', async () => {
    const { summary, updates, sources } = await getUpdates(app, documentId)
    const cited = rows.filter(({ quote, pointer }) => quote !== null && pointer === null)
    expect(cited.length).toBeGreaterThan(100)
    expect(summary).toMatchObject({ citations: cited.length, unchanged: cited.length, changed: 0 })
    expect(summary.data_values).toBe(rows.filter(({ pointer }) => pointer !== null).length)
    expect(updates).toEqual([])
    expect(new Set(sources.map(({ state }) => state))).toEqual(new Set(['unchanged_version']))
  })

  test('has exactly the sentences and cells that rest on the digit in its updates', async () => {
    const bytes = replaceWords(await readExample(`study/sources/${name}`), '5 (  8%)', '6 (  8%)')
    await sendVersion(app, tableId, name, bytes)
    const { summary, updates, sources } = await getUpdates(app, documentId)
    const resting = rows.filter(
      (row) =>
        row.source === name &&
        row.row_path.at(-1) === 'Adverse event' &&
        row.column_path.at(-1)?.startsWith('Velorastat 15 mg') &&
        row.quote?.includes('5'),
    )
    expect(new Set(resting.map(({ kind }) => kind))).toEqual(new Set(['sentence', 'cell']))
    expect(updates.map(({ target }) => target.selector.exact)).toEqual(
      resting.map(({ text }) => text),
    )
    for (const [index, update] of updates.entries()) {
      const row = resting[index]
      expect(update).toMatchObject({
        state: 'changed',
        old: row?.quote,
        new: row?.quote?.replace('5', '6'),
        source: { document_id: tableId, name, old_version: 1, new_version: 2 },
        citation: { quote: row?.quote, table: { row_path: row?.row_path } },
        target: { section_id: row?.section_id, kind: row?.kind },
      })
      expect(update.source.reader_changed).toBe(false)
    }
    expect(summary).toMatchObject({ changed: resting.length, gone: 0, not_compared: 0 })
    expect(summary.unchanged + summary.changed).toBe(summary.citations)
    expect(sources).toContainEqual(
      expect.objectContaining({ document_id: tableId, state: 'compared', compared_version: 2 }),
    )
  })

  test('has stale sources exactly where its updates are', async () => {
    const { updates } = await getUpdates(app, documentId)
    const changed = new Set(updates.map(({ target }) => target.selector.exact))
    const sentences = rows.filter(({ kind, source }) => kind === 'sentence' && source === name)
    expect(sentences.length).toBeGreaterThan(changed.size)
    for (const text of new Set(sentences.map((row) => row.text))) {
      const body = { document_id: documentId, selected_text: text }
      const response = await app.post('/get-sources-for-selected-text', body)
      const { sources } = sourcesResponse.parse(await response.json())
      const isStale = sources.some(({ is_stale }) => is_stale)
      expect([text, isStale]).toEqual([text, changed.has(text)])
    }
  })

  test('names a version that can not be read, and compares with the one before', async () => {
    const broken = replaceWords(await readExample(`study/sources/${name}`), '</w:body>', '')
    await app.upload('/api/v1/documents', { name, bytes: broken }, { document_id: tableId })
    await waitUntilIdle(app)
    const lineage = await app.request(`/api/v1/documents/${tableId}/lineage`)
    const { versions } = lineageResponse.parse(await lineage.json())
    expect(versions.map(({ number, status }) => [number, status])).toEqual([
      [1, 'completed'],
      [2, 'completed'],
      [3, 'failed'],
    ])
    const { updates, sources } = await getUpdates(app, documentId)
    expect(updates.length).toBeGreaterThan(0)
    const source = sources.find(({ document_id }) => document_id === tableId)
    expect(source).toMatchObject({ state: 'failed', compared_version: 2, newest_version: 3 })
    expect(source?.reason).not.toBe('')
  })
})

describe('a report of a protocol with a new version', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp()
  })
  afterAll(() => app.close())

  const sentences = [
    'The study is double-blind.',
    'Approximately 180 subjects will be randomized.',
    'Blood pressure is measured at each visit.',
    'Subjects are followed for 12 weeks.',
  ]
  const write = (lines: readonly string[]) =>
    buildDocx({
      body: [
        paragraph('Design', 'Heading1'),
        ...lines.map((line) => paragraph(line)),
        paragraph('Conduct', 'Heading1'),
        paragraph('Monitors visit the sites.'),
      ].join(''),
    })
  const template = buildDocx({
    body: [
      paragraph('Design', 'Heading1'),
      paragraph('[[rule copy from=protocol heading="Design"]]'),
    ].join(''),
  })

  const report = async (name: string) => {
    const sent = await app.upload(
      '/api/v1/documents',
      { name: `${name}.docx`, bytes: write([...sentences, `This is ${name}.`]) },
      { role: 'protocol' },
    )
    const source = addedSource.parse(await sent.json())
    const file = { name: `${name} template.docx`, bytes: template }
    const made = await app.upload('/api/v1/templates', file)
    const { template_id } = (await made.json()) as { template_id: string }
    const response = await app.post('/api/v1/documents/generate', {
      document_type: 'Report',
      template_id,
      output_name: `report of ${name}`,
      sources: [{ document_id: source.document_id, role: 'protocol' }],
    })
    const { task_id } = (await response.json()) as { task_id: string }
    expect((await waitForEnd(app, task_id)).status).toBe('Ready')
    return { documentId: task_id, sourceId: source.document_id }
  }

  test('tells changed words, words that are gone, and words that only moved', async () => {
    const { documentId, sourceId } = await report('A')
    const [blind = '', randomized = '', pressure = ''] = sentences
    const lines = [pressure, blind, randomized.replace('180', '240'), 'This is A.']
    await sendVersion(app, sourceId, 'A.docx', write(lines))
    const { summary, updates } = await getUpdates(app, documentId)
    expect(updates.map(({ state, old, new: now }) => ({ state, old, now }))).toEqual([
      { state: 'changed', old: randomized, now: 'Approximately 240 subjects will be randomized.' },
      { state: 'gone', old: 'Subjects are followed for 12 weeks.', now: null },
    ])
    expect(summary).toMatchObject({ citations: 5, unchanged: 2, moved: 1, changed: 1, gone: 1 })
  })

  test('says that nothing was compared while the new version is being read', async () => {
    const { documentId, sourceId } = await report('B')
    await app.queue.close()
    const bytes = write(['Everything is different now.', 'Nothing is as it was.'])
    await app.upload('/api/v1/documents', { name: 'B.docx', bytes }, { document_id: sourceId })
    const { summary, updates, sources } = await getUpdates(app, documentId)
    expect(updates).toEqual([])
    expect(summary).toMatchObject({ citations: 5, unchanged: 0, not_compared: 5 })
    expect(sources).toMatchObject([{ state: 'pending', compared_version: null, newest_version: 2 }])
  })

  test('a source has no updates, and an id that is not there answers like any other', async () => {
    const { documents } = (await (await app.request('/api/v1/documents?kind=source')).json()) as {
      documents: { document_id: string }[]
    }
    const ofSource = await app.request(`/api/v1/documents/${documents[0]?.document_id}/updates`)
    expect(ofSource.status).toBe(400)
    const missing = await app.request(
      '/api/v1/documents/00000000-0000-4000-8000-000000000000/updates',
    )
    expect(missing.status).toBe(404)
    expect(problemDetails.parse(await missing.json()).code).toBe('not_found')
  })
})
