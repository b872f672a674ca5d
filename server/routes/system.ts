import { z } from '@hono/zod-openapi'
import { signInOffer, whoAmIResponse } from '../../shared/contract/identity.ts'
import { describeCaller } from '../services/describe-caller.ts'
import { isStoreReady } from '../services/is-store-ready.ts'
import { writeMetrics } from '../services/write-metrics.ts'
import { defineRoute, jsonResponse } from './define-route.ts'
import { createSubApp } from './environment.ts'

export const system = createSubApp()

const health = z.object({ status: z.literal('ok'), version: z.string() })

/**
 * A failing embedder leaves the server ready: it is used where it answers. Why it fails may name the
 * model, and so is told to those who may ask for it, at /api/v1/embedder.
 */
const readiness = health.extend({ embedder: z.enum(['none', 'working', 'failing']) })

system.openapi(
  defineRoute('GET /health', {
    summary: 'The process answers',
    responses: { 200: jsonResponse('It does.', health) },
  }),
  (c) => c.json({ status: 'ok' as const, version: c.get('deps').programVersion }, 200),
)

system.openapi(
  defineRoute('GET /health/live', {
    summary: 'The process answers',
    responses: { 200: jsonResponse('It does.', health) },
  }),
  (c) => c.json({ status: 'ok' as const, version: c.get('deps').programVersion }, 200),
)

system.openapi(
  defineRoute('GET /health/ready', {
    summary: 'The store answers',
    responses: {
      200: jsonResponse('It does.', readiness),
      503: { description: 'It does not.' },
    },
  }),
  async (c) => {
    const { dense, programVersion: version } = c.get('deps')
    if (!(await isStoreReady(c.get('deps')))) return c.body(null, 503)
    const isFailing = dense !== undefined && dense.embedder.getState().error !== null
    const embedder = isFailing ? 'failing' : dense ? 'working' : 'none'
    return c.json({ status: 'ok' as const, version, embedder } as const, 200)
  },
)

system.openapi(
  defineRoute('GET /api/v1/sign-in', {
    summary: 'How to sign in beside an API key',
    responses: { 200: jsonResponse('What is offered.', signInOffer) },
  }),
  (c) => c.json({ office: c.get('deps').tokens?.takesProviderKeys ?? false }, 200),
)

system.openapi(
  defineRoute('GET /metrics', {
    summary: 'What the server counts, for Prometheus',
    description:
      'Requests by route, method and status with their durations, jobs, runs, deliveries of webhooks, schedules that are due, deaths of readers, event loop, memory and size of the database; nothing in it tells one workspace from another. Where the server is set to ask for a token (SOURCEWRIGHT_METRICS_TOKEN), it is sent as Bearer.',
    responses: {
      200: { description: 'The measures.', content: { 'text/plain': { schema: z.string() } } },
    },
  }),
  async (c) => {
    const { text, mediaType } = await writeMetrics(c.get('deps'), c.req.header('authorization'))
    return c.text(text, 200, { 'Content-Type': mediaType })
  },
)

system.openapi(
  defineRoute('GET /api/v1/whoami', {
    summary: 'Who calls, for whom, and what that allows',
    responses: { 200: jsonResponse('The caller.', whoAmIResponse) },
  }),
  (c) => c.json(describeCaller(c.get('principal')), 200),
)
