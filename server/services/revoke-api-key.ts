import { updateApiKey } from '../db/api-keys.ts'
import { findUser } from '../db/users.ts'
import { mayManageRole } from '../domain/access.ts'
import { findManagedKeys, getManagedKey } from './api-key-scope.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'

/**
 * Ends a key at once: the next request with it is refused. Of one that is revoked it stays so.
 * @throws Problem `not_found`; `permission_missing` for a key of somebody of a higher role
 */
export async function revokeApiKey(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<void> {
  await commit(deps, async (trx) => {
    const key = await getManagedKey(trx, await findManagedKeys({ db: trx }, principal), id)
    const user = await findUser(trx, principal.organizationId, key.userId)
    if (user && !mayManageRole(principal.role, user.role)) {
      throw new Problem('permission_missing', 'The key belongs to somebody of a higher role.')
    }
    if (key.revokedAt === null) await updateApiKey(trx, id, { revokedAt: deps.clock.now() })
  })
}
