import { afterAll, beforeAll, expect, test } from 'vitest'
import { addedLocalDocument } from '../../shared/contract/documents.ts'
import { sourcesResponse } from '../../shared/contract/sources.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const told = 'Between January and June 2025 the yard recorded 396 Class 2 Incidents.'
const rows = [
  'Class,Jan 2025,Feb 2025,Mar 2025,Apr 2025,Total',
  'Class 1,3,2,5,2,12',
  'Class 2,61,55,74,58,248',
  'Class 3,140,165,182,98,585',
]

let app: TestApp
let documentId: string
beforeAll(async () => {
  app = await createTestApp()
  const bytes = new TextEncoder().encode(rows.join('\n'))
  await app.upload('/api/v1/documents', { name: 'incidents.csv', type: 'text/csv', bytes }, {})
  const file = { name: 'memo.docx', bytes: buildDocx({ body: paragraph(told) }) }
  const sent = await app.upload('/api/v1/documents/local', file)
  documentId = addedLocalDocument.parse(await sent.json()).document_id
  await waitUntilIdle(app)
})
afterAll(() => app.close())

test('a row of another number is not the nearest, and no such number in it is marked', async () => {
  const asked = { document_id: documentId, selected_text: told }
  const response = await app.post('/api/v1/get-sources-for-selected-text', asked)
  const { sources, nearest } = sourcesResponse.parse(await response.json())
  expect(sources).toEqual([])
  const [first] = nearest
  expect(first?.referenced_text).toMatch(/^Class 2\t/)
  const marked = nearest.flatMap(({ referenced_text: row, marks }) =>
    /^Class [13]\t/.test(row) ? marks.map((mark) => row.slice(mark.start, mark.end)) : [],
  )
  expect(marked.filter((words) => words.includes('2'))).toEqual([])
})
