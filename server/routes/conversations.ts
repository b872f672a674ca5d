import { z } from '@hono/zod-openapi'
import { streamSSE, type SSEStreamingApi } from 'hono/streaming'
import {
  answerMessage,
  conversationDetails,
  conversationsResponse,
  conversationSummary,
  createConversationRequest,
  messageRequest,
} from '../../shared/contract/conversations.ts'
import { pageQuery } from '../../shared/contract/paging.ts'
import { answerQuestion, type TurnEvent } from '../services/answer-question.ts'
import {
  createConversation,
  describeConversation,
  listConversations,
  removeConversation,
} from '../services/conversations.ts'
import { defineRoute, idParameter, jsonResponse, noContent } from './define-route.ts'
import { answerOnce } from './replay.ts'
import { wantsJson } from './wants-json.ts'
import { createSubApp } from './environment.ts'
import { describeProblem } from './on-error.ts'

export const conversations = createSubApp()

conversations.openapi(
  defineRoute('GET /api/v1/conversations', {
    summary: 'List conversations',
    request: { query: z.object(pageQuery) },
    responses: {
      200: jsonResponse('A page of conversations, last used first.', conversationsResponse),
    },
  }),
  async (c) => {
    const { page, page_size: pageSize } = c.req.valid('query')
    const found = await listConversations(c.get('deps'), c.get('principal'), { page, pageSize })
    return c.json(found, 200)
  },
)

conversations.openapi(
  defineRoute('POST /api/v1/conversations', {
    summary: 'Open a conversation about sources',
    description:
      'About the named sources; a generated or local document stands for the sources that it may rest on; without document_ids about all sources of the workspace, also those that come later.',
    request: {
      body: { content: { 'application/json': { schema: createConversationRequest } } },
    },
    responses: { 201: jsonResponse('The conversation.', conversationSummary) },
  }),
  async (c) => {
    const asked = createConversationRequest.parse(c.req.valid('json') ?? {})
    const about = { documentIds: asked.document_ids, documentSetKey: asked.document_set_key }
    return answerOnce(
      c,
      (deps) => createConversation(deps, c.get('principal'), about),
      (made) => c.json(made, 201),
    )
  },
)

conversations.openapi(
  defineRoute('GET /api/v1/conversations/{id}', {
    summary: 'A conversation with its messages and their citations',
    request: { params: idParameter },
    responses: { 200: jsonResponse('The whole history, oldest first.', conversationDetails) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await describeConversation(c.get('deps'), c.get('principal'), id), 200)
  },
)

conversations.openapi(
  defineRoute('DELETE /api/v1/conversations/{id}', {
    summary: 'Delete a conversation',
    request: { params: idParameter },
    responses: noContent,
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => removeConversation(deps, c.get('principal'), id),
      () => c.body(null, 204),
    )
  },
)

conversations.openapi(
  defineRoute('POST /api/v1/conversations/{id}/messages', {
    summary: 'Ask a question',
    description:
      'Answers with server-sent events: `waiting` while a source is still being read, `sentence` for each sentence with its citations, then `message`, the whole; `error` with problem details ends it. With `Accept: application/json` the message alone. The same turn_id again gives the stored answer; with another text it is a 422.',
    request: {
      params: idParameter,
      body: { content: { 'application/json': { schema: messageRequest } }, required: true },
    },
    responses: {
      200: {
        description: 'The answer.',
        content: {
          'text/event-stream': { schema: z.string() },
          'application/json': { schema: answerMessage },
        },
      },
    },
  }),
  async (c) => {
    const { turn_id: turnId, text, wait_seconds: waitSeconds } = c.req.valid('json')
    const turn = { turnId, text, waitSeconds }
    const { id } = c.req.valid('param')
    const events = answerQuestion(c.get('deps'), c.get('principal'), id, turn)
    if (wantsJson(c.req.header('accept'))) return c.json(await readMessage(events), 200)
    // what is wrong with the request itself is said by its status
    const first = await events.next()
    return streamSSE(c, async (stream) => {
      try {
        if (!first.done) await send(stream, first.value)
        for await (const event of events) await send(stream, event)
      } catch (error) {
        const data = JSON.stringify(describeProblem(error, c))
        await stream.writeSSE({ event: 'error', data })
      }
    })
  },
)

async function readMessage(events: AsyncIterable<TurnEvent>) {
  for await (const event of events) if (event.type === 'message') return event.message
  throw new Error('a turn ended without its message')
}

async function send(stream: SSEStreamingApi, event: TurnEvent): Promise<void> {
  if (event.type === 'idle') {
    await stream.write(': still here\n\n')
    return
  }
  if (event.type === 'waiting') {
    const documents = event.documents.map(({ id, name }) => ({
      document_id: id,
      document_name: name,
    }))
    await stream.writeSSE({ event: 'waiting', data: JSON.stringify({ documents }) })
    return
  }
  for (const [index, sentence] of event.message.sentences.entries()) {
    await stream.writeSSE({ event: 'sentence', data: JSON.stringify({ index, ...sentence }) })
  }
  await stream.writeSSE({ event: 'message', data: JSON.stringify(event.message) })
}
