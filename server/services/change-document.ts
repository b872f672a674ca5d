import type { Transaction } from 'kysely'
import type { ChangeDocumentRequest, DocumentDetails } from '../../shared/contract/documents.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import {
  findDocumentByExternalId,
  findDocument,
  findHolderOfName,
  updateDocument,
  type StoredDocument,
} from '../db/documents.ts'
import type { Database } from '../db/tables.ts'
import { canonicalJson } from './canonical-json.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { describeDocument } from './describe-document.ts'
import { checkSmall } from './json-size.ts'
import { checkDepth } from './json-depth.ts'
import { listWorkspaceIds, type Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'

/** What may be corrected of a source or document; what is undefined stays. */
export type DocumentChange = {
  readonly role?: SourceRole | undefined
  readonly name?: string | undefined
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
  readonly externalId?: string | null | undefined
}

/**
 * Corrects what was said of a source or document. Runs keep what they pinned, and versions that
 * were read keep the role that they were read to have.
 * @throws Problem `not_found`, `bad_request`, `name_taken`, `external_id_taken`
 */
export async function changeDocument(
  deps: Dependencies,
  principal: Principal,
  id: string,
  request: ChangeDocumentRequest,
): Promise<DocumentDetails> {
  const { role, document_name: name, metadata, external_id: externalId } = request
  checkMetadata(metadata)
  return commit(deps, async (trx) => {
    const document = await findDocument(trx, listWorkspaceIds(principal), id)
    if (!document) throw notFound('document')
    if (role !== undefined && document.kind !== 'source') throw hasNoRole(document)
    if (name !== undefined) await checkNameIsFree(trx, document, name)
    await applyChange(trx, deps, document, { role, name, metadata, externalId })
    return describeDocument({ ...deps, db: trx }, principal, id)
  })
}

/** @throws Problem `validation_failed`, `data_too_large` */
export function checkMetadata(metadata: DocumentChange['metadata']): void {
  checkDepth(metadata, 'metadata')
  checkSmall(metadata, 'metadata', maximumMetadataBytes)
}

const maximumMetadataBytes = 102_400

/**
 * Stores the change in the caller's transaction.
 * @returns the document as it is now, and what changed, for people
 * @throws Problem `external_id_taken`
 */
export async function applyChange(
  trx: Transaction<Database>,
  { clock }: Pick<Dependencies, 'clock'>,
  document: StoredDocument,
  change: DocumentChange,
): Promise<{ document: StoredDocument; changes: string[] }> {
  const { role, name, metadata, externalId } = change
  const changed = {
    // a role that was classified and is given now is given, even where it is the same
    ...(role && (role !== document.role || document.roleConfidence !== 1)
      ? { role, roleConfidence: 1 }
      : {}),
    ...(name !== undefined && name !== document.name && { name }),
    ...(metadata && canonicalJson(metadata) !== canonicalJson(document.metadata) && { metadata }),
    ...(externalId !== undefined && externalId !== document.externalId && { externalId }),
  }
  if (Object.keys(changed).length === 0) return { document, changes: [] }
  if (changed.externalId) await checkExternalIdIsFree(trx, document, changed.externalId)
  const updatedAt = clock.now()
  await updateDocument(trx, document.id, { ...changed, updatedAt })
  return { document: { ...document, ...changed, updatedAt }, changes: describeChanges(changed) }
}

function describeChanges(changed: DocumentChange): string[] {
  const { role, name, metadata, externalId } = changed
  return [
    ...(role ? [`its role is "${role}" now`] : []),
    ...(name !== undefined ? [`its name is "${name}" now`] : []),
    ...(externalId ? [`its external_id is "${externalId}" now`] : []),
    ...(externalId === null ? ['it has no external_id any more'] : []),
    ...(metadata ? ['its metadata was replaced'] : []),
  ]
}

async function checkExternalIdIsFree(
  trx: Transaction<Database>,
  { id, workspaceId, kind }: StoredDocument,
  externalId: string,
): Promise<void> {
  const holder = await findDocumentByExternalId(trx, workspaceId, kind, externalId)
  if (holder && holder.id !== id) throw externalIdTaken(externalId, holder)
}

/** `known`: the source whose bytes came with the external id of the holder. */
export function externalIdTaken(
  externalId: string,
  holder: StoredDocument,
  known?: StoredDocument,
): Problem {
  const msg = `belongs to "${holder.name}" (${holder.id})`
  const also = known
    ? `, and these bytes are "${known.name}" (${known.id}); document_id says which is meant`
    : ''
  return new Problem('external_id_taken', `external_id "${externalId}" ${msg}${also}.`, {
    errors: [{ loc: ['body', 'external_id'], msg, type: 'external_id_taken' }],
  })
}

/** As a new document of the name: only a generated one holds it alone. */
async function checkNameIsFree(
  trx: Transaction<Database>,
  document: StoredDocument,
  name: string,
): Promise<void> {
  if (document.kind !== 'generated' || document.status === 'Failed') return
  const holder = await findHolderOfName(trx, document.workspaceId, name)
  if (!holder || holder.id === document.id) return
  const msg = 'is the name of another document'
  throw new Problem('name_taken', `"${name}" ${msg}.`, {
    errors: [{ loc: ['body', 'document_name'], msg, type: 'name_taken' }],
  })
}

function hasNoRole({ name, kind }: StoredDocument): Problem {
  const msg = `${name} is a ${kind} document; only a source has a role`
  return new Problem('bad_request', `${msg}.`, {
    errors: [{ loc: ['body', 'role'], msg, type: 'bad_request' }],
  })
}
