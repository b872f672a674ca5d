import { findApiKeyByHash, type ActingApiKey } from '../db/api-keys.ts'
import { findSandbox, listWorkspaces, type Workspace } from '../db/tenants.ts'
import { findRoleOfKey, seesWholeOrganization } from '../domain/access.ts'
import { judgeApiKey } from '../domain/api-key-life.ts'
import { hashApiKey } from './api-key.ts'
import type { Caller } from './authenticate.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'
import { refused } from './unauthenticated.ts'

/**
 * Whom a key acts for. It is looked up by its hash, so no comparison of secrets takes place here.
 * @throws Problem `unauthenticated`, `permission_missing`
 */
export async function findPrincipalOfKey(
  { db, clock }: Pick<Dependencies, 'db' | 'clock'>,
  presented: string,
): Promise<Caller> {
  const key = await findApiKeyByHash(db, hashApiKey(presented))
  if (!key) throw refused('Invalid API key')
  const standing = judgeApiKey(key, clock.now())
  if (standing === 'revoked') throw refused('API key has been revoked')
  if (standing === 'expired') throw refused('API key has expired')
  const role = key.isUserRemoved ? undefined : findRoleOfKey(key.role, key.permissions)
  if (!role) throw new Problem('permission_missing', 'The user of this key has no known role.')
  const seenBy = seesWholeOrganization(role) ? null : key.userId
  return {
    userId: key.userId,
    userName: key.userName,
    organizationId: key.organizationId,
    organizationName: key.organizationName,
    role,
    permissions: key.permissions,
    workspaces: await listReachable(db, key, seenBy),
    credential: {
      kind: 'api_key',
      id: key.id,
      familyId: key.familyId,
      name: key.name,
      workspaceId: key.workspaceId,
      requestsPerMinute: key.requestsPerMinute,
      expiresAt: key.expiresAt,
    },
    isSandbox: key.isSandbox,
  }
}

async function listReachable(
  db: Dependencies['db'],
  key: ActingApiKey,
  seenBy: string | null,
): Promise<Workspace[]> {
  if (key.isSandbox) {
    const sandbox = await findSandbox(db, key.organizationId)
    return sandbox ? [sandbox] : []
  }
  const visible = await listWorkspaces(db, key.organizationId, seenBy)
  return key.workspaceId === null ? visible : visible.filter(({ id }) => id === key.workspaceId)
}
