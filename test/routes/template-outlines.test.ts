import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateResponse } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { templateDetails, type TemplateDetails } from '../../shared/contract/templates.ts'
import { writeTemplate } from '../../server/formats/write-template.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { waitForEnd } from '../support/run-in-app.ts'

const ledgerTotal = 'A total of {L-1 | Total | Tested | whole} transactions were tested.'

const request = {
  template_name: 'Ledger report',
  sections: [
    {
      section_name: 'Results',
      order_index: 1,
      level: 1,
      synopsis: 'What was found',
      guidance: 'Be brief.',
      allowed_data_rules: ['ledger'],
      rules: [
        {
          rule_type: 'cell',
          description: 'The total',
          rule_parameters: { from: ['ledger'], text: ledgerTotal },
        },
      ],
    },
    {
      section_name: 'Exceptions & amounts',
      order_index: 2,
      level: 2,
      rules: [{ rule_type: 'table', rule_parameters: { from: 'ledger', number: 'L-1' } }],
    },
    {
      section_name: 'Purpose',
      order_index: 0,
      level: 1,
      template_text: 'This report was made for {{client}}.\nIt is "confidential" <here>.',
      rules: [{ rule_type: 'fixed', rule_parameters: { text: 'It is meant for the board.' } }],
    },
  ],
}

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  const bytes = await readExample('audit/sources/ledger-q3.docx')
  await app.upload('/api/v1/documents', { name: 'ledger-q3.docx', bytes }, { role: 'ledger' })
})
afterAll(() => app.close())

async function make(change: object = {}): Promise<TemplateDetails> {
  const response = await app.post('/api/v1/templates', { ...request, ...change })
  expect(response.status).toBe(201)
  return templateDetails.parse(await response.json())
}

