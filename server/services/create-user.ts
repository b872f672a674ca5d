import type { Transaction } from 'kysely'
import type { CreateUserRequest, User } from '../../shared/contract/users.ts'
import type { MemberRole } from '../../shared/model/vocabulary.ts'
import type { Database } from '../db/tables.ts'
import { findUserBySubject, insertUser, restoreUser, type StoredUser } from '../db/users.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'
import { checkMayManage, checkReachesOrganization, presentUser } from './user-of-organization.ts'

/**
 * Makes a user of the organization, who is a member of no workspace yet. The subject of a user who was
 * removed takes that one back, under the new name and role: its keys stay revoked.
 * @throws Problem `permission_missing`; `name_taken` for the subject of another user
 */
export async function createUser(
  deps: Dependencies,
  principal: Principal,
  request: CreateUserRequest,
): Promise<User> {
  checkReachesOrganization(principal)
  const { organizationId } = principal
  const { user_name: name, role, subject = null } = request
  checkMayManage(principal, role)
  return commit(deps, async (trx) => {
    const known =
      subject === null ? undefined : await findUserBySubject(trx, organizationId, subject)
    if (known) return takeBack(trx, principal, known, { name, role })
    const createdAt = deps.clock.now()
    const user = { id: deps.newId(), organizationId, name, role, subject, createdAt }
    await insertUser(trx, user)
    return presentUser({ ...user, removedAt: null })
  })
}

async function takeBack(
  trx: Transaction<Database>,
  principal: Principal,
  user: StoredUser,
  change: { readonly name: string; readonly role: MemberRole },
): Promise<User> {
  if (user.removedAt === null) {
    const msg = 'belongs to another user of the organization'
    throw new Problem('name_taken', `The subject ${msg}; one that is free is expected.`, {
      errors: [{ loc: ['body', 'subject'], msg, type: 'name_taken' }],
    })
  }
  checkMayManage(principal, user.role)
  await restoreUser(trx, user.id, change)
  return presentUser({ ...user, ...change, removedAt: null })
}
