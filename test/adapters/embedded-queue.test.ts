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

const start = async (
  ingest: QueueOptions['handlers']['ingest'],
  change: Partial<QueueOptions> = {},
) => {
  queue = createEmbeddedQueue({
    db,
    clock: systemClock,
    handlers: { ingest, generate: () => Promise.reject(new Error('not asked for')) },
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
  await start(async () => {
    await sleep(100)
    isDone = true
  })
  await store(workspaceId)
  await waitFor(async () => ((await statuses())[0] === 'running' ? true : undefined))
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
