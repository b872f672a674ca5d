import type { z } from 'zod'
import {
  webhook,
  webhookDeliveriesResponse,
  webhookDelivery,
  webhooksResponse,
  webhookWithSecret,
  type ChangeWebhookRequest,
  type createWebhookRequest,
  type rotateSecretRequest,
  type Webhook,
  type WebhookDelivery,
  type WebhookWithSecret,
} from '../shared/contract/webhooks.ts'
import type { DeliveryStatus, SentEvent } from '../shared/model/vocabulary.ts'
import { createCalls, readAnswer, send, writeBody, type ClientOptions } from './send-request.ts'

type WebhooksPage = z.infer<typeof webhooksResponse>
type DeliveriesPage = z.infer<typeof webhookDeliveriesResponse>

type DeliveriesQuery = {
  readonly page: number
  readonly webhookId?: string | undefined
  readonly status?: DeliveryStatus | undefined
  readonly event?: SentEvent | undefined
}

/** Who is told of what; a secret is shown where it is made, and never again. */
export interface WebhookCalls {
  /** Newest first, 100 a page; `page` counts from 1. */
  listWebhooks(page: number, signal?: AbortSignal): Promise<WebhooksPage>
  createWebhook(
    request: z.input<typeof createWebhookRequest>,
    signal?: AbortSignal,
  ): Promise<WebhookWithSecret>
  changeWebhook(
    webhookId: string,
    request: ChangeWebhookRequest,
    signal?: AbortSignal,
  ): Promise<Webhook>
  deleteWebhook(webhookId: string, signal?: AbortSignal): Promise<void>
  rotateWebhookSecret(
    webhookId: string,
    request: z.input<typeof rotateSecretRequest>,
    signal?: AbortSignal,
  ): Promise<WebhookWithSecret>
  /** Waits for what comes, 10 seconds at most. */
  testWebhook(webhookId: string, signal?: AbortSignal): Promise<WebhookDelivery>
  /** Newest first, 100 a page. */
  listDeliveries(query: DeliveriesQuery, signal?: AbortSignal): Promise<DeliveriesPage>
  resendDelivery(deliveryId: string, signal?: AbortSignal): Promise<WebhookDelivery>
}

const path = '/v1/webhooks'
const deliveriesPath = '/v1/webhook-deliveries'

export function createWebhookCalls(options: ClientOptions): WebhookCalls {
  const { get, post } = createCalls(options)
  const of = (webhookId: string) => `${path}/${encodeURIComponent(webhookId)}`
  return {
    listWebhooks: (page, signal) =>
      get(`${path}?page=${page}&page_size=100`, webhooksResponse, signal),
    createWebhook: (request, signal) => post(path, request, webhookWithSecret, signal),
    changeWebhook: (id, request, signal) =>
      readAnswer(options, of(id), { signal, ...writeBody(request), method: 'PATCH' }, webhook),
    async deleteWebhook(id, signal) {
      await send(options, of(id), { method: 'DELETE', signal: signal ?? null })
    },
    rotateWebhookSecret: (id, request, signal) =>
      post(`${of(id)}/rotate-secret`, request, webhookWithSecret, signal),
    testWebhook: (id, signal) => post(`${of(id)}/test`, {}, webhookDelivery, signal),
    listDeliveries: (query, signal) => get(writeListPath(query), webhookDeliveriesResponse, signal),
    resendDelivery: (id, signal) =>
      post(`${deliveriesPath}/${encodeURIComponent(id)}/resend`, {}, webhookDelivery, signal),
  }
}

function writeListPath({ page, webhookId, status, event }: DeliveriesQuery): string {
  const query = new URLSearchParams({ page: `${page}`, page_size: '100' })
  if (webhookId !== undefined) query.set('webhook_id', webhookId)
  if (status !== undefined) query.set('status', status)
  if (event !== undefined) query.set('event', event)
  return `${deliveriesPath}?${query}`
}
