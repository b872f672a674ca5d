import type { Generation } from '../../shared/contract/generations.ts'
import { listGenerationRuns } from '../db/generation-runs.ts'
import { updateGeneration } from '../db/generations.ts'
import { findRunStatus, updateRun } from '../db/runs.ts'
import { settle } from './commit.ts'
import { describeGeneration, getGeneration } from './describe-generation.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'
import { listWorkspaceIds, type Principal } from './principal.ts'

/** Asks each of its runs to end; what is written by then stays. @throws Problem `wrong_state` */
export async function cancelGeneration(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<Generation> {
  const workspaceIds = listWorkspaceIds(principal)
  const updatedAt = deps.clock.now()
  const cancelled = await deps.db.transaction().execute(async (trx) => {
    const { status } = await getGeneration({ db: trx }, workspaceIds, id)
    if (status !== 'pending' && status !== 'processing') {
      const message = `The generation is ${status}; only one that waits or runs can be cancelled.`
      throw new Problem('wrong_state', message)
    }
    await updateGeneration(trx, id, { isCancelRequested: true, updatedAt })
    for (const { runId } of await listGenerationRuns(trx, id)) {
      const standing = await findRunStatus(trx, runId)
      if (standing !== 'pending' && standing !== 'in_progress') continue
      await updateRun(trx, runId, { isCancelRequested: true, updatedAt })
    }
    return settle(deps, trx, await describeGeneration({ ...deps, db: trx }, workspaceIds, id))
  })
  deps.queue.wake()
  return cancelled
}
