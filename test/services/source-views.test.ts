import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  conflictChoice,
  conflictsResponse,
  type ConflictsResponse,
} from '../../shared/contract/conflicts.ts'
import { addedSource, documentsResponse } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { unusedResponse, usedByResponse } from '../../shared/contract/source-use.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { checkInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { createAppWithReport, waitUntilIdle } from '../support/run-in-app.ts'

const heading = (text: string) =>
  `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`

const build = (title: string, ...lines: readonly string[]) =>
  buildDocx({ body: heading(title) + lines.map((one) => paragraph(one)).join('') })

async function addSource(app: TestApp, name: string, role: string, bytes: Uint8Array) {
  const added = await app.upload('/api/v1/documents', { name, bytes }, { role })
  await waitUntilIdle(app)
  return addedSource.parse(await added.json()).document_id
}

async function generate(app: TestApp, template: Uint8Array): Promise<string> {
  const file = { name: 'template.docx', bytes: template }
  const made = await app.upload('/api/v1/templates', file)
  const { template_id } = templateDetails.parse(await made.json())
  const accepted = await app.post('/api/v1/documents/generate', {
    document_type: 'Report',
    template_id,
    output_name: 'Report',
  })
  expect(accepted.status).toBe(202)
  await waitUntilIdle(app)
  return ((await accepted.json()) as { task_id: string }).task_id
}

const said = 'Interim analyses will not be performed in this study.'
const against = 'Interim analyses will be performed in this study.'
const planned = 'The study will enrol 300 adults with moderate disease at 17 sites.'

describe('two sources that disagree', () => {
  let app: TestApp
  let documentId: string
  let plan: string
  beforeAll(async () => {
    app = await createTestApp()
    plan = await addSource(app, 'plan.docx', 'sap', build('Analyses', said, planned))
    const lines = [
      against,
      'The study will enrol 320 adults with moderate disease at 17 sites.',
      'Blood will be drawn at every visit by a trained nurse who knows the patient well and long.',
    ]
    await addSource(app, 'protocol.docx', 'protocol', build('Analyses', ...lines))
    const rule = '[[rule copy from=sap heading=("Analyses") tense=keep]]'
    documentId = await generate(app, build('Analyses', rule))
  }, 60_000)
  afterAll(() => app.close())

  const get = async (): Promise<ConflictsResponse> => {
    const response = await app.request(`/api/v1/documents/${documentId}/conflicts`)
    expect(response.status).toBe(200)
    return conflictsResponse.parse(await response.json())
  }
  const choose = (conflictId: string, body: unknown) =>
    app.request(`/api/v1/documents/${documentId}/conflicts/${conflictId}`, {
      method: 'PUT',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    })

  test('are not known before a check', async () => {
    expect(await get()).toMatchObject({ check: null, compared: 0, conflicts: [] })
  })

  test('are shown side by side, with the words that differ and why the one was taken', async () => {
    await checkInApp(app, documentId)
    const { conflicts, compared, claims } = await get()
    expect(conflicts.map(({ document, other }) => [document.quote, other.quote])).toEqual([
      [said, against],
      [planned, planned.replace('300', '320')],
    ])
    expect(compared).toBe(claims)
    const [negation, number] = conflicts
    expect(negation?.differences.map(({ kind, words }) => [kind, words])).toEqual([
      ['negation', 'not'],
    ])
    expect(number?.differences.map(({ words, source_words }) => [words, source_words])).toEqual([
      ['300', '320'],
    ])
    expect(number).toMatchObject({
      reason: { code: 'rule_names_role' },
      document: { document_source_name: 'plan.docx', role: 'sap' },
      other: { document_source_name: 'protocol.docx', role: 'protocol' },
      choice: null,
    })
  })

  test('keep what a person chose, with who and why', async () => {
    const id = (await get()).conflicts[1]?.conflict_id ?? ''
    const made = await choose(id, { choice: 'other', reason: 'Amendment 2 changed it.' })
    const choice = conflictChoice.parse(await made.json())
    expect(choice).toMatchObject({ choice: 'other', reason: 'Amendment 2 changed it.' })
    expect(choice.user_name).not.toBe('')
    expect((await get()).conflicts.map((one) => one.choice)).toEqual([null, choice])
    const again = await choose(id, { choice: 'document', reason: 'It was withdrawn.' })
    expect((await get()).conflicts[1]?.choice).toEqual(conflictChoice.parse(await again.json()))
  })

  test('take no choice without a reason, and none in a conflict that is not there', async () => {
    const id = (await get()).conflicts[0]?.conflict_id ?? ''
    expect((await choose(id, { choice: 'other', reason: ' ' })).status).toBe(422)
    expect((await choose(id, { choice: 'both', reason: 'Yes.' })).status).toBe(422)
    expect((await choose('0'.repeat(24), { choice: 'other', reason: 'Yes.' })).status).toBe(404)
  })

  test('a source has no conflicts of its own', async () => {
    const response = await app.request(`/api/v1/documents/${plan}/conflicts`)
    expect(response.status).toBe(400)
    expect(problemDetails.parse(await response.json()).detail).toContain('is a source')
  })

  test('the sentences that rest on a source are listed with its words', async () => {
    const response = await app.request(`/api/v1/documents/${plan}/used-by`)
    const { uses, recorded, retrieved } = usedByResponse.parse(await response.json())
    expect(uses.map(({ text, quote, basis }) => [text, quote, basis])).toEqual([
      [said, said, 'recorded'],
      [planned, planned, 'recorded'],
    ])
    expect([recorded, retrieved]).toEqual([2, 0])
    const [first] = uses
    const place = `start_char=${first?.source_start_char}&end_char=${first?.source_end_char}`
    const one = await app.request(`/api/v1/documents/${plan}/used-by?${place}`)
    expect(usedByResponse.parse(await one.json()).uses).toEqual([first])
    const none = await app.request(`/api/v1/documents/${plan}/used-by?source_page=7`)
    expect(usedByResponse.parse(await none.json()).total).toBe(0)
    // as every list
    const second = await app.request(`/api/v1/documents/${plan}/used-by?page=2&page_size=1`)
    const { uses: others, ...paging } = usedByResponse.parse(await second.json())
    expect(others).toEqual([uses[1]])
    expect(paging).toMatchObject({ total: 2, page: 2, page_size: 1 })
  })

  test('what a document does not use of its sources is listed, and how much there is', async () => {
    const response = await app.request(`/api/v1/documents/${documentId}/unused`)
    const { unused, sections, tables } = unusedResponse.parse(await response.json())
    expect(unused.map((one) => [one.document_source_name, one.kind, one.title])).toEqual([
      ['protocol.docx', 'section', 'Analyses'],
    ])
    expect(sections).toEqual({ all: 2, unused: 1 })
    expect(tables).toEqual({ all: 0, unused: 0 })
  })
})

