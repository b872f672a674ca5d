/** Bytes by their SHA-256 (lower-case hex), deduplicated only inside one workspace (law 7). */
export interface BlobStore {
  /** Durable when it resolves; putting the same bytes again is a no-op. Returns the hash. */
  put(workspaceId: string, bytes: Uint8Array): Promise<string>
  find(workspaceId: string, hash: string): Promise<Uint8Array | undefined>
  remove(workspaceId: string, hash: string): Promise<void>
}
