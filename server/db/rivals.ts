import type { Kysely, Selectable, Transaction } from 'kysely'
import type { ComposedRival, RivalInputs, RivalStatus } from '../../shared/model/rival.ts'
import type { StoredFailure } from './documents.ts'
import type { Database, RivalsTable } from './tables.ts'

/** A section composed again, parked beside the present one until it is chosen or dropped. */
export type StoredRival = {
  readonly id: string
  readonly documentId: string
  readonly sectionId: string
  /** The document's version when it was asked for. */
  readonly versionId: string
  readonly inputs: RivalInputs
  readonly inputsHash: string
  readonly status: RivalStatus
  /** null until it is completed. */
  readonly composed: ComposedRival | null
  readonly error: StoredFailure | null
  /** The run that writes it into the document; null unless it was chosen. */
  readonly chosenRunId: string | null
  readonly userId: string
  readonly createdAt: string
  readonly completedAt: string | null
}

/** In place of the section's rival before, whose job goes with it. */
export async function replaceRival(db: Transaction<Database>, rival: StoredRival): Promise<void> {
  await deleteRivals(db, rival.documentId, rival.sectionId)
  await db
    .insertInto('rivals')
    .values({
      id: rival.id,
      document_id: rival.documentId,
      section_id: rival.sectionId,
      version_id: rival.versionId,
      inputs: JSON.stringify(rival.inputs),
      inputs_hash: rival.inputsHash,
      status: rival.status,
      composed: rival.composed && JSON.stringify(rival.composed),
      error: rival.error && JSON.stringify(rival.error),
      chosen_run_id: rival.chosenRunId,
      user_id: rival.userId,
      created_at: rival.createdAt,
      completed_at: rival.completedAt,
    })
    .execute()
}

export async function findRival(
  db: Kysely<Database>,
  documentId: string,
  sectionId: string,
): Promise<StoredRival | undefined> {
  const row = await db
    .selectFrom('rivals')
    .selectAll()
    .where('document_id', '=', documentId)
    .where('section_id', '=', sectionId)
    .executeTakeFirst()
  return row && toRival(row)
}

/** Undefined when it was dropped, or asked for anew, meanwhile. */
export async function findRivalById(
  db: Kysely<Database>,
  id: string,
): Promise<StoredRival | undefined> {
  const row = await db.selectFrom('rivals').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toRival(row)
}

export async function updateRival(
  db: Kysely<Database>,
  id: string,
  change: {
    readonly status: RivalStatus
    readonly composed?: ComposedRival
    readonly error?: StoredFailure
    readonly chosenRunId?: string
    readonly completedAt?: string
  },
): Promise<void> {
  await db
    .updateTable('rivals')
    .set({
      status: change.status,
      ...(change.composed && { composed: JSON.stringify(change.composed) }),
      ...(change.error && { error: JSON.stringify(change.error) }),
      ...(change.chosenRunId !== undefined && { chosen_run_id: change.chosenRunId }),
      ...(change.completedAt !== undefined && { completed_at: change.completedAt }),
    })
    .where('id', '=', id)
    .execute()
}

/** With their jobs: of one section, or of all. */
export async function deleteRivals(
  db: Transaction<Database>,
  documentId: string,
  sectionId?: string,
): Promise<void> {
  const all = db.selectFrom('rivals').select('id').where('document_id', '=', documentId)
  const rows = await (
    sectionId === undefined ? all : all.where('section_id', '=', sectionId)
  ).execute()
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await db.deleteFrom('jobs').where('subject_id', 'in', ids).execute()
  await db.deleteFrom('rivals').where('id', 'in', ids).execute()
}

function toRival(row: Selectable<RivalsTable>): StoredRival {
  return {
    id: row.id,
    documentId: row.document_id,
    sectionId: row.section_id,
    versionId: row.version_id,
    inputs: JSON.parse(row.inputs) as RivalInputs,
    inputsHash: row.inputs_hash,
    status: row.status as RivalStatus,
    composed: row.composed === null ? null : (JSON.parse(row.composed) as ComposedRival),
    error: row.error === null ? null : (JSON.parse(row.error) as StoredFailure),
    chosenRunId: row.chosen_run_id,
    userId: row.user_id,
    createdAt: row.created_at,
    completedAt: row.completed_at,
  }
}
