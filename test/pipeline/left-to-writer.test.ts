import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  documentDetails,
  generateResponse,
  statusResponse,
  type StatusResponse,
} from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { listAll, listTexts, readPartOf } from '../support/read-written-docx.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitForEnd } from '../support/run-in-app.ts'

const protocol = buildDocx({
  body: [
    paragraph('Conduct', 'Heading1'),
    paragraph('Patients will be seen every week. They should fast, and must not smoke.'),
    paragraph('The monitor shall keep the records.'),
  ].join(''),
})

const template = buildDocx({
  body: [
    paragraph('Moved', 'Heading1'),
    paragraph('[[rule copy from=protocol heading="Conduct" tense=done terms="patient=subject"]]'),
    paragraph('Kept', 'Heading1'),
    paragraph('[[rule copy from=protocol heading="Conduct" tense=keep]]'),
    paragraph('Again', 'Heading1'),
    paragraph('[[rule reuse section="Moved" pick=2]]'),
  ].join(''),
})

let app: TestApp
let id: string
let status: StatusResponse

beforeAll(async () => {
  app = await createTestApp()
  const file = { name: 'protocol.docx', bytes: protocol }
  await app.upload('/api/v1/documents', file, { role: 'protocol' })
  const sent = await app.upload('/api/v1/templates', { name: 'report.docx', bytes: template })
  const made = await app.post('/api/v1/documents/generate', {
    document_type: 'Report',
    template_id: templateDetails.parse(await sent.json()).template_id,
    output_name: 'Report',
    as_of: '2025-01-15',
    document_set_name: 'Default',
  })
  id = generateResponse.parse(await made.json()).task_id
  status = await waitForEnd(app, id)
})
afterAll(() => app.close())

async function download(ledger: string): Promise<Uint8Array> {
  const path = `/api/v1/documents/${id}/file?format=docx&ledger=${ledger}`
  return new Uint8Array(await (await app.request(path)).arrayBuffer())
}

test('words that a moved plan leaves to the writer are told, sentence by sentence', async () => {
  expect(status.status).toBe('Ready')
  const fast = 'They should fast, and must not smoke.'
  const records = 'The monitor shall keep the records.'
  const details = documentDetails.parse(await (await app.request(`/api/v1/documents/${id}`)).json())
  expect(details.quality?.left_to_writer).toMatchObject([
    { section_id: 'Moved', text: fast, words: ['should', 'must'] },
    { section_id: 'Moved', text: records, words: ['shall'] },
    { section_id: 'Again', text: fast, words: ['should', 'must'] },
  ])
  expect(details.quality?.words_left_to_writer).toBe(5)
  expect(statusResponse.parse(status).quality).toEqual(details.quality)
})

test.each(['full', 'none'])(
  'the document marks exactly those, and its words stay clean (ledger %s)',
  async (ledger) => {
    const bytes = await download(ledger)
    const root = readPartOf(bytes)
    expect(listAll(root, 'w:rStyle')).toHaveLength(5)
    expect(listTexts(bytes)).toContain(
      'Subjects were seen every week. They should fast, and must not smoke.',
    )
    expect(listTexts(bytes)).toContain(
      'Patients will be seen every week. They should fast, and must not smoke.',
    )
  },
)
