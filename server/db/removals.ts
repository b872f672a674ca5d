import type { Kysely, Transaction } from 'kysely'
import { deleteRivals } from './rivals.ts'
import { blankAnswers } from './request-keys.ts'
import type { Database } from './tables.ts'

/** What deleted rows named outside of the tables: to be cleared once the deleting is committed. */
export type Leftovers = {
  readonly workspaceId: string
  /** Blobs that may have lost their last use. */
  readonly blobHashes: readonly string[]
  /** Texts that are gone; their postings are not. */
  readonly sourceTextIds: readonly string[]
}

/**
 * Deletes the document with its versions, runs and jobs. A source that a run pins or a citation,
 * of a document or of an answer, rests on is hidden, and goes with the last one that needs it; so
 * is a document that another one is a copy of.
 */
export async function deleteDocument(
  db: Transaction<Database>,
  document: { readonly id: string; readonly workspaceId: string },
  at: string,
): Promise<Leftovers> {
  const { id, workspaceId } = document
  await db
    .updateTable('documents')
    .set({ deleted_at: at, updated_at: at, external_id: null })
    .where('id', '=', id)
    .execute()
  await deleteChecks(db, id)
  await deleteRivals(db, id)
  return { workspaceId, ...(await deleteUnneeded(db, workspaceId)) }
}

/** With its turns; the hidden sources that only they cited go, too. */
export async function deleteConversation(
  db: Transaction<Database>,
  conversation: { readonly id: string; readonly workspaceId: string },
): Promise<Leftovers> {
  const { id, workspaceId } = conversation
  await db.deleteFrom('conversations').where('id', '=', id).execute()
  return { workspaceId, ...(await deleteUnneeded(db, workspaceId)) }
}

/** With its versions; documents that were made from it stay. */
export async function deleteTemplate(
  db: Transaction<Database>,
  template: { readonly id: string; readonly workspaceId: string },
): Promise<Leftovers> {
  const versions = await db
    .selectFrom('template_versions')
    .select('blob_hash')
    .where('template_id', '=', template.id)
    .execute()
  await db.deleteFrom('templates').where('id', '=', template.id).execute()
  const blobHashes = versions.map(({ blob_hash }) => blob_hash)
  return { workspaceId: template.workspaceId, blobHashes, sourceTextIds: [] }
}

/**
 * Deletes a check when a newer version of its document than `versionNumber` has been checked, or will
 * be: its verdicts would take the place of the newer ones. Whether it did.
 */
