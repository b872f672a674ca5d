import type { EventData } from '../../shared/contract/webhook-events.ts'
import type { WebhookBody } from '../../shared/contract/webhooks.ts'
import type { SentEvent } from '../../shared/model/vocabulary.ts'

/** What happened, as receivers are told of it; what is absent is null in the body. */
export type Told = { readonly [Event in SentEvent]: ToldOf<Event> }[SentEvent]

type ToldOf<Event extends SentEvent> = {
  readonly event: Event
  /** When its cause is stored. */
  readonly at: string
  readonly data: EventData[Event]
  readonly generationId?: string
  readonly status?: string
  readonly externalId?: string | null
  readonly outputs?: readonly unknown[]
  readonly error?: Readonly<Record<string, unknown>> | null
}

/** JSON as it is signed and sent; every field is always there. */
export function writeEventBody(
  event: Told & { readonly id: string; readonly organizationId: string },
): string {
  const body: WebhookBody = {
    event: event.event,
    event_id: event.id,
    organization_id: event.organizationId,
    timestamp: event.at,
    data: { ...event.data },
    generation_id: event.generationId ?? null,
    status: event.status ?? null,
    external_id: event.externalId ?? null,
    outputs: event.outputs ? [...event.outputs] : null,
    error: event.error ? { ...event.error } : null,
  }
  return JSON.stringify(body)
}
