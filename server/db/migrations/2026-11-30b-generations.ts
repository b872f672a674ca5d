import type { Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('generations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('template_id', 'text', (c) => c.notNull())
    .addColumn('data_source_id', 'text')
    .addColumn('data_hash', 'text', (c) => c.notNull())
    .addColumn('outputs', 'text', (c) => c.notNull())
    .addColumn('requirements', 'text', (c) => c.notNull())
    .addColumn('external_id', 'text')
    .addColumn('metadata', 'text', (c) => c.notNull())
    .addColumn('error', 'text')
    .addColumn('cancel_requested', 'integer', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addColumn('completed_at', 'text')
    .execute()
  await db.schema
    .createIndex('generations_by_age')
    .on('generations')
    .columns(['workspace_id', 'created_at', 'id'])
    .execute()
  await createRuns(db)
  await createFiles(db)
  await createEvents(db)
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
async function createRuns(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('generation_runs')
    .addColumn('generation_id', 'text', (c) =>
      c.notNull().references('generations.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (c) => c.notNull())
    // both may be deleted before the generation is
    .addColumn('run_id', 'text', (c) => c.notNull().unique())
    .addColumn('document_id', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('error', 'text')
    .addColumn('quality', 'text')
    .addPrimaryKeyConstraint('generation_runs_key', ['generation_id', 'position'])
    .execute()
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
async function createFiles(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('generation_files')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('generation_id', 'text', (c) =>
      c.notNull().references('generations.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('format', 'text', (c) => c.notNull())
    .addColumn('file_name', 'text', (c) => c.notNull())
    .addColumn('mime_type', 'text', (c) => c.notNull())
    // null where it could not be made, or was pruned
    .addColumn('blob_hash', 'text')
    .addColumn('size_bytes', 'integer', (c) => c.notNull())
    .addColumn('error', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('pruned_at', 'text')
    .addUniqueConstraint('generation_files_unique', ['generation_id', 'position', 'format'])
    .execute()
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
async function createEvents(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('generation_events')
    .addColumn('generation_id', 'text', (c) =>
      c.notNull().references('generations.id').onDelete('cascade'),
    )
    .addColumn('sequence', 'integer', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('generation_events_key', ['generation_id', 'sequence'])
    .execute()
}
