import type { Kysely, Selectable, Transaction } from 'kysely'
import type { RunEvent, RunEventType, RunInputs } from '../../shared/model/run.ts'
import type { StepName, TaskStatus } from '../../shared/model/vocabulary.ts'
import type { Page } from '../domain/page.ts'
import type { StoredFailure } from './documents.ts'
import { readPage } from './read-page.ts'
import type { Database, RunsTable } from './tables.ts'

export type StoredRun = {
  readonly id: string
  readonly workspaceId: string
  readonly documentId: string
  readonly taskNumber: number
  readonly status: TaskStatus
  readonly step: StepName | null
  /** Per cent; never falls. */
  readonly progress: number
  readonly inputs: RunInputs
  readonly inputsHash: string
  readonly warnings: readonly string[]
  readonly error: StoredFailure | null
  readonly isCancelRequested: boolean
  readonly approval: RunApproval
  readonly createdAt: string
  readonly updatedAt: string
  readonly completedAt: string | null
}

/** Whether a person looks at the outline before anything is composed, and how far that has come. */
type RunApproval = 'none' | 'asked' | 'awaiting' | 'given'

/** With the sources that it pins. */
export async function insertRun(db: Transaction<Database>, run: StoredRun): Promise<void> {
  await db
    .insertInto('runs')
    .values({
      id: run.id,
      workspace_id: run.workspaceId,
      document_id: run.documentId,
      task_number: run.taskNumber,
      status: run.status,
      step: run.step,
      progress: run.progress,
      inputs: JSON.stringify(run.inputs),
      inputs_hash: run.inputsHash,
      warnings: JSON.stringify(run.warnings),
      error: run.error && JSON.stringify(run.error),
      cancel_requested: run.isCancelRequested ? 1 : 0,
      approval: run.approval,
      created_at: run.createdAt,
      updated_at: run.updatedAt,
      completed_at: run.completedAt,
    })
    .execute()
  const { sources, earlierSources = [] } = run.inputs
  const pinned = new Set([...sources, ...earlierSources].map(({ documentId }) => documentId))
  if (pinned.size === 0) return
  await db
    .insertInto('run_sources')
    .values([...pinned].map((documentId) => ({ run_id: run.id, document_id: documentId })))
    .execute()
}

export async function getRun(db: Kysely<Database>, id: string): Promise<StoredRun> {
  const row = await db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return toRun(row)
}

/** Undefined where none of the workspaces has it. */
export async function findRunOfWorkspaces(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  id: string,
): Promise<StoredRun | undefined> {
  const row = await db
    .selectFrom('runs')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', 'in', workspaceIds)
    .executeTakeFirst()
  return row && toRun(row)
}

/** Asked between any two pieces of work, so the run's inputs are not read. */
export async function isCancelRequested(db: Kysely<Database>, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('runs')
    .select('cancel_requested')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.cancel_requested === 1
}

/** Undefined when its document was deleted. Its inputs, which may be large, are not read. */
export async function findRunStatus(
  db: Kysely<Database>,
  id: string,
): Promise<TaskStatus | undefined> {
  const row = await db.selectFrom('runs').select('status').where('id', '=', id).executeTakeFirst()
  return row && (row.status as TaskStatus)
}

/** The newest run of the document. */
export async function findRunOfDocument(
  db: Kysely<Database>,
  documentId: string,
): Promise<StoredRun | undefined> {
  const row = await db
    .selectFrom('runs')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('task_number', 'desc')
    .executeTakeFirst()
  return row && toRun(row)
}

/** Oldest first. */
export async function listRunsOfDocument(
  db: Kysely<Database>,
  documentId: string,
  page: Page,
): Promise<{ runs: StoredRun[]; total: number }> {
  const query = db
    .selectFrom('runs')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('task_number')
  const { rows, total } = await readPage(query, page)
  return { runs: rows.map(toRun), total }
}

