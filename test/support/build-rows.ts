import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { RunInputs } from '../../shared/model/run.ts'
import { insertDocument, type StoredDocument } from '../../server/db/documents.ts'
import { insertVersion, type StoredVersion } from '../../server/db/document-versions.ts'
import { insertRun, type StoredRun } from '../../server/db/runs.ts'
import { insertSourceText } from '../../server/db/source-texts.ts'
import type { Database } from '../../server/db/tables.ts'
import { insertOrganization, insertWorkspace } from '../../server/db/tenants.ts'
import { insertUser } from '../../server/db/users.ts'

const at = '2026-01-01T00:00:00.000Z'

/** An organization with one user and one workspace. */
export async function buildWorkspace(db: Kysely<Database>) {
  const [organizationId, userId, workspaceId] = [randomUUID(), randomUUID(), randomUUID()]
  await db.transaction().execute(async (trx) => {
    await insertOrganization(trx, { id: organizationId, name: 'An organization', createdAt: at })
    await insertUser(trx, {
      id: userId,
      organizationId,
      name: 'A user',
      role: 'owner',
      createdAt: at,
    })
    const workspace = {
      id: workspaceId,
      organizationId,
      key: workspaceId,
      name: 'A set',
      createdAt: at,
      isSandbox: false,
    }
    await insertWorkspace(trx, workspace, userId)
  })
  return { organizationId, userId, workspaceId }
}

export async function buildDocument(
  db: Kysely<Database>,
  workspaceId: string,
  change: Partial<StoredDocument> = {},
): Promise<StoredDocument> {
  const document: StoredDocument = {
    id: randomUUID(),
    workspaceId,
    kind: 'source',
    name: 'protocol.docx',
    externalId: null,
    status: 'completed',
    role: 'protocol',
    roleConfidence: 1,
    mimeType: 'application/pdf',
    metadata: {},
    templateId: null,
    error: null,
    currentVersion: 1,
    createdAt: at,
    updatedAt: at,
    ...change,
  }
  await db.transaction().execute((trx) => insertDocument(trx, document))
  return document
}

export async function buildVersion(
  db: Kysely<Database>,
  documentId: string,
  change: Partial<StoredVersion> = {},
): Promise<StoredVersion> {
  const version: StoredVersion = {
    id: randomUUID(),
    documentId,
    number: 1,
    fileName: 'protocol.docx',
    mimeType: 'application/pdf',
    blobHash: 'a'.repeat(64),
    sizeBytes: 10,
    runId: null,
    role: null,
    status: 'completed',
    error: null,
    warnings: [],
    createdAt: at,
    ...change,
  }
  await db.transaction().execute((trx) => insertVersion(trx, version))
  return version
}

export async function buildSourceText(
  db: Kysely<Database>,
  documentVersionId: string,
  text: string,
) {
  const id = randomUUID()
  const reader = { name: 'test', version: '1', options: '' }
  const metadata = { title: '', marginLines: [] }
  const sourceText = { reader, text, blocks: [], pages: [], metadata }
  await db.transaction().execute((trx) =>
    insertSourceText(trx, {
      id,
      documentVersionId,
      sourceText,
      passages: [],
      segmenterVersion: '1',
      createdAt: at,
    }),
  )
  return { id, sourceText }
}

export async function buildRun(
  db: Kysely<Database>,
  workspaceId: string,
  documentId: string,
  change: Partial<StoredRun> = {},
): Promise<StoredRun> {
  const inputs: RunInputs = {
    documentType: 'Report',
    documentName: 'A report',
    template: {
      templateId: randomUUID(),
      versionId: randomUUID(),
      number: 1,
      hash: 'b'.repeat(64),
    },
    sources: [],
    data: null,
    asOf: '2026-01-01',
    selectedSectionIds: null,
    programVersion: '0.0.0',
  }
  const run: StoredRun = {
    id: randomUUID(),
    workspaceId,
    documentId,
    taskNumber: 1,
    status: 'in_progress',
    step: null,
    progress: 0,
    inputs,
    inputsHash: 'c'.repeat(64),
    warnings: [],
    error: null,
    isCancelRequested: false,
    approval: 'none',
    createdAt: at,
    updatedAt: at,
    completedAt: null,
    ...change,
  }
  await db.transaction().execute((trx) => insertRun(trx, run))
  return run
}
