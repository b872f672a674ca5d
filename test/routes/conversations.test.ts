import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answerMessage,
  conversationDetails,
  conversationsResponse,
  conversationSummary,
} from '../../shared/contract/conversations.ts'
import { addedSource } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { uploadExample, waitUntilIdle } from '../support/run-in-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  await uploadExample(app, 'study')
  await waitUntilIdle(app)
})
afterAll(async () => {
  expect(app.logged).toEqual([])
  await app.close()
})

const json = { Accept: 'application/json' }

async function open(body: object = {}): Promise<string> {
  const response = await app.post('/api/v1/conversations', body)
  expect(response.status).toBe(201)
  return conversationSummary.parse(await response.json()).conversation_id
}

const post = (id: string, turn: object, headers: Record<string, string> = json) =>
  app.post(`/api/v1/conversations/${id}/messages`, turn, headers)

describe('a turn', () => {
  test('sent again gives the stored answer, and with another text is refused', async () => {
    const id = await open()
    const turn = { turn_id: 'a', text: 'Who is the sponsor?' }
    const [first, twin] = await Promise.all([post(id, turn), post(id, turn)])
    const answer = answerMessage.parse(await first.json())
    expect(await twin.json()).toEqual(answer)
    expect(await (await post(id, turn)).json()).toEqual(answer)
    const other = await post(id, { ...turn, text: 'What is the phase?' })
    expect(problemDetails.parse(await other.json())).toMatchObject({
      status: 422,
      code: 'validation_failed',
      errors: [{ loc: ['body', 'text'], type: 'turn_differs' }],
    })
    const history = await app.request(`/api/v1/conversations/${id}`)
    const { messages } = conversationDetails.parse(await history.json())
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
    expect(messages[1]).toEqual(answer)
  })

  test('streams sentence by sentence, and then the whole', async () => {
    const id = await open()
    const turn = { turn_id: 'a', text: 'What is the primary objective?' }
    const response = await post(id, turn, {})
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const events = readEvents(await response.text())
    expect(events.map(({ event }) => event)).toEqual(['sentence', 'sentence', 'message'])
    const whole = answerMessage.parse(events.at(-1)?.data)
    expect(events.slice(0, -1).map(({ data }) => data)).toEqual(
      whole.sentences.map((sentence, index) => ({ index, ...sentence })),
    )
  })

  test('whose reader goes away is stored all the same', async () => {
    const id = await open()
    const response = await post(id, { turn_id: 'a', text: 'Who is the sponsor?' }, {})
    await response.body?.cancel()
    const history = await app.request(`/api/v1/conversations/${id}`)
    expect(conversationDetails.parse(await history.json()).messages).toHaveLength(2)
  })

  test.each([
    [{ turn_id: 'a', text: ' ?! ' }, 'text'],
    [{ turn_id: 'a', text: 'x'.repeat(2001) }, 'text'],
    [{ turn_id: '', text: 'Who?' }, 'turn_id'],
    [{ text: 'Who?' }, 'turn_id'],
    [{ turn_id: 'a', text: 'Who?', wait_seconds: 1000 }, 'wait_seconds'],
  ])('that can not be asked names its field: %o', async (turn, field) => {
    const response = await post(await open(), turn)
    const problem = problemDetails.parse(await response.json())
    expect(problem.status).toBe(422)
    expect(problem.errors?.[0]?.loc).toEqual(['body', field])
  })
})

test('conversations are listed, last used first, and deleted', async () => {
  const [older, newer] = [await open(), await open()]
  await post(older, { turn_id: 'a', text: 'Who is the sponsor?' })
  const list = async () =>
    conversationsResponse.parse(
      await (await app.request('/api/v1/conversations?page_size=100')).json(),
    )
  const before = await list()
  const ids = before.conversations.map(({ conversation_id: id }) => id)
  expect(ids.indexOf(older)).toBeLessThan(ids.indexOf(newer))
  const questionOf = (id: string) => before.conversations[ids.indexOf(id)]?.first_question
  expect([questionOf(older), questionOf(newer)]).toEqual(['Who is the sponsor?', null])
  const path = `/api/v1/conversations/${older}`
  expect((await app.request(path, { method: 'DELETE' })).status).toBe(204)
  expect((await app.request(path)).status).toBe(404)
  expect((await list()).total).toBe(before.total - 1)
})

