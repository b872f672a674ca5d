import type { DocumentSet } from '../../shared/contract/document-sets.ts'
import { deleteWorkspace } from '../db/removals.ts'
import { findWorkspaceByKey, insertWorkspace, type Workspace } from '../db/tenants.ts'
import { slicePage, type Page } from '../domain/page.ts'
import { clearLeftovers } from './clear-leftovers.ts'
import { commit, settle } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { isWorkspaceKey, type Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'

/** Makes a workspace; its creator is its first member. @throws Problem `name_taken` */
export async function createDocumentSet(
  deps: Dependencies,
  principal: Principal,
  named: { name: string; key: string | undefined },
): Promise<DocumentSet> {
  if (isWorkspaceKey(principal)) {
    throw new Problem('permission_missing', 'A workspace key can not make further document sets.')
  }
  const { db, clock, newId } = deps
  const id = newId()
  const key = named.key ?? id
  if (await findWorkspaceByKey(db, principal.organizationId, key)) {
    throw new Problem('name_taken', `The organization has a document set with the key "${key}".`)
  }
  const workspace: Workspace = {
    id,
    organizationId: principal.organizationId,
    key,
    name: named.name,
    createdAt: clock.now(),
    isSandbox: false,
  }
  return commit(deps, async (trx) => {
    await insertWorkspace(trx, workspace, principal.userId)
    return toDocumentSet(workspace)
  })
}

/** In the order of their making. */
export function listDocumentSets(principal: Principal, page: Page) {
  const visible = listVisible(principal)
  return {
    document_sets: slicePage(visible, page).map(toDocumentSet),
    total: visible.length,
    page: page.page,
    page_size: page.pageSize,
  }
}

export function getDocumentSet(principal: Principal, id: string): DocumentSet {
  const found = listVisible(principal).find((set) => set.id === id)
  if (!found) throw notFound('document set')
  return toDocumentSet(found)
}

function listVisible({ workspace, workspaces }: Principal): readonly Workspace[] {
  return workspace ? [workspace] : workspaces
}

/** With everything in it. @throws Problem `wrong_state` for the last one of an organization. */
export async function deleteDocumentSet(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<void> {
  getDocumentSet(principal, id)
  if (principal.workspaces.length === 1) {
    throw new Problem('wrong_state', 'This is the last document set that you can see; it stays.')
  }
  const leftovers = await deps.db.transaction().execute(async (trx) => {
    await settle(deps, trx, undefined)
    return deleteWorkspace(trx, id)
  })
  await clearLeftovers(deps, leftovers)
}

function toDocumentSet(workspace: Workspace): DocumentSet {
  return {
    id: workspace.id,
    document_set_key: workspace.key,
    document_set_name: workspace.name,
    version: 1,
    created_at: workspace.createdAt,
  }
}
