import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  generation,
  generationsResponse,
  type Generation,
} from '../../shared/contract/generations.ts'
import { addedSource } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { webhookBody } from '../../shared/contract/webhooks.ts'
import { insertWebhook } from '../../server/db/webhooks.ts'
import { createApp } from '../../server/app.ts'
import { readZip } from '../../server/formats/zip.ts'
import { createOpenStreams } from '../../server/routes/open-streams.ts'
import { makeCaller } from '../support/callers.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { createTestApp, waitFor, type TestApp } from '../support/create-test-app.ts'

const letter = buildDocx({
  body:
    paragraph('Letter', 'Heading1') +
    paragraph('Dear {{name}}, you owe {{amount|currency:EUR}}.') +
    paragraph('{{?note}}'),
})
const listing = buildDocx({
  body:
    paragraph('List', 'Heading1') +
    paragraph('{{#records}}') +
    paragraph('{{name}} owes {{amount}}.') +
    paragraph('{{/records}}'),
})
const quoting = buildDocx({
  body:
    paragraph('Background', 'Heading1') +
    paragraph('[[rule copy from=protocol heading="Background"]]'),
})
const secretWords = 'The zebra was weighed in the northern barn before noon.'

let app: TestApp
const templates = { letter: '', listing: '', quoting: '' }
beforeAll(async () => {
  app = await createTestApp({
    pdfConverter: { convert: () => Promise.resolve(new TextEncoder().encode('%PDF-1.7 made')) },
  })
  for (const [name, bytes] of Object.entries({ letter, listing, quoting })) {
    const response = await app.upload('/api/v1/templates', { name: `${name}.docx`, bytes })
    templates[name as 'letter'] = templateDetails.parse(await response.json()).template_id
  }
})
afterAll(() => app.close())

const people = [
  { name: 'Ann', amount: 12, town: 'Bern' },
  { name: 'Ben', amount: 7, town: 'Ulm' },
  { name: 'Cid', amount: '30', town: 'Ulm' },
]

function send(body: object, headers: Record<string, string> = {}): Promise<Response> {
  const wish = { template_id: templates.letter, outputs: ['docx'], ...body }
  return app.post('/v1/generations', wish, headers)
}

async function accept(body: object, headers: Record<string, string> = {}): Promise<Generation> {
  const response = await send(body, headers)
  expect(response.status).toBe(202)
  return generation.parse(await response.json())
}

function waitForEnd(id: string): Promise<Generation> {
  return waitFor(async () => {
    const found = generation.parse(await (await app.request(`/v1/generations/${id}`)).json())
    return ['pending', 'processing'].includes(found.status) ? undefined : found
  })
}

async function make(body: object): Promise<Generation> {
  return waitForEnd((await accept(body)).id)
}

async function fetchOutput(made: Generation, at = 0): Promise<Uint8Array> {
  const response = await app.request(made.outputs[at]?.url ?? '', { headers: { 'X-API-Key': '' } })
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

async function refusal(response: Promise<Response>) {
  const answer = await response
  const { code, errors, detail } = problemDetails.parse(await answer.json())
  return { status: answer.status, code, detail, errors: errors ?? [] }
}

function wordsOf(docx: Uint8Array): string {
  const part = readZip(docx).get('word/document.xml')
  return new TextDecoder()
    .decode(part)
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]*>/g, '')
}

