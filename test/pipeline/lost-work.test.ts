import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { addedLocalDocument, addedSource } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { leaseNextJob, releaseJob, LeaseLost, type StoredJob } from '../../server/db/jobs.ts'
import { ingestSource } from '../../server/pipeline/ingest-source.ts'
import type { BlobStore } from '../../server/ports/blob-store.ts'
import type { HeldJob } from '../../server/ports/job-queue.ts'
import { addSource } from '../../server/services/add-source.ts'
import { addTemplate } from '../../server/services/templates.ts'
import { createUpload, readContent } from '../../server/services/upload.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { generateExample, requestReport, uploadExample, waitForEnd } from '../support/run-in-app.ts'

let app: TestApp
afterEach(() => app.close())

const docx = (text: string) => buildDocx({ body: paragraph(text) })
const send = async (bytes: Uint8Array, fields: Record<string, string> = {}) => {
  const response = await app.upload('/api/v1/documents', { name: 'note.docx', bytes }, fields)
  return addedSource.parse(await response.json())
}
const lease = async (): Promise<StoredJob> => {
  const now = app.deps.clock.now()
  const term = { owner: 'test', now, until: '2999-01-01T00:00:00.000Z', isIdle: true }
  const job = await app.deps.db.transaction().execute((trx) => leaseNextJob(trx, term))
  if (!job) throw new Error('no job is due')
  return job
}
const statusOf = async (id: string): Promise<string> => {
  const response = await app.request(`/api/v1/documents/status/${id}`)
  return ((await response.json()) as { status: string }).status
}
const broken = buildDocx({ body: '<w:p><w:r>' })

test('a source sent again just before the job that failed on it ended is read again', async () => {
  app = await createTestApp({ startQueue: false })
  const { document_id: id } = await send(broken)
  const job = await lease()
  await ingestSource(app.deps, job as HeldJob)
  expect(await statusOf(id)).toBe('failed')
  expect(await send(broken)).toMatchObject({ document_id: id, status: 'pending' })
  const end = { status: 'done' as const, error: null, runAfter: app.deps.clock.now() }
  await expect(releaseJob(app.deps.db, job, end)).rejects.toThrow(LeaseLost)
  expect((await lease()).id).toBe(job.id)
})

test('a run tried again just before its job ended is not lost', async () => {
  app = await createTestApp()
  const { documentId } = await generateExample(app, 'audit')
  await app.queue.close()
  const { db } = app.deps
  await db.updateTable('runs').set({ status: 'failed' }).execute()
  await db.updateTable('documents').set({ status: 'Failed' }).where('id', '=', documentId).execute()
  const held = { status: 'running', lease_until: '2999-01-01T00:00:00.000Z' }
  await db.updateTable('jobs').set(held).where('kind', '=', 'generate').execute()
  expect((await app.post(`/api/v1/documents/${documentId}/retry`, {})).status).toBe(202)
  expect(await lease()).toMatchObject({ kind: 'generate' })
})

test('a version that is read late says nothing of the newer one', async () => {
  app = await createTestApp({ startQueue: false })
  const { document_id: id } = await send(docx('first'))
  const first = await lease()
  const { readSource } = app.deps.reader
  const reader = {
    ...app.deps.reader,
    readSource: async (bytes: Uint8Array, name: string) => {
      await send(docx('second'), { document_id: id })
      return readSource(bytes, name)
    },
  }
  await ingestSource({ ...app.deps, reader }, first as HeldJob)
  expect(await statusOf(id)).toBe('pending')
  await ingestSource(app.deps, (await lease()) as HeldJob)
  expect(await statusOf(id)).toBe('completed')
})

test('a reading that is cut off behind the index leaves nothing there that has no text', async () => {
  app = await createTestApp({ startQueue: false })
  await send(docx('The pump was replaced.'))
  const job = (await lease()) as HeldJob
  const { db, index } = app.deps
  const add: typeof index.add = async (...passages) => {
    await index.add(...passages)
    throw new Error('power cut')
  }
  await expect(ingestSource({ ...app.deps, index: { ...index, add } }, job)).rejects.toThrow('cut')
  await ingestSource(app.deps, job)
  const texts = await db.selectFrom('source_texts').select('id').execute()
  const indexed = await sql`select source_text_id as id from index_postings`.execute(db)
  expect(texts.length).toBe(1)
  expect(indexed.rows).toEqual(texts)
})

