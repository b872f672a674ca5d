import { z } from 'zod'
import { deliveryStatuses, sentEvents, webhookEvents } from '../model/vocabulary.ts'
import { pageFields } from './paging.ts'

/** What is sent to a receiver; the fields of a generation are null in what tells of none. */
export const webhookBody = z.object({
  event: z.enum(sentEvents),
  event_id: z.uuid().describe('The same in every attempt: what came twice is known by it.'),
  organization_id: z.string(),
  timestamp: z.iso.datetime().describe('When it happened.'),
  data: z.record(z.string(), z.unknown()),
  generation_id: z.string().nullable(),
  status: z.string().nullable().describe('Of what it tells of.'),
  external_id: z.string().nullable(),
  outputs: z.array(z.unknown()).nullable(),
  error: z.record(z.string(), z.unknown()).nullable(),
})
export type WebhookBody = z.infer<typeof webhookBody>

const longestOverlapSeconds = 30 * 86_400

const url = z
  .string()
  .min(1)
  .max(2000)
  .describe('https, of the public internet, without a name or password in it.')
const description = z.string().max(500)
const events = z.array(z.enum(webhookEvents)).min(1).describe('What it is told of; each once.')

export const createWebhookRequest = z.object({
  url,
  events,
  description: description.default(''),
  enabled: z.boolean().default(true).describe('Of what happens while it is not, it is never told.'),
})
export type CreateWebhookRequest = z.infer<typeof createWebhookRequest>

export const changeWebhookRequest = z.object({
  url: url.optional(),
  events: events.optional(),
  description: description.optional(),
  enabled: z.boolean().optional(),
})
export type ChangeWebhookRequest = z.infer<typeof changeWebhookRequest>

export const rotateSecretRequest = z.object({
  overlap_seconds: z
    .number()
    .int()
    .min(0)
    .max(longestOverlapSeconds)
    .default(86_400)
    .describe('How long the old secret signs beside the new one.'),
})
export type RotateSecretRequest = z.infer<typeof rotateSecretRequest>

export const webhook = z.object({
  webhook_id: z.uuid(),
  workspace_id: z.uuid(),
  url: z.string(),
  description: z.string(),
  events: z.array(z.enum(webhookEvents)),
  enabled: z.boolean(),
  previous_secret_until: z.iso.datetime().nullable().describe('Until then two secrets sign.'),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type Webhook = z.infer<typeof webhook>

export const webhookWithSecret = webhook.extend({
  secret: z.string().optional().describe('Shown once: whsec_ and 32 bytes in base64.'),
  secret_shown: z
    .literal(true)
    .optional()
    .describe('In place of `secret` where an Idempotency-Key gives this answer again.'),
})
export type WebhookWithSecret = z.infer<typeof webhookWithSecret>

export const webhooksResponse = z.object({ webhooks: z.array(webhook), ...pageFields })

export const webhookDelivery = z.object({
  delivery_id: z.uuid(),
  workspace_id: z.uuid(),
  webhook_id: z.uuid(),
  event_id: z.uuid(),
  event: z.enum(sentEvents),
  status: z
    .enum(deliveryStatuses)
    .describe('undelivered: every attempt failed. withheld: a sandbox delivers nothing.'),
  next_attempt_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
  attempts: z.array(
    z.object({
      number: z.number().int(),
      started_at: z.iso.datetime(),
      duration_ms: z.number().int().nullable().describe('null while it runs.'),
      status_code: z.number().int().nullable().describe('null where no answer came.'),
      error: z.string().nullable(),
    }),
  ),
})
export type WebhookDelivery = z.infer<typeof webhookDelivery>

export const deliveriesQuery = {
  webhook_id: z.string().optional(),
  status: z.enum(deliveryStatuses).optional(),
  event: z.enum(sentEvents).optional(),
}

export const webhookDeliveriesResponse = z.object({
  deliveries: z.array(webhookDelivery),
  ...pageFields,
})
