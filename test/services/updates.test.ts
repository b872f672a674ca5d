import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertSourceText, getSourceText } from '../../server/db/source-texts.ts'
import { addedSource, documentDetails } from '../../shared/contract/documents.ts'
import { ledgerResponse, type LedgerRow } from '../../shared/contract/ledger.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { lineageResponse, updatesResponse } from '../../shared/contract/updates.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { shiftRange, type TextRange } from '../../shared/text/range.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, readExample, waitFor, type TestApp } from '../support/create-test-app.ts'
import { replaceWords } from '../support/edit-docx.ts'
import {
  createAppWithReport,
  requestReport,
  uploadExample,
  waitForEnd,
  waitUntilIdle,
} from '../support/run-in-app.ts'

async function getUpdates(app: TestApp, documentId: string) {
  const response = await app.request(`/api/v1/documents/${documentId}/updates`)
  expect(response.status).toBe(200)
  return updatesResponse.parse(await response.json())
}

async function getRows(app: TestApp, documentId: string): Promise<LedgerRow[]> {
  const response = await app.request(`/api/v1/documents/${documentId}/ledger`)
  return ledgerResponse.parse(await response.json()).rows
}

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

describe('a source that an older program read', () => {
  let app: TestApp
  let uploaded: Awaited<ReturnType<typeof uploadExample>>
  beforeAll(async () => {
    app = await createTestApp()
    uploaded = await uploadExample(app, 'study')
    await waitUntilIdle(app)
    for (const { document_id } of uploaded.sources) await makeOlder(app, document_id)
  }, 60_000)
  afterAll(() => app.close())

  const getLineage = async (id: string) => {
    const response = await app.request(`/api/v1/documents/${id}/lineage`)
    return lineageResponse.parse(await response.json())
  }
  const readersOf = async (id: string) => {
    const { versions } = await getLineage(id)
    return versions.flatMap(({ readings }) => readings.map(({ reader }) => reader.version))
  }

  test('works on, and a refresh puts the new reading beside the one that citations rest on', async () => {
    const documentId = await requestReport(app, uploaded)
    expect((await waitForEnd(app, documentId)).status).toBe('Ready')
    const before = await getRows(app, documentId)
    for (const { document_id } of uploaded.sources) {
      const response = await app.post(`/api/v1/documents/${document_id}/refresh`, {})
      expect(response.status).toBe(202)
      expect(addedSource.parse(await response.json()).status).toBe('completed')
    }
    await waitUntilIdle(app)
    for (const { document_id } of uploaded.sources) {
      expect(await readersOf(document_id)).toEqual(['older', expect.not.stringContaining('older')])
    }
    expect(await getRows(app, documentId)).toEqual(before)
    const { summary, updates } = await getUpdates(app, documentId)
    expect(updates).toEqual([])
    expect(summary.unchanged).toBe(summary.citations)
    const { section_id, selected_text } = selection
    const body = { document_id: documentId, section_id, selected_text }
    const response = await app.post('/get-sources-for-selected-text', body)
    const { sources } = sourcesResponse.parse(await response.json())
    expect(sources.length).toBeGreaterThan(0)
    expect(sources).toMatchObject([{ basis: 'recorded', is_stale: false }])
  }, 60_000)

  test('gives new runs its newest reading, with the same words', async () => {
    const first = await getRows(app, await findDocumentId(app))
    const change = { output_name: 'made anew' }
    const documentId = await requestReport(app, uploaded, change)
    expect((await waitForEnd(app, documentId)).status).toBe('Ready')
    const rows = await getRows(app, documentId)
    expect(rows.map(({ text, quote }) => [text, quote])).toEqual(
      first.map(({ text, quote }) => [text, quote]),
    )
    const starts = rows.map(({ start_char }) => start_char)
    expect(starts).toEqual(
      first.map(({ start_char }) => start_char && start_char - olderLead.length),
    )
  }, 60_000)

  test('a run that had begun before a refresh ends on the readings it began with', async () => {
    const id = uploaded.sources[2]?.document_id ?? ''
    await forgetNewer(app, id)
    const documentId = await requestReport(app, uploaded, { output_name: 'refreshed meanwhile' })
    await waitFor(
      async () => {
        const made = await app.deps.db
          .selectFrom('run_sections')
          .innerJoin('runs', 'runs.id', 'run_sections.run_id')
          .select('section_id')
          .where('runs.document_id', '=', documentId)
          .where('run_sections.completed_at', 'is not', null)
          .executeTakeFirst()
        return made && true
      },
      60_000,
      1,
    )
    await app.post(`/api/v1/documents/${documentId}/cancel`, {})
    expect(await waitForEnd(app, documentId)).toMatchObject({ error: { code: 'cancelled' } })
    await app.post(`/api/v1/documents/${id}/refresh`, {})
    await waitUntilIdle(app)
    expect(await readersOf(id)).toEqual(['older', expect.not.stringContaining('older')])
    await app.post(`/api/v1/documents/${documentId}/retry`, {})
    expect(await waitForEnd(app, documentId)).toMatchObject({ status: 'Ready' })
    const cited = (await getRows(app, documentId)).filter(({ source_id }) => source_id === id)
    const first = (await getRows(app, await findDocumentId(app))).filter(
      ({ source_id }) => source_id === id,
    )
    expect(cited.length).toBeGreaterThan(10)
    expect(cited.map(({ start_char }) => start_char)).toEqual(
      first.map(({ start_char }) => start_char),
    )
  }, 60_000)

  test('stays as it is when it can not be read any more, with a warning', async () => {
    const id = uploaded.sources[3]?.document_id ?? ''
    const { versions } = await getLineage(id)
    await damageBlob(app, versions[0]?.hash ?? '')
    await app.post(`/api/v1/documents/${id}/refresh`, {})
    await waitUntilIdle(app)
    const response = await app.request(`/api/v1/documents/${id}`)
    const details = documentDetails.parse(await response.json())
    expect(details).toMatchObject({ status: 'completed', error: null })
    expect(details.versions[0]?.warnings.join()).toContain('could not be read again')
    expect(details.chunk_count).toBeGreaterThan(0)
  })

  test('is read again once only, however often it is asked for', async () => {
    const id = uploaded.sources[1]?.document_id ?? ''
    await app.post(`/api/v1/documents/${id}/refresh`, {})
    await waitUntilIdle(app)
    expect(await readersOf(id)).toEqual(['older', expect.not.stringContaining('older')])
  })

  test('a document that is no source can not be refreshed', async () => {
    const response = await app.post(`/api/v1/documents/${await findDocumentId(app)}/refresh`, {})
    expect(response.status).toBe(400)
  })

  const selection = {
    section_id: 'Disposition of Subjects',
    selected_text:
      'A total of 182 subjects were randomized: 60 to placebo, 61 to velorastat 5 mg and 61 to velorastat 15 mg.',
  }
})

