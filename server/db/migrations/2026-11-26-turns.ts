import type { Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  await createConversations(db)
  await createTurns(db)
  await createTurnSources(db)
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
type AnyDatabase = Kysely<any>

async function createConversations(db: AnyDatabase): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('document_ids', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('conversations_by_workspace')
    .on('conversations')
    .columns(['workspace_id', 'updated_at'])
    .execute()
}

async function createTurns(db: AnyDatabase): Promise<void> {
  await db.schema
    .createTable('conversation_turns')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('conversation_id', 'text', (c) =>
      c.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('turn_id', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('question', 'text', (c) => c.notNull())
    .addColumn('answer', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('answered_at', 'text')
    .addUniqueConstraint('conversation_turns_once', ['conversation_id', 'turn_id'])
    .addUniqueConstraint('conversation_turns_in_order', ['conversation_id', 'position'])
    .execute()
}

/** What each answer cites; the answer itself has the exact places. */
async function createTurnSources(db: AnyDatabase): Promise<void> {
  await db.schema
    .createTable('turn_sources')
    .addColumn('turn_id', 'text', (c) =>
      c.notNull().references('conversation_turns.id').onDelete('cascade'),
    )
    .addColumn('source_text_id', 'text', (c) => c.notNull().references('source_texts.id'))
    .addPrimaryKeyConstraint('turn_sources_pk', ['turn_id', 'source_text_id'])
    .execute()
  await db.schema
    .createIndex('turn_sources_by_source_text')
    .on('turn_sources')
    .columns(['source_text_id'])
    .execute()
}
