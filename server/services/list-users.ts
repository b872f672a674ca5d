import type { User } from '../../shared/contract/users.ts'
import { listUsers as listStored } from '../db/users.ts'
import { seesWholeOrganization } from '../domain/access.ts'
import type { Page } from '../domain/page.ts'
import type { Dependencies } from './dependencies.ts'
import type { Principal } from './principal.ts'
import { checkReachesOrganization, presentUser } from './user-of-organization.ts'

/**
 * Of the organization, without those who were removed; a caller who sees a part of it is shown itself and
 * whoever shares a document set with it.
 */
export async function listUsers(
  { db }: Dependencies,
  principal: Principal,
  page: Page,
): Promise<{ users: User[]; total: number; page: number; page_size: number }> {
  checkReachesOrganization(principal)
  const seenBy = seesWholeOrganization(principal.role) ? null : principal.userId
  const { users, total } = await listStored(db, principal.organizationId, seenBy, page)
  return { users: users.map(presentUser), total, page: page.page, page_size: page.pageSize }
}
