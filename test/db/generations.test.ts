import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import {
  endGenerationRun,
  findGenerationFile,
  findGenerationRun,
  insertGenerationFile,
  insertGenerationRun,
  listGenerationFiles,
  listGenerationRuns,
  listProgress,
  pruneGenerationFiles,
} from '../../server/db/generation-runs.ts'
import {
  appendGenerationEvent,
  findGeneration,
  insertGeneration,
  listGenerationEvents,
  listGenerations,
  updateGeneration,
  type StoredGeneration,
} from '../../server/db/generations.ts'
import { buildDocument, buildRun, buildWorkspace } from '../support/build-rows.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const at = '2026-01-01T00:00:00.000Z'
const later = '2026-01-02T00:00:00.000Z'

describeOnEachDatabase('generations', (db) => {
  let place: Awaited<ReturnType<typeof buildWorkspace>>
  beforeEach(async () => {
    place = await buildWorkspace(db())
  })

  const add = async (change: Partial<StoredGeneration> = {}): Promise<StoredGeneration> => {
    const generation: StoredGeneration = {
      id: `gen_${randomUUID().replaceAll('-', '')}`,
      workspaceId: place.workspaceId,
      status: 'pending',
      templateId: randomUUID(),
      dataSourceId: null,
      dataHash: 'a'.repeat(64),
      outputs: ['docx', 'pdf'],
      requirements: ['no_gaps'],
      externalId: 'order-1',
      metadata: { order: { number: 1 } },
      error: null,
      isCancelRequested: false,
      userId: place.userId,
      createdAt: at,
      updatedAt: at,
      completedAt: null,
      ...change,
    }
    await db()
      .transaction()
      .execute((trx) => insertGeneration(trx, generation))
    return generation
  }
  const addRun = async ({ id: generationId }: StoredGeneration, position: number) => {
    const name = `Letter ${position} of ${generationId}`
    const kind = { kind: 'generated', status: 'Pending', role: null, name } as const
    const { id: documentId } = await buildDocument(db(), place.workspaceId, kind)
    const { id: runId } = await buildRun(db(), place.workspaceId, documentId, {
      taskNumber: ++runs,
    })
    const part = { generationId, position, runId, documentId }
    await db()
      .transaction()
      .execute((trx) => insertGenerationRun(trx, part))
    return { ...part, status: 'pending', error: null, quality: null } as const
  }
  let runs = 0

  test('one comes back as it was stored and changed, in its own workspace alone', async () => {
    const generation = await add()
    const scope = [place.workspaceId]
    expect(await findGeneration(db(), scope, generation.id)).toEqual(generation)
    expect(await findGeneration(db(), [randomUUID()], generation.id)).toBeUndefined()
    expect(await findGeneration(db(), [], generation.id)).toBeUndefined()
    const end = {
      status: 'failed',
      error: { code: 'data_missing', message: 'name', context: { record: 2 } },
      isCancelRequested: true,
      updatedAt: later,
      completedAt: later,
    } as const
    await db()
      .transaction()
      .execute((trx) => updateGeneration(trx, generation.id, end))
    expect(await findGeneration(db(), scope, generation.id)).toEqual({ ...generation, ...end })
  })

  test('a page has the newest first, of its filter and workspaces alone', async () => {
    const older = await add()
    const newer = await add({ createdAt: later, status: 'completed', externalId: null })
    const elsewhere = await buildWorkspace(db())
    await add({ workspaceId: elsewhere.workspaceId, userId: elsewhere.userId })
    const list = (filter: object, page = 1) =>
      listGenerations(db(), { workspaceIds: [place.workspaceId], ...filter }, { page, pageSize: 1 })
    expect(await list({})).toEqual({ generations: [newer], total: 2 })
    expect(await list({}, 2)).toEqual({ generations: [older], total: 2 })
    expect(await list({ status: 'pending' })).toEqual({ generations: [older], total: 1 })
    expect(await list({ externalId: 'order-1' })).toEqual({ generations: [older], total: 1 })
    expect(await list({ workspaceIds: [] })).toEqual({ generations: [], total: 0 })
  })

  test('events are numbered for each generation by itself', async () => {
    const [one, other] = [await add(), await add()]
    for (const { id } of [one, other, one]) {
      const event = { type: 'generation.started', data: { of: id }, createdAt: at } as const
      await db()
        .transaction()
        .execute((trx) => appendGenerationEvent(trx, id, event))
    }
    const read = async (id: string, after: number) =>
      (await listGenerationEvents(db(), id, after)).map(({ sequence }) => sequence)
    expect(await read(one.id, 0)).toEqual([1, 2])
    expect(await read(one.id, 1)).toEqual([2])
    expect(await read(other.id, 0)).toEqual([1])
  })

  test('runs stand in the order of their records, and each ends by itself', async () => {
    const generation = await add()
    const second = await addRun(generation, 1)
    const first = await addRun(generation, 0)
    expect(await listGenerationRuns(db(), generation.id)).toEqual([first, second])
    const error = { code: 'store_unavailable', message: 'away' }
    const end = { status: 'failed', error, quality: null } as const
    await db()
      .transaction()
      .execute((trx) => endGenerationRun(trx, second, end))
    expect(await findGenerationRun(db(), first.runId)).toEqual(first)
    expect(await findGenerationRun(db(), second.runId)).toEqual({ ...second, ...end })
    expect(await findGenerationRun(db(), randomUUID())).toBeUndefined()
    const progress = await listProgress(db(), [first, second])
    expect([...progress.keys()].toSorted()).toEqual([first.runId, second.runId].toSorted())
  })

  test('files that are older are pruned in their workspace alone, and their rows stay', async () => {
    const generation = await add()
    const elsewhere = await buildWorkspace(db())
    const foreign = await add({ workspaceId: elsewhere.workspaceId, userId: elsewhere.userId })
    const addFile = async (
      { id: generationId }: StoredGeneration,
      position: number,
      createdAt: string,
    ) => {
      const file = {
        ...{ id: randomUUID(), generationId, position, format: 'pdf' as const, fileName: 'a.pdf' },
        ...{ mimeType: 'application/pdf', blobHash: 'b'.repeat(64), sizeBytes: 7, error: null },
        createdAt,
      } as const
      await db()
        .transaction()
        .execute((trx) => insertGenerationFile(trx, file))
      return { ...file, prunedAt: null }
    }
    const old = await addFile(generation, 0, at)
    const young = await addFile(generation, 1, later)
    const other = await addFile(foreign, 0, at)
    const prune = () =>
      db()
        .transaction()
        .execute((trx) => pruneGenerationFiles(trx, place.workspaceId, later, later))
    expect(await prune()).toEqual(['b'.repeat(64)])
    expect(await prune()).toEqual([])
    const pruned = { ...old, blobHash: null, prunedAt: later }
    expect(await listGenerationFiles(db(), generation.id)).toEqual([pruned, young])
    expect(await findGenerationFile(db(), foreign.id, other.id)).toEqual(other)
    expect(await findGenerationFile(db(), generation.id, other.id)).toBeUndefined()
  })
})
