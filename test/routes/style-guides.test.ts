import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateResponse, type StatusResponse } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { styleGuideDetails, styleGuidesResponse } from '../../shared/contract/style-guides.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { checkInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitForEnd } from '../support/run-in-app.ts'

const report = buildDocx({
  body: [
    paragraph('Conduct', 'Heading1'),
    paragraph(
      'On 2024-07-04, 12,986 patients were asked in 1,200 sites. Every patient was seen in May 1997.',
    ),
    paragraph('The letter said “12,986 patients” on 2024-07-04.'),
    paragraph('Table 1 Patients by site'),
    table(
      [
        ['Site', 'Patients', 'First day'],
        ['North', '11,786', '2024-07-04'],
        ['South', '1,200', '2024-08-15'],
      ],
      1,
    ),
  ].join(''),
})

const template = buildDocx({
  body: [
    paragraph('Text', 'Heading1'),
    paragraph('[[rule fixed text="Our patients were seen on 2024-07-04."]]'),
    paragraph('[[rule copy from=report heading="Conduct" max=3]]'),
    paragraph('Numbers', 'Heading1'),
    paragraph('[[rule table from=report number="1"]]'),
  ].join(''),
})

const guide = {
  style_guide_name: 'House',
  terms: [{ preferred: 'subject', forbidden: ['patient', 'client'] }],
  number_format: { thousands_separator: 'none' },
  date_format: 'd MMMM yyyy',
}

let app: TestApp
let templateId: string

beforeAll(async () => {
  app = await createTestApp()
  await app.upload('/api/v1/documents', { name: 'report.docx', bytes: report }, { role: 'report' })
  const sent = await app.upload('/api/v1/templates', { name: 'template.docx', bytes: template })
  templateId = templateDetails.parse(await sent.json()).template_id
})
afterAll(() => app.close())

async function make(change: object = {}) {
  const made = await app.post('/api/v1/style-guides', { ...guide, ...change })
  expect(made.status).toBe(201)
  return styleGuideDetails.parse(await made.json())
}

function request(output: string, change: object) {
  return app.post('/api/v1/documents/generate', {
    document_type: 'Report',
    template_id: templateId,
    output_name: output,
    as_of: '2026-01-15',
    ...change,
  })
}

async function generate(output: string, change: object): Promise<StatusResponse> {
  const made = generateResponse.parse(await (await request(output, change)).json())
  return waitForEnd(app, made.task_id)
}

async function readText(documentId: string): Promise<string> {
  const response = await app.request(`/api/v1/documents/${documentId}/text`)
  return ((await response.json()) as { text: string }).text
}

test('a style guide is made, listed, read, replaced as a whole, and deleted', async () => {
  const made = await make()
  expect(made).toMatchObject({ ...guide, version: 1, workspace_id: app.workspaceId })
  const path = `/api/v1/style-guides/${made.style_guide_id}`
  expect(styleGuideDetails.parse(await (await app.request(path)).json())).toEqual(made)
  const list = styleGuidesResponse.parse(await (await app.request('/api/v1/style-guides')).json())
  expect(list.style_guides).toContainEqual(made)
  const body = JSON.stringify({ style_guide_name: 'Bare' })
  const headers = { 'Content-Type': 'application/json' }
  const replaced = await app.request(path, { method: 'PUT', body, headers })
  expect(styleGuideDetails.parse(await replaced.json())).toMatchObject({
    style_guide_name: 'Bare',
    version: 2,
    terms: [],
    number_format: { thousands_separator: null },
    date_format: null,
  })
  expect((await app.request(path, { method: 'DELETE' })).status).toBe(204)
  expect((await app.request(path)).status).toBe(404)
})

test('a guide that contradicts itself, or whose dates no check could read, is refused by name', async () => {
  const terms = [
    { preferred: 'subject', forbidden: ['patient'] },
    { preferred: 'person', forbidden: ['Subject'] },
  ]
  const refused = await app.post('/api/v1/style-guides', { ...guide, terms, date_format: 'd/M/yy' })
  const problem = problemDetails.parse(await refused.json())
  expect(problem).toMatchObject({ status: 400, code: 'style_guide_invalid' })
  expect(problem.errors?.map(({ loc }) => loc.at(-1))).toEqual(['terms', 'date_format'])
})

test('copied text and tables take its terms and formats; quotations and house text stay', async () => {
  const { style_guide_id } = await make()
  const plain = await generate('Plain', {})
  const status = await generate('Styled', { style_guide_id, require: ['no_contradicted'] })
  expect(status).toMatchObject({ status: 'Ready', warnings: [] })
  const text = await readText(status.task_id)
  expect(text).toContain('On 4 July 2024, 12986 subjects were asked in 1200 sites.')
  expect(text).toContain('Every subject was seen in May 1997.')
  expect(text).toContain('The letter said “12,986 patients” on 2024-07-04.')
  expect(text).toContain('Our patients were seen on 2024-07-04.')
  expect(text).toContain('11786')
  expect(text).toContain('15 August 2024')
  const before = await checkInApp(app, plain.task_id)
  const after = await checkInApp(app, status.task_id)
  expect(after.counts).toEqual(before.counts)
  const changed = after.sentences.find((one) => one.text.startsWith('On 4 July'))
  expect(changed).toMatchObject({ state: 'supported' })
  expect(changed?.evidence[0]?.quote).toContain('On 2024-07-04, 12,986 patients')
})

test('a run keeps what its guide said when it was accepted', async () => {
  await app.queue.close()
  const made = await make()
  const first = await request('Pinned', { style_guide_id: made.style_guide_id })
  const { task_id } = generateResponse.parse(await first.json())
  const path = `/api/v1/style-guides/${made.style_guide_id}`
  await app.request(path, { method: 'DELETE' })
  await app.queue.start()
  expect(await waitForEnd(app, task_id)).toMatchObject({ status: 'Ready' })
  expect(await readText(task_id)).toContain('12986 subjects')
})

test('instructions apply where a rule knows them; the others are quoted in a warning', async () => {
  const document_instructions =
    'Use subject instead of patient.\nMake it sound friendly.\nDate format: d MMMM yyyy'
  const status = await generate('Instructed', { document_instructions })
  expect(status.warnings).toHaveLength(1)
  expect(status.warnings[0]).toContain('“Make it sound friendly”')
  expect(status.warnings[0]).not.toContain('patient')
  expect(await readText(status.task_id)).toContain('On 4 July 2024, 12,986 subjects were asked')
})

test('another guide makes other inputs, and an unknown one is refused by name', async () => {
  const { style_guide_id } = await make({ date_format: null })
  const reused = await request('Styled', { style_guide_id })
  expect(generateResponse.parse(await reused.json())).toMatchObject({
    reused: true,
    inputs_changed: true,
  })
  const unknown = await request('Other', { style_guide_id: templateId })
  expect(problemDetails.parse(await unknown.json())).toMatchObject({
    status: 400,
    code: 'style_guide_unknown',
    errors: [{ loc: ['body', 'style_guide_id'] }],
  })
})

test('null says the same as no style guide at all', async () => {
  expect((await request('Unstyled', {})).status).toBe(202)
  const same = await request('Unstyled', { style_guide_id: null })
  expect(generateResponse.parse(await same.json())).toMatchObject({
    reused: true,
    inputs_changed: false,
  })
})
