import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Permission } from '../../shared/model/vocabulary.ts'
import type { Page } from '../domain/page.ts'
import { readPage } from './read-page.ts'
import type { Database } from './tables.ts'

/** An API key; of the key itself only its SHA-256 is stored, hex. */
export type StoredApiKey = {
  readonly id: string
  /** The first of the keys that followed each other by rotation: who calls stays the same. */
  readonly familyId: string
  readonly organizationId: string
  /** Null for a key of the organization. */
  readonly workspaceId: string | null
  readonly userId: string
  readonly name: string
  readonly hash: string
  readonly permissions: readonly Permission[]
  /** Null for the rate of its workspace. */
  readonly requestsPerMinute: number | null
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
  readonly replacedBy: string | null
}

/** A key with the user that it acts for, as they are now. */
export type ActingApiKey = StoredApiKey & {
  readonly role: string
  readonly userName: string
  readonly isUserRemoved: boolean
  readonly organizationName: string
  readonly isSandbox: boolean
}

export type NewApiKey = Omit<StoredApiKey, 'revokedAt' | 'replacedBy'>

export async function insertApiKey(db: Transaction<Database>, key: NewApiKey): Promise<void> {
  await db
    .insertInto('api_keys')
    .values({
      id: key.id,
      family_id: key.familyId,
      organization_id: key.organizationId,
      workspace_id: key.workspaceId,
      user_id: key.userId,
      name: key.name,
      hash: key.hash,
      permissions: JSON.stringify(key.permissions),
      requests_per_minute: key.requestsPerMinute,
      created_at: key.createdAt,
      expires_at: key.expiresAt,
      revoked_at: null,
      replaced_by: null,
    })
    .execute()
}

export async function findApiKeyByHash(
  db: Kysely<Database>,
  hash: string,
): Promise<ActingApiKey | undefined> {
  const row = await db
    .selectFrom('api_keys')
    .innerJoin('users', 'users.id', 'api_keys.user_id')
    .innerJoin('organizations', 'organizations.id', 'api_keys.organization_id')
    .leftJoin('workspaces', 'workspaces.id', 'api_keys.workspace_id')
    .selectAll('api_keys')
    .select(['users.role', 'users.name as user_name', 'users.removed_at'])
    .select(['organizations.name as organization_name', 'workspaces.is_sandbox'])
    .where('api_keys.hash', '=', hash)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    ...toApiKey(row),
    role: row.role,
    userName: row.user_name,
    isUserRemoved: row.removed_at !== null,
    organizationName: row.organization_name,
    isSandbox: row.is_sandbox === 1,
  }
}

/** Keys that a caller may manage: those of the workspaces, and where asked those of no workspace. */
export type ApiKeyScope = {
  readonly organizationId: string
  readonly workspaceIds: readonly string[]
  /** "all" keys of the organization, those of one user, or none. */
  readonly ofOrganization: 'all' | 'none' | { readonly userId: string }
}

/** Newest first. */
export async function listApiKeys(
  db: Kysely<Database>,
  scope: ApiKeyScope,
  page: Page,
): Promise<{ keys: StoredApiKey[]; total: number }> {
  const query = selectInScope(db, scope).orderBy('created_at', 'desc').orderBy('id')
  const { rows, total } = await readPage(query, page)
  return { keys: rows.map(toApiKey), total }
}

/** A key in the scope; another one is as absent as a missing one (law 7). */
export async function findApiKey(
  db: Kysely<Database>,
  scope: ApiKeyScope,
  id: string,
): Promise<StoredApiKey | undefined> {
  const row = await selectInScope(db, scope).where('id', '=', id).executeTakeFirst()
  return row && toApiKey(row)
}

export async function updateApiKey(
  db: Transaction<Database>,
  id: string,
  change: {
    readonly expiresAt?: string | null
    readonly revokedAt?: string
    readonly replacedBy?: string
  },
): Promise<void> {
  await db
    .updateTable('api_keys')
    .set({
      ...(change.expiresAt !== undefined && { expires_at: change.expiresAt }),
      ...(change.revokedAt !== undefined && { revoked_at: change.revokedAt }),
      ...(change.replacedBy !== undefined && { replaced_by: change.replacedBy }),
    })
    .where('id', '=', id)
    .execute()
}

function selectInScope(db: Kysely<Database>, scope: ApiKeyScope) {
  const { ofOrganization, workspaceIds } = scope
  return db
    .selectFrom('api_keys')
    .selectAll()
    .where('organization_id', '=', scope.organizationId)
    .where((eb) => {
      const parts = []
      // an empty list is no SQL
      if (workspaceIds.length > 0) parts.push(eb('workspace_id', 'in', workspaceIds))
      if (ofOrganization === 'all') parts.push(eb('workspace_id', 'is', null))
      else if (ofOrganization !== 'none') {
        const ofUser = eb('user_id', '=', ofOrganization.userId)
        parts.push(eb.and([eb('workspace_id', 'is', null), ofUser]))
      }
      return eb.or(parts)
    })
}

function toApiKey(row: Selectable<Database['api_keys']>): StoredApiKey {
  return {
    id: row.id,
    familyId: row.family_id,
    organizationId: row.organization_id,
    workspaceId: row.workspace_id,
    userId: row.user_id,
    name: row.name,
    hash: row.hash,
    permissions: JSON.parse(row.permissions) as Permission[],
    requestsPerMinute: row.requests_per_minute,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    replacedBy: row.replaced_by,
  }
}
