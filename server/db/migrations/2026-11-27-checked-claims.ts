import { sql, type Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  // verdicts have other keys from now on, and a check says its claims' states itself
  await db.deleteFrom('claim_verdicts').execute()
  await db.deleteFrom('checks').where('status', 'in', ['completed', 'failed']).execute()
  await db.schema.alterTable('claim_verdicts').dropColumn('state').execute()
  await db.schema
    .createTable('decisions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('document_id', 'text', (c) =>
      c.notNull().references('documents.id').onDelete('cascade'),
    )
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('subject_id', 'text', (c) => c.notNull())
    .addColumn('sequence', 'integer', (c) => c.notNull())
    // null withdraws the one before
    .addColumn('value', 'text')
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('decisions_unique', ['document_id', 'subject', 'subject_id', 'sequence'])
    .execute()
  await move(db, 'claim', { table: 'claim_overrides', subject: 'sentence_id', value: 'state' })
  await move(db, 'conflict', { table: 'conflict_choices', subject: 'conflict_id', value: 'choice' })
}

async function move(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  db: Kysely<any>,
  subject: string,
  from: { readonly table: string; readonly subject: string; readonly value: string },
): Promise<void> {
  const { table } = from
  const same = ['id', 'document_id', 'sequence', 'reason', 'user_id', 'created_at']
  await db
    .insertInto('decisions')
    .columns([...same, 'subject_id', 'value', 'subject'])
    .expression((eb) =>
      eb
        .selectFrom(table)
        .select([...same, `${from.subject} as subject_id`, `${from.value} as value`])
        .select(sql.lit(subject).as('subject')),
    )
    .execute()
  await db.schema.dropTable(table).execute()
}
