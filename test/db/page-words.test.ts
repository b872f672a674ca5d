import { expect, test } from 'vitest'
import type { PageWords } from '../../shared/model/page-words.ts'
import { insertPageWords, listPageWords } from '../../server/db/page-words.ts'
import { deleteDocument } from '../../server/db/removals.ts'
import {
  buildDocument,
  buildSourceText,
  buildVersion,
  buildWorkspace,
} from '../support/build-rows.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const pageOf = (page: number): PageWords => ({
  page,
  range: { start: 100 * (page - 1), end: 100 * page - 1 },
  packed: Uint8Array.from([page & 0xff, 0, 0x80, 0xff]),
})

describeOnEachDatabase('the stored places of words', (db) => {
  const store = async (pages: readonly PageWords[]) => {
    const { workspaceId } = await buildWorkspace(db())
    const document = await buildDocument(db(), workspaceId)
    const version = await buildVersion(db(), document.id)
    const { id } = await buildSourceText(db(), version.id, 'Words.')
    await db()
      .transaction()
      .execute((trx) => insertPageWords(trx, id, pages))
    return { id, document }
  }
  const list = async (id: string, start: number, end: number) =>
    (await listPageWords(db(), id, { start, end })).map(({ page, range, packed }) => ({
      page,
      range,
      packed: Uint8Array.from(packed),
    }))

  test('are found by the range that they stand in, in the order of the pages', async () => {
    const pages = Array.from({ length: 1500 }, (_, index) => pageOf(index + 1))
    const { id } = await store(pages)
    expect(await list(id, 250, 310)).toEqual([pageOf(3), pageOf(4)])
    expect(await list(id, 299, 300)).toEqual([])
    expect(await list(id, 0, 150_000)).toEqual(pages)
  })

  test('are those of their own text, and go with it', async () => {
    const { id, document } = await store([pageOf(1)])
    const other = await store([pageOf(2)])
    expect(await list(id, 0, 500)).toEqual([pageOf(1)])
    await db()
      .transaction()
      .execute((trx) => deleteDocument(trx, document, '2026-01-02T00:00:00.000Z'))
    expect(await list(id, 0, 500)).toEqual([])
    expect(await list(other.id, 0, 500)).toEqual([pageOf(2)])
  })
})
