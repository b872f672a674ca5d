import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient } from '../../client/create-client.ts'
import { addedSource, documentDetails, generateResponse } from '../../shared/contract/documents.ts'
import { documentOutline, outlineResponse } from '../../shared/contract/outlines.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { chunksResponse } from '../../shared/contract/search.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitForEnd, waitUntilIdle } from '../support/run-in-app.ts'

const findings = `# Findings

## Ledger

Access to the ledger was denied twice. Every record was kept in its safe.

## Invoices

Two invoices had no second signature.

# Scope

The audit covered three sites.
`
const copyFindings = {
  rule_type: 'copy',
  rule_parameters: { from: ['report'], heading: 'Findings' },
}
const results = { order_index: 0, level: 1, title: 'Results', rules: [copyFindings] }
const end = { order_index: 1, level: 1, title: 'End', template_text: 'Signed for {{client}}.' }

let app: TestApp
let failsToWake = false
let sourceId: string
let templateId: string

beforeAll(async () => {
  app = await createTestApp({
    onWake: () => {
      if (failsToWake) throw new Error('the queue is away')
    },
  })
  sourceId = await sendSource(findings)
  templateId = await makeTemplate()
  await waitUntilIdle(app)
})
afterAll(() => app.close())

async function sendSource(text: string, fields: Record<string, string> = {}): Promise<string> {
  const file = { name: 'findings.md', bytes: new TextEncoder().encode(text) }
  const sent = await app.upload('/api/v1/documents', file, { role: 'report', ...fields })
  return addedSource.parse(await sent.json()).document_id
}

async function makeTemplate(): Promise<string> {
  const sections = [{ section_name: 'Own', template_text: 'The template’s own.' }]
  const made = await app.post('/api/v1/templates', { template_name: 'Letter', sections })
  return templateDetails.parse(await made.json()).template_id
}

const ask = (name: string, change: object = {}) =>
  app.post('/api/v1/documents/generate', {
    document_type: 'Report',
    template_id: templateId,
    output_name: name,
    as_of: '2026-01-15',
    data: { client: 'Müller' },
    sources: [{ document_id: sourceId }],
    ...change,
  })

async function generate(name: string, change: object = {}): Promise<string> {
  const { task_id: id } = generateResponse.parse(await (await ask(name, change)).json())
  expect(await waitForEnd(app, id)).toMatchObject({ status: 'Ready' })
  return id
}

function put(id: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return app.request(`/api/v1/document-mrt/${id}`, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  })
}

async function replace(id: string, body: unknown) {
  const sent = await put(id, body)
  expect(sent.status).toBe(200)
  return outlineResponse.parse(await sent.json())
}

async function refuse(id: string, body: unknown) {
  const { status, code, errors } = problemDetails.parse(await (await put(id, body)).json())
  return {
    status,
    code,
    places: errors?.map(({ loc }) => loc),
    says: errors?.map(({ msg }) => msg),
  }
}

async function readText(id: string): Promise<string> {
  const response = await app.request(`/api/v1/documents/${id}/text`)
  return ((await response.json()) as { text: string }).text
}
const readOutline = async (id: string) =>
  documentOutline.parse(await (await app.request(`/api/v1/mrt-outlines/${id}`)).json())
const countVersions = async (id: string) =>
  documentDetails.parse(await (await app.request(`/api/v1/documents/${id}`)).json()).versions.length
const countRuns = async (id: string) =>
  (await app.deps.db.selectFrom('runs').select('id').where('document_id', '=', id).execute()).length

async function findChunk(words: string): Promise<string> {
  const { chunks } = chunksResponse.parse(
    await (await app.request(`/api/v1/chunks/${sourceId}?page_size=100`)).json(),
  )
  const found = chunks.find(({ content }) => content.includes(words))
  if (!found) throw new Error(`no passage has the words ${words}`)
  return found.chunk_id
}

