import { memberRoles, type MemberRole } from '../../shared/model/vocabulary.ts'
import { findApiKey } from '../db/tenants.ts'
import { hashApiKey } from './api-key.ts'
import type { Dependencies } from './dependencies.ts'
import { listVisibleWorkspaces, type Principal } from './principal.ts'
import { Problem } from './problem.ts'

/** What the request says of its caller. If both ways are used, X-API-Key wins. */
export type Credentials = {
  readonly apiKey: string | undefined
  readonly authorization: string | undefined
  readonly workspaceId: string | undefined
}

/**
 * Finds the caller. The key is looked up by its hash, so no comparison of secrets takes place here.
 * @throws Problem `unauthenticated`, or `workspace_mismatch` for an X-Workspace-Id out of reach.
 */
export async function authenticate(
  deps: Pick<Dependencies, 'db' | 'clock'>,
  credentials: Credentials,
): Promise<Principal> {
  const presented = credentials.apiKey ?? findBearer(credentials.authorization)
  if (!presented) throw unauthenticated('API key required')
  const key = await findApiKey(deps.db, hashApiKey(presented))
  if (!key) throw unauthenticated('Invalid API key')
  if (key.revokedAt !== null) throw unauthenticated('API key has been revoked')
  if (key.expiresAt !== null && key.expiresAt <= deps.clock.now()) {
    throw unauthenticated('API key has expired')
  }
  const role = readRole(key.role, key.permissions.includes('admin'))
  const visible = await listVisibleWorkspaces(deps, { ...key, role })
  const reachable = key.workspaceId ? visible.filter(({ id }) => id === key.workspaceId) : visible
  return {
    userId: key.userId,
    organizationId: key.organizationId,
    organizationName: key.organizationName,
    role,
    permissions: key.permissions,
    workspaces: reachable,
    workspace: findWorkspaceOfCall(reachable, key.workspaceId, credentials.workspaceId),
  }
}

function findWorkspaceOfCall(
  reachable: Principal['workspaces'],
  ofKey: string | null,
  ofHeader: string | undefined,
): Principal['workspace'] {
  const wanted = ofHeader ?? ofKey
  if (wanted === null || wanted === undefined) return null
  const found = reachable.find(({ id }) => id === wanted)
  if (found) return found
  throw new Problem('workspace_mismatch', 'The key does not reach the workspace that was named.')
}

function findBearer(authorization: string | undefined): string | undefined {
  return authorization?.match(/^Bearer\s+(\S+)$/i)?.[1]
}

/** A key acts as a member, with the permission `admin` as an admin; owners stay owners. */
function readRole(role: string, isAdminKey: boolean): MemberRole {
  const known = memberRoles.find((name) => name === role)
  if (!known) throw new Problem('permission_missing', 'The user of this key has no known role.')
  if (known === 'admin' && !isAdminKey) return 'member'
  return known
}

function unauthenticated(detail: string): Problem {
  return new Problem('unauthenticated', detail, {
    headers: { 'WWW-Authenticate': 'Bearer realm="sourcewright"' },
  })
}
