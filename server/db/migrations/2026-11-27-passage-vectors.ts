import type { Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('passage_vectors')
    .addColumn('source_text_id', 'text', (c) =>
      c.notNull().references('source_texts.id').onDelete('cascade'),
    )
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('first_ordinal', 'integer', (c) => c.notNull())
    .addColumn('passage_count', 'integer', (c) => c.notNull())
    .addColumn('dimensions', 'integer', (c) => c.notNull())
    .addColumn('packed', 'bytea', (c) => c.notNull())
    .addPrimaryKeyConstraint('passage_vectors_pk', ['source_text_id', 'made_by', 'first_ordinal'])
    .execute()
}
