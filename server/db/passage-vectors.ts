import type { Kysely, Transaction } from 'kysely'
import type { Database } from './tables.ts'

/** Vectors of some evidence passages of a SourceText that follow each other. */
type StoredVectors = {
  readonly sourceTextId: string
  /** As nameVectors gives it. */
  readonly madeBy: string
  readonly firstOrdinal: number
  readonly passageCount: number
  readonly dimensions: number
  /** As pack-vectors.ts writes and reads it. */
  readonly packed: Uint8Array
}

export async function insertVectors(
  db: Transaction<Database>,
  { sourceTextId, madeBy, firstOrdinal, passageCount, dimensions, packed }: StoredVectors,
): Promise<void> {
  await db
    .insertInto('passage_vectors')
    .values({
      source_text_id: sourceTextId,
      made_by: madeBy,
      first_ordinal: firstOrdinal,
      passage_count: passageCount,
      dimensions,
      packed,
    })
    .execute()
}

/** In the order of the texts' passages. */
export async function listVectors(
  db: Kysely<Database>,
  madeBy: string,
  sourceTextIds: readonly string[],
): Promise<Pick<StoredVectors, 'sourceTextId' | 'packed'>[]> {
  if (sourceTextIds.length === 0) return []
  const rows = await db
    .selectFrom('passage_vectors')
    .select(['source_text_id', 'packed'])
    .where('made_by', '=', madeBy)
    .where('source_text_id', 'in', sourceTextIds)
    .orderBy('source_text_id')
    .orderBy('first_ordinal')
    .execute()
  return rows.map((row) => ({ sourceTextId: row.source_text_id, packed: row.packed }))
}

/** Of one text: what is stored. */
export async function listStoredPortions(
  db: Kysely<Database>,
  madeBy: string,
  sourceTextId: string,
): Promise<Pick<StoredVectors, 'firstOrdinal' | 'passageCount'>[]> {
  const rows = await db
    .selectFrom('passage_vectors')
    .select(['first_ordinal', 'passage_count'])
    .where('made_by', '=', madeBy)
    .where('source_text_id', '=', sourceTextId)
    .execute()
  return rows.map((row) => ({ firstOrdinal: row.first_ordinal, passageCount: row.passage_count }))
}

/** How many passages have vectors, by the text, of these texts or of all; those without any are left out. */
export async function countVectors(
  db: Kysely<Database>,
  madeBy: string,
  sourceTextIds?: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const all = db.selectFrom('passage_vectors')
  const own = sourceTextIds ? all.where('source_text_id', 'in', sourceTextIds) : all
  const rows = await own
    .select('source_text_id')
    .select((eb) => eb.fn.sum<number | string>('passage_count').as('passages'))
    .where('made_by', '=', madeBy)
    .groupBy('source_text_id')
    .execute()
  return new Map(rows.map((row) => [row.source_text_id, Number(row.passages)]))
}

/** Undefined while there are none. */
export async function findDimensions(
  db: Kysely<Database>,
  madeBy: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('passage_vectors')
    .select('dimensions')
    .where('made_by', '=', madeBy)
    .limit(1)
    .executeTakeFirst()
  return row?.dimensions
}

/** What another model made is compared with nothing any more. */
export async function deleteVectorsOfOthers(db: Kysely<Database>, madeBy: string): Promise<void> {
  await db.deleteFrom('passage_vectors').where('made_by', '!=', madeBy).execute()
}

/** Readings of sources that were not deleted, newest first, each with its workspace. */
export async function listReadingsOfSources(
  db: Kysely<Database>,
): Promise<{ id: string; workspaceId: string }[]> {
  const rows = await selectReadings(db)
    .orderBy('source_texts.created_at', 'desc')
    .orderBy('source_texts.id')
    .execute()
  return rows.map((row) => ({ id: row.id, workspaceId: row.workspace_id }))
}

/** False of an empty file, or of one that has headings alone. */
export async function hasEvidencePassages(db: Kysely<Database>, id: string): Promise<boolean> {
  const rows = await db
    .selectFrom('source_texts')
    .select('id')
    .where('id', '=', id)
    .where('passages', 'like', '%"isEvidence":true%')
    .execute()
  return rows.length > 0
}

/** Not of one that was deleted, though something that cites it may keep its text. */
export async function isReadingOfSource(db: Kysely<Database>, id: string): Promise<boolean> {
  return (await selectReadings(db).where('source_texts.id', '=', id).execute()).length > 0
}

function selectReadings(db: Kysely<Database>) {
  return (
    db
      .selectFrom('source_texts')
      .innerJoin('document_versions', 'document_versions.id', 'source_texts.document_version_id')
      .innerJoin('documents', 'documents.id', 'document_versions.document_id')
      .innerJoin('workspaces', 'workspaces.id', 'documents.workspace_id')
      .select(['source_texts.id', 'documents.workspace_id'])
      .where('documents.kind', '=', 'source')
      // no model is called for what a sandbox holds (api.md §1)
      .where('workspaces.is_sandbox', '=', 0)
      .where('documents.deleted_at', 'is', null)
  )
}
