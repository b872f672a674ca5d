import type { MemberRole } from '../../shared/model/vocabulary.ts'
import { findOrganization, listWorkspaces } from '../db/tenants.ts'
import { findUserBySubject, insertUser, updateUser, type StoredUser } from '../db/users.ts'
import {
  findRole,
  findStrongestRole,
  listPermissionsOfRole,
  seesWholeOrganization,
} from '../domain/access.ts'
import type { TokenClaims } from '../ports/token-verifier.ts'
import type { Caller } from './authenticate.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'
import { refused } from './unauthenticated.ts'

type TokenDependencies = Pick<Dependencies, 'db' | 'clock' | 'newId' | 'tokens'>

/**
 * Whom a token acts for. Its role counts where it names one, and is that of the user from then on, for
 * its keys too; else that of the stored user does. A user who
 * comes for the first time with a known role is stored, without any workspace.
 * @throws Problem `unauthenticated`, `permission_missing`, `identity_unavailable`
 */
export async function findPrincipalOfToken(
  deps: TokenDependencies,
  token: string,
): Promise<Caller> {
  const claims = await verify(deps, token)
  const organization = await findOrganization(deps.db, claims.organizationId)
  if (!organization) throw refused('Invalid token')
  const { user, role } = await findUserAndRole(deps, organization.id, claims)
  const seenBy = seesWholeOrganization(role) ? null : user.id
  return {
    userId: user.id,
    userName: user.name,
    organizationId: organization.id,
    organizationName: organization.name,
    role,
    permissions: listPermissionsOfRole(role),
    workspaces: await listWorkspaces(deps.db, organization.id, seenBy),
    credential: { kind: 'token' },
    isSandbox: false,
  }
}

async function verify({ tokens }: TokenDependencies, token: string): Promise<TokenClaims> {
  const verified = tokens ? await tokens.verify(token) : ({ outcome: 'invalid' } as const)
  if (verified.outcome === 'valid') return verified.claims
  if (verified.outcome === 'expired') throw refused('Token has expired')
  if (verified.outcome === 'invalid') throw refused('Invalid token')
  throw new Problem(
    'identity_unavailable',
    'The keys of the identity provider can not be fetched at present; try again, or use an API key.',
    { headers: { 'Retry-After': '10' } },
  )
}

async function findUserAndRole(
  deps: TokenDependencies,
  organizationId: string,
  claims: TokenClaims,
): Promise<{ user: StoredUser; role: MemberRole }> {
  const stored = await findUserBySubject(deps.db, organizationId, claims.subject)
  const role = claims.roles ? findStrongestRole(claims.roles) : findRole(stored?.role ?? '')
  if (!role || stored?.removedAt) {
    throw new Problem('permission_missing', 'The user of this token has no known role here.')
  }
  if (stored && stored.role !== role) await storeRole(deps, stored.id, role)
  return { user: stored ?? (await storeUser(deps, organizationId, claims, role)), role }
}

async function storeRole(
  { db }: TokenDependencies,
  userId: string,
  role: MemberRole,
): Promise<void> {
  await db.transaction().execute((trx) => updateUser(trx, userId, { role }))
}

async function storeUser(
  { db, clock, newId }: TokenDependencies,
  organizationId: string,
  { subject, name }: TokenClaims,
  role: MemberRole,
): Promise<StoredUser> {
  const user = { id: newId(), organizationId, name: name ?? subject, role, subject }
  await db.transaction().execute((trx) => insertUser(trx, { ...user, createdAt: clock.now() }))
  // another call of the same user may have been first
  const stored = await findUserBySubject(db, organizationId, subject)
  if (!stored) throw new Error('a user that was stored is not there')
  return stored
}
