import type { Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('rivals')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('document_id', 'text', (c) =>
      c.notNull().references('documents.id').onDelete('cascade'),
    )
    .addColumn('section_id', 'text', (c) => c.notNull())
    .addColumn('version_id', 'text', (c) => c.notNull())
    .addColumn('inputs', 'text', (c) => c.notNull())
    .addColumn('inputs_hash', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('composed', 'text')
    .addColumn('error', 'text')
    .addColumn('chosen_run_id', 'text')
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('completed_at', 'text')
    .addUniqueConstraint('rivals_unique', ['document_id', 'section_id'])
    .execute()
}
