import type { ApproveRequest } from '../../shared/contract/outlines.ts'
import { updateDocument } from '../db/documents.ts'
import { restartJob } from '../db/jobs.ts'
import { listSections, removeSections } from '../db/run-sections.ts'
import { appendEvent, getRun, updateRun, type StoredRun } from '../db/runs.ts'
import { settle } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { jobOfRun } from './end-run.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'
import { checkAwaits } from './replace-outline.ts'
import { recordTaskEnd } from './task-events.ts'
import { getRunByNumber } from './tasks.ts'

/**
 * Lets a run go on that waits behind its outline, or ends it: then it has failed, and trying it
 * again waits for approval with the same outline.
 * @throws Problem `wrong_state` unless the run awaits approval
 */
export async function approveOutline(
  deps: Dependencies,
  principal: Principal,
  taskNumber: string,
  { approved, comment = '' }: ApproveRequest,
): Promise<StoredRun> {
  const run = await getRunByNumber(deps, principal, taskNumber)
  const told = { by: principal.userId, comment: comment.trim() }
  await (approved ? goOn(deps, run, told) : reject(deps, run, told))
  deps.queue.wake()
  return run
}

type Told = { readonly by: string; readonly comment: string }

async function goOn(deps: Dependencies, run: StoredRun, told: Told): Promise<void> {
  const now = deps.clock.now()
  await deps.db.transaction().execute(async (trx) => {
    checkAwaits(await getRun(trx, run.id))
    const sections = (await listSections(trx, run.id)).map(({ outline }) => outline)
    const leftOut = sections.filter(({ isLeftOut }) => isLeftOut)
    if (sections.length > 0 && leftOut.length === sections.length) {
      throw new Problem('wrong_state', 'No section is selected; there would be nothing to write.')
    }
    await removeSections(
      trx,
      run.id,
      leftOut.map(({ sectionId }) => sectionId),
    )
    await updateRun(trx, run.id, { approval: 'given', updatedAt: now })
    await appendEvent(trx, run.id, { type: 'outline.approved', data: told, createdAt: now })
    await restartJob(trx, jobOfRun(deps, run, now))
    await settle(deps, trx, run)
  })
}

async function reject(deps: Dependencies, run: StoredRun, told: Told): Promise<void> {
  const now = deps.clock.now()
  const why = told.comment === '' ? '.' : `: ${told.comment}`
  const error = { code: 'outline_rejected', message: `The outline was not approved${why}` }
  await deps.db.transaction().execute(async (trx) => {
    checkAwaits(await getRun(trx, run.id))
    await updateRun(trx, run.id, {
      approval: 'asked',
      status: 'failed',
      error,
      completedAt: now,
      updatedAt: now,
    })
    await updateDocument(trx, run.documentId, { status: 'Failed', error, updatedAt: now })
    const data = { ...error, by: told.by }
    await appendEvent(trx, run.id, { type: 'run.failed', data, createdAt: now })
    await recordTaskEnd(trx, deps, run, { at: now, status: 'failed', error })
    await settle(deps, trx, run)
  })
}
