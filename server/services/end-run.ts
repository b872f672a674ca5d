import { findHolderOfName, updateDocument, type StoredDocument } from '../db/documents.ts'
import { restartJob, type NewJob } from '../db/jobs.ts'
import { appendEvent, findRunOfDocument, getRun, updateRun, type StoredRun } from '../db/runs.ts'
import { findTemplate } from '../db/templates.ts'
import { settle } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'

/** Asks a run to end; it stops behind the section it is at. @throws Problem `wrong_state` */
export async function cancelRun(deps: Dependencies, run: StoredRun): Promise<StoredRun> {
  if (run.status !== 'pending' && run.status !== 'in_progress') {
    throw new Problem(
      'wrong_state',
      `The run is ${run.status}; only one that waits or runs can be cancelled.`,
    )
  }
  const now = deps.clock.now()
  await deps.db.transaction().execute(async (trx) => {
    await updateRun(trx, run.id, { isCancelRequested: true, updatedAt: now })
    // a run that awaits approval has no job that would see it
    const { approval } = await getRun(trx, run.id)
    if (approval === 'awaiting') await restartJob(trx, jobOfRun(deps, run, now))
    await settle(deps, trx, run)
  })
  deps.queue.wake()
  return run
}

/** Sets a failed or cancelled run going again from what is stored. @throws Problem `wrong_state` */
export async function retryRun(deps: Dependencies, document: StoredDocument): Promise<StoredRun> {
  const run = await getRunOfDocument(deps, document)
  if (run.status !== 'failed' && run.status !== 'cancelled') {
    throw new Problem(
      'wrong_state',
      `The run is ${run.status}; only a failed or cancelled one can be tried again.`,
    )
  }
  const now = deps.clock.now()
  await deps.db.transaction().execute(async (trx) => {
    if (!(await findTemplate(trx, [run.workspaceId], run.inputs.template.templateId))) {
      throw new Problem('wrong_state', 'The template of this run was deleted; generate anew.')
    }
    if (await findHolderOfName(trx, document.workspaceId, document.name)) {
      throw new Problem('name_taken', `Another document has the name "${document.name}" by now.`)
    }
    await updateRun(trx, run.id, {
      status: 'pending',
      error: null,
      isCancelRequested: false,
      completedAt: null,
      updatedAt: now,
    })
    await updateDocument(trx, document.id, { status: 'Pending', error: null, updatedAt: now })
    await appendEvent(trx, run.id, { type: 'run.resumed', data: { by: 'retry' }, createdAt: now })
    await restartJob(trx, jobOfRun(deps, run, now))
    await settle(deps, trx, run)
  })
  deps.queue.wake()
  return run
}

export function jobOfRun(deps: Dependencies, run: StoredRun, createdAt: string): NewJob {
  const { id, workspaceId } = run
  return { id: deps.newId(), workspaceId, kind: 'generate', subjectId: id, createdAt }
}

/** @throws Problem `wrong_state` for a document without a run */
export async function getRunOfDocument(
  { db }: Dependencies,
  document: StoredDocument,
): Promise<StoredRun> {
  const run = await findRunOfDocument(db, document.id)
  if (run) return run
  throw new Problem('wrong_state', `${document.name} was not generated here; it has no run.`)
}
