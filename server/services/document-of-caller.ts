import { findDocument, type StoredDocument } from '../db/documents.ts'
import { findVersion, type StoredVersion } from '../db/document-versions.ts'
import type { Dependencies } from './dependencies.ts'
import { listWorkspaceIds, type Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'

/** @throws Problem `not_found`, alike for a foreign and a missing id */
export async function getDocumentOfCaller(
  { db }: Pick<Dependencies, 'db'>,
  principal: Principal,
  id: string,
): Promise<StoredDocument> {
  const document = await findDocument(db, listWorkspaceIds(principal), id)
  if (!document) throw notFound('document')
  return document
}

/** The version asked for, else the newest. @throws Problem `not_ready` while there is none */
export async function getVersionOfDocument(
  { db }: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  number?: number,
): Promise<StoredVersion> {
  const version = await findVersion(db, document.id, number ?? document.currentVersion)
  if (version) return version
  if (number !== undefined) throw notFound('version')
  throw new Problem(
    'not_ready',
    `${document.name} has no version yet; its status is ${document.status}.`,
  )
}
