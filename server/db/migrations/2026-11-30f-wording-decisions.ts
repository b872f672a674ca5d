import type { Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('wording_decisions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspaces.id').onDelete('cascade'),
    )
    // no reference: what was approved holds for documents whose template was deleted
    .addColumn('template_id', 'text', (c) => c.notNull())
    .addColumn('wording_id', 'text', (c) => c.notNull())
    .addColumn('sequence', 'integer', (c) => c.notNull())
    .addColumn('decision', 'text', (c) => c.notNull())
    .addColumn('wording', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('wording_decisions_unique', [
      'workspace_id',
      'template_id',
      'wording_id',
      'sequence',
    ])
    .execute()
}
