import { afterAll, beforeAll, expect, test } from 'vitest'
import { addedSource, generateResponse } from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { leaseNextJob } from '../../server/db/jobs.ts'
import { failGeneration } from '../../server/pipeline/run.ts'
import { PlacedError } from '../../server/pipeline/run-context.ts'
import type { HeldJob } from '../../server/ports/job-queue.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitForEnd } from '../support/run-in-app.ts'

let app: TestApp
let note: string
beforeAll(async () => {
  app = await createTestApp()
  note = await addSource(paragraph('A note of some words.'), 'other')
})
afterAll(() => app.close())

async function addSource(body: string, role: string): Promise<string> {
  const file = { name: `${role}.docx`, bytes: buildDocx({ body }) }
  const response = await app.upload('/api/v1/documents', file, { role })
  return addedSource.parse(await response.json()).document_id
}
const accept = async (lines: string[], change: Record<string, unknown>) => {
  const body = paragraph('Results', 'Heading1') + lines.map((line) => paragraph(line)).join('')
  const file = { name: 'template.docx', bytes: buildDocx({ body }) }
  const sent = await app.upload('/api/v1/templates', file)
  const { template_id } = templateDetails.parse(await sent.json())
  const response = await app.post('/api/v1/documents/generate', {
    document_type: 'report',
    output_name: template_id,
    template_id,
    sources: [{ document_id: note }],
    ...change,
  })
  return generateResponse.parse(await response.json()).task_id
}
const failureOf = async (lines: string[], change: Record<string, unknown>) => {
  const { status, error } = await waitForEnd(app, await accept(lines, change))
  expect(status).toBe('Failed')
  return error
}

test('a value that does not fit its format names section, rule and placeholder', async () => {
  const data = { isOffer: true, offer: { price: 'a lot' } }
  // blocks are resolved by the run, so that the request could not be judged
  const lines = ['{{#isOffer}}', 'It costs {{offer.price|currency:EUR}}.', '{{/isOffer}}']
  expect(await failureOf(lines, { data })).toMatchObject({
    code: 'data_invalid',
    section_id: 'Results',
    rule_id: expect.stringMatching(/./) as string,
    placeholder: 'offer.price',
  })
})

test('a value that a block lacks names its place in the data', async () => {
  const lines = ['{{#items}}', 'Item {{name}}', '{{/items}}']
  const lacking = { data: { items: [{ name: 'Lamp' }, {}] } }
  expect(await failureOf(lines, lacking)).toMatchObject({
    code: 'data_missing',
    placeholder: 'items.1.name',
  })
  expect(await failureOf(lines, { data: {} })).toMatchObject({
    code: 'data_missing',
    placeholder: 'items',
  })
})

test('a rule whose source could not be read names itself and the source', async () => {
  const document_id = await addSource('<w:p><w:r>', 'table')
  const rule = '[[rule table from=table number="14-1.01"]]'
  expect(await failureOf([rule], { sources: [{ document_id, role: 'table' }] })).toMatchObject({
    code: 'role_missing',
    section_id: 'Results',
    rule_id: expect.stringMatching(/./) as string,
    source_id: document_id,
  })
})

test('a fault of the program is told with its place, and without its words', async () => {
  await app.queue.close()
  const id = await accept(['No rule at all.'], {})
  const now = app.deps.clock.now()
  const lease = { owner: 'test', now, until: '2999-01-01T00:00:00.000Z', isIdle: true }
  const job = await app.deps.db.transaction().execute((trx) => leaseNextJob(trx, lease))
  const fault = new PlacedError(
    { section_id: 'Results', rule_id: '1.1' },
    new Error('at /srv/x.ts'),
  )
  await failGeneration(app.deps, job as HeldJob, fault)
  const { error } = await waitForEnd(app, id)
  expect(error).toMatchObject({ code: 'internal', section_id: 'Results', rule_id: '1.1' })
  expect(JSON.stringify(error)).not.toContain('/srv')
})
