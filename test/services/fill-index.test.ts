import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepStore } from '../../server/services/clear-leftovers.ts'
import { addedLocalDocument, addedSource } from '../../shared/contract/documents.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const sentence = 'Plasma was kept frozen in the cellar of the clinic until the last visit.'

let app: TestApp
let documentId: string
beforeAll(async () => {
  app = await createTestApp()
  const bytes = new TextEncoder().encode(`# Samples\n\n${sentence}\n`)
  const sent = await app.upload('/api/v1/documents', { name: 'samples.md', bytes })
  addedSource.parse(await sent.json())
  await waitUntilIdle(app)
  const file = { name: 'mine.docx', bytes: buildDocx({ body: paragraph(sentence) }) }
  const local = await app.upload('/api/v1/documents/local', file)
  documentId = addedLocalDocument.parse(await local.json()).document_id
})
afterAll(() => app.close())

async function trace() {
  const request = { document_id: documentId, selected_text: sentence }
  return sourcesResponse.parse(
    await (await app.post('/get-sources-for-selected-text', request)).json(),
  )
}

test('a start indexes again what the index has lost, and the selection has its source back', async () => {
  const before = await trace()
  expect(before.sources).toHaveLength(1)
  expect(before.searched).toEqual({ sources: 1, passages: 1 })
  for (const id of await app.deps.index.listSourceTextIds()) await app.deps.index.remove(id)
  expect((await trace()).sources).toEqual([])
  await sweepStore(app.deps)
  expect(await trace()).toEqual(before)
})
