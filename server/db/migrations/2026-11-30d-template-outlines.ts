import type { Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  // null for a version that came as a .docx
  await db.schema.alterTable('template_versions').addColumn('outline', 'text').execute()
}
