import { sql, type Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  await createRunSources(db)
  await addRoleOfReading(db)
  await db.schema
    .alterTable('jobs')
    .addColumn('deaths', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await createIndexes(db)
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
type AnyDatabase = Kysely<any>

/** What each run pins, so far only told by the JSON of its inputs. */
async function createRunSources(db: AnyDatabase): Promise<void> {
  await db.schema
    .createTable('run_sources')
    .addColumn('run_id', 'text', (c) => c.notNull().references('runs.id').onDelete('cascade'))
    .addColumn('document_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('run_sources_pk', ['run_id', 'document_id'])
    .execute()
  for (const { id } of (await db.selectFrom('runs').select('id').execute()) as { id: string }[]) {
    const run = await db
      .selectFrom('runs')
      .select('inputs')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const inputs = JSON.parse(run['inputs'] as string) as { sources: { documentId: string }[] }
    for (const documentId of new Set(inputs.sources.map((source) => source.documentId))) {
      await db.insertInto('run_sources').values({ run_id: id, document_id: documentId }).execute()
    }
  }
}

/** A run that pinned no role takes the one that its source had when it was read. */
async function addRoleOfReading(db: AnyDatabase): Promise<void> {
  await db.schema.alterTable('document_versions').addColumn('role', 'text').execute()
  await sql`update document_versions set role =
    (select role from documents where documents.id = document_versions.document_id)
    where status = 'completed'`.execute(db)
}

async function createIndexes(db: AnyDatabase): Promise<void> {
  const indexes = [
    ['run_sources_by_document', 'run_sources', ['document_id']],
    ['citations_by_source_text', 'citations', ['source_text_id']],
    ['files_by_blob', 'files', ['workspace_id', 'blob_hash']],
    ['template_versions_by_blob', 'template_versions', ['blob_hash']],
  ] as const
  for (const [name, table, columns] of indexes) {
    await db.schema
      .createIndex(name)
      .on(table)
      .columns([...columns])
      .execute()
  }
}
