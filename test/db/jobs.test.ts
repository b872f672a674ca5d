import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import {
  checkLease,
  forgetDeaths,
  freeAllLeases,
  handOverJob,
  insertJob,
  leaseNextJob,
  LeaseLost,
  releaseJob,
  renewLease,
  restartJob,
  type StoredJob,
} from '../../server/db/jobs.ts'
import { buildWorkspace } from '../support/build-rows.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const noon = '2026-01-01T12:00:00.000Z'
const later = '2026-01-01T12:01:00.000Z'
const muchLater = '2026-01-01T13:00:00.000Z'

describeOnEachDatabase('the stored jobs', (db) => {
  beforeEach(async () => {
    await db().deleteFrom('jobs').execute()
  })

  const store = async (workspaceId: string, subjectId: string = randomUUID(), createdAt = noon) => {
    const job = { id: randomUUID(), workspaceId, kind: 'ingest', subjectId, createdAt }
    await db()
      .transaction()
      .execute((trx) => insertJob(trx, job))
    return job
  }
  const lease = (
    now = noon,
    until = later,
    owner = 'one',
    isIdle = true,
  ): Promise<StoredJob | undefined> =>
    db()
      .transaction()
      .execute((trx) => leaseNextJob(trx, { owner, now, until, isIdle }))

  test('a job is leased to one holder only', async () => {
    const { workspaceId } = await buildWorkspace(db())
    const job = await store(workspaceId)
    expect((await lease())?.id).toBe(job.id)
    expect(await lease()).toBeUndefined()
  })

  test('a job that is handed over is due again, neither tried nor died of, and refuses its holder', async () => {
    const { workspaceId } = await buildWorkspace(db())
    const job = await store(workspaceId)
    const first = await lease()
    expect(first?.attempt).toBe(1)
    await handOverJob(db(), first!)
    await expect(renewLease(db(), first!, later)).rejects.toThrow(LeaseLost)
    expect(await lease()).toMatchObject({ id: job.id, attempt: 1, deaths: 0 })
  })

  test('a job that is started anew while it is held is due again, and its holder can not end it', async () => {
    const { workspaceId } = await buildWorkspace(db())
    const job = await store(workspaceId)
    const first = await lease()
    await store(workspaceId, job.subjectId)
    expect(await lease()).toBeUndefined()
    await db()
      .transaction()
      .execute((trx) => restartJob(trx, job))
    const end = { status: 'done' as const, error: null, runAfter: noon }
    await expect(releaseJob(db(), first as StoredJob, end)).rejects.toThrow(LeaseLost)
    expect(await lease()).toMatchObject({ id: job.id, attempt: 1 })
  })

  test('a lease that ran out is given on with a higher token, and the first holder can store nothing', async () => {
    const { workspaceId } = await buildWorkspace(db())
    await store(workspaceId)
    const first = await lease()
    const second = await lease(muchLater, '2026-01-01T13:01:00.000Z', 'two')
    expect(second?.id).toBe(first?.id)
    expect(second?.token).toBe((first?.token ?? 0) + 1)
    const check = (job: StoredJob) =>
      db()
        .transaction()
        .execute((trx) => checkLease(trx, job))
    await expect(check(first as StoredJob)).rejects.toThrow(LeaseLost)
    await expect(check(second as StoredJob)).resolves.toBeUndefined()
    await expect(renewLease(db(), first as StoredJob, muchLater)).rejects.toThrow(LeaseLost)
    const end = { status: 'done' as const, error: null, runAfter: muchLater }
    await expect(releaseJob(db(), first as StoredJob, end)).rejects.toThrow(LeaseLost)
  })

  test('a renewed lease is not given on', async () => {
    const { workspaceId } = await buildWorkspace(db())
    await store(workspaceId)
    const held = await lease()
    await renewLease(db(), held as StoredJob, '2026-01-01T14:00:00.000Z')
    expect(await lease(muchLater, muchLater)).toBeUndefined()
  })

  test('the same work asked for twice while it waits is one job', async () => {
    const { workspaceId } = await buildWorkspace(db())
    const subject = randomUUID()
    await store(workspaceId, subject)
    await store(workspaceId, subject)
    await lease()
    expect(await lease()).toBeUndefined()
  })

  test('work that is over can be asked for again', async () => {
    const { workspaceId } = await buildWorkspace(db())
    const subject = randomUUID()
    await store(workspaceId, subject)
    const held = await lease()
    await releaseJob(db(), held as StoredJob, { status: 'done', error: null, runAfter: noon })
    expect(await lease()).toBeUndefined()
    await store(workspaceId, subject)
    expect((await lease())?.subjectId).toBe(subject)
  })

  test('a workspace that floods the queue does not keep another one waiting', async () => {
    const flooding = (await buildWorkspace(db())).workspaceId
    const single = (await buildWorkspace(db())).workspaceId
    for (let count = 0; count < 5; count += 1) await store(flooding)
    await store(single, randomUUID(), '2026-01-01T12:00:00.500Z')
    const now = '2026-01-01T12:00:01.000Z'
    expect((await lease(now))?.workspaceId).toBe(flooding)
    expect((await lease(now))?.workspaceId).toBe(single)
    expect((await lease(now))?.workspaceId).toBe(flooding)
  })

  test('of workspaces with as many running jobs the one goes first that was served longest ago', async () => {
    const flooding = (await buildWorkspace(db())).workspaceId
    const single = (await buildWorkspace(db())).workspaceId
    for (let count = 0; count < 2; count += 1) await store(flooding)
    await store(single, randomUUID(), '2026-01-01T12:00:00.500Z')
    const now = '2026-01-01T12:00:01.000Z'
    const next = await db()
      .transaction()
      .execute((trx) =>
        leaseNextJob(trx, { owner: 'one', now, until: later, isIdle: true, served: [flooding] }),
      )
    expect(next?.workspaceId).toBe(single)
  })

  test('a job that was set aside comes back when its time has come', async () => {
    const { workspaceId } = await buildWorkspace(db())
    await store(workspaceId)
    const held = await lease()
    await releaseJob(db(), held as StoredJob, { status: 'waiting', error: null, runAfter: later })
    expect(await lease(noon)).toBeUndefined()
    expect(await lease(later, muchLater)).toBeDefined()
  })

  test('what a crashed process held is free after a restart', async () => {
    const { workspaceId } = await buildWorkspace(db())
    await store(workspaceId)
    const held = await lease()
    await freeAllLeases(db(), noon)
    const again = await lease()
    expect(again?.id).toBe(held?.id)
    expect(again?.token).toBe((held?.token ?? 0) + 1)
  })

  test('a death counts apart from the attempts, until the job gets on, ends or is started anew', async () => {
    const { workspaceId } = await buildWorkspace(db())
    const job = await store(workspaceId)
    const die = async () => {
      await lease()
      await freeAllLeases(db(), noon)
    }
    await die()
    await die()
    const third = await lease()
    expect(third).toMatchObject({ attempt: 1, deaths: 2 })
    await db()
      .transaction()
      .execute((trx) => forgetDeaths(trx, job))
    await freeAllLeases(db(), noon)
    const fourth = await lease()
    expect(fourth).toMatchObject({ attempt: 1, deaths: 1 })
    const end = { status: 'waiting' as const, error: null, runAfter: noon }
    await releaseJob(db(), fourth as StoredJob, end)
    expect(await lease()).toMatchObject({ attempt: 2, deaths: 0 })
    await freeAllLeases(db(), noon)
    await db()
      .transaction()
      .execute((trx) => restartJob(trx, job))
    await db().updateTable('jobs').set({ status: 'done' }).execute()
    await db()
      .transaction()
      .execute((trx) => restartJob(trx, job))
    expect(await lease()).toMatchObject({ attempt: 1, deaths: 0 })
  })

  test('a job that was held at a death goes first, and only to a taker that holds nothing else', async () => {
    const { workspaceId } = await buildWorkspace(db())
    await store(workspaceId)
    const held = await lease()
    await freeAllLeases(db(), noon)
    await store(workspaceId, randomUUID(), '2026-01-01T11:00:00.000Z')
    expect(await lease(noon, later, 'busy', false)).toBeUndefined()
    expect((await lease())?.id).toBe(held?.id)
    expect((await lease(noon, later, 'busy', false))?.deaths).toBe(0)
  })

  test('a lease that ran out is a death of its holder', async () => {
    const { workspaceId } = await buildWorkspace(db())
    await store(workspaceId)
    await lease()
    expect(await lease(muchLater, muchLater, 'two')).toMatchObject({ attempt: 1, deaths: 1 })
  })
})