describe('the sections and rules of a document', () => {
  test('are kept for its next run alone, and its template stays as it is', async () => {
    const id = await generate('Kept')
    const outline = await replace(id, { sections: [end, results] })
    expect(outline).toMatchObject({ document_id: id, document_name: 'Kept', task_number: 1 })
    expect(outline.sections.map(({ section_id: one }) => one)).toEqual(['Results', 'End'])
    expect(outline.sections[0]?.rules).toMatchObject([{ rule_type: 'copy', evidence: [] }])
    await waitUntilIdle(app)
    expect(await countVersions(id)).toBe(1)
    const other = await generate('Other')
    expect(await readText(other)).toContain('The template’s own.')
    expect(await generate('Kept', { if_exists: 'new_version' })).toBe(id)
    expect(await readText(id)).toMatch(
      /Results\s+Access to the ledger[^]*End\s+Signed for Müller\./,
    )
    expect(await readText(id)).not.toContain('own')
    await generate('Kept', { if_exists: 'new_version' })
    expect(await readText(id)).toContain('The template’s own.')
  })

  test('are shown beside the outline of the run before, until a run has taken them', async () => {
    const id = await generate('Shown')
    const before = await readOutline(id)
    // its template has no rules
    expect(before).toMatchObject({ sections: [], next_run: null })
    const chunk = await findChunk('Two invoices')
    const kept = await replace(id, { sections: [{ ...results, relevant_chunk_ids: [chunk] }, end] })
    const { next_run: next, ...outline } = await readOutline(id)
    expect({ ...outline, next_run: null }).toEqual(before)
    expect(next?.sections).toEqual(kept.sections)
    expect(next?.sections[0]?.rules[0]?.evidence[0]?.text).toContain('Two invoices')
    await generate('Shown', { if_exists: 'new_version' })
    const after = await readOutline(id)
    expect(after.next_run).toBeNull()
    expect(after.sections.map((one) => one.section_id)).toEqual(['Results', 'End'])
  })

  test('make the next version at once where that is asked for, from the passages given', async () => {
    const id = await generate('At once')
    const chunk = await findChunk('Two invoices')
    const section = { ...results, relevant_chunk_ids: [chunk, chunk] }
    const body = { sections: [section], auto_increment_regeneration: true }
    const outline = await replace(id, body)
    expect(outline.sections[0]).toMatchObject({
      relevant_chunk_ids: [chunk],
      rules: [{ is_changed: true, evidence: [{ text: 'Two invoices had no second signature.' }] }],
    })
    expect(await waitForEnd(app, id)).toMatchObject({
      status: 'Ready',
      task_number: outline.task_number,
      warnings: [],
    })
    expect(await countVersions(id)).toBe(2)
    expect(await readText(id)).toContain('Two invoices had no second signature.')
    expect(await readText(id)).not.toContain('Access to the ledger')
    const made = await readOutline(id)
    expect(made.sections[0]?.relevant_chunk_ids).toEqual([chunk])
    expect(made.task_number).toBe(outline.task_number)
  })

  test('are replaced as a whole by the ones that come later', async () => {
    const id = await generate('Twice')
    await replace(id, { sections: [results] })
    const later = { title: 'Only', template_text: 'Nothing else.' }
    await replace(id, { sections: [later], auto_increment_regeneration: true })
    expect(await waitForEnd(app, id)).toMatchObject({ status: 'Ready' })
    expect(await readText(id)).toContain('Nothing else.')
    await generate('Twice', { if_exists: 'new_version' })
    expect(await readText(id)).toContain('The template’s own.')
  })

  test('give way to an outline that the next request brings', async () => {
    const id = await generate('Brought')
    await replace(id, { sections: [results] })
    const sections = [{ section_name: 'Brought', template_text: 'Brought along.' }]
    const brought = { if_exists: 'new_version', generic_mrt_outline_full: { sections } }
    await generate('Brought', brought)
    expect(await readText(id)).toContain('Brought along.')
    await generate('Brought', { if_exists: 'new_version' })
    expect(await readText(id)).toContain('Access to the ledger')
  })

  test('make a document again whose run has failed', async () => {
    const missing = { sections: [{ section_name: 'One', template_text: '{{#if a > 1}}x{{/if}}' }] }
    const asked = await ask('Failing', { generic_mrt_outline_full: missing })
    const { task_id: id } = generateResponse.parse(await asked.json())
    expect(await waitForEnd(app, id)).toMatchObject({ status: 'Failed' })
    const { status } = await app.request(`/api/v1/mrt-outlines/${id}`)
    expect(status).toBe(409)
    await replace(id, { sections: [results] })
    expect(await readOutline(id)).toMatchObject({
      sections: [],
      next_run: { sections: [{ section_id: 'Results' }] },
    })
    await replace(id, { sections: [results], auto_increment_regeneration: true })
    expect(await waitForEnd(app, id)).toMatchObject({ status: 'Ready' })
    expect(await countVersions(id)).toBe(1)
  })

  test('can be sent by the client', async () => {
    const id = await generate('By client')
    const client = createClient({
      baseUrl: 'http://localhost',
      apiKey: app.ownerKey,
      fetch: (input, init) => app.request(new Request(input).url, init),
    })
    const outline = await client.replaceDocumentMrt(id, { sections: [results] })
    expect(outline.sections.map((one) => one.section_id)).toEqual(['Results'])
  })
})

