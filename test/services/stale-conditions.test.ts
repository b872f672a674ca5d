import { afterAll, beforeAll, expect, test } from 'vitest'
import { readZip, writeZip } from '../../server/formats/zip.ts'
import { addedSource, generateResponse } from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { checkInApp } from '../support/check-in-app.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { waitForEnd, waitUntilIdle } from '../support/run-in-app.ts'

const name = 'table-14-1.1.docx'
const cell = '{14-1.1 | Adverse event | Velorastat 15 mg | count}'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

test('a sentence that tells a value only by its condition is stale once the value changes, also when it was applied elsewhere', async () => {
  const bytes = await readExample(`study/sources/${name}`)
  const sent = await app.upload('/api/v1/documents', { name, bytes }, { role: 'table' })
  const { document_id: tableId } = addedSource.parse(await sent.json())
  const rule = `[[rule when if="${cell} > 2" then="The dose was not tolerated by all." else="The dose was tolerated."]]`
  const told = `[[rule cell text="As many as ${cell} stopped early."]]`
  const body = paragraph('Disposition', 'Heading1') + paragraph(rule) + paragraph(told)
  const made = await app.upload('/api/v1/templates', {
    name: 'template.docx',
    bytes: buildDocx({ body }),
  })
  const { template_id } = templateDetails.parse(await made.json())
  const request = { document_type: 'Report', template_id, output_name: 'Conditions' }
  const accepted = await app.post('/api/v1/documents/generate', request)
  const { task_id: documentId } = generateResponse.parse(await accepted.json())
  expect((await waitForEnd(app, documentId)).status).toBe('Ready')
  const isStale = async () => {
    const { sentences } = await checkInApp(app, documentId)
    return sentences.filter((one) => one.is_stale).map(({ text }) => text)
  }
  expect(await isStale()).toEqual([])

  const parts = readZip(bytes)
  const xml = new TextDecoder().decode(parts.get('word/document.xml'))
  parts.set('word/document.xml', new TextEncoder().encode(xml.replace('5 (  8%)', '1 (  2%)')))
  const newer = { name, bytes: writeZip(parts) }
  await app.upload('/api/v1/documents', newer, { document_id: tableId })
  await waitUntilIdle(app)
  const stale = ['The dose was not tolerated by all.', 'As many as 5 stopped early.']
  expect(await isStale()).toEqual(stale)

  // the writer applies the new value where it is told, and not what follows from it elsewhere
  const file = await app.request(`/api/v1/documents/${documentId}/file?format=docx`)
  const edited = readZip(new Uint8Array(await file.arrayBuffer()))
  const text = new TextDecoder().decode(edited.get('word/document.xml'))
  expect(text).toContain('As many as 5 stopped')
  const applied = text.replace('As many as 5 stopped', 'As many as 1 stopped')
  edited.set('word/document.xml', new TextEncoder().encode(applied))
  const again = { name: 'Conditions.docx', bytes: writeZip(edited) }
  const back = await app.upload('/api/v1/documents/local', again, { document_id: documentId })
  expect(back.status).toBe(201)
  expect(await isStale()).toContain('The dose was not tolerated by all.')
})
