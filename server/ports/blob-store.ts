/**
 * Bytes by their SHA-256 (lower-case hex), deduplicated only inside one workspace (law 7). The
 * database is the truth: a blob stays while something stored names it.
 */
export interface BlobStore {
  /**
   * Puts the bytes, durably, and calls `use`, which stores what names them. The blob can't be
   * removed while `use` runs; behind it, it is removed if nothing names it.
   */
  put<T>(workspaceId: string, bytes: Uint8Array, use: (hash: string) => Promise<T>): Promise<T>
  find(workspaceId: string, hash: string): Promise<Uint8Array | undefined>
  /** Removes those of the blobs that nothing stored names and no `put` is about to name. */
  removeUnused(workspaceId: string, hashes: readonly string[]): Promise<void>
  /** As removeUnused for every blob that is not `known`, and for what a crash left half-written. */
  sweep(known: (workspaceId: string, hash: string) => boolean): Promise<void>
}
