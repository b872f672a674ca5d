import { afterAll, beforeAll, expect, test } from 'vitest'
import { addedLocalDocument, addedSource } from '../../shared/contract/documents.ts'
import { textResponse } from '../../shared/contract/document-text.ts'
import { buildDocx, paragraph, run } from '../support/build-docx.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const deleted = '<w:del><w:r><w:delText>planned</w:delText></w:r></w:del>'
const inserted = `<w:ins>${run('done')}</w:ins>`
const tracked = buildDocx({ body: `<w:p>${run('Dosing was ')}${deleted}${inserted}</w:p>` })

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

async function addSource(name: string, bytes: Uint8Array): Promise<string> {
  const response = await app.upload('/api/v1/documents', { name, bytes })
  await waitUntilIdle(app)
  return addedSource.parse(await response.json()).document_id
}

async function getText(id: string, query = '') {
  const response = await app.request(`/api/v1/documents/${id}/text${query}`)
  expect(response.status).toBe(200)
  return textResponse.parse(await response.json())
}

test('a source gives its final text, and on demand what stood there before the tracked changes', async () => {
  const id = await addSource('tracked.docx', tracked)
  expect(await getText(id)).toMatchObject({
    document_id: id,
    version: 1,
    changes: 'final',
    text: 'Dosing was done',
    reader: { name: 'docx', options: '' },
  })
  expect(await getText(id, '?changes=original')).toMatchObject({
    changes: 'original',
    text: 'Dosing was planned',
    reader: { name: 'docx', options: 'changes=original' },
  })
})

test('the original is never evidence: searches and later readings know the final text alone', async () => {
  const id = await addSource('evidence.docx', tracked)
  await getText(id, '?changes=original')
  const lineage = await (await app.request(`/api/v1/documents/${id}/lineage`)).json()
  expect(lineage).toMatchObject({ versions: [{ readings: [{ reader: { options: '' } }] }] })
  expect(await getText(id)).toMatchObject({ text: 'Dosing was done' })
})

test('a document from Word has both texts too', async () => {
  const sent = await app.upload('/api/v1/documents/local', { name: 'mine.docx', bytes: tracked })
  const id = addedLocalDocument.parse(await sent.json()).document_id
  expect((await getText(id)).text).toBe('Dosing was done')
  expect((await getText(id, '?changes=original')).text).toBe('Dosing was planned')
})

test('a file whose words are all insertions had none', async () => {
  const id = await addSource('new.docx', buildDocx({ body: `<w:p>${inserted}</w:p>` }))
  expect(await getText(id, '?changes=original')).toMatchObject({ text: '', reader: null })
})

test('an older version keeps its text', async () => {
  const id = await addSource('versions.docx', tracked)
  const next = { name: 'versions.docx', bytes: buildDocx({ body: paragraph('Other words') }) }
  await app.upload('/api/v1/documents', next, { document_id: id })
  await waitUntilIdle(app)
  expect(await getText(id)).toMatchObject({ version: 2, text: 'Other words' })
  expect(await getText(id, '?version=1&changes=original')).toMatchObject({
    version: 1,
    text: 'Dosing was planned',
  })
})

test('a file that is no Word file, one that could not be read, and other views are refused', async () => {
  const csv = await addSource('values.csv', Buffer.from('Arm,N\nPlacebo,86\n'))
  const unread = await addSource('empty.docx', buildDocx({ body: paragraph('') }))
  const ask = async (id: string, query: string) => {
    const response = await app.request(`/api/v1/documents/${id}/text${query}`)
    return [response.status, await response.json()]
  }
  expect(await ask(csv, '?changes=original')).toMatchObject([400, { code: 'bad_request' }])
  expect(await ask(unread, '')).toMatchObject([409, { code: 'not_ready' }])
  expect(await ask(csv, '?changes=all')).toMatchObject([422, { code: 'validation_failed' }])
})
