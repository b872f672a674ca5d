import { z } from 'zod'
import { apiKeyStatuses, permissions } from '../model/vocabulary.ts'
import { lineOfText } from './names.ts'
import { pageFields } from './paging.ts'

const longestOverlapSeconds = 30 * 86_400

/** The end of a key: in UTC or with an offset. */
const moment = z.iso.datetime({ offset: true })

export const createApiKeyRequest = z.object({
  name: lineOfText(200),
  permissions: z.array(z.enum(permissions)).min(1),
  workspace_id: z
    .uuid()
    .nullable()
    .optional()
    .describe(
      'The one workspace that the key reaches; null for all of its user. Absent: that of the call.',
    ),
  user_id: z.string().optional().describe('Whom the key acts for; absent: the caller.'),
  expires_at: moment.nullable().optional(),
  requests_per_minute: z
    .number()
    .int()
    .min(1)
    .max(10_000_000)
    .nullable()
    .optional()
    .describe('A rate of its own, in place of that of the workspace.'),
  sandbox: z
    .boolean()
    .default(false)
    .describe('A swk_test_ key: it reaches the sandbox of the organization and nothing else.'),
})
export type CreateApiKeyRequest = z.infer<typeof createApiKeyRequest>

export const rotateApiKeyRequest = z.object({
  overlap_seconds: z
    .number()
    .int()
    .min(0)
    .max(longestOverlapSeconds)
    .default(86_400)
    .describe('How long the old key stays valid beside the new one.'),
  expires_at: moment
    .nullable()
    .optional()
    .describe(
      'Of the new key. Absent: it lives as long as the old one was made to live, and no longer than the key that asks.',
    ),
})
export type RotateApiKeyRequest = z.infer<typeof rotateApiKeyRequest>

export const apiKey = z.object({
  api_key_id: z.string(),
  name: z.string(),
  user_id: z.string(),
  workspace_id: z.uuid().nullable(),
  permissions: z.array(z.enum(permissions)),
  is_sandbox: z.boolean(),
  requests_per_minute: z.number().int().nullable(),
  status: z.enum(apiKeyStatuses),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().nullable(),
  revoked_at: z.iso.datetime().nullable(),
  replaced_by: z.string().nullable().describe('The key that this one was rotated into.'),
})
export type ApiKey = z.infer<typeof apiKey>

export const issuedApiKey = apiKey.extend({
  key: z.string().optional().describe('Shown once; only its hash is stored.'),
  secret_shown: z
    .literal(true)
    .optional()
    .describe('In place of `key` where an Idempotency-Key gives this answer again.'),
})
export type IssuedApiKey = z.infer<typeof issuedApiKey>

export const apiKeysResponse = z.object({ api_keys: z.array(apiKey), ...pageFields })
