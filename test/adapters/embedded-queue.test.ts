import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import BetterSqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  createEmbeddedQueue,
  type EmbeddedQueue,
  type QueueOptions,
} from '../../server/adapters/embedded-queue.ts'
import { systemClock } from '../../server/adapters/system.ts'
import { insertJob } from '../../server/db/jobs.ts'
import { migrate } from '../../server/db/migrate.ts'
import type { Database } from '../../server/db/tables.ts'
import { NotYet } from '../../server/pipeline/run-context.ts'
import { buildWorkspace } from '../support/build-rows.ts'
import { waitFor } from '../support/create-test-app.ts'

let db: Kysely<Database>
let queue: EmbeddedQueue | undefined
beforeEach(async () => {
  db = new Kysely<Database>({
    dialect: new SqliteDialect({ database: new BetterSqlite(':memory:') }),
  })
  await migrate(db)
})
afterEach(async () => {
  await queue?.close()
  await db.destroy()
})

const notAskedFor = () => Promise.reject(new Error('not asked for'))

const start = async (
  ingest: QueueOptions['handlers']['ingest'],
  change: Partial<QueueOptions> = {},
) => {
  queue = createEmbeddedQueue({
    db,
    clock: systemClock,
    handlers: {
      ingest,
      generate: notAskedFor,
      regenerate: notAskedFor,
      check: notAskedFor,
      embed: notAskedFor,
      outputs: notAskedFor,
      schedule: notAskedFor,
      prune: notAskedFor,
    },
    onGivenUp: () => Promise.resolve(),
    onError: () => undefined,
    owner: 'test',
    concurrency: 2,
    ...change,
  })
  await queue.start()
}
const store = async (workspaceId: string, subjectId = randomUUID()) => {
  const job = {
    id: randomUUID(),
    workspaceId,
    kind: 'ingest',
    subjectId,
    createdAt: systemClock.now(),
  }
  await db.transaction().execute((trx) => insertJob(trx, job))
  queue?.wake()
  return subjectId
}
const statuses = async () =>
  (await db.selectFrom('jobs').select('status').execute()).map(({ status }) => status)

test('every job is run once, two at a time', async () => {
  const { workspaceId } = await buildWorkspace(db)
  const done: string[] = []
  let busy = 0
  let most = 0
  await start(async ({ subjectId }) => {
    busy += 1
    most = Math.max(most, busy)
    await sleep(5)
    busy -= 1
    done.push(subjectId)
  })
  const stored = await Promise.all(Array.from({ length: 30 }, () => store(workspaceId)))
  await waitFor(async () =>
    (await statuses()).every((status) => status === 'done') ? true : undefined,
  )
  expect(done.toSorted()).toEqual(stored.toSorted())
  expect(most).toBe(2)
})

test.each([1, 2])(
  'a single job waits behind no more than one of each flooding workspace, %i at a time',
  async (concurrency) => {
    const flooding = await Promise.all([buildWorkspace(db), buildWorkspace(db)])
    const single = (await buildWorkspace(db)).workspaceId
    for (let count = 0; count < 8; count += 1) {
      for (const { workspaceId } of flooding) await store(workspaceId)
    }
    const begun: string[] = []
    const record = async ({ workspaceId }: { readonly workspaceId: string }) => {
      begun.push(workspaceId)
      if (begun.length === 4) await store(single)
      await sleep(2)
    }
    await start(record, { concurrency })
    await waitFor(async () =>
      (await statuses()).every((status) => status === 'done') ? true : undefined,
    )
    // the fourth of them stored it, and beside that one another may have begun already
    expect(begun.indexOf(single)).toBeGreaterThan(0)
    expect(begun.indexOf(single)).toBeLessThanOrEqual(4 + concurrency)
  },
)

test('a job that failed is tried again, and given up behind the third attempt with its reason', async () => {
  const { workspaceId } = await buildWorkspace(db)
  const attempts: number[] = []
  const givenUp: string[] = []
  const errors: unknown[] = []
  await start(
    (job) => {
      attempts.push(job.attempt)
      return Promise.reject(new Error('out of paper'))
    },
    {
      onGivenUp: ({ subjectId }) => Promise.resolve(void givenUp.push(subjectId)),
      onError: (error) => errors.push(error),
    },
  )
  const subjectId = await store(workspaceId)
  await waitFor(async () => ((await statuses())[0] === 'failed' ? true : undefined))
  expect(attempts).toEqual([1, 2, 3])
  expect(givenUp).toEqual([subjectId])
  expect(errors.length).toBe(3)
  expect(await db.selectFrom('jobs').select('error').execute()).toEqual([{ error: 'out of paper' }])
})

