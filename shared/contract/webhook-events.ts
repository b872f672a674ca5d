import { z } from 'zod'
import {
  sourceRoles,
  sourceStatuses,
  stepNames,
  taskStatuses,
  type SentEvent,
} from '../model/vocabulary.ts'
import { failure } from './documents.ts'
import { generationFailure, generationOutput } from './generations.ts'
import { webhookBody, type WebhookBody } from './webhooks.ts'

const nothing = z.null()

const ofGeneration = webhookBody.extend({
  data: z.object({ template_id: z.uuid(), document_ids: z.array(z.uuid()) }),
  generation_id: z.string(),
  outputs: z.array(generationOutput).describe('Paths on this server, each with its own signature.'),
})

const ofSource = webhookBody.extend({
  data: z.object({
    workspace_id: z.uuid(),
    document_id: z.uuid(),
    document_name: z.string(),
    version: z.number().int(),
    mime_type: z.string(),
    size_bytes: z.number().int(),
    role: z.enum(sourceRoles).nullable(),
    warnings: z.array(z.string()).max(100),
  }),
  generation_id: nothing,
  status: z.enum(sourceStatuses),
  outputs: nothing,
  error: failure.nullable(),
})

const ofTask = webhookBody.extend({
  data: z.object({
    workspace_id: z.uuid(),
    document_id: z.uuid(),
    task_id: z.number().int().describe('The number of the task.'),
    task_title: z.string(),
    step: z
      .object({ step_id: z.enum(stepNames), status: z.enum(taskStatuses) })
      .nullable()
      .describe('What changed; null where the event is about the whole task.'),
  }),
  generation_id: nothing,
  status: z.enum(taskStatuses),
  external_id: nothing,
  outputs: nothing,
  error: failure.nullable(),
})

/** What is sent for each event, and when. */
export const webhookBodies = {
  'generation.completed': ofGeneration
    .extend({
      event: z.literal('generation.completed'),
      status: z.literal('completed'),
      error: nothing,
    })
    .describe('A generation is over, and its files are there.'),
  'generation.failed': ofGeneration
    .extend({
      event: z.literal('generation.failed'),
      status: z.enum(['failed', 'cancelled']),
      error: generationFailure,
    })
    .describe('A generation has failed, or was cancelled: its status says which.'),
  'core.document.uploaded': ofSource
    .extend({ event: z.literal('core.document.uploaded') })
    .describe('A version of a source is stored, and not read yet.'),
  'core.document.upload_completed': ofSource
    .extend({ event: z.literal('core.document.upload_completed') })
    .describe('A version of a source is read.'),
  'core.document.upload_with_issues': ofSource
    .extend({ event: z.literal('core.document.upload_with_issues') })
    .describe('A version of a source is read with warnings, or could not be read.'),
  'flows.tasks.created': ofTask
    .extend({ event: z.literal('flows.tasks.created') })
    .describe('A task was accepted.'),
  'flows.tasks.step_change': ofTask
    .extend({ event: z.literal('flows.tasks.step_change') })
    .describe('A step of a task has begun or ended.'),
  'flows.tasks.completed': ofTask
    .extend({ event: z.literal('flows.tasks.completed') })
    .describe('A task is over: completed, or failed with its error.'),
  'flows.tasks.canceled': ofTask
    .extend({ event: z.literal('flows.tasks.canceled') })
    .describe('A task was cancelled.'),
  'webhook.test': webhookBody
    .extend({
      event: z.literal('webhook.test'),
      data: z.object({ workspace_id: z.uuid(), webhook_id: z.uuid() }),
      generation_id: nothing,
      status: nothing,
      external_id: nothing,
      outputs: nothing,
      error: nothing,
    })
    .describe('Somebody wants to see whether the receiver answers.'),
} as const satisfies Readonly<Record<SentEvent, z.ZodType<WebhookBody>>>

/** What an event is about, as its body says it. */
export type EventData = {
  readonly [Event in SentEvent]: z.infer<(typeof webhookBodies)[Event]>['data']
}
