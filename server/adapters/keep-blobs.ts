import { createHash } from 'node:crypto'
import type { BlobStore, Content, OpenBlob } from '../ports/blob-store.ts'

/** Where blobs lie; what is written is durable and whole, or not there. */
export type BlobPlace = {
  has(workspaceId: string, hash: string): Promise<boolean>
  write(workspaceId: string, hash: string, content: Content): Promise<void>
  find(workspaceId: string, hash: string): Promise<Uint8Array | undefined>
  open(workspaceId: string, hash: string): Promise<OpenBlob | undefined>
  remove(workspaceId: string, hash: string): Promise<void>
  list(): Promise<readonly PlacedBlob[]>
}

export type PlacedBlob = {
  readonly workspaceId: string
  readonly hash: string
  /** Of what a crash left half-written for the blob: removes it; absent for the blob itself. */
  readonly removeUnfinished?: (() => Promise<void>) | undefined
}

/**
 * Keeps the blobs of a place as the database needs them; `isUsed` asks it. Only one process may hold the
 * place: writing and removing one blob take turns in it, and a blob that is being put is held until what
 * names it is committed. While all `areHeld` nothing is removed; the next start sweeps what stayed.
 */
export function keepBlobs(
  place: BlobPlace,
  isUsed: (workspaceId: string, hash: string) => Promise<boolean>,
  areHeld: () => boolean = () => false,
): BlobStore {
  const { hold, inTurn, removeUnless } = createGuard(areHeld)
  const removeIfUnused = async (id: string, hash: string) =>
    removeUnless(
      () => isUsed(id, hash),
      nameBlob(id, hash),
      () => place.remove(id, hash),
    )
  return {
    async put(workspaceId, content, use) {
      const hash = await hashContent(content)
      const name = nameBlob(workspaceId, hash)
      // held before it is looked for: a removal whose turn comes later sees it
      const release = hold(name)
      try {
        await inTurn(name, () => writeOnce(place, { workspaceId, hash }, content))
        return await use(hash)
      } finally {
        release()
        // who lets go last looks; what can't be removed now, the next start sweeps
        await removeIfUnused(workspaceId, hash).catch(() => undefined)
      }
    },
    find: (workspaceId, hash) => place.find(workspaceId, hash),
    open: (workspaceId, hash) => place.open(workspaceId, hash),
    async removeUnused(workspaceId, hashes) {
      for (const hash of new Set(hashes)) await removeIfUnused(workspaceId, hash)
    },
    async sweep(known) {
      for (const { workspaceId, hash, removeUnfinished } of await place.list()) {
        const name = nameBlob(workspaceId, hash)
        if (removeUnfinished) await removeUnless(notNeeded, name, removeUnfinished)
        else if (!known(workspaceId, hash)) await removeIfUnused(workspaceId, hash)
      }
    },
  }
}

/**
 * Who writes, removes and holds a blob of a name, one after the other. `areHeld` is asked last: a copy
 * that begins behind its answer is of a database that names the blob no more.
 */
function createGuard(areHeld: () => boolean) {
  const inTurn = createTurns()
  const holds = createHolds()
  const removeUnless = (
    isNeeded: () => Promise<boolean>,
    name: string,
    remove: () => Promise<void>,
  ) =>
    inTurn(name, async () => {
      if (!holds.has(name) && !(await isNeeded()) && !areHeld()) await remove()
    })
  return { hold: holds.take, inTurn, removeUnless }
}

/**
 * `<workspace>/sha256/<2 hex>/<hash>`: its name in every place.
 * @throws Error for what is no id and no hash: it must not become a path
 */
export function nameBlob(workspaceId: string, hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash) || !/^[0-9a-f-]{36}$/.test(workspaceId)) {
    throw new Error('a blob is named by a workspace id and a SHA-256 hash')
  }
  return `${workspaceId}/sha256/${hash.slice(0, 2)}/${hash}`
}

async function writeOnce(
  place: BlobPlace,
  { workspaceId, hash }: PlacedBlob,
  content: Content,
): Promise<void> {
  if (!(await place.has(workspaceId, hash))) await place.write(workspaceId, hash, content)
}

async function hashContent(content: Content): Promise<string> {
  const hash = createHash('sha256')
  if (content instanceof Uint8Array) return hash.update(content).digest('hex')
  for await (const piece of content.stream()) hash.update(piece as Uint8Array)
  return hash.digest('hex')
}

const notNeeded = () => Promise.resolve(false)

/** Runs what concerns one path one after the other. */
function createTurns() {
  const last = new Map<string, Promise<unknown>>()
  return async <T>(path: string, work: () => Promise<T>): Promise<T> => {
    const own = (last.get(path) ?? Promise.resolve()).then(work)
    const settled = own.catch(() => undefined)
    last.set(path, settled)
    try {
      return await own
    } finally {
      if (last.get(path) === settled) last.delete(path)
    }
  }
}

/** Counts who holds a path. */
function createHolds() {
  const counts = new Map<string, number>()
  return {
    has: (path: string) => counts.has(path),
    take(path: string): () => void {
      counts.set(path, (counts.get(path) ?? 0) + 1)
      return () => {
        const left = (counts.get(path) ?? 1) - 1
        if (left > 0) counts.set(path, left)
        else counts.delete(path)
      }
    },
  }
}