test('a job that waits for others comes back, however often, without counting as an attempt', async () => {
  const { workspaceId } = await buildWorkspace(db)
  const attempts: number[] = []
  await start((job) => {
    attempts.push(job.attempt)
    return attempts.length < 6 ? Promise.reject(new NotYet('others', 5)) : Promise.resolve()
  })
  await store(workspaceId)
  await waitFor(async () => ((await statuses())[0] === 'done' ? true : undefined))
  expect(attempts).toEqual([1, 1, 1, 1, 1, 1])
})

test('closing waits for the job that runs', async () => {
  const { workspaceId } = await buildWorkspace(db)
  let isDone = false
  const begun = Promise.withResolvers<void>()
  await start(async () => {
    begun.resolve()
    await sleep(100)
    isDone = true
  })
  await store(workspaceId)
  await begun.promise
  await queue?.close()
  expect(isDone).toBe(true)
})

test('a job whose giving up fails as well is over, and both errors are told', async () => {
  const { workspaceId } = await buildWorkspace(db)
  await store(workspaceId)
  await db.updateTable('jobs').set({ attempts: 2 }).execute()
  const told: unknown[] = []
  const failure = (message: string) => () => Promise.reject(new Error(message))
  await start(failure('the work'), {
    onGivenUp: failure('the giving up'),
    onError: (error) => told.push((error as Error).message),
  })
  await waitFor(async () => ((await statuses()).includes('failed') ? true : undefined))
  expect(told).toEqual(['the work', 'the giving up'])
})

test('a job that its process died of runs alone and first, and its neighbours run together again', async () => {
  const { workspaceId } = await buildWorkspace(db)
  const subjects = []
  for (let count = 0; count < 6; count += 1) subjects.push(await store(workspaceId))
  const [, , suspect = ''] = subjects
  await db.updateTable('jobs').set({ deaths: 1 }).where('subject_id', '=', suspect).execute()
  const busy = new Set<string>()
  const company = new Map<string, number>()
  const order: string[] = []
  await start(async ({ subjectId }) => {
    order.push(subjectId)
    busy.add(subjectId)
    for (const one of busy) company.set(one, Math.max(company.get(one) ?? 0, busy.size))
    await sleep(20)
    busy.delete(subjectId)
  })
  await waitFor(async () => (await statuses()).every((one) => one === 'done') || undefined)
  expect(order[0]).toBe(suspect)
  expect(company.get(suspect)).toBe(1)
  expect(Math.max(...company.values())).toBe(2)
})

test('a job that six processes died of is given up unseen; one that five died of is tried', async () => {
  const { workspaceId } = await buildWorkspace(db)
  const [deadly, unlucky] = [await store(workspaceId), await store(workspaceId)]
  // as a killed process leaves them: running, and with those that were counted before
  await db.updateTable('jobs').set({ status: 'running', attempts: 1, deaths: 4 }).execute()
  await db.updateTable('jobs').set({ deaths: 5 }).where('subject_id', '=', deadly).execute()
  const tried: string[] = []
  const givenUp: [string, string][] = []
  await start(
    ({ subjectId, attempt }) => Promise.resolve(void tried.push(`${subjectId} ${attempt}`)),
    {
      onGivenUp: ({ subjectId }, error) =>
        Promise.resolve(void givenUp.push([subjectId, (error as Error).name])),
    },
  )
  await waitFor(async () => (await statuses()).every((one) => one !== 'waiting') || undefined)
  await queue?.close()
  expect(givenUp).toEqual([[deadly, 'ProcessDied']])
  expect(tried).toEqual([`${unlucky} 1`])
  const rows = await db.selectFrom('jobs').select(['status', 'deaths']).execute()
  expect(rows.map(({ status }) => status).toSorted()).toEqual(['done', 'failed'])
  expect(rows.map(({ deaths }) => deaths)).toEqual([0, 0])
})
