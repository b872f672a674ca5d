import type { Workspace } from '../db/tenants.ts'
import type { Dependencies } from './dependencies.ts'
import { findPrincipalOfKey } from './principal-of-key.ts'
import { findPrincipalOfToken } from './principal-of-token.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'
import { apiKeyRequired } from './unauthenticated.ts'

/** What the request says of its caller. If both ways are used, X-API-Key wins. */
export type Credentials = {
  readonly apiKey: string | undefined
  readonly authorization: string | undefined
  readonly workspaceId: string | undefined
}

/** A caller before it was looked at which workspace the call is for. */
export type Caller = Omit<Principal, 'workspace'>

/**
 * Finds the caller as it is now: what was removed or revoked a moment ago counts no more.
 * @throws Problem `unauthenticated`; `permission_missing` for a user without a role that is known;
 * `workspace_mismatch` for an X-Workspace-Id out of reach; `identity_unavailable`
 */
export async function authenticate(
  deps: Pick<Dependencies, 'db' | 'clock' | 'newId' | 'tokens'>,
  credentials: Credentials,
): Promise<Principal> {
  const caller = await findCaller(deps, credentials)
  const ofKey = caller.credential.kind === 'api_key' ? caller.credential.workspaceId : null
  const { workspaces } = caller
  return { ...caller, workspace: findWorkspaceOfCall(workspaces, ofKey, credentials.workspaceId) }
}

async function findCaller(
  deps: Pick<Dependencies, 'db' | 'clock' | 'newId' | 'tokens'>,
  { apiKey, authorization }: Credentials,
): Promise<Caller> {
  if (apiKey) return findPrincipalOfKey(deps, apiKey)
  const presented = authorization?.match(/^Bearer\s+(\S+)$/i)?.[1]
  if (!presented) throw apiKeyRequired()
  return isToken(presented)
    ? findPrincipalOfToken(deps, presented)
    : findPrincipalOfKey(deps, presented)
}

/** Three parts between dots; no API key has a dot. */
function isToken(presented: string): boolean {
  return presented.split('.').length === 3
}

function findWorkspaceOfCall(
  reachable: readonly Workspace[],
  ofKey: string | null,
  ofHeader: string | undefined,
): Workspace | null {
  const wanted = ofHeader ?? ofKey
  if (wanted === null || wanted === undefined) return null
  const found = reachable.find(({ id }) => id === wanted)
  if (found) return found
  throw new Problem(
    'workspace_mismatch',
    'The workspace that was named is out of reach for the caller.',
  )
}
