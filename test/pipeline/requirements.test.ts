import { afterAll, beforeAll, expect, test } from 'vitest'
import { startedCheck } from '../../shared/contract/checks.ts'
import { generateResponse, type StatusResponse } from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { waitForEnd } from '../support/run-in-app.ts'

const tested = 'L-1 | Purchase to pay > Purchase orders | Tested | whole'

const rules = {
  true: `[[rule cell from=ledger text="In purchase orders, {${tested}} transactions were tested."]]`,
  wrong: `[[rule cell from=ledger text="In purchase orders, {${tested}} transactions were not tested."]]`,
  gap: '[[rule copy from=ledger heading="Nowhere to be found"]]',
}

let app: TestApp
const templates = new Map<string, string>()

beforeAll(async () => {
  app = await createTestApp()
  const bytes = await readExample('audit/sources/ledger-q3.docx')
  await app.upload('/api/v1/documents', { name: 'ledger-q3.docx', bytes }, { role: 'ledger' })
  for (const [name, both] of [
    ['good', [rules.true]],
    ['bad', [rules.true, rules.gap, rules.wrong]],
  ] as const) {
    const body = both.flatMap((rule, at) => [
      paragraph(`Part ${at + 1}`, 'Heading1'),
      paragraph(rule),
    ])
    const file = { name: `${name}.docx`, bytes: buildDocx({ body: body.join('') }) }
    const sent = await app.upload('/api/v1/templates', file)
    templates.set(name, templateDetails.parse(await sent.json()).template_id)
  }
})
afterAll(() => app.close())

async function request(template: string, output: string, change: Record<string, unknown>) {
  return app.post('/api/v1/documents/generate', {
    document_type: 'Report',
    template_id: templates.get(template),
    output_name: output,
    as_of: '2026-01-15',
    ...change,
  })
}

async function generate(
  template: string,
  output: string,
  change: Record<string, unknown>,
): Promise<StatusResponse> {
  const made = generateResponse.parse(await (await request(template, output, change)).json())
  return waitForEnd(app, made.task_id)
}

test('a document that is what was required is Ready, and its check is stored with it', async () => {
  const status = await generate('good', 'Good', { require: ['no_gaps', 'no_contradicted'] })
  expect(status).toMatchObject({ status: 'Ready', error: null })
  expect(status.quality?.claims).toMatchObject({ supported: 1 })
  const jobs = await app.deps.db
    .selectFrom('jobs')
    .selectAll()
    .where('kind', '=', 'check')
    .execute()
  expect(jobs).toEqual([])
  const again = await app.post(`/api/v1/documents/${status.task_id}/checks`, {})
  expect(startedCheck.parse(await again.json())).toMatchObject({
    reused: true,
    status: 'completed',
  })
})

test('every gap and every contradicted sentence fails the run, with its place', async () => {
  const status = await generate('bad', 'Bad', { require: ['no_contradicted', 'no_gaps'] })
  expect(status.status).toBe('Failed')
  expect(status.error).toMatchObject({
    code: 'requirement_unmet',
    section_id: 'Part 2',
    unmet: [
      { requirement: 'no_gaps', section_id: 'Part 2', rule_id: status.error?.rule_id },
      { requirement: 'no_contradicted', section_id: 'Part 3' },
    ],
  })
  const [gap, wrong] = status.error?.unmet ?? []
  expect(gap?.reason).toContain('Nowhere to be found')
  expect(wrong?.reason).toContain('were not tested')
  expect(wrong?.rule_id).not.toBeNull()
  const file = await app.request(`/api/v1/documents/${status.task_id}/file`)
  expect(file.status).toBe(409)
})

test('only what is required is judged: one of the two, or nothing', async () => {
  const gaps = await generate('bad', 'Gaps', { require: ['no_gaps'] })
  expect(gaps.error?.unmet?.map(({ requirement }) => requirement)).toEqual(['no_gaps'])
  const claims = await generate('bad', 'Claims', { require: ['no_contradicted'] })
  expect(claims.error?.unmet?.map(({ section_id: id }) => id)).toEqual(['Part 3'])
  const nothing = await generate('bad', 'Nothing', { require: [] })
  expect(nothing).toMatchObject({ status: 'Ready', error: null })
  expect(nothing.quality?.claims['contradicted']).toBeUndefined()
  const reused = await request('bad', 'Nothing', { require: ['no_gaps'] })
  expect(generateResponse.parse(await reused.json())).toMatchObject({
    reused: true,
    inputs_changed: true,
  })
})

test('a requirement that does not exist is refused by name', async () => {
  const response = await request('good', 'Other', { require: ['no_errors'] })
  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({ errors: [{ loc: ['body', 'require', 0] }] })
})
