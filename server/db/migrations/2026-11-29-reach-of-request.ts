import type { Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  // ids of the workspaces that the caller reached, as JSON
  await db.schema
    .alterTable('request_keys')
    .addColumn('reached', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute()
}
