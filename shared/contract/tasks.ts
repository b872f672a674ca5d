import { z } from 'zod'
import { stepNames, taskFileKinds, taskStatuses, taskStepNames } from '../model/vocabulary.ts'
import { pageFields, pageQuery } from './paging.ts'

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

export const tasksQuery = z.object({ document_id: z.string(), ...pageQuery })

export const tasksResponse = z.object({ tasks: z.array(task), ...pageFields })
export type TasksResponse = z.infer<typeof tasksResponse>

const taskFile = z.object({
  file_id: z.uuid(),
  file_name: z.string(),
  kind: z.enum(taskFileKinds),
  step_id: z.enum(taskStepNames).nullable().describe('Null for a source'),
  document_id: z.uuid(),
  mime_type: z.string(),
  created_at: z.iso.datetime(),
})
export type TaskFile = z.infer<typeof taskFile>

export const taskFilesResponse = z.object({ files: z.array(taskFile), ...pageFields })
export type TaskFilesResponse = z.infer<typeof taskFilesResponse>

export const linkedTaskFile = taskFile.extend({
  download_url: z.string(),
  expires_at: z.iso.datetime(),
})
