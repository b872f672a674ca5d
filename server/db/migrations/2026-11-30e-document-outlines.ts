import type { Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('document_outlines')
    .addColumn('document_id', 'text', (c) =>
      c.primaryKey().references('documents.id').onDelete('cascade'),
    )
    .addColumn('template_version_id', 'text', (c) =>
      c.notNull().references('template_versions.id').onDelete('cascade'),
    )
    .addColumn('given_passages', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('document_outlines_template_version')
    .on('document_outlines')
    .column('template_version_id')
    .execute()
}
