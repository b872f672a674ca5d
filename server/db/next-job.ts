import type { Transaction } from 'kysely'
import type { Database } from './tables.ts'

type Due = { readonly now: string; readonly kinds?: readonly string[] | undefined }

/** The job whose turn it is, as leaseNextJob says; it is not touched. */
export async function findNextJob(
  db: Transaction<Database>,
  { served = [], ...due }: Due & { readonly served?: readonly string[] },
): Promise<{ id: string; status: string; deaths: number } | undefined> {
  const busy = await countRunning(db, due)
  const waiting = await selectDue(db, due)
    .select('workspace_id')
    .select((eb) => [eb.fn.max('deaths').as('deaths'), eb.fn.min('run_after').as('oldest')])
    .groupBy('workspace_id')
    .execute()
  const lastTurns = new Map(served.map((workspaceId, at) => [workspaceId, at]))
  const turns = waiting.map(({ workspace_id, deaths, oldest }) => ({
    workspaceId: workspace_id,
    oldest,
    place: [deaths > 0 ? 0 : 1, busy.get(workspace_id) ?? 0, lastTurns.get(workspace_id) ?? -1],
  }))
  const [next] = turns.sort(compareTurns)
  if (!next) return undefined
  return selectDue(db, due)
    .select(['id', 'status', 'deaths'])
    .where('workspace_id', '=', next.workspaceId)
    .orderBy((eb) => eb.case().when('deaths', '>', 0).then(0).else(1).end())
    .orderBy('run_after')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

type Turn = { readonly place: readonly number[]; readonly oldest: string }

function compareTurns(a: Turn, b: Turn): number {
  const at = a.place.findIndex((value, index) => value !== b.place[index])
  if (at >= 0) return (a.place[at] ?? 0) - (b.place[at] ?? 0)
  return a.oldest < b.oldest ? -1 : a.oldest > b.oldest ? 1 : 0
}

function selectDue(db: Transaction<Database>, { now, kinds }: Due) {
  return db
    .selectFrom('jobs')
    .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds ?? []))
    .where((eb) =>
      eb.or([
        eb.and([eb('status', '=', 'waiting'), eb('run_after', '<=', now)]),
        eb.and([eb('status', '=', 'running'), eb('lease_until', '<', now)]),
      ]),
    )
}

/** The running jobs of each workspace that has any. */
async function countRunning(
  db: Transaction<Database>,
  { now, kinds }: Due,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('jobs')
    .select('workspace_id')
    .select((eb) => eb.fn.countAll<number | string>().as('running'))
    .where('status', '=', 'running')
    .where('lease_until', '>=', now)
    .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds ?? []))
    .groupBy('workspace_id')
    .execute()
  return new Map(rows.map((row) => [row.workspace_id, Number(row.running)]))
}
