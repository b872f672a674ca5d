import { afterAll, beforeAll, expect, test } from 'vitest'
import { addedSource, generateResponse } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { waitForEnd } from '../support/run-in-app.ts'

const ledgerTotal = 'A total of {L-1 | Total | Tested | whole} transactions were tested.'
const outline = {
  sections: [
    { section_name: 'End', order_index: 1, template_text: 'Signed for {{client}}.' },
    {
      section_name: 'Results',
      order_index: 0,
      rules: [{ rule_type: 'cell', rule_parameters: { from: ['ledger'], text: ledgerTotal } }],
    },
  ],
}

let app: TestApp
let templateId: string

beforeAll(async () => {
  app = await createTestApp()
  const bytes = await readExample('audit/sources/ledger-q3.docx')
  const file = { name: 'ledger-q3.docx', bytes }
  const source = await app.upload('/api/v1/documents', file, { role: 'ledger' })
  addedSource.parse(await source.json())
  const own = buildDocx({ body: paragraph('Own', 'Heading1') + paragraph('The template’s own.') })
  const sent = await app.upload('/api/v1/templates', { name: 'own.docx', bytes: own })
  templateId = templateDetails.parse(await sent.json()).template_id
})
afterAll(() => app.close())

function request(output: string, change: object) {
  return app.post('/api/v1/documents/generate', {
    document_type: 'Report',
    template_id: templateId,
    output_name: output,
    as_of: '2026-01-15',
    data: { client: 'Müller' },
    ...change,
  })
}

async function generate(output: string, change: object) {
  const response = await request(output, change)
  expect(response.status).toBe(202)
  return generateResponse.parse(await response.json())
}

async function readText(id: string): Promise<string> {
  const response = await app.request(`/api/v1/documents/${id}/text`)
  return ((await response.json()) as { text: string }).text
}

const readTemplate = async () =>
  templateDetails.parse(await (await app.request(`/api/v1/templates/${templateId}`)).json())
const listVersions = () =>
  app.deps.db
    .selectFrom('template_versions')
    .select('number')
    .where('template_id', '=', templateId)
    .orderBy('number')
    .execute()

test('an outline is used in place of the template’s own, which stays as it is', async () => {
  const before = await readTemplate()
  const made = await generate('Outlined', { generic_mrt_outline_full: outline })
  expect(await waitForEnd(app, made.task_id)).toMatchObject({ status: 'Ready' })
  const text = await readText(made.task_id)
  expect(text).toMatch(
    /Results\s+A total of 375 transactions were tested\.\s+End\s+Signed for Müller\./,
  )
  expect(text).not.toContain('own')
  expect(await readTemplate()).toEqual(before)
  const plain = await generate('Plain', { generic_mrt_outline_full: {} })
  await waitForEnd(app, plain.task_id)
  expect(await readText(plain.task_id)).toContain('The template’s own.')
})

test('a run keeps the outline that it was given, and equal ones stand once', async () => {
  const one = await generate('Kept', { generic_mrt_outline_full: outline })
  await waitForEnd(app, one.task_id)
  const changed = { sections: [{ section_name: 'Other', template_text: 'Other words.' }] }
  const same = await generate('Kept', { generic_mrt_outline_full: outline })
  expect(same).toMatchObject({ task_id: one.task_id, reused: true, inputs_changed: false })
  const other = await generate('Kept', { generic_mrt_outline_full: changed })
  expect(other).toMatchObject({ task_id: one.task_id, reused: true, inputs_changed: true })
  // what was asked for and not made leaves nothing
  expect((await listVersions()).map(({ number }) => number)).toEqual([0, 1])
  const again = { generic_mrt_outline_full: changed, if_exists: 'new_version' }
  expect(await generate('Kept', again)).toMatchObject({ task_id: one.task_id, reused: false })
  await waitForEnd(app, one.task_id)
  expect(await readText(one.task_id)).toContain('Other words.')
  expect((await listVersions()).map(({ number }) => number)).toEqual([-1, 0, 1])
})

test('the chosen sections are those of the outline', async () => {
  const fields = { generic_mrt_outline_full: outline, selected_section_ids: ['End'] }
  const made = await generate('Chosen', fields)
  await waitForEnd(app, made.task_id)
  expect(await readText(made.task_id)).not.toContain('375')
  const wrong = await request('Wrong', { ...fields, selected_section_ids: ['Own'] })
  expect(problemDetails.parse(await wrong.json()).code).toBe('section_unknown')
})

test('mistakes of its rules are a 400 that names their places, and nothing is stored', async () => {
  const before = await listVersions()
  const sections = [{ section_name: 'One', rules: [{ rule_type: 'nonsense' }] }]
  const response = await request('Bad', { generic_mrt_outline_full: { sections } })
  expect(response.status).toBe(400)
  const problem = problemDetails.parse(await response.json())
  expect(problem.code).toBe('template_invalid')
  expect(problem.errors?.[0]?.loc.slice(0, 3)).toEqual(['body', 'generic_mrt_outline_full', 'One'])
  const ill = await request('Ill', { generic_mrt_outline_full: { sections: [{ level: 1 }] } })
  expect(ill.status).toBe(422)
  expect(problemDetails.parse(await ill.json()).errors?.[0]?.loc).toEqual([
    ...['body', 'generic_mrt_outline_full', 'sections', 0, 'section_name'],
  ])
  expect(await listVersions()).toEqual(before)
})

test('the plan of the run says where its outline is from', async () => {
  const fields = { generic_mrt_outline_full: outline, approve_outline: true }
  const made = await generate('Planned', fields)
  const steps = `/tasks/${made.task_number}/steps/outline/document`
  const link = await expect
    .poll(async () => (await app.request(steps)).status, { timeout: 10_000 })
    .toBe(200)
    .then(async () => (await (await app.request(steps)).json()) as { download_url: string })
  const plan = await app.request(link.download_url)
  const read = await app.deps.reader.readTemplate(new Uint8Array(await plan.arrayBuffer()))
  const words = 'paragraphs' in read ? read.paragraphs.map(({ text }) => text).join(' ') : ''
  expect(words).toContain('own, with an outline of this run')
})
