import { sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely'

/** Frozen: describes the tables of its day and imports nothing of today's code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration may not know today's tables
export async function up(db: Kysely<any>): Promise<void> {
  await createTenants(db)
  await createDocuments(db)
  await createTemplates(db)
  await createRuns(db)
  await createCitations(db)
  await createJobs(db)
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
type AnyDatabase = Kysely<any>

const required = (column: ColumnDefinitionBuilder) => column.notNull()

async function createTenants(db: AnyDatabase): Promise<void> {
  await db.schema
    .createTable('organizations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', required)
    .addColumn('created_at', 'text', required)
    .execute()
  await db.schema
    .createTable('users')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organization_id', 'text', (c) => c.notNull().references('organizations.id'))
    .addColumn('name', 'text', required)
    .addColumn('role', 'text', required)
    .addColumn('created_at', 'text', required)
    .execute()
  await db.schema
    .createTable('workspaces')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organization_id', 'text', (c) => c.notNull().references('organizations.id'))
    .addColumn('key', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('next_task_number', 'integer', required)
    .addColumn('created_at', 'text', required)
    .addUniqueConstraint('workspaces_key', ['organization_id', 'key'])
    .execute()
  await db.schema
    .createTable('workspace_members')
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id'))
    .addPrimaryKeyConstraint('workspace_members_pk', ['workspace_id', 'user_id'])
    .execute()
  await db.schema
    .createTable('api_keys')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organization_id', 'text', (c) => c.notNull().references('organizations.id'))
    .addColumn('workspace_id', 'text', (c) => c.references('workspaces.id').onDelete('cascade'))
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id'))
    .addColumn('name', 'text', required)
    .addColumn('hash', 'text', (c) => c.notNull().unique())
    .addColumn('permissions', 'text', required)
    .addColumn('created_at', 'text', required)
    .addColumn('expires_at', 'text')
    .addColumn('revoked_at', 'text')
    .execute()
}

async function createDocuments(db: AnyDatabase): Promise<void> {
  await db.schema
    .createTable('documents')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('external_id', 'text')
    .addColumn('status', 'text', required)
    .addColumn('role', 'text')
    .addColumn('role_confidence', 'real')
    .addColumn('mime_type', 'text', required)
    .addColumn('metadata', 'text', required)
    .addColumn('template_id', 'text')
    .addColumn('error', 'text')
    .addColumn('current_version', 'integer', required)
    .addColumn('created_at', 'text', required)
    .addColumn('updated_at', 'text', required)
    .addColumn('deleted_at', 'text')
    .addUniqueConstraint('documents_external_id', ['workspace_id', 'kind', 'external_id'])
    .execute()
  await db.schema
    .createIndex('documents_by_workspace')
    .on('documents')
    .columns(['workspace_id', 'kind', 'created_at'])
    .execute()
  // a failed document never holds its name (api.md §3)
  await db.schema
    .createIndex('documents_generated_name')
    .unique()
    .on('documents')
    .columns(['workspace_id', 'name'])
    .where(sql<boolean>`kind = 'generated' and status <> 'Failed' and deleted_at is null`)
    .execute()
  await db.schema
    .createTable('document_versions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('document_id', 'text', (c) =>
      c.notNull().references('documents.id').onDelete('cascade'),
    )
    .addColumn('number', 'integer', required)
    .addColumn('file_name', 'text', required)
    .addColumn('mime_type', 'text', required)
    .addColumn('blob_hash', 'text', required)
    .addColumn('size_bytes', 'integer', required)
    .addColumn('run_id', 'text')
    .addColumn('status', 'text', required)
    .addColumn('error', 'text')
    .addColumn('warnings', 'text', required)
    .addColumn('created_at', 'text', required)
    .addUniqueConstraint('document_versions_number', ['document_id', 'number'])
    .execute()
  await db.schema
    .createIndex('document_versions_by_blob')
    .on('document_versions')
    .column('blob_hash')
    .execute()
  await createSourceTextsAndFiles(db)
}

async function createSourceTextsAndFiles(db: AnyDatabase): Promise<void> {
  await db.schema
    .createTable('source_texts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('document_version_id', 'text', (c) =>
      c.notNull().references('document_versions.id').onDelete('cascade'),
    )
    .addColumn('reader', 'text', required)
    .addColumn('segmenter_version', 'text', required)
    .addColumn('text', 'text', required)
    .addColumn('structure', 'text', required)
    .addColumn('passages', 'text', required)
    .addColumn('created_at', 'text', required)
    .addUniqueConstraint('source_texts_reading', [
      'document_version_id',
      'reader',
      'segmenter_version',
    ])
    .execute()
  await db.schema
    .createTable('files')
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('container', 'text', required)
    .addColumn('key', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('blob_hash', 'text', required)
    .addColumn('size_bytes', 'integer', required)
    .addColumn('created_at', 'text', required)
    .addPrimaryKeyConstraint('files_pk', ['workspace_id', 'key'])
    .execute()
}

async function createTemplates(db: AnyDatabase): Promise<void> {
  await db.schema
    .createTable('templates')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('name', 'text', required)
    .addColumn('current_version', 'integer', required)
    .addColumn('created_at', 'text', required)
    .addColumn('updated_at', 'text', required)
    .execute()
  await db.schema
    .createTable('template_versions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('template_id', 'text', (c) =>
      c.notNull().references('templates.id').onDelete('cascade'),
    )
    .addColumn('number', 'integer', required)
    .addColumn('blob_hash', 'text', required)
    .addColumn('paragraphs', 'text', required)
    .addColumn('created_at', 'text', required)
    .addUniqueConstraint('template_versions_number', ['template_id', 'number'])
    .execute()
}

async function createRuns(db: AnyDatabase): Promise<void> {
  await db.schema
    .createTable('runs')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('document_id', 'text', (c) =>
      c.notNull().references('documents.id').onDelete('cascade'),
    )
    .addColumn('task_number', 'integer', required)
    .addColumn('status', 'text', required)
    .addColumn('step', 'text')
    .addColumn('progress', 'integer', required)
    .addColumn('inputs', 'text', required)
    .addColumn('inputs_hash', 'text', required)
    .addColumn('warnings', 'text', required)
    .addColumn('error', 'text')
    .addColumn('cancel_requested', 'integer', required)
    .addColumn('created_at', 'text', required)
    .addColumn('updated_at', 'text', required)
    .addColumn('completed_at', 'text')
    .addUniqueConstraint('runs_task_number', ['workspace_id', 'task_number'])
    .execute()
  await db.schema.createIndex('runs_by_document').on('runs').column('document_id').execute()
  await db.schema
    .createTable('run_steps')
    .addColumn('run_id', 'text', (c) => c.notNull().references('runs.id').onDelete('cascade'))
    .addColumn('name', 'text', required)
    .addColumn('position', 'integer', required)
    .addColumn('status', 'text', required)
    .addColumn('started_at', 'text', required)
    .addColumn('completed_at', 'text')
    .addPrimaryKeyConstraint('run_steps_pk', ['run_id', 'name'])
    .execute()
  await db.schema
    .createTable('run_sections')
    .addColumn('run_id', 'text', (c) => c.notNull().references('runs.id').onDelete('cascade'))
    .addColumn('section_id', 'text', required)
    .addColumn('position', 'integer', required)
    .addColumn('outline', 'text', required)
    .addColumn('draft', 'text')
    .addColumn('completed_at', 'text')
    .addPrimaryKeyConstraint('run_sections_pk', ['run_id', 'section_id'])
    .execute()
}

async function createCitations(db: AnyDatabase): Promise<void> {
  await db.schema
    .createTable('run_events')
    .addColumn('run_id', 'text', (c) => c.notNull().references('runs.id').onDelete('cascade'))
    .addColumn('sequence', 'integer', required)
    .addColumn('type', 'text', required)
    .addColumn('data', 'text', required)
    .addColumn('created_at', 'text', required)
    .addPrimaryKeyConstraint('run_events_pk', ['run_id', 'sequence'])
    .execute()
  await db.schema
    .createTable('citations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('run_id', 'text', (c) => c.notNull().references('runs.id').onDelete('cascade'))
    .addColumn('section_id', 'text', required)
    .addColumn('target_key', 'text', required)
    .addColumn('position', 'integer', required)
    .addColumn('source_text_id', 'text', (c) => c.references('source_texts.id'))
    .addColumn('range_start', 'integer')
    .addColumn('range_end', 'integer')
    .addColumn('quote', 'text')
    .addColumn('cell', 'text')
    .addColumn('data_hash', 'text')
    .addColumn('pointer', 'text')
    .addColumn('value', 'text')
    .addColumn('transformations', 'text', required)
    .addColumn('formula', 'text', required)
    .addUniqueConstraint('citations_place', ['run_id', 'section_id', 'target_key', 'position'])
    .execute()
  await db.schema
    .createTable('document_targets')
    .addColumn('document_version_id', 'text', (c) =>
      c.notNull().references('document_versions.id').onDelete('cascade'),
    )
    .addColumn('target_key', 'text', required)
    .addColumn('position', 'integer', required)
    .addColumn('kind', 'text', required)
    .addColumn('section_id', 'text', required)
    .addColumn('rule_id', 'text', required)
    .addColumn('text', 'text', required)
    .addColumn('range_start', 'integer', required)
    .addColumn('range_end', 'integer', required)
    .addColumn('basis', 'text', required)
    .addColumn('anchor', 'text', required)
    .addPrimaryKeyConstraint('document_targets_pk', ['document_version_id', 'target_key'])
    .execute()
}

async function createJobs(db: AnyDatabase): Promise<void> {
  await db.schema
    .createTable('jobs')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', required)
    .addColumn('subject_id', 'text', required)
    .addColumn('status', 'text', required)
    .addColumn('attempts', 'integer', required)
    .addColumn('token', 'integer', required)
    .addColumn('owner', 'text')
    .addColumn('lease_until', 'text')
    .addColumn('run_after', 'text', required)
    .addColumn('error', 'text')
    .addColumn('created_at', 'text', required)
    .addUniqueConstraint('jobs_subject', ['kind', 'subject_id'])
    .execute()
  await db.schema
    .createIndex('jobs_by_status')
    .on('jobs')
    .columns(['status', 'run_after'])
    .execute()
}
