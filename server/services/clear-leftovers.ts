import { listUsedBlobs, type Leftovers } from '../db/removals.ts'
import { getSourceText, listSourceTextIds } from '../db/source-texts.ts'
import type { Dependencies } from './dependencies.ts'

type Store = Pick<Dependencies, 'db' | 'blobs' | 'index' | 'dense'>

/**
 * Clears what deleted rows left in the index and among the blobs, once the deleting is committed.
 * What a crash keeps from being cleared here, sweepStore clears at the next start.
 */
export async function clearLeftovers(
  { blobs, index, dense }: Pick<Store, 'blobs' | 'index' | 'dense'>,
  { workspaceId, blobHashes, sourceTextIds }: Leftovers,
): Promise<void> {
  for (const id of sourceTextIds) {
    await index.remove(id)
    dense?.vectors.forget(id)
  }
  await blobs.removeUnused(workspaceId, blobHashes)
}

/**
 * Removes blobs and postings that nothing stored names, and indexes the readings whose postings are
 * missing, as after a change of the index; to be called before the work begins.
 */
export async function sweepStore({ db, blobs, index }: Store): Promise<void> {
  const used = new Set((await listUsedBlobs(db)).map((blob) => `${blob.workspaceId}/${blob.hash}`))
  await blobs.sweep((workspaceId, hash) => used.has(`${workspaceId}/${hash}`))
  const stored = new Set(await listSourceTextIds(db))
  const indexed = new Set(await index.listSourceTextIds())
  for (const id of indexed) if (!stored.has(id)) await index.remove(id)
  for (const id of stored) {
    if (indexed.has(id)) continue
    const { sourceText, passages } = await getSourceText(db, id)
    await index.add(id, sourceText.text, passages)
  }
}