export async function deleteSupersededCheck(
  db: Transaction<Database>,
  { id, documentId }: { readonly id: string; readonly documentId: string },
  versionNumber: number,
): Promise<boolean> {
  const newer = db
    .selectFrom('checks')
    .innerJoin('document_versions', 'document_versions.id', 'checks.version_id')
    .select('checks.id')
    .where('checks.document_id', '=', documentId)
    .where('checks.status', '!=', 'failed')
    .where('document_versions.number', '>', versionNumber)
  const result = await db
    .deleteFrom('checks')
    .where('id', '=', id)
    .where(({ exists }) => exists(newer))
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** With everything in it. */
export async function deleteWorkspace(
  db: Transaction<Database>,
  workspaceId: string,
): Promise<Leftovers> {
  const blobs = await selectBlobs(db).where('workspace_id', '=', workspaceId).execute()
  const texts = await selectTexts(db).where('documents.workspace_id', '=', workspaceId).execute()
  await blankAnswers(db, workspaceId)
  await db.deleteFrom('workspaces').where('id', '=', workspaceId).execute()
  return {
    workspaceId,
    blobHashes: blobs.map(({ blob_hash }) => blob_hash),
    sourceTextIds: texts.map(({ id }) => id),
  }
}

/** Whether a version of a document or template, a file or an output of the workspace has these bytes. */
export async function isBlobUsed(
  db: Kysely<Database>,
  workspaceId: string,
  hash: string,
): Promise<boolean> {
  const used = await selectBlobs(db)
    .where('workspace_id', '=', workspaceId)
    .where('blob_hash', '=', hash)
    .limit(1)
    .executeTakeFirst()
  return used !== undefined
}

/** Every blob that something stored names. */
export async function listUsedBlobs(
  db: Kysely<Database>,
): Promise<{ workspaceId: string; hash: string }[]> {
  const rows = await selectBlobs(db).execute()
  return rows.map((row) => ({ workspaceId: row.workspace_id, hash: row.blob_hash }))
}

function selectBlobs(db: Kysely<Database>) {
  const ofVersions = db
    .selectFrom('document_versions')
    .innerJoin('documents', 'documents.id', 'document_versions.document_id')
    .select(['documents.workspace_id', 'document_versions.blob_hash'])
  const ofTemplates = db
    .selectFrom('template_versions')
    .innerJoin('templates', 'templates.id', 'template_versions.template_id')
    .select(['templates.workspace_id', 'template_versions.blob_hash'])
  const ofFiles = db.selectFrom('files').select(['workspace_id', 'blob_hash'])
  const ofGenerations = db
    .selectFrom('generation_files')
    .innerJoin('generations', 'generations.id', 'generation_files.generation_id')
    .where('generation_files.blob_hash', 'is not', null)
    .select(['generations.workspace_id', 'generation_files.blob_hash'])
    .$castTo<{ workspace_id: string; blob_hash: string }>()
  const ofData = db
    .selectFrom('data_sources')
    .where('blob_hash', 'is not', null)
    .select(['workspace_id', 'blob_hash'])
    .$castTo<{ workspace_id: string; blob_hash: string }>()
  return db
    .selectFrom(
      ofVersions
        .unionAll(ofTemplates)
        .unionAll(ofFiles)
        .unionAll(ofGenerations)
        .unionAll(ofData)
        .as('blobs'),
    )
    .select(['workspace_id', 'blob_hash'])
}

function selectTexts(db: Kysely<Database>) {
  return db
    .selectFrom('source_texts')
    .innerJoin('document_versions', 'document_versions.id', 'source_texts.document_version_id')
    .innerJoin('documents', 'documents.id', 'document_versions.document_id')
    .select('source_texts.id')
}

/**
 * Deletes the hidden documents that nothing needs, and then those that only they needed: a copy the
 * one that it was made of, its run the sources.
 */
async function deleteUnneeded(
  db: Transaction<Database>,
  workspaceId: string,
): Promise<Omit<Leftovers, 'workspaceId'>> {
  const blobHashes: string[] = []
  const sourceTextIds: string[] = []
  for (;;) {
    const ids = (await selectUnneeded(db, workspaceId).execute()).map(({ id }) => id)
    if (ids.length === 0) return { blobHashes, sourceTextIds }
    const freed = await deleteHidden(db, ids)
    blobHashes.push(...freed.blobHashes)
    sourceTextIds.push(...freed.sourceTextIds)
  }
}

async function deleteHidden(
  db: Transaction<Database>,
  ids: readonly string[],
): Promise<Omit<Leftovers, 'workspaceId'>> {
  const versions = await db
    .selectFrom('document_versions')
    .select(['id', 'blob_hash'])
    .where('document_id', 'in', ids)
    .execute()
  const texts = await selectTexts(db).where('documents.id', 'in', ids).execute()
  const runs = await db.selectFrom('runs').select('id').where('document_id', 'in', ids).execute()
  const subjects = [...versions, ...texts, ...runs].map(({ id }) => id)
  if (subjects.length > 0) await db.deleteFrom('jobs').where('subject_id', 'in', subjects).execute()
  await db.deleteFrom('documents').where('id', 'in', ids).execute()
  return {
    blobHashes: versions.map(({ blob_hash }) => blob_hash),
    sourceTextIds: texts.map(({ id }) => id),
  }
}

/** Its checks, and those that searched it: they quote what is gone. */
async function deleteChecks(db: Transaction<Database>, documentId: string): Promise<void> {
  const searching = db
    .selectFrom('check_sources')
    .select('check_id')
    .where('document_id', '=', documentId)
  const checks = await db
    .selectFrom('checks')
    .select(['id', 'document_id'])
    .where(({ or, eb }) => or([eb('document_id', '=', documentId), eb('id', 'in', searching)]))
    .execute()
  if (checks.length === 0) return
  const checked = checks.map(({ document_id }) => document_id)
  const ids = checks.map(({ id }) => id)
  await db.deleteFrom('claim_verdicts').where('document_id', 'in', checked).execute()
  await db.deleteFrom('jobs').where('subject_id', 'in', ids).execute()
  await db.deleteFrom('checks').where('id', 'in', ids).execute()
}

function selectUnneeded(db: Transaction<Database>, workspaceId: string) {
  return db
    .selectFrom('documents')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('deleted_at', 'is not', null)
    .where('id', 'not in', db.selectFrom('run_sources').select('document_id'))
    .where('id', 'not in', selectCited(db, 'citations'))
    .where('id', 'not in', selectCited(db, 'turn_sources'))
    .where('id', 'not in', selectForked(db))
}

/** Documents whose run wrote what other documents are copies of. */
function selectForked(db: Transaction<Database>) {
  return db
    .selectFrom('document_versions')
    .innerJoin('runs', 'runs.id', 'document_versions.run_id')
    .whereRef('document_versions.document_id', '!=', 'runs.document_id')
    .select('runs.document_id')
}

/** Documents whose words a citation of a document, or an answer, rests on. */
function selectCited(db: Transaction<Database>, table: 'citations' | 'turn_sources') {
  return db
    .selectFrom('source_texts')
    .innerJoin('document_versions', 'document_versions.id', 'source_texts.document_version_id')
    .select('document_versions.document_id')
    .where(
      'source_texts.id',
      'in',
      db
        .selectFrom(table)
        .select('source_text_id')
        .where('source_text_id', 'is not', null)
        .$castTo<{ source_text_id: string }>(),
    )
}
