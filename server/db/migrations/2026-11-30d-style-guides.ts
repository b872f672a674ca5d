import type { Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('style_guides')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('style_guides_by_workspace')
    .on('style_guides')
    .columns(['workspace_id', 'created_at'])
    .execute()
}
