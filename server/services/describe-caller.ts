import type { WhoAmIResponse } from '../../shared/contract/identity.ts'
import { listEffective } from '../domain/access.ts'
import type { Credential, Principal } from './principal.ts'

export function describeCaller(principal: Principal): WhoAmIResponse {
  const { workspaces, credential } = principal
  const only = workspaces.length === 1 ? workspaces[0] : undefined
  const workspace = principal.workspace ?? only
  return {
    organization_id: principal.organizationId,
    organization_name: principal.organizationName,
    user_id: principal.userId,
    user_name: principal.userName,
    workspace_id: workspace?.id ?? null,
    workspace_name: workspace?.name ?? null,
    workspaces: workspaces.map(({ id, name }) => ({ workspace_id: id, workspace_name: name })),
    role: principal.role,
    permissions: [...listEffective(principal.role, principal.permissions)],
    credential: credential.kind,
    api_key: describeKey(credential),
    is_sandbox: principal.isSandbox,
  }
}

function describeKey(credential: Credential): WhoAmIResponse['api_key'] {
  if (credential.kind === 'token') return null
  return {
    api_key_id: credential.id,
    name: credential.name,
    expires_at: credential.expiresAt,
    requests_per_minute: credential.requestsPerMinute,
  }
}
