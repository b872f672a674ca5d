import type { ChangeUserRequest, User } from '../../shared/contract/users.ts'
import { updateUser } from '../db/users.ts'
import { checkOwnerStays } from './remove-user.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import type { Principal } from './principal.ts'
import {
  checkMayChange,
  checkMayManage,
  checkReachesOrganization,
  getUserOfOrganization,
  presentUser,
} from './user-of-organization.ts'

/** What is left out stays; a role counts with the next request. @throws Problem as removeUser */
export async function changeUser(
  deps: Dependencies,
  principal: Principal,
  id: string,
  { user_name: name, role }: ChangeUserRequest,
): Promise<User> {
  checkReachesOrganization(principal)
  return commit(deps, async (trx) => {
    const user = await getUserOfOrganization(trx, principal, id)
    await checkMayChange(trx, principal, user)
    if (role !== undefined) checkMayManage(principal, role)
    if (role !== undefined && role !== user.role) await checkOwnerStays(trx, user)
    await updateUser(trx, id, { name, role })
    return presentUser({ ...user, name: name ?? user.name, role: role ?? user.role })
  })
}