async function findDocumentId(app: TestApp): Promise<string> {
  const response = await app.request('/api/v1/documents?kind=generated&page_size=100')
  const { documents } = (await response.json()) as { documents: { document_id: string }[] }
  return documents.at(-1)?.document_id ?? ''
}

async function damageBlob({ dataFolder }: TestApp, hash: string): Promise<void> {
  const names = await readdir(join(dataFolder, 'blobs'), { recursive: true })
  const name = names.find((one) => one.endsWith(hash))
  await writeFile(join(dataFolder, 'blobs', name ?? 'none'), 'no file of any kind')
}

/** Leaves the source what the older reader read, as before any refresh. */
async function forgetNewer({ deps }: TestApp, documentId: string): Promise<void> {
  const newer = await deps.db
    .selectFrom('source_texts')
    .innerJoin('document_versions', 'document_versions.id', 'source_texts.document_version_id')
    .select('source_texts.id')
    .where('document_versions.document_id', '=', documentId)
    .where('source_texts.id', 'not like', 'older-%')
    .executeTakeFirstOrThrow()
  await deps.db.deleteFrom('citations').where('source_text_id', '=', newer.id).execute()
  await deps.db.deleteFrom('source_texts').where('id', '=', newer.id).execute()
  await deps.index.remove(newer.id)
}

/** What the older reader is made to have had before the text, so that its offsets are its own. */
const olderLead = '\n\n\n'

/** As if a reader of another version had read the source: its offsets differ from today's. */
async function makeOlder({ deps }: TestApp, documentId: string): Promise<void> {
  const row = await deps.db
    .selectFrom('source_texts')
    .innerJoin('document_versions', 'document_versions.id', 'source_texts.document_version_id')
    .select('source_texts.id')
    .where('document_versions.document_id', '=', documentId)
    .executeTakeFirstOrThrow()
  const { id, sourceText, passages, documentVersionId } = await getSourceText(deps.db, row.id)
  const by = olderLead.length
  const older = {
    id: `older-${id}`,
    documentVersionId,
    sourceText: shiftText(sourceText),
    passages: passages.map((passage, index) => {
      const { start, end } = shiftRange(passage.range, by)
      return { ...passage, range: { start: index === 0 ? 0 : start, end } }
    }),
  }
  await deps.index.add(older.id, older.sourceText.text, older.passages)
  await deps.db.transaction().execute(async (trx) => {
    await trx.deleteFrom('source_texts').where('id', '=', id).execute()
    await insertSourceText(trx, {
      ...older,
      segmenterVersion: 'older',
      createdAt: '2026-01-01T00:00:00.000Z',
    })
  })
  await deps.index.remove(id)
}

function shiftText(sourceText: SourceText): SourceText {
  const shift = <T extends { readonly range: TextRange }>(one: T): T => ({
    ...one,
    range: shiftRange(one.range, olderLead.length),
  })
  return {
    ...sourceText,
    reader: { ...sourceText.reader, version: 'older' },
    text: olderLead + sourceText.text,
    blocks: sourceText.blocks.map((block) =>
      block.kind === 'table' ? { ...shift(block), cells: block.cells.map(shift) } : shift(block),
    ),
    pages: sourceText.pages.map(shift),
  }
}
