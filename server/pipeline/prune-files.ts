import { pruneGenerationFiles } from '../db/generation-runs.ts'
import type { HeldJob } from '../ports/job-queue.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { commit, NotYet } from './run-context.ts'

const dayMilliseconds = 86_400_000

/**
 * Deletes the files of a workspace's generations whose time is over, and looks again tomorrow. What
 * was said of the generations stays, and so do bytes that something else needs.
 * @throws NotYet
 */
export async function pruneFiles(deps: Dependencies, job: HeldJob): Promise<void> {
  const { workspaceId } = job
  const freed = await commit({ deps, job }, (trx, now) => {
    const before = Date.parse(now) - deps.keptFileDays * dayMilliseconds
    return pruneGenerationFiles(trx, workspaceId, new Date(before).toISOString(), now)
  })
  // what a crash keeps from being removed here, the next start sweeps
  await deps.blobs.removeUnused(workspaceId, freed)
  throw new NotYet('the next day', dayMilliseconds)
}
