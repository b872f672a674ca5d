import { BlobsUnavailable, type BlobStore } from '../ports/blob-store.ts'
import { Problem } from './problem.ts'

/** The store, whose being away keeps nothing from its end that is committed by then. */
export function toReachable(blobs: BlobStore): BlobStore {
  return {
    ...blobs,
    // what named them is gone by now, and the next start sweeps them
    removeUnused: (workspaceId, hashes) =>
      blobs.removeUnused(workspaceId, hashes).catch((error: unknown) => {
        if (!(error instanceof BlobsUnavailable)) throw error
      }),
  }
}

/** What a store that is away is to whoever asked; undefined for every other error. */
export function findStoreProblem(error: unknown): Problem | undefined {
  if (!(error instanceof BlobsUnavailable)) return undefined
  const detail =
    'The file store can not be reached; nothing was stored or sent. Ask again in a while.'
  const seconds = String(Math.ceil(error.afterMilliseconds / 1000))
  return new Problem('store_unavailable', detail, { headers: { 'Retry-After': seconds } })
}
