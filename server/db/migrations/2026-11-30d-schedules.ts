import type { Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('schedules')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('trigger_kind', 'text', (c) => c.notNull())
    .addColumn('cron', 'text')
    .addColumn('time_zone', 'text', (c) => c.notNull())
    .addColumn('request', 'text', (c) => c.notNull())
    .addColumn('is_enabled', 'integer', (c) => c.notNull())
    // null where no time sets it going
    .addColumn('next_at', 'text')
    // why it was ended by the server
    .addColumn('stopped', 'text')
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('schedules_by_age')
    .on('schedules')
    .columns(['workspace_id', 'created_at', 'id'])
    .execute()
  await db.schema
    .createTable('schedule_firings')
    .addColumn('schedule_id', 'text', (c) =>
      c.notNull().references('schedules.id').onDelete('cascade'),
    )
    // the time that was due, or the id of an event: each counts once
    .addColumn('occasion', 'text', (c) => c.notNull())
    .addColumn('generation_id', 'text')
    .addColumn('error', 'text')
    .addColumn('fired_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('schedule_firings_key', ['schedule_id', 'occasion'])
    .execute()
}
