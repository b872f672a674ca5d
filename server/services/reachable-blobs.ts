import { BlobsUnavailable, type BlobStore } from '../ports/blob-store.ts'
import { Problem } from './problem.ts'

/** The store, whose being away is a 503 to whoever asked: nothing of the request was stored. */
export function toReachable(blobs: BlobStore): BlobStore {
  const { links } = blobs
  return {
    ...blobs,
    put: (workspaceId, bytes, use) => tell(() => blobs.put(workspaceId, bytes, use)),
    find: (workspaceId, hash) => tell(() => blobs.find(workspaceId, hash)),
    open: (workspaceId, hash) =>
      tell(async () => {
        const blob = await blobs.open(workspaceId, hash)
        return blob && { ...blob, read: (range) => tell(() => blob.read(range)) }
      }),
    links: links && {
      ...links,
      create: (workspaceId, hash, as) => tell(() => links.create(workspaceId, hash, as)),
    },
    // what named them is gone by now, and the next start sweeps them
    removeUnused: (workspaceId, hashes) =>
      blobs.removeUnused(workspaceId, hashes).catch((error: unknown) => {
        if (!(error instanceof BlobsUnavailable)) throw error
      }),
  }
}

async function tell<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof BlobsUnavailable)) throw error
    const detail =
      'The file store can not be reached; nothing was stored or sent. Ask again in a while.'
    throw new Problem('store_unavailable', detail, { headers: { 'Retry-After': '30' } })
  }
}
