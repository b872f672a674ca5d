import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Holds an embedded store for this process alone. A lock whose process is gone is taken over.
 * @throws when another living process holds it.
 */
export async function takeLock(path: string): Promise<{ release(): Promise<void> }> {
  await mkdir(dirname(path), { recursive: true })
  const aside = `${path}.${randomUUID()}`
  try {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      // linked with its content: nobody ever sees a lock that names no process
      await writeFile(aside, String(process.pid))
      if (await isLinked(aside, path)) return { release: () => rm(path, { force: true }) }
      if (isAlive(await readOwner(path))) break
      // moved, not removed: of several that find it orphaned only one gets it
      await rename(path, aside).catch(ignoreMissing)
      if (!isAlive(await readOwner(aside))) continue
      await isLinked(aside, path)
      break
    }
  } finally {
    await rm(aside, { force: true })
  }
  throw new Error(`another Sourcewright process is using this folder (${path}); stop it first`)
}

async function isLinked(aside: string, path: string): Promise<boolean> {
  try {
    await link(aside, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function readOwner(path: string): Promise<number> {
  return Number(await readFile(path, 'utf8').catch(() => ''))
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function ignoreMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
  throw error
}
