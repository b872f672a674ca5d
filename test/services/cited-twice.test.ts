import { afterAll, beforeAll, expect, test } from 'vitest'
import { readZip, writeZip } from '../../server/formats/zip.ts'
import { addedSource, generateResponse } from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { updatesResponse } from '../../shared/contract/updates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { waitForEnd, waitUntilIdle } from '../support/run-in-app.ts'

const name = 'table-14-1.1.docx'
const cell = '{14-1.1 | Adverse event | Velorastat 15 mg | count}'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

test('a cell that a sentence cites as its condition and as its words is one update of it', async () => {
  const bytes = await readExample(`study/sources/${name}`)
  const sent = await app.upload('/api/v1/documents', { name, bytes }, { role: 'table' })
  const { document_id: tableId } = addedSource.parse(await sent.json())
  const rule = `[[rule when if="${cell} > 2" then="As many as ${cell} stopped." else="Few did."]]`
  const body = paragraph('Disposition', 'Heading1') + paragraph(rule)
  const template = { name: 'template.docx', bytes: buildDocx({ body }) }
  const made = await app.upload('/api/v1/templates', template)
  const { template_id } = templateDetails.parse(await made.json())
  const request = { document_type: 'Report', template_id, output_name: 'Stopped' }
  const accepted = await app.post('/api/v1/documents/generate', request)
  const { task_id: documentId } = generateResponse.parse(await accepted.json())
  expect((await waitForEnd(app, documentId)).status).toBe('Ready')

  const parts = readZip(bytes)
  const xml = new TextDecoder().decode(parts.get('word/document.xml'))
  parts.set('word/document.xml', new TextEncoder().encode(xml.replace('5 (  8%)', '6 (  8%)')))
  const newer = { name, bytes: writeZip(parts) }
  await app.upload('/api/v1/documents', newer, { document_id: tableId })
  await waitUntilIdle(app)

  const response = await app.request(`/api/v1/documents/${documentId}/updates`)
  const { updates, summary } = updatesResponse.parse(await response.json())
  expect(updates.map(({ target, new: words }) => [target.selector.exact, words])).toEqual([
    ['As many as 5 stopped.', expect.stringContaining('6')],
  ])
  expect(summary).toMatchObject({ citations: 2, changed: 2 })
})