describe('from data to documents', () => {
  test('a record becomes a document that is given out by a link without a key', async () => {
    const accepted = await accept({
      data: people[0],
      external_id: 'order 7',
      metadata: { priority: 'high' },
    })
    expect(accepted).toMatchObject({ status: 'pending', progress: 0, outputs: [] })
    expect(accepted.id).toMatch(/^gen_[0-9a-f]{32}$/)
    const made = await waitForEnd(accepted.id)
    expect(made).toMatchObject({
      status: 'completed',
      progress: 100,
      external_id: 'order 7',
      metadata: { priority: 'high' },
      error: null,
      outputs: [{ format: 'docx', error: null, file_name: 'letter.docx', record: 0 }],
    })
    expect(wordsOf(await fetchOutput(made))).toContain('Dear Ann, you owe')
  })

  test('it is always a new one, whose name is free', async () => {
    const wish = { data: people[0], output_name: 'Same' }
    const [first, second, third] = [await make(wish), await make(wish), await make(wish)]
    expect(new Set([first.id, second.id, third.id]).size).toBe(3)
    const names = [first, second, third].map(({ outputs }) => outputs[0]?.file_name)
    expect(names).toEqual(['Same.docx', 'Same (2).docx', 'Same (3).docx'])
  })

  test('all records stand in one document, or each in one of its own', async () => {
    const together = await make({ template_id: templates.listing, data: people })
    expect(wordsOf(await fetchOutput(together))).toMatch(/Ann owes 12[^]*Ben owes 7[^]*Cid owes 30/)
    const apart = await make({ data: people, document_per: 'record' })
    expect(apart.outputs.map(({ record }) => record)).toEqual([0, 1, 2])
    expect(new Set(apart.document_ids).size).toBe(3)
    expect(wordsOf(await fetchOutput(apart, 1))).toContain('Dear Ben')
  })

  test('mappings give a placeholder its field, filters choose the records', async () => {
    const data = [
      { customer: { first: 'Ann' }, Amount: '12', town: 'Bern' },
      { customer: { first: 'Ben' }, Amount: '7', town: 'Ulm' },
      { customer: { first: 'Cid' }, Amount: '30', town: 'Ulm' },
    ]
    const made = await make({
      data,
      mappings: { name: '/customer/first', amount: 'Amount' },
      filters: [
        { field: 'town', operator: 'equals', value: 'Ulm' },
        { field: 'Amount', operator: 'greater_than', value: 9 },
      ],
    })
    expect(wordsOf(await fetchOutput(made))).toContain('Dear Cid')
  })

  test('Prefer: wait answers when it is over', async () => {
    const response = await send({ data: people[0] }, { Prefer: 'respond-async, wait=30' })
    expect(response.headers.get('preference-applied')).toBe('wait=30')
    expect(generation.parse(await response.json()).status).toBe('completed')
  })

  test('the same named request makes one', async () => {
    const named = { 'Idempotency-Key': 'generation-1' }
    const first = await accept({ data: people[0] }, named)
    const again = await send({ data: people[0] }, named)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(generation.parse(await again.json()).id).toBe(first.id)
    expect((await send({ data: people[1] }, named)).status).toBe(422)
    await waitForEnd(first.id)
  })
})

describe('formats', () => {
  test('those that can not be made fail one by one', async () => {
    const made = await make({ data: people[0], outputs: ['docx', 'pptx', 'pdf', 'html'] })
    expect(made.status).toBe('completed')
    const shown = made.outputs.map(({ format, url, error }) => [format, url !== null, error?.code])
    expect(shown.toSorted()).toEqual([
      ['docx', true, undefined],
      ['html', true, undefined],
      ['pdf', true, undefined],
      ['pptx', false, 'output_not_available'],
    ])
  })

  test('a request for none that is possible is refused', async () => {
    const { status, code, errors } = await refusal(send({ data: {}, outputs: ['google_slides'] }))
    expect({ status, code }).toEqual({ status: 422, code: 'output_not_available' })
    expect(errors[0]?.loc).toEqual(['body', 'outputs', 0])
  })

  test('a page of HTML holds words as words, and nothing that acts', async () => {
    const name = '<script>alert(1)</script><img src=x onerror=alert(2)>'
    const made = await make({ data: { name, amount: 1 }, outputs: ['html'] })
    const page = new TextDecoder().decode(await fetchOutput(made))
    expect(page).toContain('<h1>')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).not.toMatch(/<script|<img/)
    const [documentId] = made.document_ids
    const file = await app.request(`/api/v1/documents/${documentId}/file?format=html`)
    expect(file.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await file.text()).toBe(page)
  })

  test('no output carries a quote, a ledger part, a tag or a bookmark', async () => {
    const bytes = buildDocx({
      body: paragraph('Background', 'Heading1') + paragraph(`${secretWords} It was calm.`),
    })
    const file = { name: 'plan.docx', bytes }
    const added = await app.upload('/api/v1/documents', file, { role: 'protocol' })
    const source = addedSource.parse(await added.json()).document_id
    const wish = { template_id: templates.quoting, source_ids: [source], data: {} }
    const made = await make({ ...wish, outputs: ['docx', 'html'] })
    expect(made).toMatchObject({ status: 'completed', quality: { sections: 1, filled: 1 } })
    const stored = await app.request(`/api/v1/documents/${made.document_ids[0]}/file`)
    const full = readAll(new Uint8Array(await stored.arrayBuffer()))
    expect(full.size).toBeGreaterThan(0)
    const docx = made.outputs.findIndex(({ format }) => format === 'docx')
    const parts = readAll(await fetchOutput(made, docx))
    expect([...full.keys()].filter((name) => !parts.has(name)).length).toBeGreaterThan(0)
    const body = parts.get('word/document.xml') ?? ''
    // the sentence itself is what was asked for; what rests beside it is not given away
    expect(body).toContain('The zebra was weighed')
    expect(body).not.toMatch(/w:bookmarkStart|w:sdt\b|w:tag\b/)
    parts.delete('word/document.xml')
    expect([...parts.values()].join('')).not.toContain('zebra')
  })

  test('a link that is changed, or whose time is over, opens nothing', async () => {
    const made = await make({ data: people[0] })
    const url = new URL(made.outputs[0]?.url ?? '')
    for (const [name, value] of [
      ['expires', '1'],
      ['signature', 'a'.repeat(64)],
    ] as const) {
      const changed = new URL(url)
      changed.searchParams.set(name, value)
      expect(await refusal(app.request(changed.toString()))).toMatchObject({
        status: 403,
        code: 'link_foreign',
      })
    }
  })
})

