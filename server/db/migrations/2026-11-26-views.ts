import type { Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .alterTable('checks')
    .addColumn('inconsistencies', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute()
  await db.schema.alterTable('checks').addColumn('counts', 'text').execute()
  // what was found before says nothing of this: such a document is checked anew
  await db.deleteFrom('claim_verdicts').execute()
  await db.deleteFrom('checks').where('status', 'in', ['completed', 'failed']).execute()
  await db.schema
    .alterTable('claim_verdicts')
    .addColumn('state', 'text', (c) => c.notNull().defaultTo('not_checked'))
    .execute()
  await db.schema
    .createTable('conflict_choices')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('document_id', 'text', (c) =>
      c.notNull().references('documents.id').onDelete('cascade'),
    )
    .addColumn('conflict_id', 'text', (c) => c.notNull())
    .addColumn('sequence', 'integer', (c) => c.notNull())
    .addColumn('choice', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('conflict_choices_unique', ['document_id', 'conflict_id', 'sequence'])
    .execute()
  await db.schema
    .createIndex('citations_of_source_text')
    .on('citations')
    .columns(['source_text_id', 'run_id'])
    .execute()
}
