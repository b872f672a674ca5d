import type { RouteConfig } from '@hono/zod-openapi'
import { webhookBodies } from '../../shared/contract/webhook-events.ts'
import { sentEvents, type SentEvent } from '../../shared/model/vocabulary.ts'

/** What this server calls at the addresses of webhooks, for the section of OpenAPI that is for it. */
export function describeWebhooks(): readonly RouteConfig[] {
  return sentEvents.map(describeWebhook)
}

function describeWebhook(event: SentEvent): RouteConfig {
  const schema = webhookBodies[event]
  return {
    method: 'post',
    path: event,
    operationId: `event-${event.replace(/\W+/g, '-')}`,
    tags: ['Webhooks'],
    summary: schema.description ?? event,
    parameters: signatureHeaders,
    request: { body: { content: { 'application/json': { schema } }, required: true } },
    responses: {
      '2XX': { description: 'Taken: it is not sent again. What the answer says is not read.' },
      default: {
        description:
          'Not taken, as if no answer came within 10 seconds: the event is sent again after 1 and 5 and 30 minutes and 2, 8, 24 and 36 hours, with the same `event_id`. A redirect is not followed.',
      },
    },
  }
}

function header(name: string, description: string) {
  return { in: 'header' as const, name, required: true, description, schema: text }
}

const text = { type: 'string' as const }

/** As services/sign-webhook.ts writes them. */
const signatureHeaders = [
  header('webhook-id', 'The `event_id`: the same in every attempt.'),
  header(
    'webhook-timestamp',
    'When this attempt was made, in seconds of Unix time: refuse what is old.',
  ),
  header(
    'webhook-signature',
    'Standard Webhooks: `v1,` and the HMAC-SHA256, in base64, of `<webhook-id>.<webhook-timestamp>.<body>` under the bytes that stand in base64 behind `whsec_` in the secret. While a secret rotates there are two of them, with a space between.',
  ),
  header(
    'x-webhook-signature',
    '`sha256=` and the HMAC-SHA256, in hex, of the body as it came, under the whole secret as it is written. By the newest secret alone.',
  ),
]
