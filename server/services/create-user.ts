import type { CreateUserRequest, User } from '../../shared/contract/users.ts'
import { findUserBySubject, insertUser } from '../db/users.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'
import { checkMayManage, checkReachesOrganization, presentUser } from './user-of-organization.ts'

/**
 * Makes a user of the organization, who is a member of no workspace yet.
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
  const createdAt = deps.clock.now()
  const user = { id: deps.newId(), organizationId, name, role, subject, createdAt }
  return commit(deps, async (trx) => {
    if (subject !== null && (await findUserBySubject(trx, organizationId, subject))) {
      const msg = 'belongs to a user of the organization, who may have been removed'
      throw new Problem('name_taken', `The subject ${msg}.`, {
        errors: [{ loc: ['body', 'subject'], msg, type: 'name_taken' }],
      })
    }
    await insertUser(trx, user)
    return presentUser({ ...user, removedAt: null })
  })
}
