import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import PQueue from 'p-queue'
import {
  freeAllLeases,
  handOverJob,
  leaseNextJob,
  LeaseLost,
  releaseJob,
  renewLease,
  type StoredJob,
} from '../db/jobs.ts'
import type { Database } from '../db/tables.ts'
import { BlobsUnavailable } from '../ports/blob-store.ts'
import type { Clock } from '../ports/clock.ts'
import {
  ProcessDied,
  type GiveUp,
  type HeldJob,
  type JobHandler,
  type JobKind,
  type JobQueue,
} from '../ports/job-queue.ts'

export type QueueOptions = {
  readonly db: Kysely<Database>
  readonly clock: Clock
  readonly handlers: Readonly<Record<JobKind, JobHandler>>
  /** Called behind the last attempt, while the lease still holds. */
  readonly onGivenUp: GiveUp
  readonly onError: (error: unknown, job: HeldJob | undefined) => void
  readonly owner: string
  readonly concurrency: number
  /** The jobs that it runs; all where absent. */
  readonly kinds?: readonly JobKind[]
  /** While it says so no job is begun. */
  readonly isPaused?: () => boolean
}

export type EmbeddedQueue = JobQueue & {
  /** Frees what a crashed process held, and starts. */
  start(): Promise<void>
  /**
   * Takes no further job and waits for those that run, so long as `patience` lasts (milliseconds); those
   * that run still are handed over to the next process.
   * @returns whether all came to their end
   */
  close(patience?: number): Promise<boolean>
}

const leaseMilliseconds = 60_000
const renewEveryMilliseconds = 20_000
const lookEveryMilliseconds = 1_000
const maximumAttempts = 3
/**
 * More than attempts, since a process also dies of what is no job's fault: a power cut, an operator,
 * another program that took the memory.
 */
const maximumDeaths = 6

/**
 * Jobs from the store, several at a time in this process; workspaces take turns, so that a single job
 * waits behind no more than one of each other. A job
 * that a process died of runs alone.
 */
export function createEmbeddedQueue(options: QueueOptions): EmbeddedQueue {
  const running = new PQueue({ concurrency: options.concurrency })
  const held = new Set<HeldJob>()
  const take = createTaker(options, held)
  let isOpen = false
  let timer: NodeJS.Timeout | undefined

  const pump = (): void => {
    if (!isOpen || options.isPaused?.() || running.pending + running.size >= options.concurrency)
      return
    void running
      .add(async () => {
        const taken = await take()
        if (!taken) return false
        // a further one may be due: its turn comes while this one runs
        queueMicrotask(pump)
        await runJob(options, taken.job, wakeAfter).finally(taken.putDown)
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
      await freeAllLeases(options.db, options.clock.now(), options.kinds)
      isOpen = true
      timer = setInterval(pump, lookEveryMilliseconds).unref()
      pump()
    },
    async close(patience) {
      isOpen = false
      clearInterval(timer)
      if (await endsWithin(running.onIdle(), patience)) return true
      for (const job of held) await handOverJob(options.db, job)
      return false
    },
  }
}

/** Without patience it is waited for however long it takes. */
async function endsWithin(work: Promise<void>, milliseconds?: number): Promise<boolean> {
  const ended = work.then(() => true)
  if (milliseconds === undefined) return ended
  const aborting = new AbortController()
  const { signal } = aborting
  const late = sleep(milliseconds, false, { signal }).catch(() => false)
  return Promise.race([ended, late]).finally(() => aborting.abort())
}

type Taken = { readonly job: HeldJob; putDown(): void }

/** Takes one job after the other, so that a job that is to run alone is alone. */
function createTaker(
  { db, clock, owner, kinds }: QueueOptions,
  held: Set<HeldJob>,
): () => Promise<Taken | undefined> {
  const turns = new PQueue({ concurrency: 1 })
  // a restart begins the round anew, which costs nobody more than one turn
  const served = new Set<string>()
  const take = async (): Promise<Taken | undefined> => {
    if ([...held].some(({ deaths }) => deaths > 0)) return undefined
    const now = clock.now()
    const lease = { owner, now, until: later(now, leaseMilliseconds), kinds }
    const isIdle = held.size === 0
    const wish = { ...lease, isIdle, served: [...served] }
    const stored = await db.transaction().execute((trx) => leaseNextJob(trx, wish))
    if (!stored) return undefined
    served.delete(stored.workspaceId)
    served.add(stored.workspaceId)
    const job = toHeld(stored)
    held.add(job)
    return { job, putDown: () => void held.delete(job) }
  }
  return () => turns.add(take)
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
    if (job.deaths >= maximumDeaths) return await giveUp(options, job, new ProcessDied(job.deaths))
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

/** A job that waits goes back, and why is told where it is no plan; one that failed is tried again with growing pauses, then given up. */
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
    if (error instanceof BlobsUnavailable) options.onError(error, job)
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
  if (job.attempt >= maximumAttempts) return giveUp(options, job, error)
  options.onError(error, job)
  const runAfter = later(now, 500 * 4 ** (job.attempt - 1))
  await releaseJob(options.db, job, { status: 'waiting', error: messageOf(error), runAfter })
}

async function giveUp(options: QueueOptions, job: HeldJob, error: unknown): Promise<void> {
  options.onError(error, job)
  // a job that can't even be given up must not come back for ever
  await options.onGivenUp(job, error).catch((failure: unknown) => options.onError(failure, job))
  const runAfter = options.clock.now()
  await releaseJob(options.db, job, { status: 'failed', error: messageOf(error), runAfter })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
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
