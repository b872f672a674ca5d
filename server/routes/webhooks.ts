import { z } from '@hono/zod-openapi'
import { pageQuery } from '../../shared/contract/paging.ts'
import {
  changeWebhookRequest,
  createWebhookRequest,
  deliveriesQuery,
  rotateSecretRequest,
  webhook,
  webhookDeliveriesResponse,
  webhookDelivery,
  webhooksResponse,
  webhookWithSecret,
  type WebhookWithSecret,
} from '../../shared/contract/webhooks.ts'
import { listDeliveries, resendDelivery, testWebhook } from '../services/webhook-deliveries.ts'
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
  rotateSecret,
} from '../services/webhooks.ts'
import { defineRoute, idParameter, jsonResponse, noContent } from './define-route.ts'
import { createSubApp } from './environment.ts'
import { answerOnce } from './replay.ts'

export const webhooks = createSubApp()

webhooks.openapi(
  defineRoute('GET /v1/webhooks', {
    summary: 'Webhooks, without their secrets',
    request: { query: z.object(pageQuery) },
    responses: { 200: jsonResponse('A page of webhooks, newest first.', webhooksResponse) },
  }),
  async (c) => {
    const { page, page_size: pageSize } = c.req.valid('query')
    return c.json(await listWebhooks(c.get('deps'), c.get('principal'), { page, pageSize }), 200)
  },
)

webhooks.openapi(
  defineRoute('POST /v1/webhooks', {
    summary: 'Have an address told of events',
    description:
      'Each event of the workspace that it asks for is sent by POST, at least once and under one event_id: 2xx within 10 seconds takes it; else it is sent again after 1 and 5 and 30 minutes and 2, 8, 24 and 36 hours. The answer shows the secret that signs, this once.',
    request: {
      body: { content: { 'application/json': { schema: createWebhookRequest } }, required: true },
    },
    responses: { 201: jsonResponse('The webhook, with its secret.', webhookWithSecret) },
  }),
  async (c) => {
    const request = c.req.valid('json')
    return answerOnce(
      c,
      (deps) => createWebhook(deps, c.get('principal'), request),
      (made) => c.json(made, 201),
      concealSecret,
    )
  },
)

webhooks.openapi(
  defineRoute('GET /v1/webhooks/{id}', {
    summary: 'A webhook, without its secret',
    request: { params: idParameter },
    responses: { 200: jsonResponse('The webhook.', webhook) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await getWebhook(c.get('deps'), c.get('principal'), id), 200)
  },
)

webhooks.openapi(
  defineRoute('PATCH /v1/webhooks/{id}', {
    summary: 'Change a webhook',
    description:
      'While it is disabled nothing is sent: what waited is sent when it is enabled again.',
    request: {
      params: idParameter,
      body: { content: { 'application/json': { schema: changeWebhookRequest } }, required: true },
    },
    responses: { 200: jsonResponse('As it is now.', webhook) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const request = c.req.valid('json')
    return answerOnce(
      c,
      (deps) => changeWebhook(deps, c.get('principal'), id, request),
      (changed) => c.json(changed, 200),
    )
  },
)

webhooks.openapi(
  defineRoute('DELETE /v1/webhooks/{id}', {
    summary: 'Delete a webhook, with the log of its deliveries',
    request: { params: idParameter },
    responses: noContent,
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => deleteWebhook(deps, c.get('principal'), id),
      () => c.body(null, 204),
    )
  },
)

webhooks.openapi(
  defineRoute('POST /v1/webhooks/{id}/rotate-secret', {
    summary: 'Make the secret that follows the present one',
    description:
      'Both sign for `overlap_seconds`. The answer shows the new one, this once; X-Webhook-Signature is by the new one from now on.',
    request: {
      params: idParameter,
      body: { content: { 'application/json': { schema: rotateSecretRequest } } },
    },
    responses: { 201: jsonResponse('The webhook, with its new secret.', webhookWithSecret) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    // zod's defaults stand in only where JSON came
    const request = rotateSecretRequest.parse(c.req.valid('json') ?? {})
    return answerOnce(
      c,
      (deps) => rotateSecret(deps, c.get('principal'), id, request),
      (rotated) => c.json(rotated, 201),
      concealSecret,
    )
  },
)

webhooks.openapi(
  defineRoute('POST /v1/webhooks/{id}/test', {
    summary: 'Send a test event, once, and say what came',
    description: 'The event is `webhook.test`, signed and sent as all others, enabled or not.',
    request: { params: idParameter },
    responses: { 200: jsonResponse('What came of it.', webhookDelivery) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await testWebhook(c.get('deps'), c.get('principal'), id), 200)
  },
)

webhooks.openapi(
  defineRoute('GET /v1/webhook-deliveries', {
    summary: 'What was sent to webhooks, with every attempt',
    description: 'Of 30 days, and what is still to be sent.',
    request: { query: z.object({ ...deliveriesQuery, ...pageQuery }) },
    responses: {
      200: jsonResponse('A page of deliveries, newest first.', webhookDeliveriesResponse),
    },
  }),
  async (c) => {
    const { page, page_size: pageSize, webhook_id, status, event } = c.req.valid('query')
    const filter = { webhookId: webhook_id, status, event }
    const principal = c.get('principal')
    return c.json(await listDeliveries(c.get('deps'), principal, filter, { page, pageSize }), 200)
  },
)

webhooks.openapi(
  defineRoute('POST /v1/webhook-deliveries/{id}/resend', {
    summary: 'Send an event again, with the same event_id',
    description: 'At once, and with all retries; the attempts before stay in the log.',
    request: { params: idParameter },
    responses: { 202: jsonResponse('It is due.', webhookDelivery) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => resendDelivery(deps, c.get('principal'), id),
      (resent) => c.json(resent, 202),
    )
  },
)

/** As the answer is given again: the secret was shown, and is not stored with it. */
function concealSecret(made: WebhookWithSecret): WebhookWithSecret {
  const { secret: _, ...rest } = made
  return { ...rest, secret_shown: true }
}
