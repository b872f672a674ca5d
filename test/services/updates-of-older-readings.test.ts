import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertSourceText, getSourceText } from '../../server/db/source-texts.ts'
import { addedSource, documentDetails } from '../../shared/contract/documents.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { lineageResponse } from '../../shared/contract/updates.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { shiftRange, type TextRange } from '../../shared/text/range.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { requestReport, uploadExample, waitForEnd, waitUntilIdle } from '../support/run-in-app.ts'
import { getUpdates, getRows } from './sent-versions.ts'

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
