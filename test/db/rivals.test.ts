import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { insertJob } from '../../server/db/jobs.ts'
import { deleteDocument } from '../../server/db/removals.ts'
import {
  deleteRivals,
  findRival,
  findRivalById,
  replaceRival,
  updateRival,
  type StoredRival,
} from '../../server/db/rivals.ts'
import { buildDocument, buildWorkspace } from '../support/build-rows.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const at = '2026-01-01T00:00:00.000Z'

describeOnEachDatabase('the stored rivals', (db) => {
  const build = async () => {
    const { workspaceId } = await buildWorkspace(db())
    return buildDocument(db(), workspaceId, { kind: 'generated' })
  }
  const store = async (
    { id, workspaceId }: Awaited<ReturnType<typeof build>>,
    sectionId = 'Safety',
  ) => {
    const rival: StoredRival = {
      id: randomUUID(),
      documentId: id,
      sectionId,
      versionId: 'version',
      inputs: { runId: 'run', sectionId, sources: [], kept: [] },
      inputsHash: 'hash',
      status: 'pending',
      composed: null,
      error: null,
      chosenRunId: null,
      userId: 'user',
      createdAt: at,
      completedAt: null,
    }
    await db()
      .transaction()
      .execute(async (trx) => {
        await replaceRival(trx, rival)
        const job = { id: randomUUID(), workspaceId, kind: 'regenerate', subjectId: rival.id }
        await insertJob(trx, { ...job, createdAt: at })
      })
    return rival
  }
  const listJobs = async (ids: readonly string[]) =>
    (await db().selectFrom('jobs').select('id').where('subject_id', 'in', ids).execute()).length

  test('come back as they were stored, with what became of them', async () => {
    const document = await build()
    const rival = await store(document)
    expect(await findRival(db(), document.id, 'Safety')).toEqual(rival)
    const composed = {
      outline: { sectionId: 'Safety', choices: [] },
      draft: { sectionId: 'Safety', outputs: [] },
      citations: [],
    }
    const change = { status: 'completed', composed, completedAt: at } as const
    await updateRival(db(), rival.id, change)
    expect(await findRivalById(db(), rival.id)).toEqual({ ...rival, ...change })
  })

  test('are one a section: another takes its place, and its job', async () => {
    const document = await build()
    const [first, other] = [await store(document), await store(document, 'Efficacy')]
    const second = await store(document)
    expect(await findRivalById(db(), first.id)).toBeUndefined()
    expect((await findRival(db(), document.id, 'Safety'))?.id).toBe(second.id)
    expect((await findRival(db(), document.id, 'Efficacy'))?.id).toBe(other.id)
    expect(await listJobs([first.id])).toBe(0)
    expect(await listJobs([second.id, other.id])).toBe(2)
  })

  test('go with their jobs, one by one and with their document', async () => {
    const document = await build()
    const [dropped, left] = [await store(document), await store(document, 'Efficacy')]
    const transact = db().transaction()
    await transact.execute((trx) => deleteRivals(trx, document.id, 'Safety'))
    expect(await findRivalById(db(), dropped.id)).toBeUndefined()
    expect(await findRivalById(db(), left.id)).toBeDefined()
    await transact.execute((trx) => deleteDocument(trx, document, at))
    expect(await findRivalById(db(), left.id)).toBeUndefined()
    expect(await listJobs([dropped.id, left.id])).toBe(0)
  })
})
