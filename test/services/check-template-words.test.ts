import { strFromU8, strToU8 } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addedSource } from '../../shared/contract/documents.ts'
import { generateResponse } from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { readZip, writeZip } from '../../server/formats/zip.ts'
import { buildDocx, paragraph, standardStyles, table } from '../support/build-docx.ts'
import { checkInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitForEnd, waitUntilIdle } from '../support/run-in-app.ts'

const rule =
  '[[rule cell text="Lending to mid-sized firms stood at EUR {B-2 | Firms | June} million."]]'

let app: TestApp
let documentId: string
let written: Uint8Array

beforeAll(async () => {
  app = await createTestApp()
  const cells = table(
    [
      ['Segment', 'March', 'June'],
      ['Households', '18,420', '18,155'],
      ['Firms', '6,745', '6,802'],
    ],
    1,
  )
  const source = paragraph('Table B-2 Loans (EUR million)', 'Caption') + cells
  const bytes = buildDocx({ body: source, styles: standardStyles })
  const added = await app.upload(
    '/api/v1/documents',
    { name: 'loans.docx', bytes },
    { role: 'table' },
  )
  const { document_id } = addedSource.parse(await added.json())
  const around = [
    'The bank reports its loans once a quarter.',
    'The next report is due in October.',
  ]
  const [before = '', behind = ''] = around.map((words) => paragraph(words))
  const body = paragraph('Firms', 'Heading1') + before + paragraph(rule) + behind
  const template = { name: 'template.docx', bytes: buildDocx({ body, styles: standardStyles }) }
  const sent = await app.upload('/api/v1/templates', template)
  const response = await app.post('/api/v1/documents/generate', {
    document_type: 'report',
    template_id: templateDetails.parse(await sent.json()).template_id,
    output_name: 'Loans',
    sources: [{ document_id, role: 'table' }],
  })
  documentId = generateResponse.parse(await response.json()).task_id
  await waitForEnd(app, documentId)
  await waitUntilIdle(app)
  const file = await app.request(`/api/v1/documents/${documentId}/file`)
  written = new Uint8Array(await file.arrayBuffer())
}, 60_000)
afterAll(() => app.close())

const made = 'Lending to mid-sized firms stood at EUR 6,802 million.'

/** What the check says of the sentence with its words changed in Word. */
async function checkEdited(from: string, to: string) {
  const parts = readZip(written)
  const xml = strFromU8(parts.get('word/document.xml') ?? new Uint8Array())
  expect(xml).toContain(from)
  parts.set('word/document.xml', strToU8(xml.replace(from, to)))
  const file = { name: 'report.docx', bytes: writeZip(parts) }
  const fields = { document_id: documentId }
  expect((await app.upload('/api/v1/documents/local', file, fields)).status).toBe(201)
  const { sentences } = await checkInApp(app, documentId)
  return sentences.find(({ text }) => text === made.replace(from, to))
}

const ofTemplate = { state: 'partly_supported', reason: { code: 'template_words' } }

test('a generated sentence says which of its words are the template’s, and no source’s', async () => {
  const { sentences } = await checkInApp(app, documentId)
  const sentence = sentences.find(({ text }) => text === made)
  expect(sentence).toMatchObject(ofTemplate)
  expect(sentence?.reason.text).toContain('No source says “Lending”.')
})

test('words that a writer puts in their place are nobody’s', async () => {
  const sentence = await checkEdited('mid-sized', 'ailing')
  expect(sentence).toMatchObject({ state: 'partly_supported', reason: { code: 'not_all_found' } })
})

test('a writer may leave out some of them', async () => {
  expect(await checkEdited('mid-sized ', '')).toMatchObject(ofTemplate)
})
