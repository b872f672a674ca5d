import { findDocument, findWorkspaceOfDocument, type StoredDocument } from '../db/documents.ts'
import type { Dependencies } from './dependencies.ts'
import { notFound } from './problem.ts'

/** For a link whose signature was checked: that is its right to see the document. */
export async function getDocumentOfLink(
  { db }: Pick<Dependencies, 'db'>,
  id: string,
): Promise<StoredDocument> {
  const workspaceId = await findWorkspaceOfDocument(db, id)
  const document = workspaceId && (await findDocument(db, [workspaceId], id))
  if (!document) throw notFound('document')
  return document
}
