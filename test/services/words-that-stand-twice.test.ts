import { afterAll, beforeAll, expect, test } from 'vitest'
import { addedSource, generateResponse } from '../../shared/contract/documents.ts'
import { sourcesResponse, type SourcesResponse } from '../../shared/contract/sources.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { waitForEnd } from '../support/run-in-app.ts'

const name = 'table-14-1.1.docx'
const cell = (row: string, column: string) => `{14-1.1 | ${row} | ${column} | count}`
const rule = (text: string) => paragraph(`[[rule cell text="${text}"]]`)

const stopped = rule(`As many as ${cell('Adverse event', 'Velorastat 15 mg')} stopped early.`)
const left = (row: string) => rule(`As many as ${cell(row, 'Total')} left the study early.`)

let app: TestApp
let documentId: string
beforeAll(async () => {
  app = await createTestApp()
  const bytes = await readExample(`study/sources/${name}`)
  const sent = await app.upload('/api/v1/documents', { name, bytes }, { role: 'table' })
  addedSource.parse(await sent.json())
  const body = [
    paragraph('Synopsis', 'Heading1'),
    stopped,
    left('Lack of efficacy'),
    paragraph('Disposition', 'Heading1'),
    stopped,
    left('Withdrawal by subject'),
  ]
  const template = { name: 'template.docx', bytes: buildDocx({ body: body.join('') }) }
  const made = await app.upload('/api/v1/templates', template)
  const { template_id } = templateDetails.parse(await made.json())
  const request = { document_type: 'Report', template_id, output_name: 'Twins' }
  const accepted = await app.post('/api/v1/documents/generate', request)
  documentId = generateResponse.parse(await accepted.json()).task_id
  expect((await waitForEnd(app, documentId)).status).toBe('Ready')
})
afterAll(() => app.close())

async function ask(more: Record<string, string>): Promise<SourcesResponse> {
  const body = { document_id: documentId, ...more }
  const response = await app.post('/get-sources-for-selected-text', body)
  return sourcesResponse.parse(await response.json())
}

const rowsOf = ({ sources }: SourcesResponse) =>
  sources.map(({ basis, table }) => [basis, table?.row_path.at(-1)])

test('that rest on the same cell in both places have it as their recorded source', async () => {
  const answer = await ask({ selected_text: 'As many as 5 stopped early.' })
  expect(answer.anchor).toBe('ambiguous')
  expect(rowsOf(answer)).toEqual([['recorded', 'Adverse event']])
  expect(answer.candidates).toEqual([])
})

test('that rest on two cells have neither recorded, and both places to choose from', async () => {
  const selected_text = 'As many as 5 left the study early.'
  const answer = await ask({ selected_text })
  expect(answer.anchor).toBe('ambiguous')
  expect(answer.sources.filter(({ basis }) => basis === 'recorded')).toEqual([])
  expect(answer.candidates.map(({ section }) => section?.section_id)).toEqual([
    'Synopsis',
    'Disposition',
  ])
  const found = []
  for (const { prefix, suffix } of answer.candidates) {
    const chosen = await ask({ selected_text, prefix, suffix })
    expect(chosen).toMatchObject({ anchor: 'intact', candidates: [] })
    found.push(rowsOf(chosen))
  }
  expect(found).toEqual([
    [['recorded', 'Lack of efficacy']],
    [['recorded', 'Withdrawal by subject']],
  ])
})

test('that stand once in a section that is named are those', async () => {
  const selected_text = 'As many as 5 left the study early.'
  const answer = await ask({ selected_text, section_id: 'Disposition' })
  expect(answer).toMatchObject({ anchor: 'intact', candidates: [] })
  expect(rowsOf(answer)).toEqual([['recorded', 'Withdrawal by subject']])
})