function readAll(docx: Uint8Array): Map<string, string> {
  const parts = readZip(docx)
  return new Map([...parts].map(([name, part]) => [name, new TextDecoder().decode(part)]))
}

describe('what is refused', () => {
  test('an unknown field or operator, by its name', async () => {
    const filters = [{ field: 'village', operator: 'equals', value: 'Ulm' }]
    expect(await refusal(send({ data: people, filters }))).toMatchObject({
      status: 422,
      code: 'validation_failed',
      detail: 'no record has a field "village"',
      errors: [{ loc: ['body', 'filters', 0, 'field'], type: 'field_unknown' }],
    })
    const operator = await refusal(
      send({ data: people, filters: [{ field: 'town', operator: 'is' }] }),
    )
    expect(operator).toMatchObject({ status: 422, code: 'validation_failed' })
    expect(operator.errors[0]?.loc).toEqual(['body', 'filters', 0, 'operator'])
    const mapped = await refusal(send({ data: people, mappings: { name: 'Nom' } }))
    expect(mapped.errors[0]?.loc).toEqual(['body', 'mappings', 'name'])
  })

  test('filters that leave nothing, data of another form, a placeholder without data', async () => {
    const filters = [{ field: 'town', operator: 'equals', value: 'Rome' }]
    expect(await refusal(send({ data: people, filters }))).toMatchObject({ status: 422 })
    expect(await refusal(send({ data: 'Ann' }))).toMatchObject({ status: 422 })
    const missing = await refusal(send({ data: { name: 'Ann' } }))
    expect(missing).toMatchObject({ status: 400, code: 'data_missing' })
    expect(missing.errors[0]?.loc).toEqual(['body', 'data', 'amount'])
  })
})

test('a document that is not what was required fails, and says in which section', async () => {
  const wish = { template_id: templates.quoting, data: {}, require: ['no_gaps'] }
  const bytes = buildDocx({ body: paragraph('Purpose', 'Heading1') + paragraph('Nothing more.') })
  const file = { name: 'other.docx', bytes }
  const added = await app.upload('/api/v1/documents', file, { role: 'protocol' })
  const source_ids = [addedSource.parse(await added.json()).document_id]
  const failed = await make({ ...wish, source_ids })
  expect(failed).toMatchObject({
    status: 'failed',
    outputs: [],
    error: { code: 'requirement_unmet', section_id: 'Background', context: { record: 0 } },
  })
  expect((await make({ ...wish, source_ids, require: [] })).status).toBe('completed')
})

