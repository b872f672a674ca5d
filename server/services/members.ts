import type { User, UsersResponse } from '../../shared/contract/users.ts'
import { deleteMember, insertMember, listMembers as listStored } from '../db/users.ts'
import type { Page } from '../domain/page.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentSet } from './document-sets.ts'
import type { Principal } from './principal.ts'
import { notFound } from './problem.ts'
import { checkMayManage, getUserOfOrganization, presentUser } from './user-of-organization.ts'

export async function listMembers(
  { db }: Dependencies,
  principal: Principal,
  documentSetId: string,
  page: Page,
): Promise<UsersResponse> {
  const { id } = getDocumentSet(principal, documentSetId)
  const { users, total } = await listStored(db, id, page)
  return { users: users.map(presentUser), total, page: page.page, page_size: page.pageSize }
}

/** A member of before stays one. @throws Problem `not_found` for the document set or the user */
export async function addMember(
  deps: Dependencies,
  principal: Principal,
  documentSetId: string,
  userId: string,
): Promise<{ user: User; isNew: boolean }> {
  const { id: workspaceId } = getDocumentSet(principal, documentSetId)
  return commit(deps, async (trx) => {
    const user = await getUserOfOrganization(trx, principal, userId)
    const isNew = await insertMember(trx, { workspaceId, userId })
    return { user: presentUser(user), isNew }
  })
}

/** It counts with the next request. @throws Problem `not_found` for one who is no member */
export async function removeMember(
  deps: Dependencies,
  principal: Principal,
  documentSetId: string,
  userId: string,
): Promise<void> {
  const { id: workspaceId } = getDocumentSet(principal, documentSetId)
  await commit(deps, async (trx) => {
    const user = await getUserOfOrganization(trx, principal, userId)
    checkMayManage(principal, user.role)
    if (!(await deleteMember(trx, { workspaceId, userId }))) throw notFound('user')
  })
}
