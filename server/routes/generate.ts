import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import {
  acceptedRun,
  generateRequest,
  generateResponse,
  runEvent,
  statusResponse,
} from '../../shared/contract/documents.ts'
import { getDocumentOfCaller } from '../services/document-of-caller.ts'
import { cancelRun, getRunOfDocument, retryRun } from '../services/end-run.ts'
import { generateDocument } from '../services/generate-document.ts'
import { getStatus } from '../services/get-status.ts'
import { followEvents, type FollowedEvent } from '../services/follow-events.ts'
import { hashJson } from '../services/canonical-json.ts'
import { Problem } from '../services/problem.ts'
import { defineRoute, describeHeaders, idParameter, jsonResponse } from './define-route.ts'
import { answerOnce } from './replay.ts'
import { createSubApp, type AppEnvironment } from './environment.ts'
import { refuseUnknown } from './refuse-unknown.ts'

export const generate = createSubApp()

generate.openapi(
  defineRoute('POST /api/v1/documents/generate', {
    summary: 'Generate a document from sources and a template',
    description: 'Accepted durably: the run survives a crash. Follow it at the Location.',
    request: { body: { content: { 'application/json': { schema: generateRequest } } } },
    responses: {
      202: {
        ...jsonResponse('Accepted, or an existing document of the name.', generateResponse),
        ...describeHeaders({ Location: 'Where its status is.' }),
      },
    },
  }),
  async (c) => {
    return answerOnce(
      c,
      (deps) => generateDocument(deps, c.get('principal'), c.req.valid('json')),
      (accepted) => {
        c.header('Location', `/api/v1/documents/status/${accepted.task_id}`)
        return c.json(accepted, 202)
      },
    )
  },
  (result) => refuseUnknown(result),
)

generate.openapi(
  defineRoute('GET /api/v1/documents/status/{id}', {
    summary: 'Where a document stands',
    request: { params: idParameter },
    responses: {
      200: {
        ...jsonResponse('The status; its ETag changes with it.', statusResponse),
        ...describeHeaders({ ETag: 'For If-None-Match.' }),
      },
      304: { description: 'Unchanged since the ETag in If-None-Match.' },
    },
  }),
  async (c) => {
    const deps = c.get('deps')
    const document = await getDocumentOfCaller(deps, c.get('principal'), c.req.valid('param').id)
    const status = await getStatus(deps, document)
    const tag = `"${hashJson(status).slice(0, 32)}"`
    c.header('ETag', tag)
    if (c.req.header('if-none-match') === tag) return c.body(null, 304)
    return c.json(status, 200)
  },
)

generate.openapi(
  defineRoute('GET /api/v1/documents/status/{id}/events', {
    summary: 'Every step and section as it happens, as server-sent events',
    description:
      'The id of each event is its place in the stored log; Last-Event-ID goes on behind it. A caller may have 20 streams open.',
    request: { params: idParameter },
    responses: {
      200: {
        description: 'A stream of events; it ends with the run.',
        content: { 'text/event-stream': { schema: runEvent } },
      },
    },
  }),
  async (c) => {
    const deps = c.get('deps')
    const document = await getDocumentOfCaller(deps, c.get('principal'), c.req.valid('param').id)
    const lastId = c.req.header('last-event-id')
    // nobody reads what would be written for a HEAD
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' })
    const close = openStream(c)
    return streamSSE(c, async (stream) => {
      const isOpen = () => !stream.aborted && !stream.closed && !c.get('openStreams').isEnding()
      try {
        for await (const event of followEvents(deps, document, lastId, isOpen)) {
          if (event === 'idle') await stream.write(': still here\n\n')
          else await stream.writeSSE(toMessage(event))
        }
      } finally {
        close()
      }
    })
  },
)

/** @throws Problem `too_many_streams` */
export function openStream(c: Context<AppEnvironment>): () => void {
  const { organizationId, userId } = c.get('principal')
  const close = c.get('openStreams').open(`${organizationId}/${userId}`)
  if (close) return close
  const detail =
    'As many event streams are open as one caller may have; close one, or poll the status.'
  throw new Problem('too_many_streams', detail, { headers: { 'Retry-After': '5' } })
}

function toMessage({ id, type, createdAt, data }: FollowedEvent) {
  return { id, event: type, data: JSON.stringify({ type, created_at: createdAt, data }) }
}

generate.openapi(
  defineRoute('POST /api/v1/documents/{id}/cancel', {
    summary: 'Cancel a run',
    request: { params: idParameter },
    responses: { 202: jsonResponse('It ends behind the section that it is at.', acceptedRun) },
  }),
  async (c) => {
    const document = await getDocumentOfCaller(
      c.get('deps'),
      c.get('principal'),
      c.req.valid('param').id,
    )
    const message = 'The run ends behind the section that it is at.'
    return answerOnce(
      c,
      async (deps) => cancelRun(deps, await getRunOfDocument(deps, document)),
      (run) => c.json({ task_id: document.id, task_number: run.taskNumber, message }, 202),
    )
  },
)

generate.openapi(
  defineRoute('POST /api/v1/documents/{id}/retry', {
    summary: 'Go on with a failed or cancelled run from what is stored',
    request: { params: idParameter },
    responses: { 202: jsonResponse('The run goes on.', acceptedRun) },
  }),
  async (c) => {
    const document = await getDocumentOfCaller(
      c.get('deps'),
      c.get('principal'),
      c.req.valid('param').id,
    )
    const message = 'The run goes on from what is stored.'
    return answerOnce(
      c,
      (deps) => retryRun(deps, document),
      (run) => c.json({ task_id: document.id, task_number: run.taskNumber, message }, 202),
    )
  },
)
