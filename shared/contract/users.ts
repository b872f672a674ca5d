import { z } from 'zod'
import { memberRoles } from '../model/vocabulary.ts'
import { lineOfText } from './names.ts'
import { pageFields } from './paging.ts'

const subject = lineOfText(200).describe('The `sub` of the user’s tokens.')

export const createUserRequest = z.object({
  user_name: lineOfText(200),
  role: z.enum(memberRoles),
  subject: subject.optional(),
})
export type CreateUserRequest = z.infer<typeof createUserRequest>

export const changeUserRequest = z.object({
  user_name: lineOfText(200).optional(),
  role: z.enum(memberRoles).optional(),
})
export type ChangeUserRequest = z.infer<typeof changeUserRequest>

export const user = z.object({
  user_id: z.string(),
  user_name: z.string(),
  role: z.string(),
  subject: z.string().nullable(),
  created_at: z.iso.datetime(),
})
export type User = z.infer<typeof user>

export const usersResponse = z.object({ users: z.array(user), ...pageFields })
export type UsersResponse = z.infer<typeof usersResponse>

export const memberRequest = z.object({ user_id: z.string().min(1).max(200) })
