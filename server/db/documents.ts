import type { Kysely, Selectable, Transaction } from 'kysely'
import type { DocumentKind, SourceRole, Requirement } from '../../shared/model/vocabulary.ts'
import type { Page } from '../domain/page.ts'
import { readPage } from './read-page.ts'
import type { Database, DocumentsTable } from './tables.ts'

/** A source, a generated or a local document (design.md §1: they share one id space). */
export type StoredDocument = {
  readonly id: string
  readonly workspaceId: string
  readonly kind: DocumentKind
  readonly name: string
  readonly externalId: string | null
  readonly status: string
  readonly role: SourceRole | null
  /** 1 for a role that was given; below 1 for one that was classified. */
  readonly roleConfidence: number | null
  readonly mimeType: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly templateId: string | null
  readonly error: StoredFailure | null
  readonly currentVersion: number
  readonly createdAt: string
  readonly updatedAt: string
}

/** Why something failed, as it is shown. */
export type StoredFailure = {
  readonly code: string
  readonly message: string
  readonly section_id?: string
  readonly rule_id?: string
  readonly source_id?: string
  readonly placeholder?: string
  /** Every place at which a finished document is not what its run requires. */
  readonly unmet?: UnmetPlace[]
}

export type UnmetPlace = {
  readonly requirement: Requirement
  readonly section_id: string
  /** Null for words that no rule wrote. */
  readonly rule_id: string | null
  readonly reason: string
}

type DocumentFilter = {
  readonly workspaceIds: readonly string[]
  readonly kind?: DocumentKind | undefined
  readonly status?: string | undefined
  readonly externalId?: string | undefined
}

export async function insertDocument(
  db: Transaction<Database>,
  document: StoredDocument,
): Promise<void> {
  await db
    .insertInto('documents')
    .values({
      id: document.id,
      workspace_id: document.workspaceId,
      kind: document.kind,
      name: document.name,
      external_id: document.externalId,
      status: document.status,
      role: document.role,
      role_confidence: document.roleConfidence,
      mime_type: document.mimeType,
      metadata: JSON.stringify(document.metadata),
      template_id: document.templateId,
      error: document.error && JSON.stringify(document.error),
      current_version: document.currentVersion,
      created_at: document.createdAt,
      updated_at: document.updatedAt,
      deleted_at: null,
    })
    .execute()
}

/** Sets what changes of a document; `updatedAt` is always set. */
export async function updateDocument(
  db: Kysely<Database>,
  id: string,
  change: Partial<
    Pick<
      StoredDocument,
      | 'status'
      | 'name'
      | 'externalId'
      | 'metadata'
      | 'role'
      | 'roleConfidence'
      | 'error'
      | 'currentVersion'
      | 'mimeType'
      | 'templateId'
    >
  > & { readonly updatedAt: string },
): Promise<void> {
  await db
    .updateTable('documents')
    .set({
      updated_at: change.updatedAt,
      ...(change.status !== undefined && { status: change.status }),
      ...(change.name !== undefined && { name: change.name }),
      ...(change.externalId !== undefined && { external_id: change.externalId }),
      ...(change.metadata !== undefined && { metadata: JSON.stringify(change.metadata) }),
      ...(change.role !== undefined && { role: change.role }),
      ...(change.roleConfidence !== undefined && { role_confidence: change.roleConfidence }),
      ...(change.error !== undefined && { error: change.error && JSON.stringify(change.error) }),
      ...(change.currentVersion !== undefined && { current_version: change.currentVersion }),
      ...(change.mimeType !== undefined && { mime_type: change.mimeType }),
      ...(change.templateId !== undefined && { template_id: change.templateId }),
    })
    .where('id', '=', id)
    .execute()
}

/** A document of one of the workspaces; a foreign one is as absent as a missing one (law 7). */
export async function findDocument(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  id: string,
): Promise<StoredDocument | undefined> {
  if (workspaceIds.length === 0) return undefined
  const query = selectKept(db).where('id', '=', id).where('workspace_id', 'in', workspaceIds)
  return findOne(query)
}

/** By an id that came from the store itself. @throws when there is none */
export async function getDocument(db: Kysely<Database>, id: string): Promise<StoredDocument> {
  const row = await db
    .selectFrom('documents')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return toDocument(row)
}

/** Of any workspace: only for a caller whose right was shown by other means. */
export async function findWorkspaceOfDocument(
  db: Kysely<Database>,
  id: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('documents')
    .select('workspace_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.workspace_id
}

/** The newest one of the name. */
export async function findDocumentByName(
  db: Kysely<Database>,
  workspaceId: string,
  kind: DocumentKind,
  name: string,
): Promise<StoredDocument | undefined> {
  const query = selectKept(db)
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .orderBy('created_at', 'desc')
  return findOne(query)
}

/** The generated document that has the name; a failed one never holds it. */
export async function findHolderOfName(
  db: Kysely<Database>,
  workspaceId: string,
  name: string,
): Promise<StoredDocument | undefined> {
  const query = selectKept(db)
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'generated')
    .where('name', '=', name)
    .where('status', '!=', 'Failed')
  return findOne(query)
}

/** Generated documents that are named so with something in brackets behind it, as " (2)" is. */
export async function countNumberedNames(
  db: Kysely<Database>,
  workspaceId: string,
  name: string,
): Promise<number> {
  const { count } = await db
    .selectFrom('documents')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('deleted_at', 'is', null)
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'generated')
    .where('name', '>=', `${name} (`)
    .where('name', '<', `${name} )`)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function findDocumentByExternalId(
  db: Kysely<Database>,
  workspaceId: string,
  kind: DocumentKind,
  externalId: string,
): Promise<StoredDocument | undefined> {
  const query = selectKept(db)
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('external_id', '=', externalId)
  return findOne(query)
}

/** Documents that were not deleted. */
function selectKept(db: Kysely<Database>) {
  return db.selectFrom('documents').selectAll().where('deleted_at', 'is', null)
}

async function findOne(query: ReturnType<typeof selectKept>): Promise<StoredDocument | undefined> {
  const row = await query.executeTakeFirst()
  return row && toDocument(row)
}

/** Newest first. */
export async function listDocuments(
  db: Kysely<Database>,
  filter: DocumentFilter,
  page: Page,
): Promise<{ documents: StoredDocument[]; total: number }> {
  if (filter.workspaceIds.length === 0) return { documents: [], total: 0 }
  let query = db
    .selectFrom('documents')
    .selectAll()
    .where('workspace_id', 'in', filter.workspaceIds)
    .where('deleted_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (filter.status) query = query.where('status', '=', filter.status)
  if (filter.externalId) query = query.where('external_id', '=', filter.externalId)
  const { rows, total } = await readPage(query, page)
  return { documents: rows.map(toDocument), total }
}

function toDocument(row: Selectable<DocumentsTable>): StoredDocument {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    kind: row.kind as DocumentKind,
    name: row.name,
    externalId: row.external_id,
    status: row.status,
    role: row.role as SourceRole | null,
    roleConfidence: row.role_confidence,
    mimeType: row.mime_type,
    metadata: JSON.parse(row.metadata) as Record<string, unknown>,
    templateId: row.template_id,
    error: row.error === null ? null : (JSON.parse(row.error) as StoredFailure),
    currentVersion: row.current_version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
