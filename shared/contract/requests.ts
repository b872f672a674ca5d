import { z } from 'zod'
import { pageFields, pageQuery } from './paging.ts'

const moment = z.iso.datetime({ offset: true })

export const requestsQuery = z.object({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  route: z
    .string()
    .max(200)
    .optional()
    .describe('As the paths of this API are written, with {id}.'),
  status: z
    .string()
    .regex(/^[1-5](\d\d|xx)$/, 'is no status, such as 404 or 4xx')
    .optional(),
  api_key_id: z.string().max(200).optional(),
  user_id: z.string().max(200).optional(),
  request_id: z.string().max(200).optional(),
  since: moment.optional(),
  until: moment.optional().describe('Excluded.'),
  ...pageQuery,
})
export type RequestsQuery = z.infer<typeof requestsQuery>

const loggedRequest = z.object({
  request_id: z.string(),
  at: z.iso.datetime(),
  workspace_id: z.uuid().nullable().describe('null where it named none and reached several.'),
  user_id: z.string(),
  api_key_id: z.string().nullable().describe('null for a token.'),
  method: z.string(),
  route: z
    .string()
    .nullable()
    .describe('With the names of its parameters: their values are not kept.'),
  status: z.number().int(),
  duration_ms: z.number().int().describe('Until the answer began.'),
})

export const requestsResponse = z.object({ requests: z.array(loggedRequest), ...pageFields })
export type RequestsResponse = z.infer<typeof requestsResponse>
