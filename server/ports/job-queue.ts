export const jobKinds = ['ingest', 'generate'] as const
export type JobKind = (typeof jobKinds)[number]

/** A job that is held by this process: every write that it makes checks the token. */
export type HeldJob = {
  readonly id: string
  readonly workspaceId: string
  readonly kind: JobKind
  /** Id of what the job works on: a source version or a run. */
  readonly subjectId: string
  /** Grows with every lease; an older holder's writes are refused. */
  readonly token: number
  readonly attempt: number
}

export type JobHandler = (job: HeldJob) => Promise<void>

/**
 * Runs stored jobs. A job is stored by `insertJob` in the transaction that needs it, so that it
 * exists if and only if its cause does; the queue finds it there.
 */
export interface JobQueue {
  /** Says that a job was stored; the queue also looks by itself. */
  wake(): void
}