test('a run that waits for its sources can be cancelled', async () => {
  app = await createTestApp({ startQueue: false })
  const uploaded = await uploadExample(app, 'audit')
  const id = await requestReport(app, uploaded)
  // as if the sources were being read by someone else
  const held = { status: 'running', lease_until: '2999-01-01T00:00:00.000Z' }
  const { db } = app.deps
  await db.updateTable('runs').set({ step: 'extract', status: 'in_progress' }).execute()
  await app.queue.start()
  await db.updateTable('jobs').set(held).where('kind', '=', 'ingest').execute()
  await app.post(`/api/v1/documents/${id}/cancel`, {})
  expect(await waitForEnd(app, id)).toMatchObject({ error: { code: 'cancelled' } })
})

test('the same file sent ten times at once is one source, and so is one external id', async () => {
  app = await createTestApp({ startQueue: false })
  // as fast as it can be, so that all look for a twin before the first is stored
  const put: BlobStore['put'] = async (_workspaceId, content, use) =>
    use(
      createHash('sha256')
        .update(await readContent(content))
        .digest('hex'),
    )
  const blobs = { ...app.deps.blobs, put }
  const store = async (text: string, externalId?: string) => {
    const upload = await createUpload({ name: 'note.docx', content: docx(text) })
    const source = { workspaceId: app.workspaceId, role: null, metadata: {}, isNewVersion: false }
    return (await addSource({ ...app.deps, blobs }, { ...source, upload, externalId })).added
  }
  const same = await Promise.all(Array.from({ length: 10 }, () => store('same')))
  expect(new Set(same.map(({ document_id }) => document_id)).size).toBe(1)
  const versions = await Promise.all([1, 2, 3, 4, 5].map((number) => store(`v${number}`, 'x')))
  expect(new Set(versions.map(({ document_id }) => document_id)).size).toBe(1)
  expect(versions.map(({ version }) => version).toSorted()).toEqual([1, 2, 3, 4, 5])
})

test('a document sent twice at once from Word becomes two versions', async () => {
  app = await createTestApp()
  const local = async (text: string, fields: Record<string, string> = {}) => {
    const file = { name: 'letter.docx', bytes: docx(text) }
    const response = await app.upload('/api/v1/documents/local', file, fields)
    expect(response.status).toBe(201)
    return addedLocalDocument.parse(await response.json()).document_id
  }
  const document_id = await local('one')
  await Promise.all([local('two', { document_id }), local('three', { document_id })])
  const details = (await (await app.request(`/api/v1/documents/${document_id}`)).json()) as {
    versions: { number: number }[]
  }
  expect(details.versions.map(({ number }) => number)).toEqual([1, 2, 3])
})

test('a template sent twice at once becomes two versions', async () => {
  app = await createTestApp()
  const { template } = await uploadExample(app, 'audit')
  const reading = { outcome: 'read' as const, paragraphs: [], styleNames: [] }
  const reader = { ...app.deps.reader, readTemplate: () => Promise.resolve(reading) }
  const again = async (text: string) => {
    const upload = await createUpload({ name: 'template.docx', content: docx(text) })
    const wish = { upload, name: undefined, templateId: template.template_id }
    return (await addTemplate({ ...app.deps, reader }, app.workspaceId, wish)).version
  }
  const versions = await Promise.all([again('one'), again('two'), again('three')])
  expect(versions.toSorted()).toEqual([2, 3, 4])
})

test('a document that is still to be made takes neither a second run nor a version from Word', async () => {
  app = await createTestApp({ startQueue: false })
  const uploaded = await uploadExample(app, 'audit')
  const document_id = await requestReport(app, uploaded)
  const second = await app.post('/api/v1/documents/generate', {
    document_type: 'report',
    template_id: uploaded.template.template_id,
    output_name: uploaded.plan.output_name,
    sources: uploaded.sources,
    if_exists: 'new_version',
  })
  expect(problemDetails.parse(await second.json())).toMatchObject({
    status: 409,
    code: 'wrong_state',
  })
  const file = { name: 'early.docx', bytes: docx('early') }
  const early = await app.upload('/api/v1/documents/local', file, { document_id })
  expect(problemDetails.parse(await early.json())).toMatchObject({ status: 409, code: 'not_ready' })
})

test('a template can be deleted behind a failed run, which then says why it can not go on', async () => {
  app = await createTestApp({ startQueue: false })
  const uploaded = await uploadExample(app, 'audit')
  const id = await requestReport(app, uploaded)
  const path = `/api/v1/templates/${uploaded.template.template_id}`
  expect((await app.request(path, { method: 'DELETE' })).status).toBe(409)
  await app.post(`/api/v1/documents/${id}/cancel`, {})
  await app.queue.start()
  await waitForEnd(app, id)
  expect((await app.request(path, { method: 'DELETE' })).status).toBe(204)
  const retry = await app.post(`/api/v1/documents/${id}/retry`, {})
  expect(problemDetails.parse(await retry.json()).status).toBe(409)
})
