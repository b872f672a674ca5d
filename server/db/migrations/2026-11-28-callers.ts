import { sql, type Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable('users').addColumn('token_subject', 'text').execute()
  await db.schema.alterTable('users').addColumn('removed_at', 'text').execute()
  await db.schema
    .createIndex('users_subject')
    .unique()
    .on('users')
    .columns(['organization_id', 'token_subject'])
    .execute()
  await db.schema
    .alterTable('workspaces')
    .addColumn('is_sandbox', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createIndex('workspaces_sandbox')
    .unique()
    .on('workspaces')
    .column('organization_id')
    .where(sql<boolean>`is_sandbox = 1`)
    .execute()
  await db.schema.alterTable('api_keys').addColumn('family_id', 'text').execute()
  await db.schema.alterTable('api_keys').addColumn('replaced_by', 'text').execute()
  await db.schema.alterTable('api_keys').addColumn('requests_per_minute', 'integer').execute()
  await db
    .updateTable('api_keys')
    .set((eb) => ({ family_id: eb.ref('id') }))
    .execute()
}
