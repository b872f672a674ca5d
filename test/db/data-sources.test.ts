import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import {
  deleteDataSource,
  findDataSource,
  insertDataSource,
  listDataSources,
  updateDataSource,
  type StoredDataSource,
} from '../../server/db/data-sources.ts'
import { buildWorkspace } from '../support/build-rows.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const at = '2026-01-01T00:00:00.000Z'

describeOnEachDatabase('data sources', (db) => {
  let place: Awaited<ReturnType<typeof buildWorkspace>>
  beforeEach(async () => {
    place = await buildWorkspace(db())
  })

  const add = async (change: Partial<StoredDataSource> = {}): Promise<StoredDataSource> => {
    const source: StoredDataSource = {
      id: randomUUID(),
      workspaceId: place.workspaceId,
      name: 'Customers',
      kind: 'csv',
      settings: { sheet: 'One' },
      secrets: {},
      file: { blobHash: 'a'.repeat(64), name: 'customers.csv' },
      userId: place.userId,
      createdAt: at,
      updatedAt: at,
      ...change,
    }
    await db()
      .transaction()
      .execute((trx) => insertDataSource(trx, source))
    return source
  }

  test('one comes back as it was stored, in its own workspace alone', async () => {
    const scope = [place.workspaceId]
    const file = await add()
    const place_ = { url: 'https://data.example/', pointer: '/rows' }
    const secrets = { headers: { Authorization: 'Bearer of the test' } }
    const fetched = await add({ kind: 'http_json', settings: place_, secrets, file: null })
    for (const one of [file, fetched]) {
      expect(await findDataSource(db(), scope, one.id)).toEqual(one)
      expect(await findDataSource(db(), [randomUUID()], one.id)).toBeUndefined()
      expect(await findDataSource(db(), [], one.id)).toBeUndefined()
    }
  })

  test('a change keeps its id and workspace', async () => {
    const source = await add()
    const changed = {
      ...source,
      name: 'Clients',
      file: null,
      updatedAt: '2026-01-02T00:00:00.000Z',
    }
    await db()
      .transaction()
      .execute((trx) => updateDataSource(trx, { ...changed, workspaceId: randomUUID() }))
    expect(await findDataSource(db(), [place.workspaceId], source.id)).toEqual(changed)
  })

  test('a page has the newest first, and none of another workspace', async () => {
    const older = await add()
    const newer = await add({ createdAt: '2026-01-02T00:00:00.000Z' })
    const elsewhere = await buildWorkspace(db())
    await add({ workspaceId: elsewhere.workspaceId, userId: elsewhere.userId })
    const list = (page: number) => listDataSources(db(), [place.workspaceId], { page, pageSize: 1 })
    expect(await list(1)).toEqual({ sources: [newer], total: 2 })
    expect(await list(2)).toEqual({ sources: [older], total: 2 })
    expect((await listDataSources(db(), [], { page: 1, pageSize: 1 })).total).toBe(0)
  })

  test('one that is deleted is gone, and no other', async () => {
    const [gone, kept] = [await add(), await add()]
    await db()
      .transaction()
      .execute((trx) => deleteDataSource(trx, gone.id))
    expect(await findDataSource(db(), [place.workspaceId], gone.id)).toBeUndefined()
    expect(await findDataSource(db(), [place.workspaceId], kept.id)).toEqual(kept)
  })
})
