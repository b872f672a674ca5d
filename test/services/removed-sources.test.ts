import { afterEach, expect, test } from 'vitest'
import { addedSource } from '../../shared/contract/documents.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { requestReport, uploadExample, waitForEnd } from '../support/run-in-app.ts'

let app: TestApp
const upload = async () => {
  const bytes = buildDocx({ body: paragraph('A note that no rule cites.') })
  const response = await app.upload('/api/v1/documents', { name: 'note.docx', bytes })
  return addedSource.parse(await response.json()).document_id
}
const remove = (id: string) => app.request(`/api/v1/documents/${id}`, { method: 'DELETE' })

afterEach(() => app.close())

test('a source deleted before a run came to read it is a warning of the run with its name', async () => {
  app = await createTestApp({ startQueue: false })
  const uploaded = await uploadExample(app, 'audit')
  const note = await upload()
  const sources = [...uploaded.sources, { document_id: note }]
  const id = await requestReport(app, { ...uploaded, sources: sources as never })
  expect((await remove(note)).status).toBe(204)
  await app.queue.start()
  const status = await waitForEnd(app, id)
  expect(status).toMatchObject({ status: 'Ready', error: null })
  expect(status.warnings).toEqual([expect.stringContaining('note.docx')])
  expect(app.logged).toEqual([])
})

test('a selection is traced after a pinned source that nothing cites was deleted', async () => {
  app = await createTestApp()
  const uploaded = await uploadExample(app, 'audit')
  const note = await upload()
  const sources = [...uploaded.sources, { document_id: note }]
  const id = await requestReport(app, { ...uploaded, sources: sources as never })
  await waitForEnd(app, id)
  expect((await remove(note)).status).toBe(204)
  const request = { document_id: id, selected_text: 'Internal Audit tested' }
  expect((await app.post('/get-sources-for-selected-text', request)).status).toBe(200)
})

test('the job of a source that is gone is gone with it', async () => {
  app = await createTestApp({ startQueue: false })
  await remove(await upload())
  expect(await app.deps.db.selectFrom('jobs').select('id').execute()).toEqual([])
})

test('a source deleted after it was pinned and read still has the role that it was read to have', async () => {
  app = await createTestApp({ startQueue: false })
  const uploaded = await uploadExample(app, 'audit')
  const sources = uploaded.sources.map(({ document_id }) => ({ document_id }))
  await app.deps.db.updateTable('documents').set({ role_confidence: 0.9 }).execute()
  const id = await requestReport(app, { ...uploaded, sources: sources as never })
  await app.deps.db
    .updateTable('jobs')
    .set({ run_after: '2999-01-01' })
    .where('kind', '=', 'generate')
    .execute()
  await app.queue.start()
  await waitFor(async () => {
    const rows = await app.deps.db
      .selectFrom('jobs')
      .select('status')
      .where('kind', '=', 'ingest')
      .execute()
    return rows.every(({ status }) => status === 'done') || undefined
  })
  for (const { document_id } of sources) await remove(document_id)
  await app.deps.db.updateTable('jobs').set({ run_after: '2000-01-01' }).execute()
  expect(await waitForEnd(app, id)).toMatchObject({ status: 'Ready', error: null })
})
