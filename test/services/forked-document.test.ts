import { join } from 'node:path'
import { strFromU8, strToU8 } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readZip, writeZip } from '../../server/formats/zip.ts'
import { addedLocalDocument, documentDetails } from '../../shared/contract/documents.ts'
import { ledgerResponse } from '../../shared/contract/ledger.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import type { TestApp } from '../support/create-test-app.ts'
import { replaceWords } from '../support/edit-docx.ts'
import { createAppWithReport } from '../support/run-in-app.ts'
import { takeInventory } from '../support/store-inventory.ts'

let app: TestApp
let made: Awaited<ReturnType<typeof createAppWithReport>>
beforeEach(async () => {
  made = await createAppWithReport('audit')
  app = made.app
})
afterEach(() => app.close())

const openReport = async () => {
  const response = await app.request(`/api/v1/documents/${made.documentId}/file`)
  return { id: made.documentId, bytes: new Uint8Array(await response.arrayBuffer()) }
}
const sendCopy = async (bytes: Uint8Array, forkOf: string) => {
  const file = { name: 'Copy for the board.docx', bytes }
  const response = await app.upload('/api/v1/documents/local', file, { fork_of: forkOf })
  expect(response.status).toBe(201)
  return addedLocalDocument.parse(await response.json())
}
const readLedger = async (id: string) => {
  const response = await app.request(`/api/v1/documents/${id}/ledger`)
  return ledgerResponse.parse(await response.json()).rows
}
const remove = (id: string) => app.request(`/api/v1/documents/${id}`, { method: 'DELETE' })
const inventory = () => takeInventory(app.deps.db, join(app.dataFolder, 'blobs'))
const finding = 'Four findings were raised and have been agreed with management.'

test('a saved copy is a document of its own that keeps every recorded source', async () => {
  const { id, bytes } = await openReport()
  const before = await readLedger(id)
  const copy = await sendCopy(bytes, id)
  expect(copy).toMatchObject({ document_name: 'Copy for the board' })
  expect(copy.document_id).not.toBe(id)
  const rows = await readLedger(copy.document_id)
  expect(before.filter(({ source_id: source }) => source !== null).length).toBeGreaterThan(20)
  expect(rows.map(({ text, quote }) => [text, quote])).toEqual(
    before.map(({ text, quote }) => [text, quote]),
  )
  const details = await app.request(`/api/v1/documents/${copy.document_id}`)
  expect(documentDetails.parse(await details.json())).toMatchObject({ kind: 'local' })
})

test('a report that was downloaded and opened in Word keeps what was recorded, and the report is left alone', async () => {
  const { id, bytes } = await openReport()
  const file = {
    name: 'Opened in Word.docx',
    bytes: replaceWords(bytes, 'Four findings', 'Five findings'),
  }
  const response = await app.upload('/api/v1/documents/local', file)
  const { document_id: opened } = addedLocalDocument.parse(await response.json())
  expect(opened).not.toBe(id)
  const before = await readLedger(id)
  const cited = (await readLedger(opened)).filter(({ source_id: source }) => source !== null)
  expect(cited.length).toBeGreaterThan(20)
  for (const { text, quote } of cited.filter(({ text }) => !text.startsWith('Five findings'))) {
    expect(before.some((row) => row.text === text && row.quote === quote)).toBe(true)
  }
})

test('a ledger that names no run of this workspace makes nothing recorded', async () => {
  const { bytes } = await openReport()
  const parts = readZip(bytes)
  for (const [name, part] of parts) {
    if (!name.startsWith('customXml/item')) continue
    const text = strFromU8(part)
    parts.set(name, strToU8(text.replace(/(<ledger[^>]* document=")[^"]*/, '$1' + 'f'.repeat(64))))
  }
  const file = { name: 'Forged.docx', bytes: writeZip(parts) }
  const response = await app.upload('/api/v1/documents/local', file)
  const { document_id: forged } = addedLocalDocument.parse(await response.json())
  expect((await readLedger(forged)).filter(({ source_id: source }) => source !== null)).toEqual([])
})

test('what is edited in a copy is edited there alone', async () => {
  const { id, bytes } = await openReport()
  const edited = finding.replace('Four', 'Five')
  const copy = await sendCopy(replaceWords(bytes, finding, edited), id)
  const trace = async (documentId: string, text: string) => {
    const body = { document_id: documentId, selected_text: text }
    const response = await app.post('/get-sources-for-selected-text', body)
    return sourcesResponse.parse(await response.json()).sources
  }
  expect(await trace(copy.document_id, edited)).toMatchObject([
    {
      basis: 'recorded',
      claim_state: 'edited_since_check',
      referenced_text: expect.stringContaining(finding),
    },
  ])
  const [original] = await trace(id, finding)
  expect(original?.claim_state).not.toBe('edited_since_check')
})

test('a copy outlives the document that it was made of, and both go with everything', async () => {
  const { id, bytes } = await openReport()
  const copy = await sendCopy(bytes, id)
  const rows = await readLedger(copy.document_id)
  const ofCopy = await sendCopy(bytes, copy.document_id)
  expect((await remove(id)).status).toBe(204)
  expect((await app.request(`/api/v1/documents/${id}`)).status).toBe(404)
  expect(await readLedger(copy.document_id)).toEqual(rows)
  for (const { document_id: source } of made.sources) await remove(source)
  await app.request(`/api/v1/templates/${made.template.template_id}`, { method: 'DELETE' })
  for (const one of [copy, ofCopy]) expect((await remove(one.document_id)).status).toBe(204)
  const { rows: left, blobs } = await inventory()
  expect(blobs).toEqual([])
  expect([left['documents'], left['runs'], left['citations'], left['source_texts']]).toEqual([
    0, 0, 0, 0,
  ])
})

test('a copy of a source, or of two things at once, is refused', async () => {
  const { id, bytes } = await openReport()
  const file = { name: 'Copy.docx', bytes }
  const send = async (fields: Record<string, string>) => {
    const response = await app.upload('/api/v1/documents/local', file, fields)
    return problemDetails.parse(await response.json())
  }
  const source = made.sources[0]?.document_id ?? ''
  expect(await send({ fork_of: source })).toMatchObject({ status: 400, code: 'bad_request' })
  const both = await send({ fork_of: id, document_id: id })
  expect(both).toMatchObject({ status: 400, code: 'parameters_disagree' })
  const missing = await send({ fork_of: '00000000-0000-4000-8000-000000000000' })
  expect(missing).toMatchObject({ status: 404 })
})
