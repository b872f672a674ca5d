import { afterEach, beforeEach, expect, test } from 'vitest'
import { addedSource, generateResponse } from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { updatesResponse } from '../../shared/contract/updates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { checkInApp } from '../support/check-in-app.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { replaceWords } from '../support/edit-docx.ts'
import { waitForEnd, waitUntilIdle } from '../support/run-in-app.ts'

const name = 'table-14-1.1.docx'
const cell = '{14-1.1 | Adverse event | Velorastat 15 mg | count}'

let app: TestApp
let tableId: string
beforeEach(async () => {
  app = await createTestApp()
  const file = { name, bytes: await readExample(`study/sources/${name}`) }
  const sent = await app.upload('/api/v1/documents', file, { role: 'table' })
  tableId = addedSource.parse(await sent.json()).document_id
})
afterEach(() => app.close())

/** The table as it was first written, with another value in the cell. */
async function sendTable(value: string): Promise<void> {
  const written = await readExample(`study/sources/${name}`)
  const file = { name, bytes: replaceWords(written, '5 (  8%)', value) }
  await app.upload('/api/v1/documents', file, { document_id: tableId })
  await waitUntilIdle(app)
}

/** A document of one section with these rules; its id. */
async function generate(...rules: readonly string[]): Promise<string> {
  const body = [paragraph('Disposition', 'Heading1'), ...rules.map((rule) => paragraph(rule))]
  const template = { name: 'template.docx', bytes: buildDocx({ body: body.join('') }) }
  const made = await app.upload('/api/v1/templates', template)
  const { template_id } = templateDetails.parse(await made.json())
  const request = { document_type: 'Report', template_id, output_name: crypto.randomUUID() }
  const accepted = await app.post('/api/v1/documents/generate', request)
  const { task_id: documentId } = generateResponse.parse(await accepted.json())
  expect((await waitForEnd(app, documentId)).status).toBe('Ready')
  return documentId
}

test('a cell that a sentence cites as its condition and as its words is one update of it', async () => {
  const documentId = await generate(
    `[[rule when if="${cell} > 2" then="As many as ${cell} stopped." else="Few did."]]`,
  )
  await sendTable('6 (  8%)')
  const response = await app.request(`/api/v1/documents/${documentId}/updates`)
  const { updates, summary } = updatesResponse.parse(await response.json())
  expect(updates.map(({ target, new: words }) => [target.selector.exact, words])).toEqual([
    ['As many as 5 stopped.', expect.stringContaining('6')],
  ])
  expect(summary).toMatchObject({ citations: 2, changed: 2 })
})

test('a sentence that tells a value only by its condition is stale once the value changes, also when it was applied elsewhere', async () => {
  const documentId = await generate(
    `[[rule when if="${cell} > 2" then="The dose was not tolerated by all." else="The dose was tolerated."]]`,
    `[[rule cell text="As many as ${cell} stopped early."]]`,
  )
  const isStale = async () => {
    const { sentences } = await checkInApp(app, documentId)
    return sentences.filter((one) => one.is_stale).map(({ text }) => text)
  }
  expect(await isStale()).toEqual([])
  await sendTable('1 (  2%)')
  const stale = ['The dose was not tolerated by all.', 'As many as 5 stopped early.']
  expect(await isStale()).toEqual(stale)

  // the writer applies the new value where it is told, and not what follows from it elsewhere
  const file = await app.request(`/api/v1/documents/${documentId}/file?format=docx`)
  const written = new Uint8Array(await file.arrayBuffer())
  const bytes = replaceWords(written, 'As many as 5 stopped', 'As many as 1 stopped')
  const again = { name: 'Conditions.docx', bytes }
  const back = await app.upload('/api/v1/documents/local', again, { document_id: documentId })
  expect(back.status).toBe(201)
  expect(await isStale()).toContain('The dose was not tolerated by all.')
})