async function change(method: string, path: string, body?: object) {
  const headers = { 'Content-Type': 'application/json' }
  const response = await app.request(path, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

const names = ({ sections }: TemplateDetails) => sections.map(({ section_name }) => section_name)

test('sections and rules become a template in their order, with every field kept', async () => {
  const made = await make()
  expect(made).toMatchObject({ template_name: 'Ledger report', version: 1, errors: [] })
  expect(names(made)).toEqual(['Purpose', 'Results', 'Exceptions & amounts'])
  expect(made.sections[1]).toMatchObject({
    level: 1,
    synopsis: 'What was found',
    guidance: 'Be brief.',
    allowed_data_rules: ['ledger'],
    rules: [
      { rule_type: 'cell', description: 'The total', rule_parameters: { text: ledgerTotal } },
    ],
  })
  const read = await app.request(`/api/v1/templates/${made.template_id}`)
  expect(templateDetails.parse(await read.json())).toEqual(made)
})

test('a document is generated from it', async () => {
  const { template_id } = await make()
  const made = await app.post('/api/v1/documents/generate', {
    document_type: 'Report',
    template_id,
    output_name: 'Ledger',
    as_of: '2026-01-15',
    data: { client: 'Müller & Sons' },
  })
  const { task_id } = generateResponse.parse(await made.json())
  const status = await waitForEnd(app, task_id)
  expect(status).toMatchObject({ status: 'Ready', quality: { gaps: [] } })
  const text = await app.request(`/api/v1/documents/${task_id}/text`)
  const words = ((await text.json()) as { text: string }).text
  expect(words).toContain('This report was made for Müller & Sons.')
  expect(words).toContain('It is "confidential" <here>.')
  expect(words).toContain('A total of 375 transactions were tested.')
  expect(words).toContain('108,007.10')
})

test('each change of sections and rules is a version of its own', async () => {
  const { template_id } = await make()
  const path = `/api/v1/templates/${template_id}`
  const added = await change('POST', `${path}/sections`, {
    section_name: 'Outlook',
    order_index: 0,
    template_text: 'Nothing is planned.',
  })
  expect(added.status).toBe(201)
  const order = ['Results', 'Exceptions & amounts', 'Outlook', 'Purpose']
  expect(names(templateDetails.parse(added.body))[0]).toBe('Outlook')
  const ordered = await change('PUT', `${path}/sections/reorder`, { section_ids: order })
  expect(templateDetails.parse(ordered.body)).toMatchObject({ version: 3 })
  expect(names(templateDetails.parse(ordered.body))).toEqual(order)
  const styled = await change('PUT', `${path}/rules/0.1/styles`, {
    style_names: ['No such style', 'Quote'],
    fill: '#ffeecc',
    color: '1f3a5f',
  })
  const [first] = templateDetails.parse(styled.body).sections
  expect(first?.rules[0]?.styles).toEqual({
    style_names: ['No such style', 'Quote'],
    fill: 'FFEECC',
    color: '1F3A5F',
  })
  const alone = await change('DELETE', `${path}/sections/Outlook`)
  expect(names(templateDetails.parse(alone.body))).not.toContain('Outlook')
  const both = await change('DELETE', `${path}/sections/Results?cascade_children=true`)
  expect(templateDetails.parse(both.body)).toMatchObject({ version: 6 })
  expect(names(templateDetails.parse(both.body))).toEqual(['Purpose'])
  expect(await change('DELETE', `${path}/sections/Purpose`)).toMatchObject({ status: 409 })
  expect(await change('DELETE', `${path}/sections/Nowhere`)).toMatchObject({ status: 404 })
})

test('an order that leaves a section out changes nothing, and says which there are', async () => {
  const { template_id } = await make()
  const path = `/api/v1/templates/${template_id}/sections/reorder`
  const refused = await change('PUT', path, { section_ids: ['Purpose'] })
  expect(problemDetails.parse(refused.body).detail).toContain('Purpose; Results; Exceptions')
  expect(refused.status).toBe(400)
})

test('a template that was made in Word is changed in Word', async () => {
  const bytes = buildDocx({ body: paragraph('One', 'Heading1') })
  const sent = await app.upload('/api/v1/templates', { name: 'word.docx', bytes })
  const { template_id } = templateDetails.parse(await sent.json())
  const path = `/api/v1/templates/${template_id}/sections`
  const refused = await change('POST', path, { section_name: 'Two' })
  expect(problemDetails.parse(refused.body)).toMatchObject({ status: 409, code: 'wrong_state' })
})

test('mistakes of rules come back at once, and ill-formed fields are named', async () => {
  const rules = [
    { rule_type: 'nonsense' },
    { rule_type: 'copy', rule_parameters: { tense: 'maybe' } },
  ]
  const wrong = await make({ sections: [{ section_name: 'One', rules }] })
  expect(wrong.errors.map(({ code }) => code)).toContain('rule_kind_unknown')
  expect(wrong.errors.length).toBeGreaterThan(1)
  const bad = await app.post('/api/v1/templates', { template_name: 'x', sections: [{ level: 10 }] })
  const places = problemDetails.parse(await bad.json()).errors?.map(({ loc }) => loc.join('.'))
  expect(bad.status).toBe(422)
  expect(places).toEqual(['body.sections.0.section_name', 'body.sections.0.level'])
})

test('equal lines give equal bytes', () => {
  const line = { headingLevel: 0, text: 'Once', styleNames: ['Quote'], fill: null, color: null }
  expect(writeTemplate([line])).toEqual(writeTemplate([line]))
})

test('a section repeats over a list of the data, with those below it', async () => {
  const sections = [
    { section_name: 'Offer', template_text: 'For {{client}}.' },
    {
      section_name: 'About {{name}}',
      is_repeating: true,
      expansion_type: 'order.items',
      rules: [{ rule_type: 'fixed', rule_parameters: { text: 'Made with care.' } }],
    },
    {
      section_name: 'Colours of {{name}}',
      level: 2,
      is_repeating: true,
      expansion_type: 'colours',
      template_text: 'It comes in {{.}}.',
    },
    { section_name: 'End', template_text: 'Signed.' },
  ]
  const made = await make({ sections })
  expect(made.errors).toEqual([])
  expect(made.sections.slice(0, 3)).toMatchObject([
    { section_name: 'Offer', template_text: 'For {{client}}.' },
    { is_repeating: true, expansion_type: 'order.items', rules: [{ rule_type: 'fixed' }] },
    { section_name: 'Colours of {{name}}', level: 2 },
  ])
  const items = [
    { name: 'Lamp', colours: ['red', 'blue'] },
    { name: 'Desk', colours: [] },
  ]
  const response = await app.post('/api/v1/documents/generate', {
    document_type: 'Offer',
    template_id: made.template_id,
    output_name: 'Offer',
    data: { client: 'Müller', order: { items } },
  })
  const { task_id } = generateResponse.parse(await response.json())
  expect(await waitForEnd(app, task_id)).toMatchObject({ status: 'Ready' })
  const text = await app.request(`/api/v1/documents/${task_id}/text`)
  const lines = ((await text.json()) as { text: string }).text.split('\n').filter(Boolean)
  expect(lines).toEqual([
    ...['Offer', 'For Müller.'],
    ...['About Lamp', 'Made with care.'],
    ...['Colours of Lamp', 'It comes in red.', 'Colours of Lamp', 'It comes in blue.'],
    ...['About Desk', 'Made with care.', 'End', 'Signed.'],
  ])
})

test.each([undefined, null, '', 'per endpoint', 'a}}{{b'])(
  'a section that repeats over %s is a 422 that asks for a list',
  async (expansion_type) => {
    const section = { section_name: 'One', is_repeating: true, expansion_type }
    const template = { template_name: 'Any', sections: [section] }
    const sent = await app.post('/api/v1/templates', template)
    const { status, errors } = problemDetails.parse(await sent.json())
    expect(status).toBe(422)
    expect(errors?.[0]?.loc).toEqual(['body', 'sections', 0, 'expansion_type'])
  },
)
