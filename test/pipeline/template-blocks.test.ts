import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ledgerResponse } from '../../shared/contract/ledger.ts'
import { generateResponse } from '../../shared/contract/documents.ts'
import { templateDetails, validateResponse } from '../../shared/contract/templates.ts'
import { listCitations } from '../../server/db/citations.ts'
import { findRunOfDocument } from '../../server/db/runs.ts'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { describeBlocks, readBytes } from '../support/read-built-docx.ts'
import { testWith } from '../support/requirements.ts'
import { waitForEnd } from '../support/run-in-app.ts'
import { validateDocx } from '../support/validate-docx.ts'

const template = buildDocx({
  body: [
    paragraph('Offer for {{customer}}', 'Heading1'),
    table(
      [
        ['Item', 'Price'],
        ['{{#items}}{{name}}', '{{price|currency:EUR}}{{/items}}'],
      ],
      1,
    ),
    paragraph('{{#if total > 10000}}A discount is given.{{else}}There is no discount.{{/if}}'),
    paragraph('{{#items}}'),
    paragraph('About {{name}}', 'Heading2'),
    paragraph('[[rule fixed text="Made with care."]]'),
    paragraph('Ordered by {{customer}}{{#?colours}}, in {{.}}{{/colours}}.'),
    paragraph('{{/items}}'),
    paragraph('End', 'Heading1'),
    paragraph('{{^is_final}}Draft.{{/is_final}}'),
  ].join(''),
})

const data = {
  customer: 'Marsh & Co',
  total: 12000,
  is_final: true,
  items: [
    { name: '{{customer}} [[rule omit]]', price: 9.5 },
    { name: 'Lamp', price: 11990.5, colours: ['red', 'blue'] },
  ],
}

let app: TestApp
beforeAll(async () => {
  app = await openApp()
})
afterAll(() => app.close())

/** Every run wants a source, though none is read here. */
async function openApp(): Promise<TestApp> {
  const opened = await createTestApp()
  const bytes = buildDocx({ body: paragraph('The design of the lamp.') })
  await opened.upload('/api/v1/documents', { name: 'lamp.docx', bytes }, { role: 'protocol' })
  return opened
}

async function upload(bytes: Uint8Array): Promise<string> {
  const response = await app.upload('/api/v1/templates', { name: 'offer.docx', bytes })
  return templateDetails.parse(await response.json()).template_id
}

async function generate(templateId: string, name: string, values: unknown) {
  const response = await app.post('/api/v1/documents/generate', {
    document_type: 'Offer',
    template_id: templateId,
    output_name: name,
    as_of: '2025-01-15',
    document_set_name: 'Default',
    data: values,
  })
  const body: unknown = await response.json()
  const { task_id: id } = generateResponse.parse(body)
  return { id, status: await waitForEnd(app, id) }
}

async function download(id: string): Promise<Uint8Array> {
  const response = await app.request(`/api/v1/documents/${id}/file?format=docx`)
  return new Uint8Array(await response.arrayBuffer())
}

