import { permissions } from '../../shared/model/vocabulary.ts'
import { insertApiKey } from '../db/api-keys.ts'
import { hasOrganization, insertOrganization, insertWorkspace } from '../db/tenants.ts'
import { insertUser } from '../db/users.ts'
import { createApiKey } from './api-key.ts'
import type { Dependencies } from './dependencies.ts'

export type FirstStart = {
  readonly organizationId: string
  readonly workspaceId: string
  /** Shown once; only its hash is stored. */
  readonly ownerKey: string
}

/**
 * On the first start makes an organization, its first workspace and an owner's key.
 * @returns undefined when there is an organization already.
 */
export async function setUp(
  { db, clock, newId }: Pick<Dependencies, 'db' | 'clock' | 'newId'>,
  names: { organization: string; workspace: string },
): Promise<FirstStart | undefined> {
  if (await hasOrganization(db)) return undefined
  const createdAt = clock.now()
  const organizationId = newId()
  const userId = newId()
  const workspaceId = newId()
  const { key, hash } = createApiKey()
  await db.transaction().execute(async (trx) => {
    await insertOrganization(trx, { id: organizationId, name: names.organization, createdAt })
    await insertUser(trx, { id: userId, organizationId, name: 'Owner', role: 'owner', createdAt })
    const workspace = {
      id: workspaceId,
      organizationId,
      key: 'default',
      name: names.workspace,
      createdAt,
      isSandbox: false,
    }
    await insertWorkspace(trx, workspace, userId)
    const keyId = newId()
    await insertApiKey(trx, {
      id: keyId,
      familyId: keyId,
      organizationId,
      workspaceId: null,
      userId,
      name: 'Owner key of the first start',
      hash,
      permissions,
      requestsPerMinute: null,
      createdAt,
      expiresAt: null,
    })
  })
  return { organizationId, workspaceId, ownerKey: key }
}
