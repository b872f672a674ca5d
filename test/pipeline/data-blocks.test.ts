import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateResponse } from '../../shared/contract/documents.ts'
import { ledgerResponse } from '../../shared/contract/ledger.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { templateDetails, validateResponse } from '../../shared/contract/templates.ts'
import { listCitations } from '../../server/db/citations.ts'
import { findRunOfDocument } from '../../server/db/runs.ts'
import { readPointer } from '../../server/domain/data-block/data-part.ts'
import { findDataValue } from '../../server/domain/blocks/data-field.ts'
import { readZip } from '../../server/formats/zip.ts'
import {
  buildDocx,
  cell,
  paragraph,
  paragraphStyle,
  standardStyles,
  tableRow,
} from '../support/build-docx.ts'
import { buildHugePng, buildPng, smallJpeg, toBase64 } from '../support/build-image.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { describeBlocks, readBytes } from '../support/read-built-docx.ts'
import {
  getParagraph,
  listAll,
  readPartOf,
  readTextOf,
  styleOf,
} from '../support/read-written-docx.ts'
import { testWith } from '../support/requirements.ts'
import { waitForEnd } from '../support/run-in-app.ts'
import { validateDocx } from '../support/validate-docx.ts'

const ownDrawing =
  '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9525" cy="9525"/>' +
  '<wp:docPr id="1" name="Own"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">' +
  '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic></wp:inline></w:drawing></w:r></w:p>'

const template = buildDocx({
  styles: standardStyles + paragraphStyle('Quote', 'Quote', '<w:ind w:left="720"/>'),
  body: [
    paragraph('Visit report', 'Heading1'),
    ownDrawing,
    paragraph('[[CHART]]'),
    paragraph('[[block counts]]'),
    paragraph('Remarks', 'Heading1'),
    paragraph('[[REMARKS]]'),
    paragraph('Approved by [[SIGNATURE]] on paper; {{?place}}[[block ?stamp]].'),
    paragraph('[[?ANNEX]]'),
    paragraph('Sites', 'Heading1'),
    paragraph('{{#sites}}'),
    paragraph('Site {{name}}', 'Heading2'),
    paragraph('[[PHOTO]]'),
    paragraph('[[block notes]]'),
    paragraph('{{/sites}}'),
    paragraph('Layout', 'Heading1'),
    `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>${tableRow([cell('[[CHART]]', '<w:tcW w:w="2000" w:type="dxa"/>')])}</w:tbl>`,
    paragraph('Write \\{{name}} or \\{{other}} or \\[[LOGO]].'),
  ].join(''),
})

const wide = toBase64(buildPng(2400, 600))
const photo = { image: `data:image/jpeg;base64,${smallJpeg}`, alt: 'The gate <of> "site"' }

const data = {
  CHART: { image: wide, title: 'Visits by month & year' },
  counts: {
    table: {
      title: 'Visits',
      columns: ['Site', 'Visits', 'Done'],
      rows: [
        ['Bern', 12, true],
        ['Ürümqi {{name}}', 1.5, null],
      ],
      notes: 'All visits count.',
    },
  },
  REMARKS: {
    blocks: [
      { heading: 'Findings' },
      { paragraph: 'Two rooms were locked. Dr. Lee had the key.', style: 'quote' },
      { list: ['One door.', 'One window. It was open.'] },
      { paragraph: 'No more.\nThe end.' },
      { image: smallJpeg, alt: '' },
      { table: { columns: ['a'], rows: [['b']] } },
    ],
  },
  SIGNATURE: { image: smallJpeg, alt: 'Signature' },
  sites: [
    { name: 'Bern', PHOTO: photo, notes: 'Clean. Dry.\r\n\r\nQuiet.' },
    { name: 'Basel', PHOTO: { ...photo, width_mm: 40 }, notes: '[[rule omit]] {{name}}' },
  ],
}

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  const bytes = buildDocx({ body: paragraph('The plan of the visits.') })
  await app.upload('/api/v1/documents', { name: 'plan.docx', bytes }, { role: 'protocol' })
})
afterAll(() => app.close())

async function upload(bytes: Uint8Array): Promise<string> {
  const response = await app.upload('/api/v1/templates', { name: 'visits.docx', bytes })
  const details = templateDetails.parse(await response.json())
  expect(details.errors).toEqual([])
  return details.template_id
}

function request(
  templateId: string,
  name: string,
  values: unknown,
  ifExists = 'return',
): Promise<Response> {
  return app.post('/api/v1/documents/generate', {
    document_type: 'Visits',
    template_id: templateId,
    output_name: name,
    as_of: '2025-01-15',
    document_set_name: 'Default',
    data: values,
    if_exists: ifExists,
  })
}

