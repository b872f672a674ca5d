import { listUsedBlobs, type Leftovers } from '../db/removals.ts'
import { listSourceTextIds } from '../db/source-texts.ts'
import type { Dependencies } from './dependencies.ts'

type Store = Pick<Dependencies, 'db' | 'blobs' | 'index'>

/**
 * Clears what deleted rows left in the index and among the blobs, once the deleting is committed.
 * What a crash keeps from being cleared here, sweepStore clears at the next start.
 */
export async function clearLeftovers(
  { blobs, index }: Pick<Store, 'blobs' | 'index'>,
  { workspaceId, blobHashes, sourceTextIds }: Leftovers,
): Promise<void> {
  for (const id of sourceTextIds) await index.remove(id)
  await blobs.removeUnused(workspaceId, blobHashes)
}

/** Removes blobs and postings that nothing stored names; to be called before the work begins. */
export async function sweepStore({ db, blobs, index }: Store): Promise<void> {
  const used = new Set((await listUsedBlobs(db)).map((blob) => `${blob.workspaceId}/${blob.hash}`))
  await blobs.sweep((workspaceId, hash) => used.has(`${workspaceId}/${hash}`))
  const stored = new Set(await listSourceTextIds(db))
  for (const id of await index.listSourceTextIds()) if (!stored.has(id)) await index.remove(id)
}
