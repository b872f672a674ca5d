import type { Transaction } from 'kysely'
import type { CreateApiKeyRequest, IssuedApiKey } from '../../shared/contract/api-keys.ts'
import { insertApiKey, type NewApiKey } from '../db/api-keys.ts'
import type { Database } from '../db/tables.ts'
import { findSandbox, insertWorkspace } from '../db/tenants.ts'
import { permissions as allPermissions } from '../../shared/model/vocabulary.ts'
import { createApiKey } from './api-key.ts'
import { checkMayHold, presentApiKey } from './api-key-scope.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { chooseEnd, chooseRate } from './limits-of-maker.ts'
import { isWorkspaceKey, type Principal } from './principal.ts'
import { Problem } from './problem.ts'

/**
 * Makes a key and shows it, this once.
 * @throws Problem `permission_missing` for a key that may more than its maker, or for longer;
 * `document_set_unknown`, `not_found` for a user, `validation_failed` for an end that has passed
 */
export async function issueApiKey(
  deps: Dependencies,
  principal: Principal,
  request: CreateApiKeyRequest,
): Promise<IssuedApiKey> {
  const now = deps.clock.now()
  const expiresAt = chooseEnd(principal, readEnd(request.expires_at, now), null)
  const requestsPerMinute = chooseRate(principal, request.requests_per_minute)
  const isSandbox = request.sandbox || principal.isSandbox
  const { key: secret, hash } = createApiKey({ isSandbox })
  return commit(deps, async (trx) => {
    const userId = request.user_id ?? principal.userId
    const permissions = allPermissions.filter((one) => request.permissions.includes(one))
    const workspaceId = isSandbox
      ? await openSandbox(trx, deps, principal)
      : chooseWorkspaceOfKey(principal, request.workspace_id)
    await checkMayHold(trx, principal, { userId, permissions, workspaceId })
    const id = deps.newId()
    const key: NewApiKey = {
      id,
      familyId: id,
      organizationId: principal.organizationId,
      workspaceId,
      userId,
      name: request.name,
      hash,
      permissions,
      requestsPerMinute,
      createdAt: now,
      expiresAt,
    }
    await insertApiKey(trx, key)
    const stored = { ...key, revokedAt: null, replacedBy: null }
    const sandboxId = isSandbox ? (workspaceId ?? undefined) : undefined
    return { ...presentApiKey(stored, now, sandboxId), key: secret }
  })
}

/** In UTC with milliseconds, so that it sorts as text. @throws Problem `validation_failed` */
export function readEnd(asked: string | null | undefined, now: string): string | null | undefined {
  if (asked === null || asked === undefined) return asked
  const end = new Date(asked).toISOString()
  if (end > now) return end
  const msg = 'lies in the past'
  throw new Problem('validation_failed', `body.expires_at: ${msg}`, {
    errors: [{ loc: ['body', 'expires_at'], msg, type: 'time_past' }],
  })
}

function chooseWorkspaceOfKey(
  principal: Principal,
  asked: string | null | undefined,
): string | null {
  const ofCall = principal.workspace?.id ?? null
  const workspaceId = asked === undefined ? ofCall : asked
  if (workspaceId === null && isWorkspaceKey(principal)) {
    const detail = 'A workspace key can not make a key that reaches further workspaces.'
    throw new Problem('permission_missing', detail)
  }
  if (workspaceId === null) return null
  const isReached = principal.workspaces.some(({ id }) => id === workspaceId)
  if (isReached) return workspaceId
  const msg = 'is no workspace that you can see'
  throw new Problem('document_set_unknown', `workspace_id ${msg}.`, {
    errors: [{ loc: ['body', 'workspace_id'], msg, type: 'document_set_unknown' }],
  })
}

/** The sandbox is made with the first key for it. */
async function openSandbox(
  trx: Transaction<Database>,
  { newId, clock }: Dependencies,
  principal: Principal,
): Promise<string> {
  const { organizationId, userId } = principal
  if (isWorkspaceKey(principal) && !principal.isSandbox) {
    throw new Problem('permission_missing', 'A workspace key can not make a key of the sandbox.')
  }
  const existing = await findSandbox(trx, organizationId)
  if (existing) return existing.id
  const id = newId()
  const named = { id, organizationId, key: id, name: 'Sandbox' }
  await insertWorkspace(trx, { ...named, createdAt: clock.now(), isSandbox: true }, userId)
  return id
}
