import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addedSource } from '../../shared/contract/documents.ts'
import { findDocument } from '../../server/db/documents.ts'
import { BlobsUnavailable } from '../../server/ports/blob-store.ts'
import { sweepStore } from '../../server/services/clear-leftovers.ts'
import { toReachable } from '../../server/services/reachable-blobs.ts'
import { removeDocument } from '../../server/services/remove-document.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ startQueue: false })
})
afterAll(() => app.close())

test('a deletion ends while the file store is away, and the next start frees the bytes', async () => {
  const { deps, workspaceId } = app
  const bytes = new TextEncoder().encode('Only this document has these words.')
  const hash = createHash('sha256').update(bytes).digest('hex')
  const added = await app.upload('/api/v1/documents', { name: 'note.txt', bytes })
  const { document_id } = addedSource.parse(await added.json())
  const document = await findDocument(deps.db, [workspaceId], document_id)
  if (!document) throw new Error('the source was not stored')
  const away = () => Promise.reject(new BlobsUnavailable('nobody answers', undefined))
  const blobs = toReachable({ ...deps.blobs, removeUnused: away })
  await removeDocument({ ...deps, blobs }, document)
  expect(await findDocument(deps.db, [workspaceId], document_id)).toBeUndefined()
  expect(await deps.blobs.find(workspaceId, hash)).toBeDefined()
  await sweepStore(deps)
  expect(await deps.blobs.find(workspaceId, hash)).toBeUndefined()
})

test('another fault of it is not hidden', async () => {
  const broken = () => Promise.reject(new Error('a fault of the program'))
  const { removeUnused } = toReachable({ ...app.deps.blobs, removeUnused: broken })
  await expect(removeUnused(app.workspaceId, [])).rejects.toThrow('a fault of the program')
})
