import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { checkInApp, verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const listed = `Result,Placebo (N=40),Nolpex 5 mg (N=40),Nolpex 10 mg (N=50)
Nausea,4 (10.0%),6 (15.0%),12 (24.0%)
Headache,3 (7.5%),5 (12.5%),9 (18.0%)
Dizziness,2 (5.0%),3 (7.5%),8 (16.0%)
`

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  const results = { name: 'adverse_events.csv', bytes: new TextEncoder().encode(listed) }
  await app.upload('/api/v1/documents', results)
  await waitUntilIdle(app)
})
afterAll(() => app.close())

const uploadedDocument = z.object({ document_id: z.string() })

const right =
  'Nausea was seen in 24.0% of those who received 10 mg and 15.0% of those who received 5 mg, against 10.0% on placebo.'
const wrong = 'Headache was seen in 16.0% of those who received 10 mg.'

describe('a sentence typed of a table of results', () => {
  test('is supported by the cells that it names, in the order of its numbers', async () => {
    const { claim_state: state, evidence } = await verifyInApp(app, right)
    expect(state).toBe('supported')
    expect(evidence.map(({ quote }) => quote)).toEqual(['12 (24.0%)', '6 (15.0%)', '4 (10.0%)'])
  })

  test('is contradicted by the cell that it names where that gives another value', async () => {
    const { claim_state: state, evidence } = await verifyInApp(app, wrong)
    expect(state).toBe('contradicted')
    expect(evidence.map(({ quote }) => quote)).toContain('9 (18.0%)')
  })

  test('has the same states in a check of a document', async () => {
    const bytes = buildDocx({ body: paragraph(right) + paragraph(wrong) })
    const uploaded = await app.upload('/api/v1/documents/local', { name: 'report.docx', bytes })
    const { document_id: id } = uploadedDocument.parse(await uploaded.json())
    const { sentences } = await checkInApp(app, id)
    expect(sentences.map(({ state }) => state)).toEqual(['supported', 'contradicted'])
  })
})
