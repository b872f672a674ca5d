import type { Transaction } from 'kysely'
import type { StepName, TaskStatus, WebhookEvent } from '../../shared/model/vocabulary.ts'
import type { StoredFailure } from '../db/documents.ts'
import type { StoredRun } from '../db/runs.ts'
import type { Database } from '../db/tables.ts'
import type { Dependencies } from './dependencies.ts'
import { recordEvent } from './record-event.ts'

export type TaskChange = {
  readonly at: string
  readonly status: TaskStatus
  readonly step?: { readonly name: StepName; readonly status: TaskStatus }
  readonly error?: StoredFailure
}

/** Tells that a task exists, in the transaction that accepts its run. */
export function recordTaskCreated(
  trx: Transaction<Database>,
  deps: Dependencies,
  run: StoredRun,
): Promise<void> {
  const change = { at: run.createdAt, status: run.status }
  return recordTaskEvent(trx, deps, run, 'flows.tasks.created', change)
}

/** Tells that a step began or ended. */
export function recordStepChange(
  trx: Transaction<Database>,
  deps: Dependencies,
  run: StoredRun,
  change: TaskChange,
): Promise<void> {
  return recordTaskEvent(trx, deps, run, 'flows.tasks.step_change', change)
}

/**
 * Tells that a task is over. One that failed is told of as completed, with the status failed and the
 * error: there is no event of its own for it, and who waits for the end must hear of it.
 */
export function recordTaskEnd(
  trx: Transaction<Database>,
  deps: Dependencies,
  run: StoredRun,
  change: TaskChange,
): Promise<void> {
  const isCancelled = change.status === 'cancelled'
  const event = isCancelled ? 'flows.tasks.canceled' : 'flows.tasks.completed'
  return recordTaskEvent(trx, deps, run, event, change)
}

async function recordTaskEvent(
  trx: Transaction<Database>,
  deps: Dependencies,
  run: StoredRun,
  event: Extract<WebhookEvent, `flows.tasks.${string}`>,
  { at, status, step, error }: TaskChange,
): Promise<void> {
  const { workspaceId } = run
  const data = {
    workspace_id: workspaceId,
    document_id: run.documentId,
    task_id: run.taskNumber,
    task_title: run.inputs.documentName,
    step: step ? { step_id: step.name, status: step.status } : null,
  }
  await recordEvent(trx, deps, { workspaceId, event, at, data, status, error: error ?? null })
}
