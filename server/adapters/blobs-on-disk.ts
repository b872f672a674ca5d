import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BlobStore } from '../ports/blob-store.ts'

/** Blobs as files `<root>/<workspace>/sha256/<2 hex>/<hash>`; written aside, synced, then renamed. */
export function createBlobsOnDisk(root: string): BlobStore {
  const pathOf = (workspaceId: string, hash: string): string => {
    if (!/^[0-9a-f]{64}$/.test(hash) || !/^[0-9a-f-]{36}$/.test(workspaceId)) {
      throw new Error('a blob is named by a workspace id and a SHA-256 hash')
    }
    return join(root, workspaceId, 'sha256', hash.slice(0, 2), hash)
  }
  return {
    async put(workspaceId, bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(workspaceId, hash)
      if (!(await exists(path))) await writeDurably(path, bytes)
      return hash
    },
    async find(workspaceId, hash) {
      const bytes = await readFile(pathOf(workspaceId, hash)).catch(ignoreMissing)
      return bytes && new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    },
    async remove(workspaceId, hash) {
      await rm(pathOf(workspaceId, hash), { force: true })
    },
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(ignoreMissing)) !== undefined
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const aside = `${path}.${randomUUID()}.part`
  const file = await open(aside, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, path)
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
