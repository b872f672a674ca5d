import type { Kysely, Transaction } from 'kysely'
import type { MemberRole, Permission } from '../../shared/model/vocabulary.ts'
import type { Database } from './tables.ts'

export type Workspace = {
  readonly id: string
  readonly organizationId: string
  readonly key: string
  readonly name: string
  readonly createdAt: string
}

/** An API key as it acts; `hash` is the SHA-256 of the key, hex. */
export type StoredApiKey = {
  readonly id: string
  readonly organizationId: string
  readonly workspaceId: string | null
  readonly userId: string
  readonly name: string
  readonly hash: string
  readonly permissions: readonly Permission[]
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
}

export async function hasOrganization(db: Kysely<Database>): Promise<boolean> {
  return (
    (await db.selectFrom('organizations').select('id').limit(1).executeTakeFirst()) !== undefined
  )
}

export async function insertOrganization(
  db: Transaction<Database>,
  row: { id: string; name: string; createdAt: string },
): Promise<void> {
  await db
    .insertInto('organizations')
    .values({ id: row.id, name: row.name, created_at: row.createdAt })
    .execute()
}

export async function insertUser(
  db: Transaction<Database>,
  row: { id: string; organizationId: string; name: string; role: MemberRole; createdAt: string },
): Promise<void> {
  await db
    .insertInto('users')
    .values({
      id: row.id,
      organization_id: row.organizationId,
      name: row.name,
      role: row.role,
      created_at: row.createdAt,
    })
    .execute()
}

/** Makes the workspace and its first member in the caller's transaction. */
export async function insertWorkspace(
  db: Transaction<Database>,
  workspace: Workspace,
  firstMemberId: string,
): Promise<void> {
  await db
    .insertInto('workspaces')
    .values({
      id: workspace.id,
      organization_id: workspace.organizationId,
      key: workspace.key,
      name: workspace.name,
      next_task_number: 1,
      created_at: workspace.createdAt,
    })
    .execute()
  await db
    .insertInto('workspace_members')
    .values({ workspace_id: workspace.id, user_id: firstMemberId })
    .execute()
}

export async function findWorkspaceByKey(
  db: Kysely<Database>,
  organizationId: string,
  key: string,
): Promise<Workspace | undefined> {
  const row = await db
    .selectFrom('workspaces')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && toWorkspace(row)
}

/** The organization's workspaces in the order of their making; of one member, those it belongs to. */
export async function listWorkspaces(
  db: Kysely<Database>,
  organizationId: string,
  memberId: string | null,
): Promise<Workspace[]> {
  let query = db
    .selectFrom('workspaces')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('created_at')
    .orderBy('id')
  if (memberId !== null) {
    query = query.where('id', 'in', (eb) =>
      eb.selectFrom('workspace_members').select('workspace_id').where('user_id', '=', memberId),
    )
  }
  return (await query.execute()).map(toWorkspace)
}

/** The next task number of the workspace; numbers are never given twice. */
export async function takeTaskNumber(
  db: Transaction<Database>,
  workspaceId: string,
): Promise<number> {
  const row = await db
    .updateTable('workspaces')
    .set((eb) => ({ next_task_number: eb('next_task_number', '+', 1) }))
    .where('id', '=', workspaceId)
    .returning('next_task_number')
    .executeTakeFirstOrThrow()
  return row.next_task_number - 1
}

export async function insertApiKey(db: Transaction<Database>, key: StoredApiKey): Promise<void> {
  await db
    .insertInto('api_keys')
    .values({
      id: key.id,
      organization_id: key.organizationId,
      workspace_id: key.workspaceId,
      user_id: key.userId,
      name: key.name,
      hash: key.hash,
      permissions: JSON.stringify(key.permissions),
      created_at: key.createdAt,
      expires_at: key.expiresAt,
      revoked_at: key.revokedAt,
    })
    .execute()
}

/** The key with the role of the user that it acts for. */
export async function findApiKey(
  db: Kysely<Database>,
  hash: string,
): Promise<(StoredApiKey & { role: string; organizationName: string }) | undefined> {
  const row = await db
    .selectFrom('api_keys')
    .innerJoin('users', 'users.id', 'api_keys.user_id')
    .innerJoin('organizations', 'organizations.id', 'api_keys.organization_id')
    .selectAll('api_keys')
    .select(['users.role', 'organizations.name as organization_name'])
    .where('api_keys.hash', '=', hash)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id,
    organizationId: row.organization_id,
    workspaceId: row.workspace_id,
    userId: row.user_id,
    name: row.name,
    hash: row.hash,
    permissions: JSON.parse(row.permissions) as Permission[],
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    role: row.role,
    organizationName: row.organization_name,
  }
}

function toWorkspace(row: Database['workspaces']): Workspace {
  return {
    id: row.id,
    organizationId: row.organization_id,
    key: row.key,
    name: row.name,
    createdAt: row.created_at,
  }
}
