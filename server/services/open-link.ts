import { findDocument, findWorkspaceOfDocument, type StoredDocument } from '../db/documents.ts'
import { findWorkspaceOfFile } from '../db/workspace-of-file.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentFile, type DocumentFile } from './get-document-file.ts'
import { notFound } from './problem.ts'
import { checkLink, signLink } from './signed-links.ts'
import { getFile, identify, type FoundFile } from './task-files.ts'
import { writeTaskFile } from './write-task-file.ts'

type Signing = Pick<Dependencies, 'clock' | 'signingSecret'>

export const linksRoot = '/api/v1/downloads'

/** Of the version that is the newest now. */
export function linkToDocument(deps: Signing, { id, currentVersion }: StoredDocument) {
  return signLink(deps, `${linksRoot}/${id}`, { version: String(currentVersion) })
}

export function linkToTaskFile(deps: Signing, file: FoundFile) {
  return signLink(deps, `${linksRoot}/files/${identify(file).id}`)
}

/** Bytes as they lie in a workspace, under a name of their own. */
export type NamedBlob = {
  readonly workspaceId: string
  readonly hash: string
  readonly fileName: string
  readonly mimeType: string
}

export function linkToBlob(deps: Signing, { workspaceId, hash, fileName, mimeType }: NamedBlob) {
  const query = { workspace: workspaceId, name: fileName, type: mimeType }
  return signLink(deps, `${linksRoot}/blobs/${hash}`, query)
}

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
  const bytes = await deps.blobs.find(blob.workspaceId, blob.hash)
  if (!bytes) throw notFound('file')
  return { bytes, fileName: query['name'] ?? '', mimeType: query['type'] ?? '' }
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
