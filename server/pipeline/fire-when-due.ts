import { renewJob } from '../db/jobs.ts'
import { findSchedule, type StoredSchedule } from '../db/schedules.ts'
import type { HeldJob } from '../ports/job-queue.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { prepareFiring, storeFiring, type PreparedFiring } from '../services/fire-schedule.ts'
import { commit, NotYet } from './run-context.ts'

/** The queue looks again by then; timers of many days are not kept. */
const longestWaitMilliseconds = 3_600_000

/**
 * Fires a schedule whose time has come, and waits for the next one. What was missed while the server
 * was down is made up for once, however many times it was.
 * @throws NotYet, behind each firing too
 */
export async function fireWhenDue(deps: Dependencies, job: HeldJob): Promise<void> {
  const schedule = await findDue(deps, job)
  if (!schedule) return
  const { nextAt: due } = schedule
  const now = deps.clock.now()
  if (due > now) throw waitUntil(due, now)
  const firing = await prepareFiring(deps, schedule)
  const next = await storeDue(deps, job, due, firing)
  if (next) throw waitUntil(next, deps.clock.now())
}

/** A firing that could not be made is told as any other result, and the schedule goes on. */
export async function failFiring(deps: Dependencies, job: HeldJob): Promise<void> {
  const schedule = await findDue(deps, job)
  if (!schedule) return
  const message = 'Something went wrong on the server when this was due.'
  const error = { code: 'internal', message }
  await storeDue(deps, job, schedule.nextAt, { outcome: 'failed', error })
  const { workspaceId, subjectId } = job
  const createdAt = deps.clock.now()
  // this lease is over with it: the job waits for the next time
  const renewed = { id: deps.newId(), workspaceId, kind: 'schedule', subjectId, createdAt }
  await deps.db.transaction().execute((trx) => renewJob(trx, renewed))
}

type DueSchedule = StoredSchedule & { readonly nextAt: string; readonly cron: string }

async function findDue(
  { db }: Pick<Dependencies, 'db'>,
  { workspaceId, subjectId }: HeldJob,
): Promise<DueSchedule | undefined> {
  const schedule = await findSchedule(db, [workspaceId], subjectId)
  const { isEnabled, nextAt, cron } = schedule ?? {}
  if (!schedule || !isEnabled || !nextAt || !cron) return undefined
  return { ...schedule, nextAt, cron }
}

/** @returns the next time that it is due; undefined where it was changed meanwhile, or has ended */
async function storeDue(
  deps: Dependencies,
  job: HeldJob,
  due: string,
  firing: PreparedFiring,
): Promise<string | undefined> {
  return commit({ deps, job }, async (trx, now) => {
    const schedule = await findDue({ db: trx }, job)
    if (schedule?.nextAt !== due) return undefined
    const { cron, timeZone } = schedule
    const [nextAt = null] = deps.timetable.listTimes(cron, timeZone, now, 1)
    await storeFiring(trx, deps, { ...schedule, nextAt }, due, firing)
    return firing.outcome === 'stopped' ? undefined : (nextAt ?? undefined)
  })
}

function waitUntil(due: string, now: string): NotYet {
  const milliseconds = Math.max(1, Date.parse(due) - Date.parse(now))
  return new NotYet(`the time ${due}`, Math.min(milliseconds, longestWaitMilliseconds))
}
