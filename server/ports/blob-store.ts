/**
 * Bytes by their SHA-256 (lower-case hex), deduplicated only inside one workspace (law 7). The
 * database is the truth: a blob stays while something stored names it.
 */
export interface BlobStore {
  /**
   * Puts the content, durably, and calls `use`, which stores what names them. The blob can't be
   * removed while `use` runs; behind it, it is removed if nothing names it.
   */
  put<T>(workspaceId: string, content: Content, use: (hash: string) => Promise<T>): Promise<T>
  /** Whole, in memory. */
  find(workspaceId: string, hash: string): Promise<Uint8Array | undefined>
  /** To be passed on as it comes, however large it is. */
  open(workspaceId: string, hash: string): Promise<OpenBlob | undefined>
  /** Removes those of the blobs that nothing stored names and no `put` is about to name. */
  removeUnused(workspaceId: string, hashes: readonly string[]): Promise<void>
  /** As removeUnused for every blob that is not `known`, and for what a crash left half-written. */
  sweep(known: (workspaceId: string, hash: string) => boolean): Promise<void>
  /** Absent where the store can't be asked but through this server. */
  readonly links?: BlobLinks | undefined
}

/** Bytes in memory, or a file that waits outside of it. */
export type Content = Uint8Array | Blob

/** A blob that is there; nothing of it is held until it is read. */
export type OpenBlob = {
  readonly sizeBytes: number
  /**
   * All of it, or the bytes of a half-open range. A stream that can't give them to their end errs: it
   * never ends short.
   * @throws BlobsUnavailable, also where it was removed meanwhile
   */
  read(range?: ByteRange): Promise<ReadableStream<Uint8Array>>
}

/** Half-open. */
export type ByteRange = { readonly start: number; readonly end: number }

/** Of a store that gives its files itself to whoever has a link. */
export interface BlobLinks {
  /** Works without a credential for so many seconds from then on. */
  create(workspaceId: string, hash: string, as: LinkedFile): Promise<string>
  /** Whether the link leads into this store, and no place else. */
  isOwn(url: URL): Promise<boolean>
  /** Follows such a link, and no redirection; `range` is a Range header. */
  open(url: URL, range: string | undefined): Promise<OpenedLink>
}

type LinkedFile = {
  readonly fileName: string
  readonly mimeType: string
  /** ISO 8601, to the second. */
  readonly from: string
  readonly seconds: number
}

export type OpenedLink =
  | {
      readonly outcome: 'opened'
      readonly status: 200 | 206
      readonly headers: Readonly<Record<string, string>>
      readonly body: ReadableStream<Uint8Array>
    }
  | { readonly outcome: 'refused' | 'missing' | 'unsatisfiable' }
  | { readonly outcome: 'failed'; readonly reason: string }

/**
 * The store can't be reached, or doesn't do what it is asked: nothing was stored or read. A job that meets
 * it waits, without an attempt counted: it is no fault of the job.
 */
export class BlobsUnavailable extends Error {
  readonly afterMilliseconds = 30_000

  constructor(reason: string, cause: unknown) {
    super(reason, { cause })
    this.name = 'BlobsUnavailable'
  }
}
