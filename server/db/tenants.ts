import type { Kysely, Transaction } from 'kysely'
import type { Database } from './tables.ts'

export type Workspace = {
  readonly id: string
  readonly organizationId: string
  readonly key: string
  readonly name: string
  readonly createdAt: string
  /** Reached by sandbox keys alone, and they reach nothing else. */
  readonly isSandbox: boolean
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
      is_sandbox: workspace.isSandbox ? 1 : 0,
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

/**
 * The organization's workspaces in the order of their making; of one member, those it belongs to. The
 * sandbox is none of them.
 */
export async function listWorkspaces(
  db: Kysely<Database>,
  organizationId: string,
  memberId: string | null,
): Promise<Workspace[]> {
  let query = db
    .selectFrom('workspaces')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('is_sandbox', '=', 0)
    .orderBy('created_at')
    .orderBy('id')
  if (memberId !== null) {
    query = query.where('id', 'in', (eb) =>
      eb.selectFrom('workspace_members').select('workspace_id').where('user_id', '=', memberId),
    )
  }
  return (await query.execute()).map(toWorkspace)
}

/** Where the organization's sandbox keys work; undefined before the first of them. */
export async function findSandbox(
  db: Kysely<Database>,
  organizationId: string,
): Promise<Workspace | undefined> {
  const row = await db
    .selectFrom('workspaces')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('is_sandbox', '=', 1)
    .executeTakeFirst()
  return row && toWorkspace(row)
}

export async function getWorkspace(db: Kysely<Database>, id: string): Promise<Workspace> {
  const query = db.selectFrom('workspaces').selectAll().where('id', '=', id)
  return toWorkspace(await query.executeTakeFirstOrThrow())
}

/** The organization of that id; of no id, the only one of the store. */
export async function findOrganization(
  db: Kysely<Database>,
  id: string | null,
): Promise<{ id: string; name: string } | undefined> {
  const all = db.selectFrom('organizations').select(['id', 'name'])
  if (id !== null) return all.where('id', '=', id).executeTakeFirst()
  const [first, ...others] = await all.limit(2).execute()
  return others.length === 0 ? first : undefined
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

function toWorkspace(row: Database['workspaces']): Workspace {
  return {
    id: row.id,
    organizationId: row.organization_id,
    key: row.key,
    name: row.name,
    createdAt: row.created_at,
    isSandbox: row.is_sandbox === 1,
  }
}