describe('what can’t be used', () => {
  let id: string
  beforeAll(async () => {
    id = await generate('Refused')
  })

  test('is a 4xx that names each place, and nothing of it is stored', async () => {
    const stored = () => app.deps.db.selectFrom('template_versions').select('id').execute()
    const before = await stored()
    const scope = await findChunk('three sites')
    const passages = { ...results, relevant_chunk_ids: [scope, 'x-1'] }
    const unruled = { title: 'Plain', relevant_chunk_ids: [scope] }
    const chunks = await refuse(id, { sections: [unruled, passages] })
    expect(chunks).toMatchObject({ status: 422, code: 'validation_failed' })
    expect(chunks.places?.toSorted()).toEqual([
      ['body', 'sections', 0, 'relevant_chunk_ids', 0],
      ['body', 'sections', 1, 'relevant_chunk_ids', 1],
    ])
    expect(chunks.says).toContain('no rule of the section can use this passage')
    const rules = [{ rule_type: 'nonsense' }]
    expect(await refuse(id, { sections: [{ title: 'One', rules }] })).toMatchObject({
      status: 400,
      code: 'template_invalid',
      places: [['body', 'sections', 'One', '0.1']],
    })
    const data = { sections: [{ title: 'One', template_text: '{{absent}}' }] }
    expect(await refuse(id, { ...data, auto_increment_regeneration: true })).toMatchObject({
      status: 400,
      code: 'data_missing',
      places: [['body', 'sections', 'absent']],
    })
    const protocol = { rule_type: 'copy', rule_parameters: { from: ['protocol'], heading: 'A' } }
    const role = { sections: [{ title: 'One', rules: [protocol] }] }
    const roleless = await refuse(id, { ...role, auto_increment_regeneration: true })
    expect(roleless).toMatchObject({ status: 400, code: 'role_missing' })
    expect(await stored()).toEqual(before)
    expect(await countRuns(id)).toBe(1)
    expect(await app.deps.db.selectFrom('document_outlines').selectAll().execute()).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ document_id: id })]),
    )
  })

  test.each([
    ['no section', { sections: [] }, ['body', 'sections']],
    ['no sections at all', {}, ['body', 'sections']],
    ['no name', { sections: [{ level: 1 }] }, ['body', 'sections', 0, 'section_name']],
    [
      'two names',
      { sections: [{ title: 'One', section_name: 'Two' }] },
      ['body', 'sections', 0, 'section_name'],
    ],
    [
      'a level too deep',
      { sections: [{ title: 'One', level: 10 }] },
      ['body', 'sections', 0, 'level'],
    ],
  ])('%s is a 422', async (_name, body, place) => {
    expect(await refuse(id, body)).toMatchObject({ status: 422, places: [place] })
  })

  test('a passage of a version that is not the newest is refused, and one that came to be is not used', async () => {
    const chunk = await findChunk('Two invoices')
    await replace(id, { sections: [{ ...results, relevant_chunk_ids: [chunk] }] })
    await sendSource(`${findings}\nMore.\n`, { document_id: sourceId })
    await waitUntilIdle(app)
    const { says } = await refuse(id, { sections: [{ ...results, relevant_chunk_ids: [chunk] }] })
    expect(says).toEqual([`${chunk} is no passage of the document's sources as they are now`])
    await generate('Refused', { if_exists: 'new_version' })
    expect(await waitForEnd(app, id)).toMatchObject({
      warnings: [expect.stringContaining('Not used: 1 of the passages')],
    })
    expect(await readText(id)).toContain('Access to the ledger')
  })
})

describe('a document of another state', () => {
  test('is a 409: while a run is not over, without a run, and without its template', async () => {
    const asked = await ask('Waiting', { approve_outline: true })
    const { task_id: waiting, task_number: number } = generateResponse.parse(await asked.json())
    await waitUntilIdle(app)
    const conflict = { status: 409, code: 'wrong_state' }
    expect(await refuse(waiting, { sections: [results] })).toMatchObject(conflict)
    await app.post(`/tasks/${number}/cancel`, {})
    await waitForEnd(app, waiting)
    expect(await refuse(sourceId, { sections: [results] })).toMatchObject(conflict)
    const id = await generate('Orphan', { template_id: await makeTemplate() })
    await app.deps.db.deleteFrom('templates').where('id', '!=', templateId).execute()
    expect(await refuse(id, { sections: [results] })).toMatchObject(conflict)
  })

  test('a source that was deleted since is left out with a warning', async () => {
    const gone = await sendSource('# Other\n\nOther words.\n', { external_id: 'gone' })
    await waitUntilIdle(app)
    const sources = [{ document_id: sourceId }, { document_id: gone }]
    const id = await generate('Without', { sources })
    await app.request(`/api/v1/documents/${gone}`, { method: 'DELETE' })
    await replace(id, { sections: [results], auto_increment_regeneration: true })
    expect(await waitForEnd(app, id)).toMatchObject({
      status: 'Ready',
      warnings: [expect.stringContaining('was deleted')],
    })
  })
})

test('a named request that lost its answer behind the commit gets it, and makes one run', async () => {
  const id = await generate('Named')
  const body = { sections: [results], auto_increment_regeneration: true }
  failsToWake = true
  const lost = await put(id, body, { 'Idempotency-Key': 'mrt' })
  failsToWake = false
  expect(lost.status).toBe(500)
  expect(app.logged.splice(0)).toHaveLength(1)
  const again = await put(id, body, { 'Idempotency-Key': 'mrt' })
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true'])
  expect(outlineResponse.parse(await again.json()).document_id).toBe(id)
  expect(await countRuns(id)).toBe(2)
  app.queue.wake()
  await waitForEnd(app, id)
  expect(app.logged).toEqual([])
})
