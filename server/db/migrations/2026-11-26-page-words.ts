import type { Kysely } from 'kysely'

/**
 * Frozen: describes the tables of its day and imports nothing of today's code. Texts that were read
 * before have no places.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('page_words')
    .addColumn('source_text_id', 'text', (c) =>
      c.notNull().references('source_texts.id').onDelete('cascade'),
    )
    .addColumn('page', 'integer', (c) => c.notNull())
    .addColumn('range_start', 'integer', (c) => c.notNull())
    .addColumn('range_end', 'integer', (c) => c.notNull())
    // PostgreSQL's name for bytes, which SQLite keeps as they are under any name
    .addColumn('packed', 'bytea', (c) => c.notNull())
    .addPrimaryKeyConstraint('page_words_pk', ['source_text_id', 'page'])
    .execute()
}
