import type { User } from '../../shared/contract/users.ts'
import { listWorkspaces } from '../db/tenants.ts'
import { findUser, type StoredUser } from '../db/users.ts'
import { mayManageRole, seesWholeOrganization } from '../domain/access.ts'
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

/**
 * What is changed of a user counts in all of its workspaces.
 * @throws Problem `permission_missing` for a higher role, or a member of a workspace that the caller does
 * not see
 */
export async function checkMayChange(
  db: Dependencies['db'],
  principal: Principal,
  user: StoredUser,
): Promise<void> {
  checkMayManage(principal, user.role)
  if (seesWholeOrganization(principal.role)) return
  const seen = new Set(principal.workspaces.map(({ id }) => id))
  const memberOf = await listWorkspaces(db, principal.organizationId, user.id)
  if (memberOf.every(({ id }) => seen.has(id))) return
  const detail = 'The user is a member of a document set that you do not see; ask an owner.'
  throw new Problem('permission_missing', detail)
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
