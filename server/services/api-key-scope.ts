import type { ApiKey } from '../../shared/contract/api-keys.ts'
import { findApiKey, type ApiKeyScope, type StoredApiKey } from '../db/api-keys.ts'
import { findSandbox } from '../db/tenants.ts'
import { findUser, type StoredUser } from '../db/users.ts'
import { listEffective, mayManageRole, seesWholeOrganization } from '../domain/access.ts'
import { judgeApiKey } from '../domain/api-key-life.ts'
import type { Dependencies } from './dependencies.ts'
import { isWorkspaceKey, listWorkspaceIds, type Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'

type ManagedKeys = { readonly scope: ApiKeyScope; readonly sandboxId: string | undefined }

/**
 * The keys that the caller may manage: with a workspace key, those of its workspace; else also those
 * of the sandbox and of no workspace, of which an admin who sees a part of the organization has the own.
 */
export async function findManagedKeys(
  { db }: Pick<Dependencies, 'db'>,
  principal: Principal,
): Promise<ManagedKeys> {
  const { organizationId, userId, role } = principal
  const sandboxId = (await findSandbox(db, organizationId))?.id
  const workspaceIds = listWorkspaceIds(principal)
  if (isWorkspaceKey(principal)) {
    return { scope: { organizationId, workspaceIds, ofOrganization: 'none' }, sandboxId }
  }
  const ofOrganization = seesWholeOrganization(role) ? 'all' : ({ userId } as const)
  const all = sandboxId === undefined ? workspaceIds : [...workspaceIds, sandboxId]
  return { scope: { organizationId, workspaceIds: all, ofOrganization }, sandboxId }
}

/** @throws Problem `not_found`, alike for a foreign and a missing id */
export async function getManagedKey(
  db: Dependencies['db'],
  { scope }: ManagedKeys,
  id: string,
): Promise<StoredApiKey> {
  const key = await findApiKey(db, scope, id)
  if (!key) throw notFound('API key')
  return key
}

/**
 * Whoever is shown a key could use it: it must not do more than the one who asks for it.
 * @throws Problem `permission_missing`, `not_found`
 */
export async function checkMayHold(
  db: Dependencies['db'],
  principal: Principal,
  key: Pick<StoredApiKey, 'userId' | 'permissions' | 'workspaceId'>,
): Promise<StoredUser> {
  const own = listEffective(principal.role, principal.permissions)
  const beyond = key.permissions.filter((permission) => !own.includes(permission))
  if (beyond.length > 0) {
    const detail = `A key can not be given what its maker lacks: ${beyond.join(', ')}.`
    throw new Problem('permission_missing', detail)
  }
  // it reaches what its user reaches, which may be more than the caller sees
  const isWide = key.workspaceId === null && key.userId !== principal.userId
  if (isWide && !seesWholeOrganization(principal.role)) {
    const detail = 'A key for somebody else needs a workspace_id, of a workspace that you see.'
    throw new Problem('permission_missing', detail)
  }
  const user = await findUser(db, principal.organizationId, key.userId)
  if (!user || user.removedAt !== null) throw notFound('user')
  if (mayManageRole(principal.role, user.role)) return user
  throw new Problem('permission_missing', `A key can not act for somebody of a higher role.`)
}

export function presentApiKey(
  key: StoredApiKey,
  now: string,
  sandboxId: string | undefined,
): ApiKey {
  return {
    api_key_id: key.id,
    name: key.name,
    user_id: key.userId,
    workspace_id: key.workspaceId,
    permissions: [...key.permissions],
    is_sandbox: key.workspaceId !== null && key.workspaceId === sandboxId,
    requests_per_minute: key.requestsPerMinute,
    status: judgeApiKey(key, now),
    created_at: key.createdAt,
    expires_at: key.expiresAt,
    revoked_at: key.revokedAt,
    replaced_by: key.replacedBy,
  }
}
