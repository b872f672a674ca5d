import { afterAll, beforeAll, expect, test } from 'vitest'
import { readZip, writeZip } from '../../server/formats/zip.ts'
import { addedSource, generateResponse } from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { checkInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitForEnd, waitUntilIdle } from '../support/run-in-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

const buildProtocol = (sites: number) => ({
  name: 'protocol.docx',
  bytes: buildDocx({
    body:
      paragraph('Study Protocol', 'Heading1') +
      paragraph('Overall Design', 'Heading1') +
      paragraph(`This is a randomised study at ${sites} sites in four countries.`) +
      paragraph('Treatment will last 12 weeks.'),
  }),
})

async function writeReport(): Promise<string> {
  const body =
    paragraph('Study Design', 'Heading1') +
    paragraph('[[rule copy from=protocol heading="Overall Design" tense=done]]')
  const template = { name: 'template.docx', bytes: buildDocx({ body }) }
  const made = await app.upload('/api/v1/templates', template)
  const { template_id } = templateDetails.parse(await made.json())
  const request = { document_type: 'Report', template_id, output_name: 'Design' }
  const accepted = await app.post('/api/v1/documents/generate', request)
  const { task_id: documentId } = generateResponse.parse(await accepted.json())
  expect((await waitForEnd(app, documentId)).status).toBe('Ready')
  return documentId
}

async function sendWith(documentId: string, words: string, others: string): Promise<void> {
  const file = await app.request(`/api/v1/documents/${documentId}/file?format=docx`)
  const parts = readZip(new Uint8Array(await file.arrayBuffer()))
  const xml = new TextDecoder().decode(parts.get('word/document.xml'))
  expect(xml).toContain(words)
  parts.set('word/document.xml', new TextEncoder().encode(xml.replace(words, others)))
  const edited = { name: 'Design.docx', bytes: writeZip(parts) }
  const sent = await app.upload('/api/v1/documents/local', edited, { document_id: documentId })
  expect(sent.status).toBe(201)
}

test('what follows the newer version of a plan is as planned as it was before, and not contradicted by the older one', async () => {
  const sent = await app.upload('/api/v1/documents', buildProtocol(18), { role: 'protocol' })
  const { document_id: protocolId } = addedSource.parse(await sent.json())
  await waitUntilIdle(app)
  const documentId = await writeReport()
  const findSites = async () => {
    const { sentences } = await checkInApp(app, documentId)
    return sentences.find(({ text }) => text.includes('sites'))
  }
  const planned = { state: 'partly_supported', reason: { code: 'planned' }, is_stale: false }
  expect(await findSites()).toMatchObject(planned)

  await app.upload('/api/v1/documents', buildProtocol(20), { document_id: protocolId })
  await waitUntilIdle(app)
  expect(await findSites()).toMatchObject({ ...planned, is_stale: true })

  await sendWith(documentId, 'at 18 sites', 'at 20 sites')
  const followed = await findSites()
  expect(followed).toMatchObject(planned)
  expect(followed?.evidence).toMatchObject([{ document_source_version: 2 }])

  await sendWith(documentId, 'at 20 sites', 'at 25 sites')
  expect(await findSites()).toMatchObject({ state: 'contradicted', is_stale: true })
})