describe('a template with blocks', () => {
  let templateId: string
  let made: Awaited<ReturnType<typeof generate>>
  let bytes: Uint8Array

  beforeAll(async () => {
    templateId = await upload(template)
    made = await generate(templateId, 'Offer', data)
    bytes = await download(made.id)
  }, 60_000)

  test('gives what its data says, whatever stands in the values', () => {
    expect(made.status).toMatchObject({ status: 'Ready', error: null })
    expect(app.logged).toEqual([])
    expect(describeBlocks(readBytes(bytes))).toEqual([
      'heading: Offer for Marsh & Co',
      'table: Item|Price/{{customer}} [[rule omit]]|EUR 9.50/Lamp|EUR 11,990.50',
      'paragraph: A discount is given.',
      'heading: About {{customer}} [[rule omit]]',
      'paragraph: Made with care.',
      'paragraph: Ordered by Marsh & Co.',
      'heading: About Lamp',
      'paragraph: Made with care.',
      'paragraph: Ordered by Marsh & Co, in red, in blue.',
      'heading: End',
    ])
  })

  test('cites each value by its own place in the data', async () => {
    const run = await findRunOfDocument(app.deps.db, made.id)
    const citations = await listCitations(app.deps.db, run?.id ?? '')
    const cited = citations.flatMap(({ evidence }) =>
      evidence.kind === 'data' ? [[evidence.pointer, evidence.value]] : [],
    )
    expect(cited).toContainEqual(['/items/1/name', 'Lamp'])
    expect(cited).toContainEqual(['/items/1/price', '11990.5'])
    expect(cited).toContainEqual(['/items/1/colours/1', 'blue'])
    expect(cited).toContainEqual(['/customer', 'Marsh & Co'])
    const response = await app.request(`/api/v1/documents/${made.id}/ledger`)
    const { rows } = ledgerResponse.parse(await response.json())
    expect(rows.filter(({ text }) => text === 'Lamp')).toHaveLength(2)
  })

  test('gives the same bytes for the same data', async () => {
    const again = await generate(templateId, 'Offer', data)
    expect(again.id).toBe(made.id)
    const other = await openApp()
    const first = app
    try {
      app = other
      const elsewhere = await generate(await upload(template), 'Offer', structuredClone(data))
      expect(Buffer.compare(await download(elsewhere.id), bytes)).toBe(0)
    } finally {
      app = first
      await other.close()
    }
  })

  test('names in its schema what it needs outside of blocks', async () => {
    const response = await app.request(`/api/v1/templates/${templateId}/schema`)
    const { fields } = (await response.json()) as { fields: { name: string }[] }
    expect(fields.map(({ name }) => name)).toEqual(['customer'])
  })

  test('is checked with the data, before anything runs', async () => {
    const validate = async (values: unknown) => {
      const path = `/api/v1/templates/${templateId}/validate`
      const response = await app.post(path, { document_set_name: 'Default', data: values })
      return validateResponse.parse(await response.json())
    }
    expect(await validate(data)).toMatchObject({ is_valid: true, missing_fields: [] })
    const lacks = { ...data, items: [{ name: 'Lamp' }] }
    expect(await validate(lacks)).toMatchObject({ missing_fields: ['items.0.price'] })
    const none = { ...data, items: undefined }
    expect(await validate(none)).toMatchObject({ is_valid: false, missing_fields: ['items'] })
    const wrong = await validate({ ...data, items: 'Lamp' })
    expect(wrong.errors[0]?.message).toContain('"items" is neither a list nor true or false')
  })

  test.each([
    ['no list', { ...data, items: undefined }, 'data_missing', 'the data has no "items"'],
    ['a wrong list', { ...data, items: 3 }, 'data_invalid', '"items" is neither a list'],
    [
      'an item without a value',
      { ...data, items: [{ name: 'x' }] },
      'data_missing',
      'items.0.price',
    ],
    ['no value for a condition', { ...data, total: null }, 'data_missing', '"total"'],
  ])('fails with %s, and names it', async (name, values, code, message) => {
    const { status } = await generate(templateId, name, values)
    expect(status).toMatchObject({ status: 'Failed', error: { code } })
    expect(status.error?.message).toContain(message)
  })

  test('whose rules meet in one line when repeated fails with its mistake', async () => {
    const rule = '{{#items}}[[rule copy from=protocol query="design"]]{{/items}}'
    const id = await upload(buildDocx({ body: paragraph(rule) }))
    const response = await app.post(`/api/v1/templates/${id}/validate`, {
      document_set_name: 'Default',
      data,
    })
    const { errors } = validateResponse.parse(await response.json())
    expect(errors[0]).toMatchObject({ code: 'rule_needs_own_paragraph' })
  })

  testWith('ooxmlValidator', 'is a valid Word file', async () => {
    expect(await validateDocx(bytes)).toEqual([])
  })
})
