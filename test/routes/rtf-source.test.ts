import { afterAll, beforeAll, expect, test } from 'vitest'
import { addedSource, generateResponse } from '../../shared/contract/documents.ts'
import { ledgerResponse } from '../../shared/contract/ledger.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { readBytes } from '../support/read-built-docx.ts'
import { waitForEnd } from '../support/run-in-app.ts'

const row = (one: string, two: string) =>
  String.raw`{\trowd\cellx3000\cellx6000\pard\intbl{${one}}\cell{${two}}\cell\row}`
const resultTable = Buffer.from(
  String.raw`{\rtf1\ansi{\header Table 14-1.01\par Summary of Deaths\par Population: Safety\par ${row('Cause', String.raw`Placebo\line (N=86)`)}}` +
    String.raw`{\footer Source: programs/deaths.sas\par}${row('Sudden death', '2 ( 2.3%)')}${row('Unknown', '1 ( 1.2%)')}}`,
)

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

test.each(['application/rtf', 'text/rtf', 'application/msword', 'application/octet-stream'])(
  'an .rtf may be sent as %s',
  async (type) => {
    const response = await app.upload('/api/v1/documents', {
      name: 'deaths.rtf',
      bytes: resultTable,
      type,
    })
    expect(response.status).toBeLessThan(300)
    expect(addedSource.parse(await response.json()).mime_type).toBe('application/rtf')
  },
)

test('what is no .rtf by its name or its bytes is refused', async () => {
  const named = { name: 'deaths.docx', bytes: resultTable }
  const empty = { name: 'deaths.rtf', bytes: Buffer.from('Sudden death 2') }
  const image = { name: 'deaths.rtf', bytes: resultTable, type: 'image/png' }
  for (const file of [named, empty, image]) {
    const response = await app.upload('/api/v1/documents', file)
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'type_mismatch' }])
  }
})

test('a report cites the cell of an .rtf whose table is named in its page header alone', async () => {
  const source = { name: 'deaths.rtf', bytes: resultTable }
  await app.upload('/api/v1/documents', source, { role: 'table' })
  const rule = `cell from=table text="Of all, {14-1.01 | Sudden death | Placebo | count} died suddenly."`
  const body = paragraph('Deaths', 'Heading1') + paragraph(`[[rule ${rule}]]`)
  const file = { name: 'deaths.docx', bytes: buildDocx({ body }) }
  const template = templateDetails.parse(await (await app.upload('/api/v1/templates', file)).json())
  const response = await app.post('/api/v1/documents/generate', {
    document_type: 'Report',
    template_id: template.template_id,
    output_name: 'Deaths',
    as_of: '2025-01-15',
    document_set_name: 'Default',
  })
  const id = generateResponse.parse(await response.json()).task_id
  expect(await waitForEnd(app, id)).toMatchObject({ status: 'Ready' })
  const made = await app.request(`/api/v1/documents/${id}/file?format=docx`)
  expect(readBytes(new Uint8Array(await made.arrayBuffer())).text).toContain(
    'Of all, 2 died suddenly.',
  )
  const ledger = await app.request(`/api/v1/documents/${id}/ledger`)
  const { rows } = ledgerResponse.parse(await ledger.json())
  expect(rows).toContainEqual(
    expect.objectContaining({
      source: 'deaths.rtf',
      table: '14-1.01',
      row_path: ['Sudden death'],
      column_path: ['Placebo (N=86)'],
      quote: '2',
    }),
  )
}, 60_000)
