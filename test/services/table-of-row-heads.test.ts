import { afterAll, beforeAll, expect, test } from 'vitest'
import { addedSource, generateResponse } from '../../shared/contract/documents.ts'
import { ledgerResponse } from '../../shared/contract/ledger.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph, standardStyles, table } from '../support/build-docx.ts'
import { checkInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitForEnd } from '../support/run-in-app.ts'

const rows = [
  ['Site', 'Placebo', 'Active'],
  ['Lyon', '14', '13'],
  ['Oslo', '6', '5'],
  ['Turin', '9', '8'],
]
const sentence = 'The subjects came from three sites.'

let app: TestApp
let documentId: string

/** A sentence that counts rows cites their heads: cells of a table, and no values. */
beforeAll(async () => {
  app = await createTestApp()
  const body = paragraph('Table 14-1.03 Subjects by site', 'Caption') + table(rows, 1)
  const source = { name: 'sites.docx', bytes: buildDocx({ body, styles: standardStyles }) }
  const added = await app.upload('/api/v1/documents', source, { role: 'table' })
  const { document_id } = addedSource.parse(await added.json())
  const values = "sites = rows(14-1.03, 'not path ~ TOTAL')"
  const said = 'The subjects came from {sites | words} sites.'
  const rule = `[[rule compute text="${said}" values="${values}"]]`
  const words = paragraph('Sites', 'Heading1') + paragraph(rule)
  const bytes = buildDocx({ body: words, styles: standardStyles })
  const template = await app.upload('/api/v1/templates', { name: 'template.docx', bytes })
  const response = await app.post('/api/v1/documents/generate', {
    document_type: 'report',
    template_id: templateDetails.parse(await template.json()).template_id,
    output_name: 'Sites',
    sources: [{ document_id, role: 'table' }],
  })
  documentId = generateResponse.parse(await response.json()).task_id
  expect((await waitForEnd(app, documentId)).status).toBe('Ready')
}, 60_000)
afterAll(() => app.close())

const place = { row_path: [], column_path: [] }

test('the ledger names the table of a row’s head', async () => {
  const response = await app.request(`/api/v1/documents/${documentId}/ledger`)
  const { rows: cited } = ledgerResponse.parse(await response.json())
  expect(cited.map(({ quote, table: number }) => [quote, number])).toEqual([
    ['Lyon', '14-1.03'],
    ['Oslo', '14-1.03'],
    ['Turin', '14-1.03'],
  ])
})

test('so do the sources of a selection, and the check', async () => {
  const request = { document_id: documentId, selected_text: sentence }
  const response = await app.post('/get-sources-for-selected-text', request)
  const { sources } = sourcesResponse.parse(await response.json())
  expect(sources.length).toBeGreaterThan(0)
  for (const { table: of } of sources)
    expect(of).toEqual({ number: '14-1.03', ...place, columns: [] })
  const check = await checkInApp(app, documentId)
  const found = check.sentences.find(({ text }) => text === sentence)
  expect(found?.evidence.length).toBeGreaterThan(0)
  for (const { table: of } of found?.evidence ?? [])
    expect(of).toEqual({ number: '14-1.03', ...place })
})
