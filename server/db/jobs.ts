import type { Kysely, Selectable, Transaction } from 'kysely'
import { findNextJob } from './next-job.ts'
import type { Database, JobsTable } from './tables.ts'

export type StoredJob = {
  readonly id: string
  readonly workspaceId: string
  readonly kind: string
  readonly subjectId: string
  readonly token: number
  readonly attempt: number
  /**
   * Starts that ended with their process, since the job last came to an end or stored progress. A
   * start is stored before the work begins, so that not even a killed process forgets it.
   */
  readonly deaths: number
}

export type NewJob = {
  readonly id: string
  readonly workspaceId: string
  readonly kind: string
  readonly subjectId: string
  readonly createdAt: string
}

/** Another process or a later lease holds the job now: whatever this holder did is not to be stored. */
export class LeaseLost extends Error {
  constructor(jobId: string) {
    super(`job ${jobId} is held by someone else now`)
    this.name = 'LeaseLost'
  }
}

/**
 * Stores a job in the transaction of its cause. A job of the same kind and subject that is over is
 * set going again; one that waits or runs is left alone, so that work is shared.
 */
export async function insertJob(db: Transaction<Database>, job: NewJob): Promise<void> {
  await putJob(db, job, ['done', 'failed'])
}

/**
 * As insertJob, for a subject that is known to be over: a holder that has stored its last word but
 * not ended its lease yet is passed by, for its end would otherwise be the end of the new work too.
 */
export async function restartJob(db: Transaction<Database>, job: NewJob): Promise<void> {
  await putJob(db, job, ['done', 'failed', 'running'])
}

/** As insertJob, whatever the job does now: it looks at its subject anew, and a holder is passed by. */
export async function renewJob(db: Transaction<Database>, job: NewJob): Promise<void> {
  await putJob(db, job, ['done', 'failed', 'running', 'waiting'])
}

async function putJob(
  db: Transaction<Database>,
  job: NewJob,
  replaced: readonly string[],
): Promise<void> {
  await db
    .insertInto('jobs')
    .values({
      id: job.id,
      workspace_id: job.workspaceId,
      kind: job.kind,
      subject_id: job.subjectId,
      status: 'waiting',
      attempts: 0,
      deaths: 0,
      token: 0,
      owner: null,
      lease_until: null,
      run_after: job.createdAt,
      error: null,
      created_at: job.createdAt,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'subject_id'])
        .doUpdateSet((eb) => ({
          status: 'waiting',
          attempts: 0,
          deaths: 0,
          token: eb('jobs.token', '+', 1),
          owner: null,
          lease_until: null,
          run_after: job.createdAt,
          error: null,
        }))
        .where('jobs.status', 'in', replaced),
    )
    .execute()
}

/**
 * Leases the next job that is due: first of the workspace with the fewest running jobs, then of the
 * one that was `served` longest ago (fair turns), then the oldest. A lease that ran out counts as
 * free, and as a death of its holder. A job
 * that its process died of goes before all others and only where the taker `isIdle`: alone, it
 * shows whose fault that was, and takes no other along. Where `kinds` are named, it is as if there were no others.
 */
export async function leaseNextJob(
  db: Transaction<Database>,
  lease: {
    owner: string
    now: string
    until: string
    isIdle: boolean
    kinds?: readonly string[] | undefined
    /** Workspaces in the order of their last turns, the newest last; those that are absent had none. */
    served?: readonly string[]
  },
): Promise<StoredJob | undefined> {
  const next = await findNextJob(db, lease)
  if (!next) return undefined
  const hasDied = next.status === 'running'
  if (next.deaths + (hasDied ? 1 : 0) > 0 && !lease.isIdle) return undefined
  const row = await db
    .updateTable('jobs')
    .set((eb) => ({
      status: 'running',
      owner: lease.owner,
      lease_until: lease.until,
      token: eb('token', '+', 1),
      ...(hasDied ? { deaths: eb('deaths', '+', 1) } : { attempts: eb('attempts', '+', 1) }),
    }))
    .where('id', '=', next.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toJob(row)
}

/** To be called in the transaction in which a job stores what it will not do again. */
export async function forgetDeaths(
  db: Transaction<Database>,
  job: { readonly id: string },
): Promise<void> {
  await db.updateTable('jobs').set({ deaths: 0 }).where('id', '=', job.id).execute()
}

/** Keeps the lease going. @throws LeaseLost */
export async function renewLease(
  db: Kysely<Database>,
  job: { id: string; token: number },
  until: string,
): Promise<void> {
  const result = await db
    .updateTable('jobs')
    .set({ lease_until: until })
    .where('id', '=', job.id)
    .where('token', '=', job.token)
    .where('status', '=', 'running')
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw new LeaseLost(job.id)
}

/** To be called first in every transaction in which a job stores what it did. @throws LeaseLost */
export async function checkLease(
  db: Transaction<Database>,
  job: { id: string; token: number },
): Promise<void> {
  const row = await db
    .selectFrom('jobs')
    .select('id')
    .where('id', '=', job.id)
    .where('token', '=', job.token)
    .where('status', '=', 'running')
    .executeTakeFirst()
  if (!row) throw new LeaseLost(job.id)
}

/** Ends the lease: over, or to be tried again at `runAfter`. @throws LeaseLost */
export async function releaseJob(
  db: Kysely<Database>,
  job: { id: string; token: number },
  end: {
    status: 'done' | 'failed' | 'waiting'
    error: string | null
    runAfter: string
    /** Set where the attempt does not count. */
    attempts?: number
  },
): Promise<void> {
  const result = await db
    .updateTable('jobs')
    .set({
      status: end.status,
      error: end.error,
      run_after: end.runAfter,
      owner: null,
      lease_until: null,
      deaths: 0,
      ...(end.attempts !== undefined && { attempts: end.attempts }),
    })
    .where('id', '=', job.id)
    .where('token', '=', job.token)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw new LeaseLost(job.id)
}

/**
 * Frees what an earlier process of this store held: only one process may open an embedded store. It
 * died while it held them, so that each counts a death instead of an attempt.
 */
export async function freeAllLeases(
  db: Kysely<Database>,
  now: string,
  kinds?: readonly string[],
): Promise<void> {
  await db
    .updateTable('jobs')
    .set((eb) => ({
      status: 'waiting',
      owner: null,
      lease_until: null,
      run_after: now,
      deaths: eb('deaths', '+', 1),
      attempts: eb('attempts', '-', 1),
    }))
    .where('status', '=', 'running')
    .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds ?? []))
    .execute()
}

/** Puts a job back in the middle: neither an attempt nor a death. Its holder's writes are refused. */
export async function handOverJob(
  db: Kysely<Database>,
  job: { id: string; token: number },
): Promise<void> {
  await db
    .updateTable('jobs')
    .set((eb) => ({
      status: 'waiting',
      owner: null,
      lease_until: null,
      token: eb('token', '+', 1),
      attempts: eb('attempts', '-', 1),
    }))
    .where('id', '=', job.id)
    .where('token', '=', job.token)
    .where('status', '=', 'running')
    .execute()
}

/** What the jobs of a kind that were given up worked on. */
export async function listFailedSubjects(
  db: Kysely<Database>,
  kind: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('jobs')
    .select('subject_id')
    .where('kind', '=', kind)
    .where('status', '=', 'failed')
    .execute()
  return new Set(rows.map(({ subject_id }) => subject_id))
}

function toJob(row: Selectable<JobsTable>): StoredJob {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    kind: row.kind,
    subjectId: row.subject_id,
    token: row.token,
    attempt: row.attempts,
    deaths: row.deaths,
  }
}
