import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { insertJob } from '../../server/db/jobs.ts'
import {
  deleteSchedule,
  findLastFiring,
  findSchedule,
  insertFiring,
  insertSchedule,
  listSchedules,
  updateSchedule,
  type Firing,
  type StoredSchedule,
} from '../../server/db/schedules.ts'
import { countStock } from '../../server/db/stock.ts'
import type { Database } from '../../server/db/tables.ts'
import { buildWorkspace } from '../support/build-rows.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const at = '2026-01-01T00:00:00.000Z'
const due = '2026-01-02T06:30:00.000Z'
const late = '2026-01-02T06:31:30.000Z'

describeOnEachDatabase('schedules', (db) => {
  let place: Awaited<ReturnType<typeof buildWorkspace>>
  beforeEach(async () => {
    place = await buildWorkspace(db())
  })

  const add = async (change: Partial<StoredSchedule> = {}): Promise<StoredSchedule> => {
    const schedule: StoredSchedule = {
      id: randomUUID(),
      workspaceId: place.workspaceId,
      name: 'Every day',
      trigger: 'cron',
      cron: '30 6 * * *',
      timeZone: 'Europe/Berlin',
      request: { template_id: 'a template', data: { name: 'Ann' } },
      isEnabled: true,
      nextAt: due,
      stopped: null,
      userId: place.userId,
      createdAt: at,
      updatedAt: at,
      ...change,
    }
    await inTransaction((trx) => insertSchedule(trx, schedule))
    return schedule
  }
  const inTransaction = <T>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T> =>
    db().transaction().execute(work)
  const fire = (change: Partial<Firing> & Pick<Firing, 'scheduleId'>) =>
    inTransaction((trx) =>
      insertFiring(trx, {
        occasion: due,
        generationId: null,
        error: null,
        firedAt: due,
        ...change,
      }),
    )

  test('one is found and changed in its own workspace alone', async () => {
    const stored = await add()
    const scope = [place.workspaceId]
    expect(await findSchedule(db(), scope, stored.id)).toEqual(stored)
    expect(await findSchedule(db(), [randomUUID()], stored.id)).toBeUndefined()
    expect(await findSchedule(db(), [], stored.id)).toBeUndefined()
    const stopped = { code: 'creator_without_right', message: 'It was stopped.' }
    const changed = { ...stored, isEnabled: false, nextAt: null, stopped, updatedAt: late }
    await inTransaction((trx) => updateSchedule(trx, { ...changed, workspaceId: randomUUID() }))
    expect(await findSchedule(db(), scope, stored.id)).toEqual(changed)
  })

  test('a page has the newest first, and none of another workspace', async () => {
    const older = await add()
    const newer = await add({ createdAt: late })
    const elsewhere = await buildWorkspace(db())
    await add({ workspaceId: elsewhere.workspaceId, userId: elsewhere.userId })
    const list = (page: number) => listSchedules(db(), [place.workspaceId], { page, pageSize: 1 })
    expect(await list(1)).toEqual({ schedules: [newer], total: 2 })
    expect(await list(2)).toEqual({ schedules: [older], total: 2 })
    expect(await listSchedules(db(), [], { page: 1, pageSize: 1 })).toEqual({
      schedules: [],
      total: 0,
    })
  })

  test('an occasion is stored once, and undoes all that came with its second time', async () => {
    const { id: scheduleId } = await add()
    await fire({ scheduleId })
    const before = await stored(scheduleId)
    const again = inTransaction(async (trx) => {
      await updateSchedule(trx, { ...before, name: 'Fired twice' })
      await insertFiring(trx, {
        scheduleId,
        occasion: due,
        generationId: null,
        error: null,
        firedAt: late,
      })
    })
    await expect(again).rejects.toThrow()
    expect((await stored(scheduleId)).name).toBe('Every day')
    expect(await findLastFiring(db(), scheduleId)).toMatchObject({ firedAt: due })
  })
  const stored = async (id: string): Promise<StoredSchedule> => {
    const found = await findSchedule(db(), [place.workspaceId], id)
    if (!found) throw new Error('the schedule is gone')
    return found
  }

  test('the last firing is the newest, with its own mistake', async () => {
    const { id: scheduleId } = await add()
    expect(await findLastFiring(db(), scheduleId)).toBeUndefined()
    await fire({ scheduleId })
    const error = { code: 'data_missing', message: 'The template needs data for: name.' }
    await fire({ scheduleId, occasion: late, firedAt: late, error })
    const expected = { scheduleId, occasion: late, firedAt: late, generationId: null }
    expect(await findLastFiring(db(), scheduleId)).toEqual({ ...expected, error, status: null })
  })

  test('one that is deleted takes its firings and its job along', async () => {
    const { id: subjectId, workspaceId } = await add()
    await fire({ scheduleId: subjectId })
    await inTransaction((trx) =>
      insertJob(trx, {
        id: randomUUID(),
        workspaceId,
        kind: 'schedule',
        subjectId,
        createdAt: at,
      }),
    )
    await inTransaction((trx) => deleteSchedule(trx, subjectId))
    expect(await findSchedule(db(), [workspaceId], subjectId)).toBeUndefined()
    for (const [table, column] of [
      ['schedule_firings', 'schedule_id'],
      ['jobs', 'subject_id'],
    ] as const) {
      const left = db().selectFrom(table).selectAll().where(column, '=', subjectId)
      expect(await left.execute()).toEqual([])
    }
  })

  test('those that are due are counted with how late the first is, over all workspaces', async () => {
    await db().deleteFrom('schedules').execute()
    expect((await countStock(db(), late)).schedules).toEqual({ due: 0, lateSeconds: 0 })
    await add()
    await add({ nextAt: late })
    await add({ isEnabled: false })
    await add({ trigger: 'event', cron: null, nextAt: null })
    await add({ nextAt: '2026-01-03T00:00:00.000Z' })
    expect((await countStock(db(), late)).schedules).toEqual({ due: 2, lateSeconds: 90 })
    expect((await countStock(db(), late)).deliveries).toEqual({ waiting: 0, oldestSeconds: 0 })
  })
})
