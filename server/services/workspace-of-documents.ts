import type { Dependencies } from './dependencies.ts'
import { getDocumentOfCaller } from './document-of-caller.ts'
import { chooseWorkspace, type Principal } from './principal.ts'
import { notFound } from './problem.ts'

/**
 * The workspace of the named documents, or the one that the call names.
 * @throws Problem `not_found` for a document that is not there or of another workspace than the rest
 */
export async function chooseWorkspaceOfDocuments(
  deps: Pick<Dependencies, 'db'>,
  principal: Principal,
  documentIds: readonly string[],
  key: string | undefined,
): Promise<string> {
  const documents = await Promise.all(
    documentIds.map((id) => getDocumentOfCaller(deps, principal, id)),
  )
  const [first] = documents
  if (!first || key !== undefined) {
    const named = { key, keyPlace: ['body', 'document_set_key'] }
    const { id } = chooseWorkspace(principal, named)
    if (documents.some(({ workspaceId }) => workspaceId !== id)) throw notFound('document')
    return id
  }
  if (documents.some(({ workspaceId }) => workspaceId !== first.workspaceId))
    throw notFound('document')
  return first.workspaceId
}
