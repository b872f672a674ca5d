import type { Kysely, Transaction } from 'kysely'
import type { GivenPassages } from '../../shared/model/outline.ts'
import type { Database } from './tables.ts'

/** What a document's next run is made from in place of its template's own sections and rules. */
export type NextOutline = {
  readonly documentId: string
  /** A version beside those of the document's template. */
  readonly templateVersionId: string
  readonly givenPassages: readonly GivenPassages[]
  readonly createdAt: string
}

/** In place of the one before. */
export async function putNextOutline(
  db: Transaction<Database>,
  outline: NextOutline,
): Promise<void> {
  const row = {
    template_version_id: outline.templateVersionId,
    given_passages: JSON.stringify(outline.givenPassages),
    created_at: outline.createdAt,
  }
  await db
    .insertInto('document_outlines')
    .values({ document_id: outline.documentId, ...row })
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet(row))
    .execute()
}

export async function findNextOutline(
  db: Kysely<Database>,
  documentId: string,
): Promise<NextOutline | undefined> {
  const row = await db
    .selectFrom('document_outlines')
    .selectAll()
    .where('document_id', '=', documentId)
    .executeTakeFirst()
  return (
    row && {
      documentId: row.document_id,
      templateVersionId: row.template_version_id,
      givenPassages: JSON.parse(row.given_passages) as GivenPassages[],
      createdAt: row.created_at,
    }
  )
}

/** Behind it the next run is made from the template's own. */
export async function deleteNextOutline(
  db: Transaction<Database>,
  documentId: string,
): Promise<void> {
  await db.deleteFrom('document_outlines').where('document_id', '=', documentId).execute()
}
