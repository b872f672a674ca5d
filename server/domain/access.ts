import {
  memberRoles,
  permissions as allPermissions,
  type MemberRole,
  type Permission,
} from '../../shared/model/vocabulary.ts'

/** Exact: no permission implies another (api.md §1). */
const permissionsOfRole: Readonly<Record<MemberRole, readonly Permission[]>> = {
  internal: allPermissions,
  owner: allPermissions,
  admin: allPermissions,
  member: ['read', 'search', 'write', 'generate'],
  viewer: ['read', 'search'],
}

const ranks: Readonly<Record<MemberRole, number>> = {
  internal: 4,
  owner: 3,
  admin: 2,
  member: 1,
  viewer: 0,
}

/** Undefined for a role that nobody knows: it grants nothing. */
export function findRole(name: string): MemberRole | undefined {
  return memberRoles.find((role) => role === name)
}

/** The one of the named roles that may most; those that nobody knows count for nothing. */
export function findStrongestRole(names: readonly string[]): MemberRole | undefined {
  return names
    .flatMap((name) => findRole(name) ?? [])
    .toSorted((a, b) => ranks[b] - ranks[a])
    .at(0)
}

/** A key acts as a member, with the permission `admin` as an admin; owners and viewers stay what they are. */
export function findRoleOfKey(
  roleOfUser: string,
  granted: readonly Permission[],
): MemberRole | undefined {
  const role = findRole(roleOfUser)
  return role === 'admin' && !granted.includes('admin') ? 'member' : role
}

/** Effective right = permission AND role. */
export function listEffective(
  role: MemberRole,
  granted: readonly Permission[],
): readonly Permission[] {
  return permissionsOfRole[role].filter((permission) => granted.includes(permission))
}

export function listPermissionsOfRole(role: MemberRole): readonly Permission[] {
  return permissionsOfRole[role]
}

/** Whether the role sees every workspace of its organization; the others see those of the member. */
export function seesWholeOrganization(role: MemberRole): boolean {
  return role === 'internal' || role === 'owner'
}

/** Nobody hands out, changes or takes away a role above the own one. */
export function mayManageRole(own: MemberRole, other: string): boolean {
  const known = findRole(other)
  return known === undefined || ranks[known] <= ranks[own]
}
