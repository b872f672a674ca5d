import { strToU8 } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addedLocalDocument, documentDetails } from '../../shared/contract/documents.ts'
import { ledgerResponse } from '../../shared/contract/ledger.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { readZip, writeZip } from '../../server/formats/zip.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { changeBody } from '../support/edit-docx.ts'
import { requestReport, uploadExample, waitForEnd } from '../support/run-in-app.ts'

let app: TestApp
let uploaded: Awaited<ReturnType<typeof uploadExample>>
let documentId: string
let written: Uint8Array
const sentence =
  'Internal Audit tested 375 of 12,986 transactions and found 15 exceptions (4.0%) with a value of EUR 108,007.10.'

beforeAll(async () => {
  app = await createTestApp()
  uploaded = await uploadExample(app, 'audit')
  documentId = await requestReport(app, uploaded)
  await waitForEnd(app, documentId)
  const response = await app.request(`/api/v1/documents/${documentId}/file`)
  written = new Uint8Array(await response.arrayBuffer())
}, 60_000)
afterAll(() => app.close())

/** As if a writer had changed the words in Word and the pane had sent the document again. */
const edit = (change: (xml: string) => string) => changeBody(written, change)
const sendAgain = async (bytes: Uint8Array) => {
  const file = { name: 'edited.docx', bytes }
  const response = await app.upload('/api/v1/documents/local', file, { document_id: documentId })
  expect(response.status).toBe(201)
  return addedLocalDocument.parse(await response.json())
}
const trace = async (selected_text: string) => {
  const response = await app.post('/get-sources-for-selected-text', {
    document_id: documentId,
    selected_text,
  })
  return sourcesResponse.parse(await response.json())
}

test('recorded citations are found again after a paragraph was written before them', async () => {
  const extra =
    '<w:p><w:r><w:t>A paragraph that the writer added at the beginning.</w:t></w:r></w:p>'
  const added = await sendAgain(edit((xml) => xml.replace('<w:body>', `<w:body>${extra}`)))
  expect(added.document_id).toBe(documentId)
  const { sources, anchor } = await trace(sentence)
  expect(anchor).toBe('intact')
  expect(sources.flatMap(({ marks }) => marks).length).toBeGreaterThan(1)
  expect(sources.every(({ basis }) => basis === 'recorded')).toBe(true)
})

test('a changed digit keeps the recorded source, and says that the words were edited since', async () => {
  await sendAgain(edit((xml) => xml.replace('found 15 exceptions', 'found 51 exceptions')))
  const { sources } = await trace(sentence.replace('found 15', 'found 51'))
  expect(sources[0]).toMatchObject({ basis: 'recorded', claim_state: 'edited_since_check' })
})

test('a sentence that was deleted takes its citations with it and lends them to no other', async () => {
  await sendAgain(written)
  const before = await readLedger()
  await sendAgain(
    edit((xml) => xml.replace(/<w:t[^>]*>Internal Audit tested[^<]*<\/w:t>/, '<w:t/>')),
  )
  const after = await readLedger()
  expect(before.some(({ text }) => text === sentence)).toBe(true)
  expect(after.some(({ text }) => text.includes('transactions and found'))).toBe(false)
  for (const row of after) expect(before.some(({ target }) => target === row.target)).toBe(true)
})

test('a document from Word that was not made here has no recorded sources', async () => {
  const bytes = await readExample('audit/sources/findings.docx')
  const response = await app.upload('/api/v1/documents/local', { name: 'mine.docx', bytes })
  const { document_id, document_name } = addedLocalDocument.parse(await response.json())
  expect(document_name).toBe('mine')
  const answer = await app.post('/get-sections-for-document', { document_id })
  expect(answer.status).toBe(200)
})

test('a selection that has a twin is found by the words on its sides, as the pane sends them', async () => {
  const twin = 'No exception was found in the sample of payments.'
  const ends = [' The first branch was visited.', ' The second branch was visited.']
  const paragraphs = ends.map((end) => `In the whole of the year before. ${twin}${end}`)
  const body = paragraphs.map((one) => paragraph(one)).join('')
  const file = { name: 'twins.docx', bytes: buildDocx({ body }) }
  const sent = await app.upload('/api/v1/documents/local', file)
  const { document_id } = addedLocalDocument.parse(await sent.json())
  for (const end of ends) {
    const request = { document_id, selected_text: twin, suffix: `${end.slice(0, 32)}` }
    const response = await app.post('/get-sources-for-selected-text', request)
    expect(sourcesResponse.parse(await response.json()).anchor).toBe('intact')
  }
})

