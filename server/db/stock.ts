import type { Kysely } from 'kysely'
import type { Database } from './tables.ts'
import { selectWaiting } from './webhook-deliveries.ts'

/** How much there is of what, over all workspaces: for the operator, who sees nothing of them. */
export async function countStock(db: Kysely<Database>, now: string) {
  const jobs = await db
    .selectFrom('jobs')
    .select(['kind', 'status as state'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['kind', 'status'])
    .execute()
  const runs = await db
    .selectFrom('runs')
    .select('status as state')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy('status')
    .execute()
  const due = await db
    .selectFrom('jobs')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('status', '=', 'waiting')
    .where('run_after', '<=', now)
    .executeTakeFirstOrThrow()
  return {
    jobs: jobs.map((row) => ({ ...row, count: Number(row.count) })),
    runs: runs.map((row) => ({ ...row, count: Number(row.count) })),
    queueDepth: Number(due.count),
    deliveries: await countDeliveries(db, now),
    schedules: await countSchedules(db, now),
  }
}

async function countDeliveries(db: Kysely<Database>, now: string) {
  const { count, oldest } = await selectWaiting(db, [])
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.min('webhook_deliveries.created_at').as('oldest'),
    ])
    .executeTakeFirstOrThrow()
  return { waiting: Number(count), oldestSeconds: secondsSince(oldest, now) }
}

async function countSchedules(db: Kysely<Database>, now: string) {
  const { count, oldest } = await db
    .selectFrom('schedules')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('next_at').as('oldest')])
    .where('is_enabled', '=', 1)
    .where('next_at', '<=', now)
    .executeTakeFirstOrThrow()
  return { due: Number(count), lateSeconds: secondsSince(oldest, now) }
}

function secondsSince(time: string | null, now: string): number {
  return time === null ? 0 : Math.max(0, Date.parse(now) - Date.parse(time)) / 1000
}
