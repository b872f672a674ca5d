import type { Kysely } from 'kysely'
import PQueue from 'p-queue'
import {
  freeAllLeases,
  leaseNextJob,
  LeaseLost,
  releaseJob,
  renewLease,
  type StoredJob,
} from '../db/jobs.ts'
import type { Database } from '../db/tables.ts'
import type { Clock } from '../ports/clock.ts'
import type { HeldJob, JobHandler, JobKind, JobQueue } from '../ports/job-queue.ts'

export type QueueOptions = {
  readonly db: Kysely<Database>
  readonly clock: Clock
  readonly handlers: Readonly<Record<JobKind, JobHandler>>
  /** Called behind the last attempt, while the lease still holds. */
  readonly onGivenUp: (job: HeldJob, error: unknown) => Promise<void>
  readonly onError: (error: unknown, job: HeldJob | undefined) => void
  readonly owner: string
  readonly concurrency: number
}

export type EmbeddedQueue = JobQueue & {
  /** Frees what a crashed process held, and starts. */
  start(): Promise<void>
  /** Takes no further job and waits for those that run. */
  close(): Promise<void>
}

const leaseMilliseconds = 60_000
const renewEveryMilliseconds = 20_000
const lookEveryMilliseconds = 1_000
const maximumAttempts = 3

/** Jobs from the store, several at a time in this process, in fair turns between workspaces. */
export function createEmbeddedQueue(options: QueueOptions): EmbeddedQueue {
  const running = new PQueue({ concurrency: options.concurrency })
  let isOpen = false
  let timer: NodeJS.Timeout | undefined

  const pump = (): void => {
    if (!isOpen || running.pending + running.size >= options.concurrency) return
    void running
      .add(async () => {
        const job = await takeJob(options)
        if (!job) return false
        // a further one may be due: its turn comes while this one runs
        queueMicrotask(pump)
        await runJob(options, job, wakeAfter)
        return true
      })
      .then((hadWork) => hadWork && pump())
      .catch((error: unknown) => options.onError(error, undefined))
  }
  const wakeAfter = (milliseconds: number): void => {
    setTimeout(pump, milliseconds).unref()
  }

  return {
    wake: () => queueMicrotask(pump),
    async start() {
      await freeAllLeases(options.db, options.clock.now())
      isOpen = true
      timer = setInterval(pump, lookEveryMilliseconds)
      timer.unref()
      pump()
    },
    async close() {
      isOpen = false
      clearInterval(timer)
      await running.onIdle()
    },
  }
}

async function takeJob({ db, clock, owner }: QueueOptions): Promise<HeldJob | undefined> {
  const now = clock.now()
  const lease = { owner, now, until: later(now, leaseMilliseconds) }
  const job = await db.transaction().execute((trx) => leaseNextJob(trx, lease))
  return job && toHeld(job)
}

async function runJob(
  options: QueueOptions,
  job: HeldJob,
  wakeAfter: (milliseconds: number) => void,
): Promise<void> {
  const { db, clock, handlers } = options
  const renewal = setInterval(() => {
    renewLease(db, job, later(clock.now(), leaseMilliseconds)).catch((error: unknown) =>
      options.onError(error, job),
    )
  }, renewEveryMilliseconds)
  try {
    await handlers[job.kind](job)
    await releaseJob(db, job, { status: 'done', error: null, runAfter: clock.now() })
  } catch (error) {
    await settle(options, job, error, wakeAfter).catch((failure: unknown) => {
      if (!(failure instanceof LeaseLost)) throw failure
    })
  } finally {
    clearInterval(renewal)
  }
}

/** A job that waits goes back; one that failed is tried again with growing pauses, then given up. */
async function settle(
  options: QueueOptions,
  job: HeldJob,
  error: unknown,
  wakeAfter: (milliseconds: number) => void,
): Promise<void> {
  if (error instanceof LeaseLost) return
  const pause = waitOf(error)
  const now = options.clock.now()
  if (pause !== undefined) {
    const runAfter = later(now, pause)
    await releaseJob(options.db, job, {
      status: 'waiting',
      error: null,
      runAfter,
      attempts: job.attempt - 1,
    })
    wakeAfter(pause + 1)
    return
  }
  options.onError(error, job)
  const message = error instanceof Error ? error.message : String(error)
  if (job.attempt >= maximumAttempts) {
    // a job that can't even be given up must not come back for ever
    await options.onGivenUp(job, error).catch((failure: unknown) => options.onError(failure, job))
    await releaseJob(options.db, job, { status: 'failed', error: message, runAfter: now })
    return
  }
  const runAfter = later(now, 500 * 4 ** (job.attempt - 1))
  await releaseJob(options.db, job, { status: 'waiting', error: message, runAfter })
}

/** Milliseconds for which a job asks to be set aside, where it does. */
function waitOf(error: unknown): number | undefined {
  const wait = (error as { afterMilliseconds?: unknown } | null)?.afterMilliseconds
  return typeof wait === 'number' ? wait : undefined
}

function toHeld(job: StoredJob): HeldJob {
  return { ...job, kind: job.kind as JobKind }
}

function later(time: string, milliseconds: number): string {
  return new Date(Date.parse(time) + milliseconds).toISOString()
}
