import { countUsersOfRole, removeUserRights, type StoredUser } from '../db/users.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'
import {
  checkMayChange,
  checkReachesOrganization,
  getUserOfOrganization,
} from './user-of-organization.ts'

/**
 * Removes a user from the organization: keys, memberships and tokens count no more with the next request.
 * @throws Problem `not_found`, `permission_missing`; `wrong_state` for the last owner
 */
export async function removeUser(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<void> {
  checkReachesOrganization(principal)
  await commit(deps, async (trx) => {
    const user = await getUserOfOrganization(trx, principal, id)
    await checkMayChange(trx, principal, user)
    await checkOwnerStays(trx, user)
    await removeUserRights(trx, id, deps.clock.now())
  })
}

/** @throws Problem `wrong_state` for the last owner: nobody could manage the organization any more */
export async function checkOwnerStays(db: Dependencies['db'], user: StoredUser): Promise<void> {
  if (user.role !== 'owner') return
  if ((await countUsersOfRole(db, user.organizationId, 'owner')) > 1) return
  throw new Problem(
    'wrong_state',
    'This is the last owner of the organization; name another first.',
  )
}
