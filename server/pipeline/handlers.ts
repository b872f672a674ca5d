import type { HeldJob, JobHandler, JobKind } from '../ports/job-queue.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { ingestSource, markUnread } from './ingest-source.ts'
import { failGeneration, runGeneration } from './run.ts'

/** What each kind of job does, and what is stored when it is given up. */
export function createHandlers(deps: Dependencies): {
  handlers: Readonly<Record<JobKind, JobHandler>>
  onGivenUp: (job: HeldJob) => Promise<void>
} {
  const givenUp: Readonly<Record<JobKind, JobHandler>> = {
    ingest: (job) => markUnread(deps, job),
    generate: (job) => failGeneration(deps, job),
  }
  return {
    handlers: {
      ingest: (job) => ingestSource(deps, job),
      generate: (job) => runGeneration(deps, job),
    },
    onGivenUp: (job) => givenUp[job.kind](job),
  }
}
