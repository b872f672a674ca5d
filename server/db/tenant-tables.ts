/**
 * Who may call, what for, and what was answered. A flag is 0 or 1; what is granted is a JSON list.
 */
export type TenantTables = {
  organizations: { id: string; name: string; created_at: string }
  users: {
    id: string
    organization_id: string
    name: string
    role: string
    token_subject: string | null
    created_at: string
    removed_at: string | null
  }
  workspaces: {
    id: string
    organization_id: string
    key: string
    name: string
    next_task_number: number
    created_at: string
    is_sandbox: number
  }
  workspace_members: { workspace_id: string; user_id: string }
  api_keys: {
    id: string
    organization_id: string
    workspace_id: string | null
    user_id: string
    name: string
    hash: string
    permissions: string
    created_at: string
    expires_at: string | null
    revoked_at: string | null
    family_id: string
    replaced_by: string | null
    requests_per_minute: number | null
  }
  request_keys: {
    id: string
    fingerprint: string
    claim: string
    created_at: string
    status: number | null
    headers: string | null
    body: string | null
    reached: string
  }
}