async function generate(templateId: string, name: string, values: unknown) {
  const response = await request(templateId, name, values)
  const { task_id: id } = generateResponse.parse(await response.json())
  return { id, status: await waitForEnd(app, id) }
}

async function refuse(templateId: string, values: unknown) {
  const response = await request(templateId, 'Refused', values)
  expect(response.status).toBe(400)
  return problemDetails.parse(await response.json())
}

async function validate(templateId: string, values: unknown) {
  const response = await app.post(`/api/v1/templates/${templateId}/validate`, { data: values })
  return validateResponse.parse(await response.json())
}

async function download(id: string): Promise<Uint8Array> {
  const response = await app.request(`/api/v1/documents/${id}/file?format=docx`)
  return new Uint8Array(await response.arrayBuffer())
}

describe('a template with blocks of data', () => {
  let templateId: string
  let made: Awaited<ReturnType<typeof generate>>
  let bytes: Uint8Array

  beforeAll(async () => {
    templateId = await upload(template)
    made = await generate(templateId, 'Visits', data)
    bytes = await download(made.id)
  }, 60_000)

  test('shows tables, text and lists of the data, and characters behind a backslash', () => {
    expect(made.status).toMatchObject({ status: 'Ready', error: null })
    expect(app.logged).toEqual([])
    expect(describeBlocks(readBytes(bytes))).toEqual([
      'heading: Visit report',
      'caption: Figure 1. Visits by month & year',
      'caption: Table 1. Visits',
      'table: Site|Visits|Done/Bern|12|true/Ürümqi {{name}}|1.5|',
      'paragraph: All visits count.',
      'heading: Remarks',
      'heading: Findings',
      'paragraph: Two rooms were locked. Dr. Lee had the key.',
      'list_item: One door.',
      'list_item: One window. It was open.',
      'paragraph: No more.',
      'paragraph: The end.',
      'caption: Table 2',
      'table: a/b',
      'paragraph: Approved by  on paper; .',
      'heading: Sites',
      'heading: Site Bern',
      'paragraph: Clean. Dry.',
      'paragraph: Quiet.',
      'heading: Site Basel',
      'paragraph: [[rule omit]] {{name}}',
      'heading: Layout',
      'table: Figure 2. Visits by month & year',
      'paragraph: Write {{name}} or {{other}} or [[LOGO]].',
    ])
    expect(styleOf(getParagraph(bytes, 'Findings'))).toBe('Heading2')
    const quoted = getParagraph(bytes, 'Two rooms were locked. Dr. Lee had the key.')
    expect(styleOf(quoted)).toBe('Quote')
  })

  test('cites every sentence and cell by a pointer that yields its string (law 1)', async () => {
    const run = await findRunOfDocument(app.deps.db, made.id)
    const citations = await listCitations(app.deps.db, run?.id ?? '')
    const cited = citations.flatMap(({ evidence }) => (evidence.kind === 'data' ? evidence : []))
    expect(cited.length).toBe(citations.length)
    for (const { pointer, value } of cited) {
      const found = findDataValue(data, readPointer(pointer))
      expect([pointer, String(found as string)]).toEqual([pointer, value])
    }
    const response = await app.request(`/api/v1/documents/${made.id}/ledger`)
    const { rows } = ledgerResponse.parse(await response.json())
    const pointers = rows.map(({ text, pointer }) => [text, pointer])
    expect(pointers).toContainEqual(['12', '/counts/table/rows/0/1'])
    expect(pointers).toContainEqual(['Visits', '/counts/table/columns/1'])
    expect(pointers).toContainEqual(['All visits count.', '/counts/table/notes'])
    expect(pointers).toContainEqual(['Dr. Lee had the key.', '/REMARKS/blocks/1/paragraph'])
    expect(pointers).toContainEqual(['It was open.', '/REMARKS/blocks/2/list/1'])
    expect(pointers).toContainEqual(['Quiet.', '/sites/0/notes'])
    expect(rows.filter(({ pointer }) => pointer === null)).toEqual([])
  })

  test('draws images as large as they are, no wider than the text around them', () => {
    const drawings = listAll(readPartOf(bytes), 'wp:inline').map((inline) => {
      const [size] = listAll(inline, 'wp:extent')
      const [name] = listAll(inline, 'wp:docPr')
      return [name?.attributes['descr'], size?.attributes['cx'], size?.attributes['cy']]
    })
    expect(drawings).toEqual([
      [undefined, '9525', '9525'],
      // 6.5 inches of text; 2400 pixels at 96 to the inch would be 25
      ['Visits by month & year', '5943600', '1485900'],
      ['', '152400', '101600'],
      ['Signature', '152400', '101600'],
      [photo.alt, '152400', '101600'],
      [photo.alt, '1440000', '960000'],
      ['Visits by month & year', '1132840', '283210'],
    ])
    const ids = listAll(readPartOf(bytes), 'wp:docPr').map(({ attributes }) => attributes['id'])
    expect(new Set(ids).size).toBe(ids.length)
    const media = [...readZip(bytes)].filter(([name]) => name.startsWith('word/media/'))
    expect(media.map(([, part]) => toBase64(part)).sort()).toEqual([smallJpeg, wide].sort())
  })

  test('gives the same bytes again', async () => {
    const response = await request(templateId, 'Visits', data, 'new_version')
    const { task_id: id, reused } = generateResponse.parse(await response.json())
    expect([id, reused]).toEqual([made.id, false])
    expect(await waitForEnd(app, id)).toMatchObject({ status: 'Ready' })
    expect(toBase64(await download(id))).toBe(toBase64(bytes))
  })

  testWith('ooxmlValidator', 'is a document without faults', async () => {
    expect(await validateDocx(bytes)).toEqual([])
  })

  test('fails by name where a site lacks a block, before a section is made', async () => {
    const lacks = { ...data, sites: [{ name: 'Bern', notes: 'x' }] }
    const { status } = await generate(templateId, 'Lacking', lacks)
    expect(status).toMatchObject({ status: 'Failed', sections_done: 0 })
    expect(status.error).toMatchObject({
      code: 'data_missing',
      message: 'The data has no "sites.0.PHOTO".',
      section_id: 'Site {{sites.0.name}}',
    })
    expect((await validate(templateId, lacks)).missing_fields).toEqual(['sites.0.PHOTO'])
  })
})

