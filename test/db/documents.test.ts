import { expect, test } from 'vitest'
import { findDocument, listDocuments, updateDocument } from '../../server/db/documents.ts'
import { findSourceByHash } from '../../server/db/documents-by-hash.ts'
import { insertCitations } from '../../server/db/citations.ts'
import { deleteDocument } from '../../server/db/removals.ts'
import { findSourceTextOfVersion, getSourceText } from '../../server/db/source-texts.ts'
import {
  buildDocument,
  buildRun,
  buildSourceText,
  buildVersion,
  buildWorkspace,
} from '../support/build-rows.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const at = '2026-01-02T00:00:00.000Z'

describeOnEachDatabase('the stored documents', (db) => {
  test('a document of a foreign workspace is as absent as a missing one', async () => {
    const own = (await buildWorkspace(db())).workspaceId
    const foreign = (await buildWorkspace(db())).workspaceId
    const document = await buildDocument(db(), foreign)
    expect(await findDocument(db(), [own], document.id)).toBeUndefined()
    expect(await findDocument(db(), [], document.id)).toBeUndefined()
    expect(await findDocument(db(), [foreign], document.id)).toEqual(document)
    expect(await listDocuments(db(), { workspaceIds: [own] }, { page: 1, pageSize: 10 })).toEqual({
      documents: [],
      total: 0,
    })
  })

  test('equal bytes are found in their own workspace only, and only as the newest version', async () => {
    const { workspaceId } = await buildWorkspace(db())
    const foreign = (await buildWorkspace(db())).workspaceId
    const document = await buildDocument(db(), workspaceId)
    await buildVersion(db(), document.id, { blobHash: 'e'.repeat(64) })
    expect((await findSourceByHash(db(), workspaceId, 'e'.repeat(64)))?.id).toBe(document.id)
    expect(await findSourceByHash(db(), foreign, 'e'.repeat(64))).toBeUndefined()
    await buildVersion(db(), document.id, { blobHash: 'f'.repeat(64), number: 2 })
    await updateDocument(db(), document.id, { currentVersion: 2, updatedAt: at })
    expect(await findSourceByHash(db(), workspaceId, 'e'.repeat(64))).toBeUndefined()
  })

  test('lists are paged, newest first, with the total of all pages', async () => {
    const { workspaceId } = await buildWorkspace(db())
    for (const day of ['01', '02', '03']) {
      await buildDocument(db(), workspaceId, {
        name: day,
        createdAt: `2026-01-${day}T00:00:00.000Z`,
      })
    }
    const page = await listDocuments(
      db(),
      { workspaceIds: [workspaceId] },
      { page: 2, pageSize: 2 },
    )
    expect(page.documents.map(({ name }) => name)).toEqual(['01'])
    expect(page.total).toBe(3)
  })

  test('a source that is cited is hidden by deleting and its text is kept; another one is gone', async () => {
    const { workspaceId } = await buildWorkspace(db())
    const cited = await buildDocument(db(), workspaceId)
    const version = await buildVersion(db(), cited.id)
    const text = await buildSourceText(db(), version.id, 'the words')
    const report = await buildDocument(db(), workspaceId, { kind: 'generated' })
    const run = await buildRun(db(), workspaceId, report.id)
    const evidence = {
      kind: 'text' as const,
      sourceTextId: text.id,
      range: { start: 0, end: 3 },
      quote: 'the',
      cell: null,
    }
    const place = { id: 'c1'.padEnd(36, '0'), sectionId: 's', targetKey: 't', position: 0 }
    const citation = { ...place, evidence, transformations: [], formula: '' }
    await db()
      .transaction()
      .execute((trx) => insertCitations(trx, run.id, [citation]))
    const free = await buildDocument(db(), workspaceId)
    const freeVersion = await buildVersion(db(), free.id)
    await buildSourceText(db(), freeVersion.id, 'other words')
    for (const document of [cited, free]) {
      await db()
        .transaction()
        .execute((trx) => deleteDocument(trx, document, at))
      expect(await findDocument(db(), [workspaceId], document.id)).toBeUndefined()
    }
    expect((await getSourceText(db(), text.id)).sourceText.text).toBe('the words')
    expect(await findSourceTextOfVersion(db(), freeVersion.id)).toBeUndefined()
  })
})
