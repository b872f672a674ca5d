import { z } from 'zod'
import { stepNames, taskStatuses } from '../model/vocabulary.ts'

export const task = z.object({
  task_id: z.number().int(),
  task_title: z.string(),
  document_id: z.uuid(),
  status: z.enum(taskStatuses),
  current_step_id: z.enum(stepNames).nullable(),
  awaiting_approval: z.boolean(),
  created_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
  step_runs: z.array(
    z.object({
      step_id: z.enum(stepNames),
      step_name: z.string(),
      step_type: z.enum(stepNames),
      status: z.enum(taskStatuses),
      created_at: z.iso.datetime(),
      completed_at: z.iso.datetime().nullable(),
    }),
  ),
})
