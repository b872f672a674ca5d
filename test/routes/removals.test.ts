import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addedSource, documentDetails } from '../../shared/contract/documents.ts'
import { documentSet } from '../../shared/contract/document-sets.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { ingestSource } from '../../server/pipeline/ingest-source.ts'
import type { HeldJob } from '../../server/ports/job-queue.ts'
import { leaseNextJob } from '../../server/db/jobs.ts'
import { sweepStore } from '../../server/services/clear-leftovers.ts'
import { removeDocument } from '../../server/services/remove-document.ts'
import { getDocument } from '../../server/db/documents.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'
import { requestReport, uploadExample, waitForEnd, waitUntilIdle } from '../support/run-in-app.ts'
import { expectNothingLeftOver, takeInventory } from '../support/store-inventory.ts'

let app: TestApp
beforeEach(async () => {
  app = await createTestApp()
})
afterEach(() => app.close())

const blobFolder = () => join(app.dataFolder, 'blobs')
const inventory = () => takeInventory(app.deps.db, blobFolder())
const docx = (text: string) => buildDocx({ body: paragraph(text) })
const remove = (path: string) => app.request(path, { method: 'DELETE' })
const removeSource = (id: string) => remove(`/api/v1/documents/${id}`)
const send = async (bytes: Uint8Array, fields: Record<string, string> = {}) => {
  const response = await app.upload('/api/v1/documents', { name: 'note.docx', bytes }, fields)
  return addedSource.parse(await response.json()).document_id
}
const waitUntilRead = (id: string) =>
  waitFor(async () => {
    const response = await app.request(`/api/v1/documents/${id}`)
    const { status } = documentDetails.parse(await response.json())
    return status === 'completed' || undefined
  })

test('a source that nothing needs goes with its rows, its job, its postings and its bytes', async () => {
  const before = await inventory()
  const id = await send(docx('Ninety subjects were randomized.'))
  await waitUntilRead(id)
  await waitUntilIdle(app)
  const between = await inventory()
  expect(between.rows['index_postings']).toBeGreaterThan(0)
  expect(between.blobs.length).toBe(1)
  expect((await removeSource(id)).status).toBe(204)
  expect(await inventory()).toEqual(before)
})

test('cited sources stay behind their deleting, and go with the last document that needs them', async () => {
  const before = await inventory()
  const uploaded = await uploadExample(app, 'audit')
  const first = await requestReport(app, uploaded)
  const second = await requestReport(app, uploaded, { output_name: 'The same again' })
  for (const id of [first, second])
    expect(await waitForEnd(app, id)).toMatchObject({ status: 'Ready' })
  await waitUntilIdle(app)
  const whole = await inventory()
  for (const { document_id } of uploaded.sources) await removeSource(document_id)
  expect(await inventory()).toEqual(whole)
  await remove(`/api/v1/templates/${uploaded.template.template_id}`)
  expect((await inventory()).blobs.length).toBe(whole.blobs.length - 1)
  await removeSource(first)
  await expectNothingLeftOver(app.deps.db, blobFolder())
  const ledger = await app.request(`/api/v1/documents/${second}/ledger`)
  expect(((await ledger.json()) as { total: number }).total).toBeGreaterThan(10)
  await removeSource(second)
  // task numbers are never given twice, so that the workspace's counter alone has moved
  expect(await inventory()).toEqual(before)
}, 90_000)

test('bytes of several uses go with the last of them', async () => {
  const bytes = docx('The same bytes.')
  const source = await send(bytes)
  const sent = await app.upload('/api/v1/templates', { name: 'template.docx', bytes })
  const { template_id } = templateDetails.parse(await sent.json())
  const file = { name: 'kept.docx', bytes, field: 'file_content' }
  await app.upload('/api/v1/files/upload', file)
  await waitUntilIdle(app)
  await removeSource(source)
  await remove(`/api/v1/templates/${template_id}`)
  expect((await inventory()).blobs.length).toBe(1)
  await app.upload('/api/v1/files/upload', { ...file, bytes: docx('Other bytes.') })
  expect((await inventory()).blobs.length).toBe(1)
  await expectNothingLeftOver(app.deps.db, blobFolder())
})

test('a document set goes with the bytes and postings of all that was in it', async () => {
  const before = await inventory()
  const made = await app.post('/api/v1/document-sets', { document_set_name: 'Short-lived' })
  const set = documentSet.parse(await made.json())
  await waitUntilRead(await send(docx('In the set.'), { document_set: set.document_set_key }))
  await waitUntilIdle(app)
  expect((await remove(`/api/v1/document-sets/${set.id}`)).status).toBe(204)
  expect(await inventory()).toEqual(before)
})

test('an upload that is refused behind its check leaves no bytes', async () => {
  const before = await inventory()
  const missing = { document_id: '00000000-0000-4000-8000-000000000000' }
  const file = { name: 'note.docx', bytes: docx('For a document that is not there.') }
  expect((await app.upload('/api/v1/documents', file, missing)).status).toBe(404)
  const template = { template_id: missing.document_id }
  expect((await app.upload('/api/v1/templates', file, template)).status).toBe(404)
  expect(await inventory()).toEqual(before)
})

test('a source that is deleted while it is read leaves nothing, and its job ends in silence', async () => {
  await app.queue.close()
  const before = await inventory()
  const id = await send(docx('Deleted while it is read.'))
  const now = app.deps.clock.now()
  const lease = { owner: 'test', now, until: '2999-01-01T00:00:00.000Z', isIdle: true }
  const job = await app.deps.db.transaction().execute((trx) => leaseNextJob(trx, lease))
  const add: typeof app.deps.index.add = async (...postings) => {
    await app.deps.index.add(...postings)
    await removeSource(id)
  }
  const index = { ...app.deps.index, add }
  await expect(ingestSource({ ...app.deps, index }, job as HeldJob)).rejects.toThrow('held by')
  expect(await inventory()).toEqual(before)
})

test('what a crash behind the commit kept from being cleared goes at the next start', async () => {
  const before = await inventory()
  const id = await send(docx('Deleted just before the lights went out.'))
  await waitUntilRead(id)
  await waitUntilIdle(app)
  const blobs = { ...app.deps.blobs, removeUnused: () => Promise.reject(new Error('dark')) }
  const index = { ...app.deps.index, remove: () => Promise.resolve() }
  const document = await getDocument(app.deps.db, id)
  await expect(removeDocument({ ...app.deps, blobs, index }, document)).rejects.toThrow('dark')
  expect((await inventory()).blobs.length).toBe(1)
  await sweepStore(app.deps)
  expect(await inventory()).toEqual(before)
})

test('the same bytes sent and deleted by many at once are whole wherever they are promised', async () => {
  await app.queue.close()
  const texts = ['one', 'two', 'three'].map(docx)
  const actors = Array.from({ length: 12 }, async (_, actor) => {
    for (let round = 0; round < 8; round += 1) {
      const id = await send(texts[(actor + round) % texts.length] as Uint8Array)
      if ((actor * 7 + round) % 3 !== 0) await removeSource(id)
    }
  })
  await Promise.all(actors)
  await expectNothingLeftOver(app.deps.db, blobFolder())
  const listed = (await (await app.request('/api/v1/documents?page_size=100')).json()) as {
    documents: { document_id: string }[]
  }
  for (const { document_id } of listed.documents) {
    expect((await app.request(`/api/v1/documents/${document_id}/file`)).status).toBe(200)
  }
  for (const { document_id } of listed.documents) await removeSource(document_id)
  expect((await inventory()).blobs).toEqual([])
  expect(app.logged).toEqual([])
})
