import { z } from 'zod'
import { memberRoles, permissions } from '../model/vocabulary.ts'

/** What a page that knows no caller yet can offer him; it says nothing of who may come. */
export const signInOffer = z.object({
  /** Whether tokens are taken that a provider signs with a key of its own, as Office's are. */
  office: z.boolean(),
})
export type SignInOffer = z.infer<typeof signInOffer>

export const whoAmIResponse = z.object({
  organization_id: z.uuid(),
  organization_name: z.string(),
  user_id: z.string(),
  user_name: z.string(),
  /** The one that the key or X-Workspace-Id names, or the only one; null where several are reached. */
  workspace_id: z.uuid().nullable(),
  workspace_name: z.string().nullable(),
  /** All that are reached. */
  workspaces: z.array(z.object({ workspace_id: z.uuid(), workspace_name: z.string() })),
  role: z.enum(memberRoles),
  /** Those that are granted and that the role may use. */
  permissions: z.array(z.enum(permissions)),
  credential: z.enum(['api_key', 'token']),
  /** Null for a token. */
  api_key: z
    .object({
      api_key_id: z.string(),
      name: z.string(),
      expires_at: z.iso.datetime().nullable(),
      requests_per_minute: z.number().int().nullable(),
    })
    .nullable(),
  is_sandbox: z.boolean(),
})
export type WhoAmIResponse = z.infer<typeof whoAmIResponse>
