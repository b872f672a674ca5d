import { findDocument, findWorkspaceOfDocument } from '../db/documents.ts'
import { findWorkspaceOfFile } from '../db/workspace-of-file.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentFile, openBlob, type DocumentFile } from './get-document-file.ts'
import { notFound } from './problem.ts'
import { linksRoot } from './make-link.ts'
import { checkLink } from './signed-links.ts'
import { getFile } from './task-files.ts'
import { writeTaskFile } from './write-task-file.ts'

/**
 * The file that one of our links leads to: its signature is the right to have it.
 * @throws Problem `link_foreign`, `link_expired`; `not_found` for what is gone, or where no link leads
 */
export async function openLink(
  deps: Dependencies,
  path: string,
  query: Readonly<Record<string, string>>,
): Promise<DocumentFile> {
  checkLink(deps, path, query)
  const [id = '', ofKind] = path.slice(linksRoot.length + 1).split('/')
  if (ofKind === undefined) return openDocument(deps, id, Number(query['version']))
  if (id === 'files') return openTaskFile(deps, ofKind)
  const blob = { workspaceId: query['workspace'] ?? '', hash: ofKind }
  const named = { fileName: query['name'] ?? '', mimeType: query['type'] ?? '' }
  return openBlob(deps, blob.workspaceId, blob.hash, named)
}

async function openDocument(
  deps: Dependencies,
  id: string,
  version: number,
): Promise<DocumentFile> {
  const workspaceId = await findWorkspaceOfDocument(deps.db, id)
  const document = workspaceId && (await findDocument(deps.db, [workspaceId], id))
  if (!document) throw notFound('document')
  return getDocumentFile(deps, document, { version })
}

async function openTaskFile(deps: Dependencies, id: string): Promise<DocumentFile> {
  const workspaceId = await findWorkspaceOfFile(deps.db, id)
  if (workspaceId === undefined) throw notFound('file')
  return writeTaskFile(deps, await getFile(deps, [workspaceId], id))
}
