import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conflictsResponse } from '../../shared/contract/conflicts.ts'
import { addedSource, generateResponse } from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph, standardStyles, table } from '../support/build-docx.ts'
import { checkInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitForEnd, waitUntilIdle } from '../support/run-in-app.ts'

const disposition = [
  ['Status', 'Placebo', 'Low Dose', 'Total'],
  ['Patients randomized', '86', '172', '258'],
  ['Patients who completed the study', '58', '110', '168'],
  ['Patients who died', '1', '2', '3'],
]

const [tableName, reportName] = ['disposition.docx', 'report.md']

describe('a cell that a report cites, and the prose of other sources', () => {
  let app: TestApp
  let documentId: string

  beforeAll(async () => {
    app = await createTestApp()
    const body =
      paragraph('Table 14-1.01 Disposition of patients', 'Caption') + table(disposition, 1)
    const bytes = buildDocx({ body, styles: standardStyles })
    const tableId = await send(tableName, bytes, 'table')
    const report = [
      '# Results',
      'A total of 254 patients were randomized.',
      'On placebo, 58 patients completed the study.',
      'In an earlier study, 212 patients were randomized at nine sites in Spain.',
      'Three patients died.',
    ]
    const reportId = await send(reportName, new TextEncoder().encode(report.join('\n\n')), 'report')
    const plan = '# Sample size\n\nA total of 295 patients will be randomized.\n'
    const planId = await send('protocol.md', new TextEncoder().encode(plan), 'protocol')
    await waitUntilIdle(app)
    documentId = await generate([
      { document_id: tableId, role: 'table' },
      { document_id: reportId, role: 'report' },
      { document_id: planId, role: 'protocol' },
    ])
    await checkInApp(app, documentId)
  }, 60_000)
  afterAll(() => app.close())

  const send = async (name: string, bytes: Uint8Array, role: string) => {
    const sent = await app.upload('/api/v1/documents', { name, bytes }, { role })
    return addedSource.parse(await sent.json()).document_id
  }

  const generate = async (sources: readonly object[]) => {
    const rules = [
      'A total of {14-1.01 | Patients randomized | Total} patients were randomized.',
      'On placebo, {14-1.01 | Patients who completed the study | Placebo} patients completed the study.',
    ].map((text) => paragraph(`[[rule cell text="${text}"]]`))
    const body = [paragraph('Patients', 'Heading1'), ...rules].join('')
    const bytes = buildDocx({
      body: `${body}${paragraph('[[rule table from=table number="14-1.01"]]')}`,
      styles: standardStyles,
    })
    const template = await app.upload('/api/v1/templates', { name: 'template.docx', bytes })
    const response = await app.post('/api/v1/documents/generate', {
      document_type: 'report',
      template_id: templateDetails.parse(await template.json()).template_id,
      output_name: 'Disposition',
      sources,
    })
    const { task_id } = generateResponse.parse(await response.json())
    expect((await waitForEnd(app, task_id)).status).toBe('Ready')
    return task_id
  }

  test('disagree where the prose gives another number of the same, and nowhere else', async () => {
    const response = await app.request(`/api/v1/documents/${documentId}/conflicts`)
    const { conflicts } = conflictsResponse.parse(await response.json())
    expect(
      conflicts.map(({ sentences, document, other }) => [
        sentences[0]?.kind,
        document.quote,
        other.document_source_name,
        other.quote,
      ]),
    ).toEqual([
      ['sentence', '258', reportName, 'A total of 254 patients were randomized.'],
      ['cell', '258', reportName, 'A total of 254 patients were randomized.'],
    ])
    expect(conflicts[0]?.differences).toMatchObject([{ kind: 'number' }])
  })
})
