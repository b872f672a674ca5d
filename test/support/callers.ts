import { randomUUID } from 'node:crypto'
import { insertApiKey } from '../../server/db/api-keys.ts'
import { insertMember, insertUser } from '../../server/db/users.ts'
import { createApiKey } from '../../server/services/api-key.ts'
import { permissions, type MemberRole, type Permission } from '../../shared/model/vocabulary.ts'
import { buildWorkspace } from './build-rows.ts'
import type { TestApp } from './create-test-app.ts'

export type Caller = { readonly userId: string; readonly key: string; readonly keyId: string }

export type CallerWish = {
  readonly role: MemberRole
  readonly permissions?: readonly Permission[]
  /** Of the key; null for one that reaches all workspaces of its user. */
  readonly workspaceId?: string | null
  readonly memberOf?: readonly string[]
  readonly expiresAt?: string
  readonly requestsPerMinute?: number
  readonly organizationId?: string
}

const at = '2026-01-01T00:00:00.000Z'

/** A user of the app's organization, or of the one that is named, with a key of its own. */
export async function makeCaller(app: TestApp, wish: CallerWish): Promise<Caller> {
  const organizationId = wish.organizationId ?? (await findOrganizationId(app))
  const [userId, keyId] = [randomUUID(), randomUUID()]
  const { key, hash } = createApiKey()
  await app.deps.db.transaction().execute(async (trx) => {
    const user = { id: userId, organizationId, name: `A ${wish.role}`, role: wish.role }
    await insertUser(trx, { ...user, createdAt: at })
    for (const workspaceId of wish.memberOf ?? []) await insertMember(trx, { workspaceId, userId })
    await insertApiKey(trx, {
      id: keyId,
      familyId: keyId,
      organizationId,
      workspaceId: wish.workspaceId ?? null,
      userId,
      name: `Key of a ${wish.role}`,
      hash,
      permissions: wish.permissions ?? permissions,
      requestsPerMinute: wish.requestsPerMinute ?? null,
      createdAt: at,
      expiresAt: wish.expiresAt ?? null,
    })
  })
  return { userId, key, keyId }
}

/** The owner of another organization, with a workspace of its own. */
export async function makeStranger(app: TestApp): Promise<Caller & { workspaceId: string }> {
  const { organizationId, workspaceId } = await buildWorkspace(app.deps.db)
  const caller = await makeCaller(app, { role: 'owner', organizationId })
  return { ...caller, workspaceId }
}

async function findOrganizationId(app: TestApp): Promise<string> {
  const workspace = await app.deps.db
    .selectFrom('workspaces')
    .select('organization_id')
    .where('id', '=', app.workspaceId)
    .executeTakeFirstOrThrow()
  return workspace.organization_id
}
