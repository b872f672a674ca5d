import type { MemberRole, Permission } from '../../shared/model/vocabulary.ts'
import type { Workspace } from '../db/tenants.ts'
import { listEffective } from '../domain/access.ts'
import { Problem } from './problem.ts'

/** Who calls, and what that allows. */
export type Principal = {
  readonly userId: string
  readonly userName: string
  readonly organizationId: string
  readonly organizationName: string
  readonly role: MemberRole
  /** What was granted; the effective right is this AND what the role may (api.md §1). */
  readonly permissions: readonly Permission[]
  /** Workspaces that the caller may see, in the order of their making. */
  readonly workspaces: readonly Workspace[]
  /** The one that the key or X-Workspace-Id names; null where neither does. */
  readonly workspace: Workspace | null
  readonly credential: Credential
  /** Reaches the sandbox alone, where nothing is delivered and no model is called. */
  readonly isSandbox: boolean
}

/** How the caller showed who it is. */
export type Credential =
  | {
      readonly kind: 'api_key'
      readonly id: string
      readonly familyId: string
      readonly name: string
      /** Null for a key of the organization. */
      readonly workspaceId: string | null
      readonly requestsPerMinute: number | null
      readonly expiresAt: string | null
    }
  | { readonly kind: 'token' }

/** @throws Problem `permission_missing` */
export function checkPermission(principal: Principal, permission: Permission): void {
  const { role, permissions, credential } = principal
  if (listEffective(role, permissions).includes(permission)) return
  const holder = credential.kind === 'api_key' ? 'key' : 'token'
  throw new Problem(
    'permission_missing',
    `This needs the permission "${permission}"; the ${holder} has ${permissions.join(', ') || 'none'}, ` +
      `and the role is ${role}.`,
  )
}

/** Whether the caller's key belongs to one workspace, whatever it asks for. */
export function isWorkspaceKey({ credential }: Principal): boolean {
  return credential.kind === 'api_key' && credential.workspaceId !== null
}

export function listWorkspaceIds(principal: Principal): string[] {
  const { workspace, workspaces } = principal
  return workspace ? [workspace.id] : workspaces.map(({ id }) => id)
}

/** What a call says of its workspace, and where it says so; without `keyPlace` it can't say a key. */
type NamedWorkspace = {
  readonly key?: string | undefined
  readonly name?: string | undefined
  readonly keyPlace?: readonly string[]
  readonly namePlace?: readonly string[]
}

/**
 * The workspace that a call works in: named in the body, else that of the key, else the only one.
 * @throws Problem `document_set_unknown` for an unknown name, `parameters_disagree` when key and
 * name belong to two, `parameter_missing` when nothing tells which, `permission_missing` when there
 * is none.
 */
export function chooseWorkspace(principal: Principal, named: NamedWorkspace = {}): Workspace {
  const visible = principal.workspace ? [principal.workspace] : principal.workspaces
  const { keyPlace, namePlace = ['body', 'document_set_name'] } = named
  const byKey = findNamed(visible, named.key, keyPlace ?? [], ({ key, id }) => [key, id])
  const byName = findNamed(visible, named.name, namePlace, ({ name }) => [name])
  if (byKey && byName && byKey.id !== byName.id) {
    throw disagree(
      [keyPlace ?? [], namePlace],
      `"${named.key}" belongs to "${byKey.name}", not to "${named.name}"`,
    )
  }
  const chosen = byKey ?? byName ?? (visible.length === 1 ? visible[0] : undefined)
  if (chosen) return chosen
  if (visible.length === 0) {
    throw new Problem('permission_missing', 'You are a member of no document set.')
  }
  throw workspaceMissing(keyPlace)
}

/** Two fields that say the same, and differ. */
function disagree(places: readonly (readonly string[])[], msg: string): Problem {
  const names = places.map((place) => place.at(-1)).join(' and ')
  return new Problem('parameters_disagree', `${names} disagree: ${msg}.`, {
    errors: places.map((place) => ({ loc: [...place], msg, type: 'parameters_disagree' })),
  })
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
