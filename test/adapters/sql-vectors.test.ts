import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSqlVectors } from '../../server/adapters/sql-vectors.ts'
import {
  deleteVectorsOfOthers,
  findDimensions,
  insertVectors,
} from '../../server/db/passage-vectors.ts'
import { packVectors } from '../../server/domain/pack-vectors.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import {
  buildDocument,
  buildSourceText,
  buildVersion,
  buildWorkspace,
} from '../support/build-rows.ts'

describeOnEachDatabase('stored vectors', (db) => {
  const store = async (vectors: readonly number[][], madeBy: string) => {
    const { workspaceId } = await buildWorkspace(db())
    const { id: documentId } = await buildDocument(db(), workspaceId)
    const { id: versionId } = await buildVersion(db(), documentId)
    const { id: sourceTextId } = await buildSourceText(db(), versionId, 'A dose of placebo.')
    const ordinals = [...vectors.keys()]
    const packed = packVectors(
      ordinals,
      vectors.map((vector) => Float32Array.from(vector)),
    )
    await db()
      .transaction()
      .execute((trx) =>
        insertVectors(trx, {
          sourceTextId,
          madeBy,
          firstOrdinal: 0,
          passageCount: ordinals.length,
          dimensions: vectors[0]?.length ?? 0,
          packed,
        }),
      )
    return { sourceTextId, sourceHash: sourceTextId }
  }

  test('are found among the named texts and those of their own making alone', async () => {
    const madeBy = randomUUID()
    const one = await store(
      [
        [1, 0],
        [0, 1],
      ],
      madeBy,
    )
    const foreign = await store([[1, 0]], madeBy)
    const other = await store([[1, 0]], `${madeBy} other`)
    const vectors = createSqlVectors(db(), madeBy)
    const query = Float32Array.of(1, 0.1)
    const found = await vectors.findNearest(query, [one, other], 10)
    expect(found.compared).toBe(2)
    expect(found.hits.map(({ sourceTextId, ordinal }) => [sourceTextId, ordinal])).toEqual([
      [one.sourceTextId, 0],
      [one.sourceTextId, 1],
    ])
    expect((await vectors.findNearest(query, [foreign], 10)).hits).toHaveLength(1)
    expect(await findDimensions(db(), madeBy)).toBe(2)
  })

  test('of another length than the query’s are not compared', async () => {
    const madeBy = randomUUID()
    const one = await store([[1, 0, 0]], madeBy)
    const found = await createSqlVectors(db(), madeBy).findNearest(Float32Array.of(1, 0), [one], 10)
    expect(found).toMatchObject({ hits: [], compared: 0 })
    expect(found.measure({ ...one, ordinal: 0 })).toBeUndefined()
  })

  test('are measured one by one, beyond those that are nearest', async () => {
    const madeBy = randomUUID()
    const one = await store(
      [
        [1, 0],
        [1, 1],
      ],
      madeBy,
    )
    const foreign = await store([[1, 0]], madeBy)
    const query = Float32Array.of(1, 0)
    const { hits, measure } = await createSqlVectors(db(), madeBy).findNearest(query, [one], 1)
    expect(hits).toHaveLength(1)
    expect(measure({ ...one, ordinal: 0 })).toBe(hits[0]?.score)
    expect(measure({ ...one, ordinal: 1 })).toBeCloseTo(Math.SQRT1_2, 2)
    expect(measure({ ...one, ordinal: 2 })).toBeUndefined()
    expect(measure({ ...foreign, ordinal: 0 })).toBeUndefined()
  })

  test('are the same where the memory holds none of them', async () => {
    const madeBy = randomUUID()
    const sources = [
      await store(
        [
          [1, 0],
          [0.5, 1],
        ],
        madeBy,
      ),
      await store([[1, 1]], madeBy),
      await store([[0, 1]], madeBy),
    ]
    const query = Float32Array.of(1, 0.1)
    const [all, none] = [createSqlVectors(db(), madeBy), createSqlVectors(db(), madeBy, 0)]
    const expected = await all.findNearest(query, sources, 10)
    expect(expected.hits).toHaveLength(4)
    for (let time = 0; time < 2; time++) {
      const { hits, compared } = await none.findNearest(query, sources, 10)
      expect({ hits, compared }).toEqual({ hits: expected.hits, compared: 4 })
    }
  })

  test('that come or go are seen once they are forgotten', async () => {
    const madeBy = randomUUID()
    const one = await store([[1, 0]], madeBy)
    const vectors = createSqlVectors(db(), madeBy)
    const query = Float32Array.of(1, 0)
    expect((await vectors.findNearest(query, [one], 10)).compared).toBe(1)
    await deleteVectorsOfOthers(db(), madeBy)
    vectors.forget(one.sourceTextId)
    expect((await vectors.findNearest(query, [one], 10)).compared).toBe(1)
    await deleteVectorsOfOthers(db(), 'another making')
    vectors.forget(one.sourceTextId)
    expect((await vectors.findNearest(query, [one], 10)).compared).toBe(0)
  })
})
