import type { Kysely } from 'kysely'
import type { Database } from './tables.ts'

/** How many jobs and runs there are, over all workspaces: for the operator, who sees nothing of them. */
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
  }
}
