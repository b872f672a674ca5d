import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import {
  generation,
  generationEvent,
  generationRequest,
  generationsQuery,
  generationsResponse,
  type Generation,
} from '../../shared/contract/generations.ts'
import { acceptGeneration } from '../services/accept-generation.ts'
import { cancelGeneration } from '../services/cancel-generation.ts'
import {
  describeGeneration,
  getGeneration,
  listGenerations,
} from '../services/describe-generation.ts'
import { followGeneration, waitForGeneration } from '../services/follow-generation.ts'
import { openOutputLink } from '../services/output-links.ts'
import { listWorkspaceIds } from '../services/principal.ts'
import { toAddress } from '../services/public-url.ts'
import { defineRoute, describeHeaders, idParameter, jsonResponse } from './define-route.ts'
import { fileResponses, sendFile } from './send-file.ts'
import { createSubApp, type AppEnvironment } from './environment.ts'
import { openStream } from './generate.ts'
import { answerOnce } from './replay.ts'

export const generations = createSubApp()

/** As long as most proxies bear. */
const longestWaitSeconds = 60

const preferHeader = z.object({
  prefer: z
    .string()
    .optional()
    .openapi({ description: '`wait=30`: answer when it is over, or after as many seconds (≤ 60)' }),
})

generations.openapi(
  defineRoute('POST /v1/generations', {
    summary: 'Make documents from a template and data, in formats to give away',
    description:
      'Always a new one, durably accepted: data, template and sources are pinned with it. Formats that can not be made fail one by one. The outputs carry no ledger.',
    request: {
      headers: preferHeader,
      body: { content: { 'application/json': { schema: generationRequest } }, required: true },
    },
    responses: {
      202: {
        ...jsonResponse('Accepted; with Prefer: wait, as it is by then.', generation),
        ...describeHeaders({
          Location: 'Where it is.',
          'Preference-Applied': 'How long was waited, where that was asked for.',
        }),
      },
    },
  }),
  async (c) => {
    const present = (accepted: Generation) => {
      c.header('Location', `/v1/generations/${accepted.id}`)
      return c.json(withUrls(c, accepted), 202)
    }
    const accepted = { last: undefined as Generation | undefined }
    const answer = await answerOnce(
      c,
      async (deps) => {
        accepted.last = await acceptGeneration(deps, c.get('principal'), c.req.valid('json'))
        return accepted.last
      },
      present,
    )
    const seconds = readWait(c.req.header('prefer'))
    if (!seconds || !accepted.last) return answer
    c.header('Preference-Applied', `wait=${seconds}`)
    const isOpen = () => !c.req.raw.signal.aborted && !c.get('openStreams').isEnding()
    return present(await waitForGeneration(c.get('deps'), accepted.last, seconds, isOpen))
  },
)

generations.openapi(
  defineRoute('GET /v1/generations', {
    summary: 'List generations',
    request: { query: generationsQuery },
    responses: { 200: jsonResponse('A page of generations, newest first.', generationsResponse) },
  }),
  async (c) => {
    const { status, external_id: externalId, page, page_size: pageSize } = c.req.valid('query')
    const filter = { status, externalId }
    const found = await listGenerations(c.get('deps'), c.get('principal'), filter, {
      page,
      pageSize,
    })
    const shown = found.generations.map((one) => withUrls(c, one))
    return c.json({ ...found, generations: shown }, 200)
  },
)

generations.openapi(
  defineRoute('GET /v1/generations/{id}', {
    summary: 'One generation with its outputs',
    description: 'The URLs of the outputs are made anew with each answer, and work for an hour.',
    request: { params: idParameter },
    responses: { 200: jsonResponse('The generation.', generation) },
  }),
  async (c) => {
    const workspaceIds = listWorkspaceIds(c.get('principal'))
    const { id } = c.req.valid('param')
    return c.json(withUrls(c, await describeGeneration(c.get('deps'), workspaceIds, id)), 200)
  },
)

generations.openapi(
  defineRoute('GET /v1/generations/{id}/events', {
    summary: 'Every document and output as it is made, as server-sent events',
    description: 'From the stored log; Last-Event-ID goes on behind the event that it names.',
    request: { params: idParameter },
    responses: {
      200: {
        description: 'A stream of events; it ends with the generation.',
        content: { 'text/event-stream': { schema: generationEvent } },
      },
    },
  }),
  async (c) => {
    const deps = c.get('deps')
    const workspaceIds = listWorkspaceIds(c.get('principal'))
    const { id } = await getGeneration(deps, workspaceIds, c.req.valid('param').id)
    // nobody reads what would be written for a HEAD
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' })
    const lastId = c.req.header('last-event-id')
    const close = openStream(c)
    return streamSSE(c, async (stream) => {
      const isOpen = () => !stream.aborted && !stream.closed && !c.get('openStreams').isEnding()
      try {
        for await (const event of followGeneration(deps, id, lastId, isOpen)) {
          if (event === 'idle') await stream.write(': still here\n\n')
          else await stream.writeSSE(toMessage(event))
        }
      } finally {
        close()
      }
    })
  },
)

generations.openapi(
  defineRoute('POST /v1/generations/{id}/cancel', {
    summary: 'Cancel a generation',
    request: { params: idParameter },
    responses: { 202: jsonResponse('It ends behind what it is at.', generation) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => cancelGeneration(deps, c.get('principal'), id),
      (cancelled) => c.json(withUrls(c, cancelled), 202),
    )
  },
)

const outputParameters = z.object({ id: z.string(), output_id: z.string() })
const signature = z.object({ expires: z.coerce.number().int().min(1), signature: z.string() })

generations.openapi(
  defineRoute('GET /v1/generations/{id}/outputs/{output_id}', {
    summary: 'Follow the signed link to an output',
    description: 'A file whose time is over is a 410 `file_pruned`.',
    request: { params: outputParameters, query: signature },
    responses: fileResponses,
  }),
  async (c) => {
    const { id: generationId, output_id: outputId } = c.req.valid('param')
    const link = { generationId, outputId }
    return sendFile(c, await openOutputLink(c.get('deps'), link, c.req.query()))
  },
)

/** Its paths as addresses of this server. */
export function withUrls(c: Context<AppEnvironment>, shown: Generation): Generation {
  const outputs = shown.outputs.map((output) => ({
    ...output,
    url: output.url && toAddress(c.get('deps'), output.url, c.req.url),
  }))
  return { ...shown, outputs }
}

function toMessage(event: {
  sequence: number
  type: string
  data: Readonly<Record<string, unknown>>
  createdAt: string
}) {
  const { sequence, type, data, createdAt } = event
  const text = JSON.stringify({ type, created_at: createdAt, data })
  return { id: String(sequence), event: type, data: text }
}

/** Of RFC 7240's `wait`; what is more than we hold a connection for is cut. */
function readWait(header: string | undefined): number {
  const seconds = Number(/(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})/i.exec(header ?? '')?.[1] ?? 0)
  return Math.min(seconds, longestWaitSeconds)
}
