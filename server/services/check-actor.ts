import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { listWorkspaces, type Workspace } from '../db/tenants.ts'
import { findUser } from '../db/users.ts'
import {
  findRole,
  listEffective,
  listPermissionsOfRole,
  seesWholeOrganization,
} from '../domain/access.ts'

/** Why a user may generate in the workspace no longer; undefined where it may. */
export async function explainNoRight(
  db: Kysely<Database>,
  workspace: Workspace,
  userId: string,
): Promise<string | undefined> {
  const user = await findUser(db, workspace.organizationId, userId)
  if (!user || user.removedAt) return 'its creator was removed from the organization'
  const role = findRole(user.role)
  if (!role || !listEffective(role, listPermissionsOfRole(role)).includes('generate')) {
    return `the role of its creator, ${user.role}, does not allow to generate`
  }
  if (workspace.isSandbox) return undefined
  const seenBy = seesWholeOrganization(role) ? null : user.id
  const visible = await listWorkspaces(db, workspace.organizationId, seenBy)
  if (visible.some(({ id }) => id === workspace.id)) return undefined
  return 'its creator is no member of the document set any more'
}
