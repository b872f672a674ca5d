import { z } from 'zod'
import { sentEvents } from '../model/vocabulary.ts'

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
