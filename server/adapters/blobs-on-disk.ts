import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { BlobStore } from '../ports/blob-store.ts'

/**
 * Blobs as files `<root>/<workspace>/sha256/<2 hex>/<hash>`; written aside, synced, then renamed.
 * `isUsed` asks the database. Only one process may hold the folder: writing and removing one blob
 * take turns in it, and a blob that is being put is held until what names it is committed. While all
 * `areHeld` nothing is removed; the next start sweeps what stayed.
 */
export function createBlobsOnDisk(
  root: string,
  isUsed: (workspaceId: string, hash: string) => Promise<boolean>,
  areHeld: () => boolean = () => false,
): BlobStore {
  const inTurn = createTurns()
  const holds = createHolds()
  /**
   * Removes the file of the blob, or one that was written aside for it, unless it is needed. `areHeld` is
   * asked last: a copy that begins behind its answer is of a database that names the blob no more.
   */
  const removeUnless = (isNeeded: () => Promise<boolean>, path: string, file = path) =>
    inTurn(path, async () => {
      if (!holds.has(path) && !(await isNeeded()) && !areHeld()) await rm(file, { force: true })
    })
  const removeIfUnused = (id: string, hash: string) =>
    removeUnless(() => isUsed(id, hash), pathOf(root, id, hash))
  return {
    async put(workspaceId, bytes, use) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(root, workspaceId, hash)
      // held before anything is awaited: a removal whose turn comes later sees it
      const release = holds.take(path)
      try {
        await inTurn(path, () => writeUnlessThere(path, bytes))
        return await use(hash)
      } finally {
        release()
        // who lets go last looks; what can't be removed now, the next start sweeps
        await removeIfUnused(workspaceId, hash).catch(() => undefined)
      }
    },
    find: async (workspaceId, hash) => findBytes(pathOf(root, workspaceId, hash)),
    async removeUnused(workspaceId, hashes) {
      for (const hash of new Set(hashes)) await removeIfUnused(workspaceId, hash)
    },
    async sweep(known) {
      for (const { workspaceId, hash, unfinished } of await listFiles(root)) {
        const path = pathOf(root, workspaceId, hash)
        if (unfinished) await removeUnless(notNeeded, path, unfinished)
        else if (!known(workspaceId, hash)) await removeIfUnused(workspaceId, hash)
      }
    },
  }
}

const notNeeded = () => Promise.resolve(false)

function pathOf(root: string, workspaceId: string, hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash) || !/^[0-9a-f-]{36}$/.test(workspaceId)) {
    throw new Error('a blob is named by a workspace id and a SHA-256 hash')
  }
  return join(root, workspaceId, 'sha256', hash.slice(0, 2), hash)
}

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

type BlobFile = {
  readonly workspaceId: string
  readonly hash: string
  /** Path of what was written aside for the blob; '' for the blob itself. */
  readonly unfinished: string
}

async function listFiles(root: string): Promise<BlobFile[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(ignoreMissing)
  return (entries ?? []).flatMap((entry): BlobFile[] => {
    const path = join(entry.parentPath, entry.name)
    const match = blobPath.exec(relative(root, path).replaceAll('\\', '/'))
    if (!entry.isFile() || !match) return []
    const [, workspaceId = '', hash = '', part] = match
    return [{ workspaceId, hash, unfinished: part ? path : '' }]
  })
}

const blobPath = /^([0-9a-f-]{36})\/sha256\/[0-9a-f]{2}\/([0-9a-f]{64})(\.[0-9a-f-]{36}\.part)?$/

async function findBytes(path: string): Promise<Uint8Array | undefined> {
  const bytes = await readFile(path).catch(ignoreMissing)
  return bytes && new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(ignoreMissing)) !== undefined
}

async function writeUnlessThere(path: string, bytes: Uint8Array): Promise<void> {
  if (!(await exists(path))) await writeDurably(path, bytes)
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const aside = `${path}.${randomUUID()}.part`
  try {
    const file = await open(aside, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** The new name itself must survive a power cut; not every file system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}

function ignoreMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
  throw error
}
