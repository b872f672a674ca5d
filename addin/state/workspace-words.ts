import type { WhoAmIResponse } from '../../shared/contract/identity.ts'

type Workspace = WhoAmIResponse['workspaces'][number]

/** Names for people to choose by: those that several workspaces have, with where their id begins. */
export function nameWorkspaces(workspaces: readonly Workspace[]): readonly string[] {
  return workspaces.map(({ workspace_id: id, workspace_name: name }) => {
    const isShared = workspaces.filter((one) => one.workspace_name === name).length > 1
    return isShared ? `${name} (${id.slice(0, 8)}…)` : name
  })
}
