import type { Transaction } from 'kysely'
import type { GenerateRequest } from '../../shared/contract/documents.ts'
import { deleteNextOutline, findNextOutline, type NextOutline } from '../db/document-outlines.ts'
import { findHolderOfName, type StoredDocument } from '../db/documents.ts'
import type { Database } from '../db/tables.ts'
import { findTemplateVersion } from '../db/templates.ts'
import type { Workspace } from '../db/tenants.ts'
import type { NamedParts } from './check-generate-request.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'

/**
 * The outline that was kept for the next run of the document that a request makes a new version of.
 * Undefined where the request brings one, or names another template than that of the document.
 */
export async function findOutlineToUse(
  { db }: Pick<Dependencies, 'db'>,
  workspace: Workspace,
  { if_exists: ifExists, generic_mrt_outline_full: given }: GenerateRequest,
  { outputName, templateId }: NamedParts,
): Promise<NextOutline | undefined> {
  if (ifExists !== 'new_version' || given?.sections) return undefined
  const document = await findHolderOfName(db, workspace.id, outputName)
  const next = document && (await findNextOutline(db, document.id))
  const version = next && (await findTemplateVersion(db, next.templateVersionId))
  return version?.templateId === templateId ? next : undefined
}

/**
 * Takes the outline out of the store, in the transaction of the run that is made from it.
 * @throws Problem `wrong_state` when another request has come between
 */
export async function takeNextOutline(
  trx: Transaction<Database>,
  used: NextOutline,
  document: StoredDocument | undefined,
): Promise<void> {
  const next = document && (await findNextOutline(trx, document.id))
  if (next?.createdAt !== used.createdAt || next.templateVersionId !== used.templateVersionId) {
    throw new Problem('wrong_state', 'The outline of this run was changed meanwhile; ask again.')
  }
  await deleteNextOutline(trx, used.documentId)
}
