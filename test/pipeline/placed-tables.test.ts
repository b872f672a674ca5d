import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateResponse } from '../../shared/contract/documents.ts'
import { ledgerResponse } from '../../shared/contract/ledger.ts'
import { templateDetails, validateResponse } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { readBytes } from '../support/read-built-docx.ts'
import { testWith } from '../support/requirements.ts'
import { waitForEnd } from '../support/run-in-app.ts'
import { validateDocx } from '../support/validate-docx.ts'

/** The example's protocol has pages (.pdf), its analysis plan has none (.docx). */
const rules = [
  'append from=protocol page=(8, 9)',
  'append from=protocol page=13',
  'table from=sap heading="Planned Tables" title="Analyses"',
  'table from=protocol page=(8, 9) pick=2',
  'table from=protocol number=2 heading="Schedule of Events"',
  'append from=sap page=2',
  'append from=protocol page=2',
  'append from=protocol number=(2, 3) page=9',
  'table from=protocol page=(8, 9)',
  'table from=sap heading="Nowhere"',
]

let app: TestApp
let templateId: string
let documentId: string
let bytes: Uint8Array

beforeAll(async () => {
  app = await createTestApp()
  for (const [file, role] of [
    ['protocol.pdf', 'protocol'],
    ['analysis-plan.docx', 'sap'],
  ] as const) {
    const source = { name: file, bytes: await readExample(`study/sources/${file}`) }
    await app.upload('/api/v1/documents', source, { role })
  }
  const body = rules.flatMap((rule, index) => [
    paragraph(`Part ${index + 1}`, 'Heading1'),
    paragraph(`[[rule ${rule}]]`),
  ])
  const template = { name: 'tables.docx', bytes: buildDocx({ body: body.join('') }) }
  const uploaded = templateDetails.parse(
    await (await app.upload('/api/v1/templates', template)).json(),
  )
  expect(uploaded.errors).toEqual([])
  templateId = uploaded.template_id
  const response = await app.post('/api/v1/documents/generate', {
    document_type: 'Tables',
    template_id: templateId,
    output_name: 'Tables',
    as_of: '2025-01-15',
    document_set_name: 'Default',
  })
  documentId = generateResponse.parse(await response.json()).task_id
  expect(await waitForEnd(app, documentId)).toMatchObject({ status: 'Ready' })
  const file = await app.request(`/api/v1/documents/${documentId}/file?format=docx`)
  bytes = new Uint8Array(await file.arrayBuffer())
}, 120_000)
afterAll(() => app.close())

test('tables are found by their page, and by the heading above them where they have no number', () => {
  const { blocks, text } = readBytes(bytes)
  const shown: string[] = []
  for (const block of blocks) {
    if (block.kind === 'heading') shown.push(text.slice(block.range.start, block.range.end))
    if (block.kind === 'table') shown.push(`${block.title} (${block.rowCount} rows)`)
  }
  expect(shown).toEqual([
    'Part 1',
    'Schedule of events (15 rows)',
    'Laboratory parameters (5 rows)',
    'Part 2',
    ' (6 rows)',
    'Part 3',
    'Analyses (5 rows)',
    'Part 4',
    'Laboratory parameters (5 rows)',
    'Part 5',
    'Schedule of events (15 rows)',
    ...[6, 7, 8, 9, 10].map((part) => `Part ${part}`),
  ])
})

test('their cells cite the page that they stand on', async () => {
  const response = await app.request(`/api/v1/documents/${documentId}/ledger`)
  const { rows } = ledgerResponse.parse(await response.json())
  const pages = (part: string) =>
    new Set(rows.filter(({ section_id }) => section_id === part).map(({ page }) => page))
  expect(pages('Part 1')).toEqual(new Set([8, 9]))
  expect(pages('Part 2')).toEqual(new Set([13]))
  expect(pages('Part 3')).toEqual(new Set([null]))
})

test('what is not there, or there twice, is a gap that lists what is', async () => {
  const response = await app.post(`/api/v1/templates/${templateId}/validate`, {
    document_set_name: 'Default',
  })
  const { gaps } = validateResponse.parse(await response.json())
  const told = gaps.map(({ section_id, code, reason, candidates }) => {
    return [section_id, code, reason, candidates.slice(0, 2)]
  })
  const [schedule, laboratory] = [
    'table 2 "Schedule of events" (protocol.pdf, page 8)',
    'table 3 "Laboratory parameters" (protocol.pdf, page 9)',
  ]
  expect(told).toEqual([
    ['Part 6', 'no_match', 'no source has pages: Word files have none', ['analysis-plan.docx']],
    [
      'Part 7',
      'no_match',
      'no table with values stands on page 2',
      [expect.any(String), expect.any(String)],
    ],
    ['Part 8', 'no_match', 'no table 2 stands on page 9', [laboratory]],
    [
      'Part 9',
      'ambiguous',
      '2 tables stand there; number= or pick= says which one',
      [schedule, laboratory],
    ],
    [
      'Part 10',
      'no_match',
      'no table with values stands below or called "Nowhere"',
      [expect.any(String), expect.stringContaining('below "Planned Tables"')],
    ],
  ])
})

testWith('ooxmlValidator', 'the document is without faults', async () => {
  expect(await validateDocx(bytes)).toEqual([])
})