test('sources that say the same, or speak of something else, are no conflict', async () => {
  const app = await createTestApp()
  await addSource(app, 'plan.docx', 'sap', build('Visits', planned, said))
  const lines = [
    planned,
    'Interim analyses will not be performed.',
    'The sister study will enrol 90 children with severe disease at 4 sites.',
  ]
  await addSource(app, 'protocol.docx', 'protocol', build('Visits', ...lines))
  const rule = '[[rule copy from=sap heading=("Visits") tense=keep]]'
  const documentId = await generate(app, build('Visits', rule))
  await checkInApp(app, documentId)
  const response = await app.request(`/api/v1/documents/${documentId}/conflicts`)
  const { compared, conflicts } = conflictsResponse.parse(await response.json())
  expect(compared).toBeGreaterThan(0)
  expect(conflicts).toEqual([])
  await app.close()
}, 60_000)

test('a section that another source says word for word is not missing, one that says more is', async () => {
  const app = await createTestApp()
  const more =
    'A further visit takes place 30 days after the last dose of the study drug was taken.'
  await addSource(app, 'plan.docx', 'sap', build('Visits', planned, said))
  await addSource(app, 'protocol.docx', 'protocol', build('Calls at the site', planned, said))
  await addSource(app, 'amendment.docx', 'protocol', build('Amended visits', planned, said, more))
  const rule = '[[rule copy from=sap heading=("Visits") tense=keep]]'
  const documentId = await generate(app, build('Visits', rule))
  const response = await app.request(`/api/v1/documents/${documentId}/unused`)
  const { unused, sections } = unusedResponse.parse(await response.json())
  expect(unused.map(({ title }) => title)).toEqual(['Amended visits'])
  expect(sections).toEqual({ all: 3, unused: 1 })
  await app.close()
}, 60_000)

test('every use of a source stands where it says, in the document and in the source (law 1)', async () => {
  const { app, documentId } = await createAppWithReport('audit')
  await checkInApp(app, documentId)
  const textOf = async (id: string) => {
    const response = await app.request(`/api/v1/documents/${id}/text`)
    return ((await response.json()) as { text: string }).text
  }
  const document = await textOf(documentId)
  const listed = await app.request('/api/v1/documents?kind=source&page_size=100')
  let uses = 0
  for (const { document_id } of documentsResponse.parse(await listed.json()).documents) {
    const source = await textOf(document_id)
    const response = await app.request(`/api/v1/documents/${document_id}/used-by?page_size=100`)
    for (const use of usedByResponse.parse(await response.json()).uses) {
      uses++
      expect(document.slice(use.start_char, use.end_char)).toBe(use.text)
      expect(source.slice(use.source_start_char, use.source_end_char)).toBe(use.quote)
    }
  }
  expect(uses).toBeGreaterThan(30)
  const response = await app.request(`/api/v1/documents/${documentId}/unused?page_size=100`)
  for (const one of unusedResponse.parse(await response.json()).unused) {
    const source = await textOf(one.document_source_id)
    expect(source.slice(one.start_char, one.end_char)).toContain(one.excerpt)
  }
  await app.close()
}, 60_000)

test('an unused table is shown in whole cells: half a value is another value', async () => {
  const app = await createTestApp()
  const rows = ['Visit,First arm,Second arm,Third arm']
  for (let day = 1; day < 30; day++)
    rows.push(`Day ${day},1${day}.4 (15.${day}),${day}9.8 (21.6),7`)
  const bytes = new TextEncoder().encode(rows.join('\n'))
  await app.upload('/api/v1/documents', { name: 'titres.csv', type: 'text/csv', bytes }, {})
  const local = { name: 'Own.docx', bytes: build('Visits', 'Nothing of it.') }
  const sent = await app.upload('/api/v1/documents/local', local, {})
  const { document_id } = (await sent.json()) as { document_id: string }
  await waitUntilIdle(app)
  const response = await app.request(`/api/v1/documents/${document_id}/unused`)
  const [table] = unusedResponse.parse(await response.json()).unused
  const cells = new Set(rows.join(',').split(','))
  const shown = (table?.excerpt ?? '').split(/[\t\n]/)
  expect(shown.length).toBeGreaterThan(20)
  expect(shown.filter((cell) => !cells.has(cell))).toEqual([])
  await app.close()
}, 60_000)
