import type { IssuedApiKey, RotateApiKeyRequest } from '../../shared/contract/api-keys.ts'
import { insertApiKey, updateApiKey, type NewApiKey, type StoredApiKey } from '../db/api-keys.ts'
import { endOfFollower, endOfOverlap, judgeApiKey } from '../domain/api-key-life.ts'
import { createApiKey } from './api-key.ts'
import { checkMayHold, findManagedKeys, getManagedKey, presentApiKey } from './api-key-scope.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { readEnd } from './issue-api-key.ts'
import { chooseEnd, chooseRate } from './limits-of-maker.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'

/**
 * Makes the key that follows another, with its rights, and shows it, this once; the old one ends behind
 * the overlap.
 * @throws Problem `not_found`; `wrong_state` for a key that is not valid, or was followed already;
 * `permission_missing` for one that may more than the caller, or for longer
 */
export async function rotateApiKey(
  deps: Dependencies,
  principal: Principal,
  id: string,
  request: RotateApiKeyRequest,
): Promise<IssuedApiKey> {
  const now = deps.clock.now()
  const asked = readEnd(request.expires_at, now)
  return commit(deps, async (trx) => {
    const managed = await findManagedKeys({ db: trx }, principal)
    const old = await getManagedKey(trx, managed, id)
    checkMayFollow(old, now)
    await checkMayHold(trx, principal, old)
    const isSandbox = old.workspaceId !== null && old.workspaceId === managed.sandboxId
    const { key: secret, hash } = createApiKey({ isSandbox })
    const expiresAt = chooseEnd(principal, asked, endOfFollower(old, now))
    chooseRate(principal, old.requestsPerMinute)
    const key = createFollower(old, { id: deps.newId(), hash, createdAt: now, expiresAt })
    await insertApiKey(trx, key)
    const end = endOfOverlap(old, now, request.overlap_seconds)
    await updateApiKey(trx, old.id, { expiresAt: end, replacedBy: key.id })
    const stored = { ...key, revokedAt: null, replacedBy: null }
    return { ...presentApiKey(stored, now, managed.sandboxId), key: secret }
  })
}

function checkMayFollow(old: StoredApiKey, now: string): void {
  const status = judgeApiKey(old, now)
  if (status !== 'active') {
    throw new Problem('wrong_state', `The key is ${status}; only an active one can be rotated.`)
  }
  if (old.replacedBy === null) return
  throw new Problem('wrong_state', `The key was rotated already, into ${old.replacedBy}.`)
}

function createFollower(
  old: StoredApiKey,
  fresh: Pick<NewApiKey, 'id' | 'hash' | 'createdAt' | 'expiresAt'>,
): NewApiKey {
  const { familyId, organizationId, workspaceId, userId, name } = old
  const { permissions, requestsPerMinute } = old
  const same = { familyId, organizationId, workspaceId, userId, name }
  return { ...same, permissions, requestsPerMinute, ...fresh }
}