test('a turn waits for a source that is still being read, says so, and gives up in the end', async () => {
  const waiting = await createTestApp({ startQueue: false })
  const bytes = await readExample('study/sources/table-14-1.1.docx')
  const sent = await waiting.upload('/api/v1/documents', { name: 'disposition.docx', bytes })
  const { document_id: source } = addedSource.parse(await sent.json())
  const opened = await waiting.post('/api/v1/conversations', { document_ids: [source] })
  const { conversation_id: id } = conversationSummary.parse(await opened.json())
  const path = `/api/v1/conversations/${id}/messages`
  const turn = { turn_id: 'a', text: 'How many subjects were randomized?' }
  const refused = await waiting.post(path, { ...turn, wait_seconds: 0 }, json)
  expect(problemDetails.parse(await refused.json())).toMatchObject({
    status: 409,
    code: 'not_ready',
  })
  const short = await waiting.post(path, { ...turn, wait_seconds: 0.3 })
  const told = readEvents(await short.text())
  expect(told.map(({ event }) => event)).toEqual(['waiting', 'error'])
  expect(told[0]?.data).toEqual({
    documents: [{ document_id: source, document_name: 'disposition.docx' }],
  })
  expect(problemDetails.parse(told[1]?.data).detail).toContain(
    'disposition.docx is still being read',
  )
  const history = await waiting.request(`/api/v1/conversations/${id}`)
  expect(conversationDetails.parse(await history.json()).messages).toHaveLength(1)
  const long = waiting.post(path, turn)
  await waiting.queue.start()
  const events = readEvents(await (await long).text())
  expect(events[0]?.event).toBe('waiting')
  expect(answerMessage.parse(events.at(-1)?.data).text).toContain('182 (100%)')
  await waiting.close()
})

test('a source that was deleted is marked where an answer cites it, and goes with the conversation', async () => {
  const own = await createTestApp()
  const bytes = await readExample('study/sources/table-14-1.1.docx')
  const sent = await own.upload('/api/v1/documents', { name: 'disposition.docx', bytes })
  const { document_id: source } = addedSource.parse(await sent.json())
  await waitUntilIdle(own)
  const opened = await own.post('/api/v1/conversations', { document_ids: [source] })
  const { conversation_id: id } = conversationSummary.parse(await opened.json())
  const path = `/api/v1/conversations/${id}`
  const turn = { turn_id: 'a', text: 'How many subjects were randomized?' }
  await own.post(`${path}/messages`, turn, json)
  await own.request(`/api/v1/documents/${source}`, { method: 'DELETE' })
  const details = conversationDetails.parse(await (await own.request(path)).json())
  const [, answer] = details.messages
  const [citation] = answer?.role === 'assistant' ? (answer.sentences[0]?.citations ?? []) : []
  expect(citation).toMatchObject({ quote: '182 (100%)', is_deleted: true, preview_url: null })
  const next = await own.post(`${path}/messages`, { ...turn, turn_id: 'b' }, json)
  const again = answerMessage.parse(await next.json())
  expect(again.quality_verdict.reason_code).toBe('nothing_to_search')
  const readings = () => own.deps.db.selectFrom('source_texts').select('id').execute()
  expect(await readings()).toHaveLength(1)
  expect((await own.request(path, { method: 'DELETE' })).status).toBe(204)
  expect(await readings()).toHaveLength(0)
  await own.close()
})

test('a source that came nearest, or could not be read, is named no more once it is deleted', async () => {
  const own = await createTestApp()
  const send = async (name: string, bytes: Uint8Array) => {
    const sent = await own.upload('/api/v1/documents', { name, bytes })
    return addedSource.parse(await sent.json()).document_id
  }
  const table = await readExample('study/sources/table-14-1.1.docx')
  const sources = [
    await send('zebra.docx', table),
    await send('broken.pdf', new TextEncoder().encode('%PDF-1.7 and nothing')),
  ]
  await waitUntilIdle(own)
  const opened = await own.post('/api/v1/conversations', { document_ids: sources })
  const { conversation_id: id } = conversationSummary.parse(await opened.json())
  const path = `/api/v1/conversations/${id}`
  const turn = { turn_id: 'a', text: 'Which subjects grew tomatoes?' }
  const asked = await (await own.post(`${path}/messages`, turn, json)).text()
  expect(asked).toContain('zebra.docx')
  expect(asked).toContain('broken.pdf')
  for (const source of sources) {
    await own.request(`/api/v1/documents/${source}`, { method: 'DELETE' })
  }
  const later = await (await own.request(path)).text()
  expect(later).toContain('Searched: 1 source')
  expect(later).not.toMatch(/zebra|broken/)
  await own.close()
})

function readEvents(stream: string): { event: string; data: unknown }[] {
  return stream
    .split('\n\n')
    .filter((part) => part.startsWith('event:'))
    .map((part) => {
      const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/m.exec(part) ?? []
      return { event, data: JSON.parse(data) as unknown }
    })
}
