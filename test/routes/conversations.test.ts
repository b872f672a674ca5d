import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answerMessage,
  conversationDetails,
  conversationsResponse,
  conversationSummary,
  type AnswerMessage,
} from '../../shared/contract/conversations.ts'
import { addedSource } from '../../shared/contract/documents.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { askInTurn } from '../support/ask-in-app.ts'
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

const ask = (...texts: string[]) => askInTurn(app, texts)

const textOf = (answer: AnswerMessage | undefined) => answer?.text ?? ''
const verdictOf = (answer: AnswerMessage | undefined) => answer?.quality_verdict.verdict

describe('an answer', () => {
  test('takes an amount from the cell of the result table and cites exactly that cell', async () => {
    const [answer] = await ask('How many patients discontinued on placebo?')
    const [sentence] = answer?.sentences ?? []
    expect(sentence?.text).toContain('Early termination (prior to Week 12): Placebo (N=60) 8 (13%)')
    expect(sentence?.citations).toHaveLength(1)
    expect(sentence?.citations[0]).toMatchObject({
      quote: '8 ( 13%)',
      document_source_name: 'table-14-1.1.docx',
      table: { number: '14-1.1', column_path: ['Placebo (N=60)'] },
    })
    expect(verdictOf(answer)).toBe('sufficient')
  })

  test('tells what was planned from what happened, in words', async () => {
    const [answer] = await ask('How many subjects were randomized?')
    const [result, plan] = answer?.sentences ?? []
    expect(result?.text).toContain('182 (100%)')
    expect(plan?.text).toMatch(/^Planned: Approximately 180 subjects will be randomized/)
    const [asked] = await ask('How many subjects were planned to be randomized?')
    expect(textOf(asked)).toContain('Approximately 180 subjects')
    expect(textOf(asked)).not.toContain('182')
  })

  test('of what happened, where only a plan speaks of it, is not sure', async () => {
    const [answer] = await ask('Which countries were the centres in?')
    expect(textOf(answer)).toContain('United Kingdom, Poland and Portugal')
    expect(answer?.quality_verdict).toMatchObject({
      verdict: 'low_confidence',
      reason_code: 'only_planned',
    })
  })

  test('shows both values where two sources disagree, and says so', async () => {
    const [answer] = await ask(
      'How long after the last dose are adverse events treatment-emergent?',
    )
    expect(textOf(answer)).toContain('up to 30 days after the last dose')
    expect(textOf(answer)).toContain('The sources disagree')
    expect(textOf(answer)).toContain('up to 14 days after the last dose')
    expect(answer?.quality_verdict).toMatchObject({
      verdict: 'low_confidence',
      reason_code: 'sources_disagree',
    })
  })

  test('gives the items that its sentence introduces, each with its own citation', async () => {
    const [answer] = await ask('What are the exclusion criteria?')
    const items = answer?.sentences.filter(({ text }) => text.startsWith('•')) ?? []
    expect(items.length).toBeGreaterThan(8)
    expect(items.map(({ text }) => text)).toContain('• Is pregnant or is breast-feeding.')
  })

  test('of the most and the least compares the rows of the one table that is meant', async () => {
    const [answer] = await ask('What was the most common adverse event on high dose?')
    expect(textOf(answer)).toContain('Dizziness')
    expect(textOf(answer)).not.toContain('Any adverse event')
  })

  test.each([
    'What is the capital of France?',
    'How many patients died?',
    'How many subjects had a stroke on placebo?',
    'What was the effect on HbA1c?',
    'What was the change in diastolic blood pressure at week 12?',
    'How many patients had headache on velorastat 30 mg?',
    'What was the mean weight on placebo?',
    'How much did the study cost?',
  ])('says that the sources don’t say, and what was searched: %s', async (question) => {
    const [answer] = await ask(question)
    expect(verdictOf(answer)).toBe('insufficient_evidence')
    expect(textOf(answer)).toContain('The sources don’t say.')
    expect(textOf(answer)).toContain('Searched: 6 sources')
    expect(answer?.sentences.every(({ citations }) => citations.length === 0)).toBe(true)
    expect(answer?.searched.sources).toBe(6)
  })

  test('cites words that stand in their source exactly, and says nothing without a citation', async () => {
    const answers = await ask(
      'What is the primary objective?',
      'How many women were there in each group?',
      'Who is the sponsor?',
      'Which countries are the centres in?',
      'Is an interim analysis planned?',
      'What does DSMB stand for?',
    )
    for (const { sentences, quality_verdict: verdict } of answers) {
      expect(verdict.verdict).toBe('sufficient')
      for (const { kind, citations, claim_state: state } of sentences) {
        expect(citations.length > 0).toBe(kind === 'statement')
        expect(state).toBe(kind === 'statement' ? 'supported' : 'not_a_claim')
        for (const { quote, marks, referenced_text: context, ...place } of citations) {
          expect(marks.map(({ start, end }) => context.slice(start, end))).toEqual([quote])
          const path = `/api/v1/chunks/${place.document_source_id}/context`
          const size = place.end_char - place.start_char
          const response = await app.request(`${path}?offset=${place.start_char}&max_chars=${size}`)
          expect(await response.json()).toMatchObject({ content: context })
        }
      }
    }
  })
})

describe('a follow-up', () => {
  test('takes over what it does not say again, and its own words take the place of their like', async () => {
    const answers = await ask(
      'How many patients had headache on high dose?',
      'and dizziness?',
      'and on placebo?',
    )
    expect(answers.map(({ sentences }) => sentences[0]?.citations[0]?.quote)).toEqual([
      '5 ( 8.2%)',
      '9 (14.8%)',
      '2 ( 3.3%)',
    ])
    expect(answers[2]?.understood_as).toContain('dizziness')
  })

  test('asks for another statistic of the same', async () => {
    const answers = await ask('What was the mean age?', 'And the median?', 'on placebo?')
    expect(answers.map(({ sentences }) => sentences[0]?.citations[0]?.quote)).toEqual([
      '53.9 (9.23)',
      '54.0',
      '56.0',
    ])
  })

  test('that asks why wants a reason, and the next one does not', async () => {
    const answers = await ask(
      'How many patients discontinued on placebo?',
      'why?',
      'and on high dose?',
    )
    const reasons = answers[1]?.sentences.map(({ citations }) => citations[0]?.table?.row_path[1])
    expect(reasons).toEqual([
      'Adverse event',
      'Lack of efficacy',
      'Lost to follow-up',
      'Withdrawal by subject',
    ])
    expect(textOf(answers[2])).toContain('8 (13%)')
    const [, unexplained] = await ask('How many patients had headache on high dose?', 'why?')
    expect(unexplained?.quality_verdict.reason_code).toBe('no_reason_given')
  })

  test('of something that no source has beside the rest is not answered by the rest', async () => {
    const [, answer] = await ask('How many patients discontinued on placebo?', 'What about women?')
    expect(verdictOf(answer)).toBe('insufficient_evidence')
  })
})

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
