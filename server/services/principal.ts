import type { MemberRole, Permission } from '../../shared/model/vocabulary.ts'
import { listWorkspaces, type Workspace } from '../db/tenants.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'

/** Who calls, and what that allows. */
export type Principal = {
  readonly userId: string
  readonly organizationId: string
  readonly organizationName: string
  readonly role: MemberRole
  readonly permissions: readonly Permission[]
  /** Workspaces that the caller may see, in the order of their making. */
  readonly workspaces: readonly Workspace[]
  /** The one that the key or X-Workspace-Id names; null for an organization key without the header. */
  readonly workspace: Workspace | null
}

const permissionsOfRole: Readonly<Record<MemberRole, readonly Permission[]>> = {
  internal: ['read', 'search', 'write', 'generate', 'admin'],
  owner: ['read', 'search', 'write', 'generate', 'admin'],
  admin: ['read', 'search', 'write', 'generate', 'admin'],
  member: ['read', 'search', 'write', 'generate'],
  viewer: ['read', 'search'],
}

/** Effective right = permission AND role (api.md §1). @throws Problem `permission_missing` */
export function checkPermission(principal: Principal, permission: Permission): void {
  const isAllowed =
    principal.permissions.includes(permission) &&
    permissionsOfRole[principal.role].includes(permission)
  if (isAllowed) return
  throw new Problem(
    'permission_missing',
    `This needs the permission "${permission}"; the key has ${principal.permissions.join(', ') || 'none'}, ` +
      `and the role is ${principal.role}.`,
  )
}

export function listWorkspaceIds(principal: Principal): string[] {
  const { workspace, workspaces } = principal
  return workspace ? [workspace.id] : workspaces.map(({ id }) => id)
}

/** Workspaces of the organization for those who see all, else those of the member. */
export async function listVisibleWorkspaces(
  { db }: Pick<Dependencies, 'db'>,
  user: { organizationId: string; userId: string; role: MemberRole },
): Promise<Workspace[]> {
  const seesAll = user.role === 'internal' || user.role === 'owner'
  return listWorkspaces(db, user.organizationId, seesAll ? null : user.userId)
}

/** What a call says of its workspace, and where it says so; without `keyPlace` it can't say a key. */
export type NamedWorkspace = {
  readonly key?: string | undefined
  readonly name?: string | undefined
  readonly keyPlace?: readonly string[]
  readonly namePlace?: readonly string[]
}

/**
 * The workspace that a call works in: named in the body, else that of the key, else the only one.
 * @throws Problem `document_set_unknown` for an unknown name, `parameters_disagree` when key and
 * name belong to two, `parameter_missing` when nothing tells which.
 */
export function chooseWorkspace(principal: Principal, named: NamedWorkspace = {}): Workspace {
  const visible = principal.workspace ? [principal.workspace] : principal.workspaces
  const { keyPlace, namePlace = ['body', 'document_set_name'] } = named
  const byKey = findNamed(visible, named.key, keyPlace ?? [], ({ key, id }) => [key, id])
  const byName = findNamed(visible, named.name, namePlace, ({ name }) => [name])
  if (byKey && byName && byKey.id !== byName.id) {
    throw new Problem(
      'parameters_disagree',
      `document_set_key "${named.key}" belongs to "${byKey.name}", not to "${named.name}".`,
    )
  }
  const chosen = byKey ?? byName ?? (visible.length === 1 ? visible[0] : undefined)
  if (chosen) return chosen
  throw workspaceMissing(keyPlace)
}

function workspaceMissing(place: readonly string[] | undefined): Problem {
  const field = place ? ` or ${place.at(-1)}, its key or id` : ''
  const msg = `the key reaches several workspaces: name one by X-Workspace-Id${field}`
  const loc = place ? [...place] : ['header', 'X-Workspace-Id']
  return new Problem('parameter_missing', `T${msg.slice(1)}.`, {
    errors: [{ loc, msg, type: 'missing' }],
  })
}

function findNamed(
  visible: readonly Workspace[],
  wanted: string | undefined,
  place: readonly string[],
  namesOf: (workspace: Workspace) => string[],
): Workspace | undefined {
  if (wanted === undefined) return undefined
  const found = visible.find((workspace) => namesOf(workspace).includes(wanted))
  if (found) return found
  const msg = `there is no document set "${wanted}" that you can see`
  throw new Problem('document_set_unknown', `T${msg.slice(1)}.`, {
    errors: [{ loc: [...place], msg, type: 'document_set_unknown' }],
  })
}
