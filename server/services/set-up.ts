import { permissions } from '../../shared/model/vocabulary.ts'
import {
  hasOrganization,
  insertApiKey,
  insertOrganization,
  insertUser,
  insertWorkspace,
} from '../db/tenants.ts'
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
    }
    await insertWorkspace(trx, workspace, userId)
    await insertApiKey(trx, {
      id: newId(),
      organizationId,
      workspaceId: null,
      userId,
      name: 'Owner key of the first start',
      hash,
      permissions,
      createdAt,
      expiresAt: null,
      revokedAt: null,
    })
  })
  return { organizationId, workspaceId, ownerKey: key }
}