describe('while it is made', () => {
  test('its events come in order from the log, and behind the one that was seen', async () => {
    const { id } = await accept({ data: people, document_per: 'record' })
    await waitForEnd(id)
    const events = await (await app.request(`/v1/generations/${id}/events`)).text()
    const types = [...events.matchAll(/^event: (.*)$/gm)].map(([, type]) => type)
    expect(types[0]).toBe('generation.accepted')
    expect(types.at(-1)).toBe('generation.completed')
    expect(types.filter((type) => type === 'output.completed')).toHaveLength(3)
    const headers = { 'Last-Event-ID': String(types.length - 1) }
    const rest = await (await app.request(`/v1/generations/${id}/events`, { headers })).text()
    expect([...rest.matchAll(/^event: (.*)$/gm)].map(([, type]) => type)).toEqual([
      'generation.completed',
    ])
  })

  test('a server that ends keeps nobody waiting for what the next start makes', async () => {
    await app.queue.close()
    const openStreams = createOpenStreams()
    const ending = createApp(app.deps, {
      paneFolder: '',
      origins: [],
      logError: () => undefined,
      openStreams,
    })
    const headers = { 'X-API-Key': app.ownerKey, 'X-Workspace-Id': app.workspaceId }
    const { id } = await accept({ data: people[0] })
    const stream = await ending.request(`/v1/generations/${id}/events`, { headers })
    const json = { ...headers, 'Content-Type': 'application/json', Prefer: 'wait=60' }
    const body = JSON.stringify({
      template_id: templates.letter,
      outputs: ['docx'],
      data: people[1],
    })
    const waiting = ending.request('/v1/generations', { method: 'POST', headers: json, body })
    openStreams.end()
    expect(await stream.text()).toContain('generation.accepted')
    expect((await waiting).status).toBe(202)
    await app.queue.start()
    expect((await waitForEnd(id)).status).toBe('completed')
  })

  test('it can be cancelled, once', async () => {
    await app.queue.close()
    const { id } = await accept({ data: people, document_per: 'record' })
    expect((await app.post(`/v1/generations/${id}/cancel`, {})).status).toBe(202)
    await app.queue.start()
    expect(await waitForEnd(id)).toMatchObject({ status: 'cancelled', outputs: [] })
    expect(await refusal(app.post(`/v1/generations/${id}/cancel`, {}))).toMatchObject({
      status: 409,
      code: 'wrong_state',
    })
  })

  test('the list is paged and filtered, and shows nothing to others', async () => {
    await make({ data: people[0], external_id: 'listed' })
    const found = await app.request('/v1/generations?external_id=listed&status=completed')
    expect(generationsResponse.parse(await found.json()).total).toBe(1)
    const page = await app.request('/v1/generations?page=2&page_size=1')
    const { generations, total } = generationsResponse.parse(await page.json())
    expect(generations).toHaveLength(1)
    expect(total).toBeGreaterThan(2)
    const { key } = await makeCaller(app, { role: 'member' })
    const foreign = await app.request('/v1/generations', { headers: { 'X-API-Key': key } })
    expect(generationsResponse.parse(await foreign.json()).total).toBe(0)
  })
})

test('whoever listens is told once of each that ends', async () => {
  const at = app.deps.clock.now()
  await app.deps.db.transaction().execute((trx) =>
    insertWebhook(trx, {
      id: randomUUID(),
      workspaceId: app.workspaceId,
      url: 'https://receiver.example/hook',
      description: '',
      events: ['generation.completed', 'generation.failed'],
      isEnabled: true,
      secret: 'whsec_a',
      previous: null,
      createdAt: at,
      updatedAt: at,
    }),
  )
  const made = await make({ data: people, document_per: 'record', external_id: 'told' })
  const failed = await make({ template_id: templates.listing, data: { records: 3 } })
  const events = await app.deps.db.selectFrom('webhook_events').selectAll().execute()
  const bodies = events.map(({ body }) => webhookBody.parse(JSON.parse(body)))
  expect(bodies.map(({ event, generation_id: id }) => [event, id])).toEqual([
    ['generation.completed', made.id],
    ['generation.failed', failed.id],
  ])
  expect(bodies[0]).toMatchObject({ status: 'completed', external_id: 'told', error: null })
  expect(bodies[0]?.outputs).toHaveLength(3)
  expect(bodies[1]).toMatchObject({ status: 'failed', error: { code: failed.error?.code } })
})

test('nothing went wrong on the server', () => {
  expect(app.logged).toEqual([])
})
