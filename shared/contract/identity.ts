import { z } from 'zod'
import { memberRoles, permissions } from '../model/vocabulary.ts'

export const whoAmIResponse = z.object({
  organization_id: z.uuid(),
  organization_name: z.string(),
  workspace_id: z.uuid().nullable(),
  workspace_name: z.string().nullable(),
  role: z.enum(memberRoles),
  permissions: z.array(z.enum(permissions)),
})
export type WhoAmIResponse = z.infer<typeof whoAmIResponse>
