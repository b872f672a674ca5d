import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { Readable } from 'node:stream'
import {
  BlobsUnavailable,
  type BlobStore,
  type ByteRange,
  type Content,
  type OpenBlob,
} from '../ports/blob-store.ts'
import { guardStream } from './guard-stream.ts'
import { keepBlobs, nameBlob, type BlobPlace, type PlacedBlob } from './keep-blobs.ts'

/**
 * Blobs as files `<root>/<workspace>/sha256/<2 hex>/<hash>`; written aside, synced, then renamed.
 * While all `areHeld` nothing is removed; the next start sweeps what stayed.
 */
export function createBlobsOnDisk(
  root: string,
  isUsed: (workspaceId: string, hash: string) => Promise<boolean>,
  areHeld: () => boolean = () => false,
): BlobStore {
  const pathOf = (workspaceId: string, hash: string) => join(root, nameBlob(workspaceId, hash))
  const place: BlobPlace = {
    has: (id, hash) => exists(pathOf(id, hash)),
    write: (id, hash, content) => writeDurably(pathOf(id, hash), content),
    find: async (id, hash) => findBytes(pathOf(id, hash)),
    open: async (id, hash) => openFile(pathOf(id, hash)),
    remove: (id, hash) => rm(pathOf(id, hash), { force: true }),
    list: () => listFiles(root),
  }
  return keepBlobs(place, isUsed, areHeld)
}

async function listFiles(root: string): Promise<PlacedBlob[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(ignoreMissing)
  return (entries ?? []).flatMap((entry): PlacedBlob[] => {
    const path = join(entry.parentPath, entry.name)
    const match = blobPath.exec(relative(root, path).replaceAll('\\', '/'))
    if (!entry.isFile() || !match) return []
    const [, workspaceId = '', hash = '', part] = match
    const removeUnfinished = part ? () => rm(path, { force: true }) : undefined
    return [{ workspaceId, hash, removeUnfinished }]
  })
}

const blobPath = /^([0-9a-f-]{36})\/sha256\/[0-9a-f]{2}\/([0-9a-f]{64})(\.[0-9a-f-]{36}\.part)?$/

async function findBytes(path: string): Promise<Uint8Array | undefined> {
  const bytes = await readFile(path).catch(ignoreMissing)
  return bytes && new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

async function openFile(path: string): Promise<OpenBlob | undefined> {
  const found = await stat(path).catch(ignoreMissing)
  if (!found) return undefined
  const sizeBytes = found.size
  return { sizeBytes, read: (range = { start: 0, end: sizeBytes }) => readPart(path, range) }
}

/** Longer than any disk takes that still works. */
const silenceMilliseconds = 60_000

async function readPart(
  path: string,
  { start, end }: ByteRange,
): Promise<ReadableStream<Uint8Array>> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new BlobsUnavailable('the file can not be opened any more', error)
  })
  const pieces = file.createReadStream({ start, end: end - 1, highWaterMark: pieceBytes })
  const stream = Readable.toWeb(pieces) as ReadableStream<Uint8Array>
  return guardStream(stream, { expectedBytes: end - start, silenceMilliseconds })
}

/** What is read at a time: fewer and larger pieces go faster. */
const pieceBytes = 256 * 1024

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(ignoreMissing)) !== undefined
}

async function writeDurably(path: string, content: Content): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const aside = `${path}.${randomUUID()}.part`
  try {
    const file = await open(aside, 'wx', 0o600)
    try {
      await file.writeFile(content instanceof Uint8Array ? content : content.stream())
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
