export const jobKinds = [
  'ingest',
  'generate',
  'regenerate',
  'check',
  'embed',
  'outputs',
  'schedule',
  'prune',
] as const
export type JobKind = (typeof jobKinds)[number]

/** A job that is held by this process: every write that it makes checks the token. */
export type HeldJob = {
  readonly id: string
  readonly workspaceId: string
  readonly kind: JobKind
  /** Id of what the job works on: a source version, a run, a rival Draft, a check or a SourceText;
   * of `outputs` the run whose document is given out; a schedule; of `prune` a workspace. */
  readonly subjectId: string
  /** Grows with every lease; an older holder's writes are refused. */
  readonly token: number
  readonly attempt: number
  /** How often a process died while it worked on this, since the job last got anywhere. */
  readonly deaths: number
}

/** Why a job is given up: its process died of it again and again. */
export class ProcessDied extends Error {
  constructor(deaths: number) {
    super(`the server process ended ${deaths} times while it worked on this`)
    this.name = 'ProcessDied'
  }
}

export type JobHandler = (job: HeldJob) => Promise<void>

/** Stores in the job's cause that it is given up, and why. */
export type GiveUp = (job: HeldJob, error: unknown) => Promise<void>

/**
 * Runs stored jobs. A job is stored by `insertJob` in the transaction that needs it, so that it
 * exists if and only if its cause does; the queue finds it there.
 */
export interface JobQueue {
  /** Says that a job was stored; the queue also looks by itself. */
  wake(): void
}
