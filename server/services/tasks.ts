import type { z } from 'zod'
import type { task } from '../../shared/contract/tasks.ts'
import { findRunByNumber, listRunsOfDocument, listSteps, type StoredRun } from '../db/runs.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentOfCaller } from './document-of-caller.ts'
import { chooseWorkspace, type Principal } from './principal.ts'
import { notFound } from './problem.ts'

type Task = z.infer<typeof task>

/** Oldest first. */
export async function listTasks(
  deps: Dependencies,
  principal: Principal,
  documentId: string,
): Promise<Task[]> {
  await getDocumentOfCaller(deps, principal, documentId)
  const runs = await listRunsOfDocument(deps.db, documentId)
  return Promise.all(runs.map((run) => toTask(deps, run)))
}

/** Numbers count per workspace, so the caller's workspace has to be known. @throws Problem `not_found` */
export async function getTask(
  deps: Dependencies,
  principal: Principal,
  number: string,
): Promise<Task> {
  const workspace = chooseWorkspace(principal)
  const isNumber = /^[1-9]\d{0,8}$/.test(number)
  const run = isNumber ? await findRunByNumber(deps.db, workspace.id, Number(number)) : undefined
  if (!run) throw notFound('task')
  return toTask(deps, run)
}

async function toTask({ db }: Dependencies, run: StoredRun): Promise<Task> {
  const steps = await listSteps(db, run.id)
  return {
    task_id: run.taskNumber,
    task_title: run.inputs.documentName,
    document_id: run.documentId,
    status: run.status,
    current_step_id: run.step,
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
