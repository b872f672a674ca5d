import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentSet } from '../../shared/contract/document-sets.ts'
import { addedLocalDocument, addedSource } from '../../shared/contract/documents.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { makeStranger } from '../support/callers.ts'
import { checkInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const said = 'Kestrel Avenue borrowed EUR 77,310 for a new roof in 2019 and repaid it in 2024.'
const told = {
  partly: 'Kestrel Avenue borrowed EUR 77,310 for its new roof in 2019, which leaked in winter.',
  unsaid: 'The 77,310 of Kestrel Avenue were the talk of the whole town, as everybody knows.',
}

describe('words whose passage stands where it may not be shown', () => {
  let app: TestApp
  let documentId: string

  beforeAll(async () => {
    app = await createTestApp()
    const body = Object.values(told)
      .map((one) => paragraph(one))
      .join('')
    const file = { name: 'memo.docx', bytes: buildDocx({ body }) }
    const sent = await app.upload('/api/v1/documents/local', file)
    documentId = addedLocalDocument.parse(await sent.json()).document_id
    await addSource('gulls.md', 'Herring gulls nest on the flat roofs of the harbour.')
  })
  afterAll(() => app.close())

  async function addSource(name: string, words: string, workspaceId = app.workspaceId) {
    const form = new FormData()
    form.append('file', new File([`# Notes\n\n${words}\n`], name))
    const headers = { 'X-Workspace-Id': workspaceId }
    const sent = await app.request('/api/v1/documents', { method: 'POST', body: form, headers })
    await waitUntilIdle(app)
    return addedSource.parse(await sent.json()).document_id
  }

  const ask = (selected_text: string, headers?: Record<string, string>) =>
    app.post(
      '/api/v1/get-sources-for-selected-text',
      { document_id: documentId, selected_text },
      headers,
    )
  const listShown = async (words: string) => {
    const { sources, nearest } = sourcesResponse.parse(await (await ask(words)).json())
    return [...sources, ...nearest].map(({ document_source_name: name }) => name)
  }

  test('are shown nothing of another workspace, before a check and behind it', async () => {
    const made = await app.post('/api/v1/document-sets', { document_set_name: 'Elsewhere' })
    const { id } = documentSet.parse(await made.json())
    await addSource('kestrel.md', said, id)
    for (const words of Object.values(told)) expect(await listShown(words)).toEqual([])
    await checkInApp(app, documentId)
    for (const words of Object.values(told)) expect(await listShown(words)).toEqual([])
  })

  test('are told to nobody of another organization', async () => {
    const { key } = await makeStranger(app)
    expect((await ask(told.partly, { 'X-API-Key': key })).status).toBe(404)
  })

  test('keep nothing of a source that was deleted, also where a check had held them against it', async () => {
    const id = await addSource('kestrel.md', said)
    expect(await listShown(told.unsaid)).toEqual(['kestrel.md'])
    await checkInApp(app, documentId)
    expect(await listShown(told.partly)).toEqual(['kestrel.md'])
    const deleted = await app.request(`/api/v1/documents/${id}`, { method: 'DELETE' })
    expect(deleted.status).toBe(204)
    for (const words of Object.values(told)) expect(await listShown(words)).toEqual([])
  })
})
