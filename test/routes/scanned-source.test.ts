import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addedLocalDocument,
  addedSource,
  documentDetails,
} from '../../shared/contract/documents.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { scanStrip, toPng } from '../support/build-scan.ts'
import { createTestApp, readExample, type TestApp, waitFor } from '../support/create-test-app.ts'

const sentence = 'Approximately 180 subjects will be randomized, 60 in each treatment group.'
const long = 120_000

let app: TestApp
let scan: Uint8Array
beforeAll(async () => {
  app = await createTestApp({ ocr: { maximumPages: 10, secondsPerPage: 100 } })
  const pdf = await readExample('study/sources/protocol.pdf')
  scan = toPng(await scanStrip(pdf, { page: 6, top: 76, bottom: 146, density: 150 }))
})
afterAll(() => app.close())

async function upload(name: string, bytes: Uint8Array, type: string): Promise<string> {
  const response = await app.upload('/api/v1/documents', { name, bytes, type })
  expect(response.status).toBeLessThan(300)
  const added = addedSource.parse(await response.json())
  expect(added.mime_type).toBe(type)
  return added.document_id
}

async function waitForReading(id: string) {
  return waitFor(async () => {
    const response = await app.request(`/api/v1/documents/${id}`)
    const details = documentDetails.parse(await response.json())
    return ['completed', 'failed'].includes(details.status) ? details : undefined
  }, long)
}

test(
  'a sentence that stands in a scan is traced to it, with its place and how sure the OCR was',
  async () => {
    const id = await upload('scan.png', scan, 'image/png')
    const details = await waitForReading(id)
    expect(details).toMatchObject({ status: 'completed' })
    expect(details.versions.at(-1)?.warnings).toEqual([
      expect.stringMatching(/^page 1: read from a scan by OCR/),
    ])
    const local = await app.upload('/api/v1/documents/local', {
      name: 'report.docx',
      bytes: buildDocx({ body: paragraph(sentence) }),
    })
    const { document_id } = addedLocalDocument.parse(await local.json())
    const answer = await app.post('/get-sources-for-selected-text', {
      document_id,
      selected_text: sentence,
    })
    const [source] = sourcesResponse.parse(await answer.json()).sources
    expect(source).toMatchObject({ document_source_id: id, page: 1, basis: 'retrieved' })
    expect(source?.referenced_text).toContain(sentence)
    expect(source?.ocr?.confidence).toBeGreaterThan(0.9)
    expect(source?.ocr?.confidence).toBeLessThan(1)
    expect(source?.boxes.length).toBeGreaterThan(0)
    for (const { x, y, width, height } of source?.boxes ?? []) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(596)
      expect(y + height).toBeLessThanOrEqual(71)
    }
    expect(app.logged).toEqual([])
  },
  long,
)

test(
  'a broken image is a source that failed with its reason',
  async () => {
    const id = await upload('broken.png', scan.subarray(0, 2000), 'image/png')
    const { status, error } = await waitForReading(id)
    expect({ status, error }).toMatchObject({ status: 'failed', error: { code: 'damaged' } })
  },
  long,
)

test('an image that is another than its name says is refused', async () => {
  const file = { name: 'scan.jpg', bytes: scan }
  const response = await app.upload('/api/v1/documents', file)
  expect([response.status, await response.json()]).toMatchObject([400, { code: 'type_mismatch' }])
})
