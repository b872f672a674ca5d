import type { Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('request_keys')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('claim', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    // null while the request runs
    .addColumn('status', 'integer')
    .addColumn('headers', 'text')
    .addColumn('body', 'text')
    .execute()
  await db.schema
    .createIndex('request_keys_by_age')
    .on('request_keys')
    .column('created_at')
    .execute()
}