/** Runs of the workspace that were accepted with these inputs, newest first. */
export async function listRunsByInputs(
  db: Kysely<Database>,
  workspaceId: string,
  inputsHash: string,
): Promise<readonly StoredRun[]> {
  const rows = await db
    .selectFrom('runs')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('inputs_hash', '=', inputsHash)
    .orderBy('task_number', 'desc')
    .execute()
  return rows.map(toRun)
}

export async function findRunByNumber(
  db: Kysely<Database>,
  workspaceId: string,
  taskNumber: number,
): Promise<StoredRun | undefined> {
  const row = await db
    .selectFrom('runs')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('task_number', '=', taskNumber)
    .executeTakeFirst()
  return row && toRun(row)
}

export async function updateRun(
  db: Kysely<Database>,
  id: string,
  change: {
    readonly updatedAt: string
    readonly status?: TaskStatus
    readonly step?: StepName | null
    readonly progress?: number
    readonly warnings?: readonly string[]
    readonly error?: StoredFailure | null
    readonly isCancelRequested?: boolean
    readonly approval?: RunApproval
    readonly completedAt?: string | null
  },
): Promise<void> {
  await db
    .updateTable('runs')
    .set((eb) => ({
      updated_at: change.updatedAt,
      ...(change.status !== undefined && { status: change.status }),
      ...(change.step !== undefined && { step: change.step }),
      ...(change.warnings !== undefined && { warnings: JSON.stringify(change.warnings) }),
      ...(change.error !== undefined && { error: change.error && JSON.stringify(change.error) }),
      ...(change.isCancelRequested !== undefined && {
        cancel_requested: change.isCancelRequested ? 1 : 0,
      }),
      ...(change.approval !== undefined && { approval: change.approval }),
      ...(change.completedAt !== undefined && { completed_at: change.completedAt }),
      ...(change.progress !== undefined && {
        progress: eb
          .case()
          .when('progress', '<', change.progress)
          .then(change.progress)
          .else(eb.ref('progress'))
          .end(),
      }),
    }))
    .where('id', '=', id)
    .execute()
}

/** Stores an event behind the run's last one, in the transaction of what it tells of. */
export async function appendEvent(
  db: Transaction<Database>,
  runId: string,
  event: { type: RunEventType; data: Readonly<Record<string, unknown>>; createdAt: string },
): Promise<void> {
  const last = await db
    .selectFrom('run_events')
    .select((eb) => eb.fn.max('sequence').as('sequence'))
    .where('run_id', '=', runId)
    .executeTakeFirst()
  await db
    .insertInto('run_events')
    .values({
      run_id: runId,
      sequence: Number(last?.sequence ?? 0) + 1,
      type: event.type,
      data: JSON.stringify(event.data),
      created_at: event.createdAt,
    })
    .execute()
}

/** Events behind `after`, in order. */
export async function listEvents(
  db: Kysely<Database>,
  runId: string,
  after: number,
): Promise<RunEvent[]> {
  const rows = await db
    .selectFrom('run_events')
    .selectAll()
    .where('run_id', '=', runId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .execute()
  return rows.map((row) => ({
    sequence: row.sequence,
    type: row.type as RunEventType,
    data: JSON.parse(row.data) as Record<string, unknown>,
    createdAt: row.created_at,
  }))
}

function toRun(row: Selectable<RunsTable>): StoredRun {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    documentId: row.document_id,
    taskNumber: row.task_number,
    status: row.status as TaskStatus,
    step: row.step as StepName | null,
    progress: row.progress,
    inputs: JSON.parse(row.inputs) as RunInputs,
    inputsHash: row.inputs_hash,
    warnings: JSON.parse(row.warnings) as string[],
    error: row.error === null ? null : (JSON.parse(row.error) as StoredFailure),
    isCancelRequested: row.cancel_requested === 1,
    approval: row.approval as RunApproval,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    completedAt: row.completed_at,
  }
}
