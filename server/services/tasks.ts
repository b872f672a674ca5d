import type { z } from 'zod'
import type { task, TasksResponse } from '../../shared/contract/tasks.ts'
import { listSteps } from '../db/run-steps.ts'
import { findRunByNumber, listRunsOfDocument, type StoredRun } from '../db/runs.ts'
import type { Page } from '../domain/page.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentOfCaller } from './document-of-caller.ts'
import { cancelRun } from './end-run.ts'
import { chooseWorkspace, type Principal } from './principal.ts'
import { notFound } from './problem.ts'

type Task = z.infer<typeof task>

/** Oldest first. */
export async function listTasks(
  deps: Dependencies,
  principal: Principal,
  documentId: string,
  page: Page,
): Promise<TasksResponse> {
  await getDocumentOfCaller(deps, principal, documentId)
  const { runs, total } = await listRunsOfDocument(deps.db, documentId, page)
  const tasks = await Promise.all(runs.map((run) => toTask(deps, run)))
  return { tasks, total, page: page.page, page_size: page.pageSize }
}

/** Numbers count per workspace, so the caller's workspace has to be known. @throws Problem `not_found` */
export async function getTask(
  deps: Dependencies,
  principal: Principal,
  number: string,
): Promise<Task> {
  return toTask(deps, await getRunByNumber(deps, principal, number))
}

/** @throws Problem `not_found`, or `wrong_state` unless it waits or runs */
export async function cancelTask(
  deps: Dependencies,
  principal: Principal,
  number: string,
): Promise<StoredRun> {
  const run = await getRunByNumber(deps, principal, number)
  return cancelRun(deps, run)
}

/** @throws Problem `not_found` */
export async function getRunByNumber(
  { db }: Pick<Dependencies, 'db'>,
  principal: Principal,
  number: string,
): Promise<StoredRun> {
  const workspace = chooseWorkspace(principal)
  const isNumber = /^[1-9]\d{0,8}$/.test(number)
  const run = isNumber ? await findRunByNumber(db, workspace.id, Number(number)) : undefined
  if (run) return run
  throw notFound('task')
}

async function toTask({ db }: Dependencies, run: StoredRun): Promise<Task> {
  const steps = await listSteps(db, run.id)
  return {
    task_id: run.taskNumber,
    task_title: run.inputs.documentName,
    document_id: run.documentId,
    status: run.status,
    current_step_id: run.step,
    awaiting_approval: run.approval === 'awaiting',
    created_at: run.createdAt,
    completed_at: run.completedAt,
    step_runs: steps.map((step) => ({
      step_id: step.name,
      step_name: step.name,
      step_type: step.name,
      status: step.status,
      created_at: step.startedAt,
      completed_at: step.completedAt,
    })),
  }
}