test('what was edited is refused while a run writes the document, and taken once that is over', async () => {
  const bytes = edit((xml) => xml.replace('found 15 exceptions', 'found 16 exceptions'))
  await requestReport(app, uploaded, { approve_outline: true, if_exists: 'new_version' })
  const file = { name: 'edited.docx', bytes }
  const refused = await app.upload('/api/v1/documents/local', file, { document_id: documentId })
  expect(refused.status).toBe(409)
  expect(problemDetails.parse(await refused.json()).detail).toMatch(/is being generated/)
  await app.post(`/api/v1/documents/${documentId}/cancel`, {})
  await waitForEnd(app, documentId)
  await sendAgain(bytes)
})

test('nothing is stored over a version that the sender does not know, not even at the same time', async () => {
  const details = await app.request(`/api/v1/documents/${documentId}`)
  const { versions } = documentDetails.parse(await details.json())
  const newest = Math.max(...versions.map(({ number }) => number))
  const sendBehind = (version: number | string, found: number) => {
    const bytes = edit((xml) => xml.replace('found 15 exceptions', `found ${found} exceptions`))
    const fields = { document_id: documentId, expected_version: String(version) }
    return app.upload('/api/v1/documents/local', { name: 'edited.docx', bytes }, fields)
  }
  const answers = await Promise.all([sendBehind(newest, 21), sendBehind(newest, 22)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
  const refused = answers.find(({ status }) => status === 409)
  expect(problemDetails.parse(await refused?.json())).toMatchObject({
    code: 'newer_version_stored',
    detail: expect.stringMatching(
      `Version ${newest + 1} .* is the newest.* version ${newest}`,
    ) as string,
  })
  expect((await sendBehind(newest + 1, 23)).status).toBe(201)
  expect((await sendBehind('none', 24)).status).toBe(422)
})

/** As Word writes the file anew: other bytes, the same words. */
const saveAgain = (bytes: Uint8Array) => {
  const comment = strToU8('<?xml version="1.0"?><!-- saved again --><empty/>')
  return writeZip(new Map([...readZip(bytes), ['docProps/custom.xml', comment]]))
}
const resume = async (bytes: Uint8Array, fields: Record<string, string> = { resume: 'true' }) => {
  const response = await app.upload('/api/v1/documents/local', { name: 'mine.docx', bytes }, fields)
  expect(response.status).toBe(201)
  return addedLocalDocument.parse(await response.json()).document_id
}

test('a downloaded report that nobody edited goes on as the document that it is, if it is to', async () => {
  await sendAgain(written)
  const before = await readNumbers()
  expect(await resume(saveAgain(written))).toBe(documentId)
  expect(await readNumbers()).toEqual([...before, before.length + 1])
  expect((await trace(sentence)).sources[0]?.basis).toBe('recorded')
  expect(await resume(saveAgain(written), {})).not.toBe(documentId)
  expect(await resume(written, { fork_of: documentId, resume: 'true' })).not.toBe(documentId)
})

test('one that was edited, or is not the newest, begins a copy all the same', async () => {
  const edited = edit((xml) => xml.replace('found 15 exceptions', 'found 17 exceptions'))
  expect(await resume(edited)).not.toBe(documentId)
  await sendAgain(edited)
  expect(await resume(written)).not.toBe(documentId)
})

test('one that two documents could be begins a copy, since nobody can tell which is meant', async () => {
  const makeReport = async () => {
    const id = await requestReport(app, uploaded, { output_name: 'Twin' })
    await waitForEnd(app, id)
    return id
  }
  const first = await makeReport()
  const renamed = await app.request(`/api/v1/documents/${first}`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ document_name: 'Twin of before' }),
  })
  expect(renamed.status).toBe(200)
  const second = await makeReport()
  const response = await app.request(`/api/v1/documents/${second}/file`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect([first, second]).not.toContain(await resume(bytes))
  await app.request(`/api/v1/documents/${first}`, { method: 'DELETE' })
  expect(await resume(bytes)).toBe(second)
}, 60_000)

test('anything but a .docx is refused', async () => {
  const bytes = await readExample('audit/sources/audit-charter.pdf')
  const response = await app.upload('/api/v1/documents/local', { name: 'mine.pdf', bytes })
  expect(response.status).toBe(400)
})

async function readLedger() {
  const response = await app.request(`/api/v1/documents/${documentId}/ledger`)
  return ledgerResponse.parse(await response.json()).rows
}

async function readNumbers(): Promise<number[]> {
  const response = await app.request(`/api/v1/documents/${documentId}`)
  const { versions } = documentDetails.parse(await response.json())
  return versions.map(({ number }) => number).toSorted((a, b) => a - b)
}