describe('data that does not fit', () => {
  const title = 'A title'
  const good = { image: smallJpeg, alt: 'A gate' }
  const [png] = [buildPng(4, 4)]
  const cut = toBase64(png.subarray(0, png.length - 20))
  const noPixels = toBase64(new Uint8Array(Buffer.from('89504e470d0a1a0a', 'hex')))
  const html = toBase64(new TextEncoder().encode('<svg onload="alert(1)"/>'))
  let templateId: string
  beforeAll(async () => {
    const body = [paragraph('[[LOGO]]'), paragraph('Signed [[?IN_LINE]].'), paragraph('[[?MORE]]')]
    templateId = await upload(buildDocx({ body: body.join('') }))
  })

  test.each([
    ['an SVG', { image: html, alt: '' }, 'data/LOGO/image is neither a PNG nor a JPEG'],
    ['no base64', { image: 'a*b', alt: '' }, 'data/LOGO/image is no base64'],
    ['a path', { image: '../../etc/passwd', alt: '' }, 'data/LOGO/image is no base64'],
    ['a PNG cut off', { image: cut, alt: '' }, 'begins as a PNG and is damaged or cut off'],
    ['a bare signature', { image: noPixels, alt: '' }, 'begins as a PNG and is damaged'],
    [
      'a JPEG cut off',
      { image: smallJpeg.slice(0, 300), alt: '' },
      'begins as a JPEG and is damaged or cut off',
    ],
    [
      'more pixels than fit',
      { image: toBase64(buildHugePng(60_000, 60_000)), alt: '' },
      '60000 × 60000 pixels, more than 50 million pixels',
    ],
    [
      'a bigger file than fits',
      { image: 'A'.repeat(15_000_000), alt: '' },
      'data/LOGO/image is larger than 10 MB',
    ],
    [
      'another type than it says',
      { image: `data:image/png;base64,${smallJpeg}`, alt: '' },
      'calls itself image/png and is image/jpeg',
    ],
    ['no alternative text', { image: smallJpeg }, 'data/LOGO needs "alt"'],
    ['an unknown key', { ...good, size: 3 }, 'Unrecognized key: "size"'],
    ['no width', { ...good, width_mm: -1 }, 'data/LOGO/width_mm has another form'],
    ['a number', 12, 'data/LOGO must be a string or an object with one of "image"'],
    ['a list', [good], 'data/LOGO must be a string'],
    ['no known key', { picture: smallJpeg }, 'data/LOGO must be a string'],
    [
      'a short row',
      { table: { title, columns: ['a', 'b'], rows: [['1', '2'], ['3']] } },
      'data/LOGO/table/rows/1 has 1 cells where there are 2 columns',
    ],
    [
      'a nested cell',
      { table: { title, columns: ['a'], rows: [[{ a: 1 }]] } },
      'data/LOGO/table/rows/0/0 has another form',
    ],
    ['an unknown part', { blocks: [{ quote: 'x' }] }, 'data/LOGO/blocks/0 must be an object'],
    [
      'a bad image among parts',
      { blocks: [{ paragraph: 'x' }, { image: html, alt: '' }] },
      'data/LOGO/blocks/1/image is neither',
    ],
    [
      'a style that the template lacks',
      { blocks: [{ paragraph: 'x', style: 'Qoute' }] },
      '"LOGO" asks for the paragraph style "Qoute"',
    ],
    ['a text without end', 'x'.repeat(10_001), 'data/LOGO has another form'],
  ])('is refused before a run where it has %s', async (_, value, reason) => {
    const problem = await refuse(templateId, { LOGO: value })
    expect(problem).toMatchObject({ code: 'data_invalid' })
    expect(problem.errors).toMatchObject([
      { loc: ['body', 'data', 'LOGO'], type: 'data_invalid', msg: expect.stringContaining(reason) },
    ])
    const found = await validate(templateId, { LOGO: value })
    expect(found).toMatchObject({ is_valid: false, missing_fields: [] })
    expect(found.invalid_fields).toEqual([
      { field: 'LOGO', message: expect.stringContaining(reason) },
    ])
  })

  test.each([[{}], [{ LOGO: null }], [{ LOGO: '' }], [{ LOGO: ' \n ' }]])(
    'is missing where a block needs it: %j',
    async (values) => {
      const problem = await refuse(templateId, values)
      expect(problem).toMatchObject({ code: 'data_missing', errors: [{ type: 'data_missing' }] })
      expect((await validate(templateId, values)).missing_fields).toEqual(['LOGO'])
    },
  )

  test.each([
    ['a table', { table: { columns: ['a'], rows: [] } }],
    ['two paragraphs', 'One.\nTwo.'],
    ['an image with a caption', { ...good, title }],
  ])('is refused where %s would stand in a line', async (_, value) => {
    const problem = await refuse(templateId, { LOGO: 'x', IN_LINE: value })
    expect(problem.detail).toContain('data/IN_LINE is more than words in a line')
  })

  test('is refused where a repeat asks for more images than a document can hold', async () => {
    const body = paragraph('Pictures: {{#list}}[[block LOGO]]{{/list}}')
    const repeating = await upload(buildDocx({ body }))
    const LOGO = { image: toBase64(buildPng(900, 900)), alt: '' }
    const values = { LOGO, list: Array.from({ length: 1001 }, () => 1) }
    const { status } = await generate(repeating, 'Many', values)
    expect(status.error).toMatchObject({
      code: 'data_invalid',
      message: 'The document would hold more than 1000 images.',
    })
    const few = { LOGO, list: values.list.slice(0, 100) }
    expect((await generate(repeating, 'Fewer', few)).status).toMatchObject({ status: 'Ready' })
  })

  test('in a form that fits is taken as it is', async () => {
    const values = { LOGO: 'x', IN_LINE: 'by me. And you.', MORE: good }
    expect(await validate(templateId, values)).toMatchObject({ is_valid: true, invalid_fields: [] })
    const { id, status } = await generate(templateId, 'Fits', values)
    expect(status).toMatchObject({ status: 'Ready' })
    expect(describeBlocks(readBytes(await download(id)))).toEqual([
      'paragraph: x',
      'paragraph: Signed by me. And you..',
    ])
  })

  test('whose words are odd is written and cited all the same', async () => {
    const odd = [
      '\u0001',
      '\u200B',
      '\uFEFF',
      '\uD800x',
      '\u00AD',
      'a\u0000b',
      '\t',
      '\uFFFE',
      '👩🏽‍⚕️',
    ]
    const more = [
      '\u202Eabc',
      '\u00A0',
      '\u2028a\u2028b',
      '&lt;',
      ']]',
      '\\{{',
      'e\u0301',
      '\u0085',
      '\r',
    ]
    const words = [...odd, ...more]
    const LOGO = {
      blocks: [
        { table: { columns: words, rows: [words] } },
        { list: words },
        ...words.flatMap((one) => [{ paragraph: one }, { paragraph: `${one} is odd. Yes.` }]),
      ],
    }
    const { status } = await generate(templateId, 'Odd', { LOGO })
    expect(app.logged).toEqual([])
    expect(status).toMatchObject({ status: 'Ready', error: null })
  })

  test('is missing for a plain field whose words are blank, and keeps hidden hyphens', async () => {
    const plain = await upload(buildDocx({ body: paragraph('For {{name}}.') }))
    for (const name of [' ', '\u0001', '\u00AD', '\u00A0\n']) {
      expect(await refuse(plain, { name })).toMatchObject({ code: 'data_missing' })
    }
    const { id, status } = await generate(plain, 'Hyphen', { name: 'Sommer\u00ADfest' })
    expect(app.logged).toEqual([])
    expect(status).toMatchObject({ status: 'Ready' })
    expect(readTextOf(await download(id), 'word/document.xml')).toContain('Sommer\u00ADfest')
  })
})
