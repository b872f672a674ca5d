import type { GiveUp, JobHandler, JobKind } from '../ports/job-queue.ts'
import { attemptDelivery } from '../services/attempt-delivery.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { failCheck, runCheck } from './check-document.ts'
import { composeRival, failRival } from './compose-rival.ts'
import { embedSource } from './embed-source.ts'
import { ingestSource, markUnread } from './ingest-source.ts'
import { failFiring, fireWhenDue } from './fire-when-due.ts'
import { failOutputs, makeOutputs } from './make-outputs.ts'
import { pruneFiles } from './prune-files.ts'
import { failGeneration, runGeneration } from './run.ts'

/** What each kind of job does, and what is stored when it is given up. */
export function createHandlers(deps: Dependencies): {
  handlers: Readonly<Record<JobKind, JobHandler>>
  onGivenUp: GiveUp
  deliver: (deliveryId: string, signal: AbortSignal) => Promise<boolean>
} {
  const givenUp: Readonly<Record<JobKind, GiveUp>> = {
    ingest: (job, error) => markUnread(deps, job, error),
    generate: (job, error) => failGeneration(deps, job, error),
    regenerate: (job, error) => failRival(deps, job, error),
    check: (job, error) => failCheck(deps, job, error),
    // what lacks vectors is still found by its words, and the next start tries again
    embed: () => Promise.resolve(),
    outputs: (job, error) => failOutputs(deps, job, error),
    schedule: (job) => failFiring(deps, job),
    // the next generation of the workspace sets it going again
    prune: () => Promise.resolve(),
  }
  return {
    handlers: {
      ingest: (job) => ingestSource(deps, job),
      generate: (job) => runGeneration(deps, job),
      regenerate: (job) => composeRival(deps, job),
      check: (job) => runCheck(deps, job),
      embed: (job) => embedSource(deps, job),
      outputs: (job) => makeOutputs(deps, job),
      schedule: (job) => fireWhenDue(deps, job),
      prune: (job) => pruneFiles(deps, job),
    },
    onGivenUp: (job, error) => givenUp[job.kind](job, error),
    deliver: (deliveryId, signal) => attemptDelivery(deps, deliveryId, signal),
  }
}
