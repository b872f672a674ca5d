import type { User } from '../../shared/contract/users.ts'
import { findUser, type StoredUser } from '../db/users.ts'
import { mayManageRole } from '../domain/access.ts'
import type { Dependencies } from './dependencies.ts'
import { isWorkspaceKey, type Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'

/** Users belong to the organization. @throws Problem `permission_missing` for a workspace key */
export function checkReachesOrganization(principal: Principal): void {
  if (!isWorkspaceKey(principal)) return
  throw new Problem('permission_missing', 'A workspace key can not see or change users.')
}

/** @throws Problem `not_found`, alike for a foreign, a removed and a missing id */
export async function getUserOfOrganization(
  db: Dependencies['db'],
  { organizationId }: Principal,
  id: string,
): Promise<StoredUser> {
  const user = await findUser(db, organizationId, id)
  if (!user || user.removedAt !== null) throw notFound('user')
  return user
}

/** @throws Problem `permission_missing` */
export function checkMayManage({ role: own }: Principal, role: string): void {
  if (mayManageRole(own, role)) return
  throw new Problem(
    'permission_missing',
    `As ${own} you can not give, change or end a higher role.`,
  )
}

export function presentUser(user: StoredUser): User {
  return {
    user_id: user.id,
    user_name: user.name,
    role: user.role,
    subject: user.subject,
    created_at: user.createdAt,
  }
}
