import type { Kysely, Selectable, Transaction } from 'kysely'
import type { MemberRole } from '../../shared/model/vocabulary.ts'
import type { Page } from '../domain/page.ts'
import { readPage } from './read-page.ts'
import type { Database } from './tables.ts'

/** Somebody of an organization. What is stored as `role` may be none that is known: it grants nothing. */
export type StoredUser = {
  readonly id: string
  readonly organizationId: string
  readonly name: string
  readonly role: string
  /** The `sub` of the user's tokens; null for one that acts by keys alone. */
  readonly subject: string | null
  readonly createdAt: string
  readonly removedAt: string | null
}

export async function insertUser(
  db: Transaction<Database>,
  user: Omit<StoredUser, 'subject' | 'removedAt' | 'role'> & {
    readonly role: MemberRole
    readonly subject?: string | null
  },
): Promise<void> {
  await db
    .insertInto('users')
    .values({
      id: user.id,
      organization_id: user.organizationId,
      name: user.name,
      role: user.role,
      token_subject: user.subject ?? null,
      created_at: user.createdAt,
      removed_at: null,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'token_subject']).doNothing())
    .execute()
}

/** Also one that was removed. */
export async function findUser(
  db: Kysely<Database>,
  organizationId: string,
  id: string,
): Promise<StoredUser | undefined> {
  const row = await db
    .selectFrom('users')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toUser(row)
}

/** Also one that was removed: a token of before must not bring it back. */
export async function findUserBySubject(
  db: Kysely<Database>,
  organizationId: string,
  subject: string,
): Promise<StoredUser | undefined> {
  const row = await db
    .selectFrom('users')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('token_subject', '=', subject)
    .executeTakeFirst()
  return row && toUser(row)
}

/**
 * Those who were not removed, in the order of their making; `seenBy` a user, it and those who share a
 * workspace with it. The sandbox is none.
 */
export async function listUsers(
  db: Kysely<Database>,
  organizationId: string,
  seenBy: string | null,
  page: Page,
): Promise<{ users: StoredUser[]; total: number }> {
  let query = db
    .selectFrom('users')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
  if (seenBy !== null) {
    query = query.where((eb) => eb.or([eb('id', '=', seenBy), eb('id', 'in', sharing(db, seenBy))]))
  }
  const { rows, total } = await readPage(query, page)
  return { users: rows.map(toUser), total }
}

export async function updateUser(
  db: Transaction<Database>,
  id: string,
  change: { readonly name?: string | undefined; readonly role?: MemberRole | undefined },
): Promise<void> {
  const { name, role } = change
  if (name === undefined && role === undefined) return
  await db
    .updateTable('users')
    .set({ ...(name !== undefined && { name }), ...(role !== undefined && { role }) })
    .where('id', '=', id)
    .execute()
}

/** Ends its memberships and keys; the row stays, since what the user decided names it. */
export async function removeUserRights(
  db: Transaction<Database>,
  id: string,
  at: string,
): Promise<void> {
  await db.updateTable('users').set({ removed_at: at }).where('id', '=', id).execute()
  await db.deleteFrom('workspace_members').where('user_id', '=', id).execute()
  await db
    .updateTable('api_keys')
    .set({ revoked_at: at })
    .where('user_id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Of one that was removed; what it had before does not come back with it. */
export async function restoreUser(
  db: Transaction<Database>,
  id: string,
  change: { readonly name: string; readonly role: MemberRole },
): Promise<void> {
  await db
    .updateTable('users')
    .set({ ...change, removed_at: null })
    .where('id', '=', id)
    .execute()
}

export async function countUsersOfRole(
  db: Kysely<Database>,
  organizationId: string,
  role: MemberRole,
): Promise<number> {
  const { count } = await db
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('role', '=', role)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** In the order of their making. */
export async function listMembers(
  db: Kysely<Database>,
  workspaceId: string,
  page: Page,
): Promise<{ users: StoredUser[]; total: number }> {
  const query = db
    .selectFrom('workspace_members')
    .innerJoin('users', 'users.id', 'workspace_members.user_id')
    .selectAll('users')
    .where('workspace_members.workspace_id', '=', workspaceId)
    .orderBy('users.created_at')
    .orderBy('users.id')
  const { rows, total } = await readPage(query, page)
  return { users: rows.map(toUser), total }
}

/** @returns false where the user is a member already */
export async function insertMember(
  db: Transaction<Database>,
  member: { readonly workspaceId: string; readonly userId: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('workspace_members')
    .values({ workspace_id: member.workspaceId, user_id: member.userId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** @returns false where the user is no member */
export async function deleteMember(
  db: Transaction<Database>,
  member: { readonly workspaceId: string; readonly userId: string },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('workspace_members')
    .where('workspace_id', '=', member.workspaceId)
    .where('user_id', '=', member.userId)
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}

/** Ids of the members of the workspaces of one. */
function sharing(db: Kysely<Database>, userId: string) {
  return db
    .selectFrom('workspace_members as own')
    .innerJoin('workspaces', 'workspaces.id', 'own.workspace_id')
    .innerJoin('workspace_members as others', 'others.workspace_id', 'own.workspace_id')
    .select('others.user_id')
    .where('own.user_id', '=', userId)
    .where('workspaces.is_sandbox', '=', 0)
}

function toUser(row: Selectable<Database['users']>): StoredUser {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    role: row.role,
    subject: row.token_subject,
    createdAt: row.created_at,
    removedAt: row.removed_at,
  }
}
