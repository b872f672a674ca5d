import { z } from 'zod'
import { generationStatuses, scheduleTriggers } from '../model/vocabulary.ts'
import { failure } from './documents.ts'
import { generationRequest } from './generations.ts'
import { lineOfText } from './names.ts'
import { pageFields } from './paging.ts'

const fields = {
  name: lineOfText(200),
  cron: z
    .string()
    .trim()
    .max(200)
    .describe('For the trigger cron: minute, hour, day, month, weekday, as in "0 6 * * MON-FRI"'),
  time_zone: z.string().max(100).describe('IANA; the cron expression is read in its time'),
  enabled: z.boolean(),
  generation: generationRequest.describe(
    'What each time is generated. For the trigger event, data is what the event brings, unless a data source is named',
  ),
}

export const createScheduleRequest = z.object({
  name: fields.name,
  trigger: z.enum(scheduleTriggers),
  cron: fields.cron.optional(),
  time_zone: fields.time_zone.default('UTC'),
  enabled: fields.enabled.default(true),
  generation: fields.generation,
})
export type CreateScheduleRequest = z.infer<typeof createScheduleRequest>

/** What is left out stays. */
export const changeScheduleRequest = z.object(fields).partial()
export type ChangeScheduleRequest = z.infer<typeof changeScheduleRequest>

export const scheduleEventRequest = z.object({
  payload: z
    .unknown()
    .optional()
    .describe('A record or a list of records; beside a data source it is kept as metadata.event'),
})
export type ScheduleEventRequest = z.infer<typeof scheduleEventRequest>

export const schedule = z.object({
  id: z.uuid(),
  name: z.string(),
  trigger: z.enum(scheduleTriggers),
  cron: z.string().nullable(),
  time_zone: z.string(),
  enabled: z.boolean(),
  next_times: z.array(z.iso.datetime()).describe('The next three; none while it is not enabled'),
  generation: generationRequest,
  workspace_id: z.uuid().describe('Where its documents are made, and whose webhooks are told'),
  user_id: z.string().describe('Whom it acts as: its creator'),
  last_result: z
    .object({
      fired_at: z.iso.datetime(),
      due_at: z.iso.datetime().nullable(),
      generation_id: z.string().nullable(),
      status: z.enum(generationStatuses).nullable(),
      error: failure.nullable(),
    })
    .nullable(),
  stopped: failure.nullable().describe('Why the server has ended it'),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type Schedule = z.infer<typeof schedule>

export const schedulesResponse = z.object({ schedules: z.array(schedule), ...pageFields })
