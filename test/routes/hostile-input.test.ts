import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addedLocalDocument, addedSource } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { readZip } from '../../server/formats/zip.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { generateExample, uploadExample } from '../support/run-in-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

const small = (text: string) => buildDocx({ body: paragraph(text) })
const addSource = async (name: string, text: string, fields: Record<string, string> = {}) =>
  app.upload('/api/v1/documents', { name, bytes: small(text) }, fields)
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe('names', () => {
  test('a long name is not cut through a character, and its file can be fetched', async () => {
    const added = addedSource.parse(
      await (await addSource(`${'x'.repeat(20)}\u{1f600}${'y'.repeat(234)}.docx`, 'one')).json(),
    )
    expect(added.name.isWellFormed()).toBe(true)
    const file = await app.request(`/api/v1/documents/${added.document_id}/file`)
    expect(file.status).toBe(200)
  })

  test.each(['half a pair \ud83d', 'a null \u0000 in it', 'two\nlines'])(
    'an output name that no file can bear is refused: %j',
    async (output_name) => {
      const uploaded = await uploadExample(app, 'audit')
      const answer = await app.post('/api/v1/documents/generate', {
        document_type: 'report',
        template_id: uploaded.template.template_id,
        output_name,
        sources: uploaded.sources,
      })
      expect(problemDetails.parse(await answer.json()).status).toBe(400)
    },
  )

  test('the name given beside an uploaded file is cleaned like its own', async () => {
    const file = { name: 'a.docx', bytes: small('a'), field: 'file_content' }
    const answer = await app.upload('/api/v1/files/upload', file, { file_name: 'in/b\u0001.docx' })
    expect(await answer.json()).toMatchObject({ file_name: 'b.docx' })
  })
})

describe('JSON', () => {
  test('nested too deep to be written again is refused as metadata and as data', async () => {
    const metadata = `{"a":${deep(20_000)}}`
    expect((await addSource('deep.docx', 'deep', { metadata })).status).toBe(422)
    const uploaded = await uploadExample(app, 'audit')
    const body = JSON.stringify({
      document_type: 'report',
      template_id: uploaded.template.template_id,
      output_name: 'deep',
      sources: uploaded.sources,
    })
    const answer = await app.request('/api/v1/documents/generate', {
      method: 'POST',
      body: `${body.slice(0, -1)},"data":${deep(20_000)}}`,
      headers: { 'Content-Type': 'application/json' },
    })
    expect(answer.status).toBe(422)
  })
})

describe('files', () => {
  test('a document sent without an extension loses its ledger all the same when that is asked', async () => {
    const { documentId } = await generateExample(app, 'audit')
    const full = await app.request(`/api/v1/documents/${documentId}/file`)
    const file = { name: 'edited', bytes: new Uint8Array(await full.arrayBuffer()) }
    const sent = addedLocalDocument.parse(
      await (await app.upload('/api/v1/documents/local', file)).json(),
    )
    const bare = await app.request(`/api/v1/documents/${sent.document_id}/file?ledger=none`)
    const parts = readZip(new Uint8Array(await bare.arrayBuffer()))
    expect(new TextDecoder().decode(parts.get('word/document.xml'))).not.toContain('"_sw')
  })

  test('a source that is no readable Word file is a problem, not a crash, without its ledger', async () => {
    const bytes = buildDocx({ body: '<w:p><w:r>' })
    const added = addedSource.parse(
      await (await app.upload('/api/v1/documents', { name: 'broken.docx', bytes })).json(),
    )
    for (const wish of ['ledger=none', 'ledger=ids']) {
      const answer = await app.request(`/api/v1/documents/${added.document_id}/file?${wish}`)
      expect([200, 400]).toContain(answer.status)
    }
  })

  test('a path of the pane that is no text is absent', async () => {
    expect((await app.request('/addin/%ff')).status).toBe(404)
  })
})

describe('selections', () => {
  test('a section of more words than a query can hold is still traced', async () => {
    expect((await addSource('words.docx', 'word1 word2')).status).toBe(201)
    const words = Array.from({ length: 40_000 }, (_, index) => `word${index}`).join(' ')
    const bytes = buildDocx({ body: paragraph('Title', 'Heading1') + paragraph(words) })
    const local = { name: 'long.docx', bytes }
    const { document_id } = addedLocalDocument.parse(
      await (await app.upload('/api/v1/documents/local', local)).json(),
    )
    const listed = await app.post('/get-sections-for-document', { document_id })
    const { sections } = (await listed.json()) as { sections: { section_id: string }[] }
    const section_id = sections.at(-1)?.section_id
    const answer = await app.post('/get-sources-for-selected-text', { document_id, section_id })
    expect(answer.status).toBe(200)
  })
})

describe('numbers', () => {
  test('the last page that can be asked for is empty', async () => {
    const path = `/api/v1/documents?page=${Number.MAX_SAFE_INTEGER}&page_size=100`
    expect((await app.request(path)).status).toBe(200)
    expect((await app.request('/api/v1/documents?page=1e400')).status).toBe(422)
  })

  test('of two files in one form none is lost in silence', async () => {
    const form = new FormData()
    for (const name of ['a.docx', 'b.docx']) form.append('file', new File(['PK'], name))
    const answer = await app.request('/api/v1/documents', { method: 'POST', body: form })
    const { code, errors } = problemDetails.parse(await answer.json())
    expect([answer.status, code, errors?.length]).toEqual([400, 'files_refused', 2])
  })
})

test('nothing of all this was an error of the server', () => {
  expect(app.logged).toEqual([])
})
