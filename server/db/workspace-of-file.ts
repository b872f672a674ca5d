import type { Kysely } from 'kysely'
import type { Database } from './tables.ts'

/** Of a document version, a run or a check; for a link whose signature was checked. */
export async function findWorkspaceOfFile(
  db: Kysely<Database>,
  id: string,
): Promise<string | undefined> {
  const ofVersion = db
    .selectFrom('document_versions')
    .innerJoin('documents', 'documents.id', 'document_versions.document_id')
    .select('documents.workspace_id')
    .where('document_versions.id', '=', id)
  const ofRun = db.selectFrom('runs').select('workspace_id').where('id', '=', id)
  const ofCheck = db
    .selectFrom('checks')
    .innerJoin('documents', 'documents.id', 'checks.document_id')
    .select('documents.workspace_id')
    .where('checks.id', '=', id)
  const row = await ofVersion.unionAll(ofRun).unionAll(ofCheck).executeTakeFirst()
  return row?.workspace_id
}
