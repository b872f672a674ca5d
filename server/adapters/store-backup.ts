import { randomUUID } from 'node:crypto'
import { access, mkdir, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { openDatabase } from '../db/open-database.ts'
import { listUsedBlobs } from '../db/removals.ts'
import { createArchive, unpackArchive, type Archive } from './archive.ts'
import { takeLock } from './lock-file.ts'

type StoreFolder = { readonly dataFolder: string; readonly lockPath: string }

export type BackupSize = { readonly files: number; readonly bytes: number }

/** While it is locked, the server that holds the store removes no blob. */
export function holdPathOf(dataFolder: string): string {
  return join(dataFolder, 'blobs-held')
}

const waitForHoldMilliseconds = 10_000

/**
 * Copies the store into one file, also while a server works on it. The database comes first, as it is
 * at one moment; the blobs that it names are there by then, and stay until all are copied.
 * @throws where there is no store, the file is there already, or a blob is missing
 */
export async function backUpStore({ dataFolder }: StoreFolder, file: string): Promise<BackupSize> {
  const databasePath = join(dataFolder, 'sourcewright.sqlite')
  if (!(await exists(databasePath))) throw new Error(`There is no store in ${dataFolder}.`)
  if (await exists(file)) throw new Error(`${file} is there already, and is not overwritten.`)
  const hold = await takeLock(holdPathOf(dataFolder), waitForHoldMilliseconds)
  const copy = `${file}.${randomUUID()}.sqlite`
  const archive = await createArchive(file)
  try {
    // it holds secrets as the archive does, and lies beside it until that is whole
    await (await open(copy, 'wx', 0o600)).close()
    copyDatabase(databasePath, copy)
    await archive.add('sourcewright.sqlite', copy)
    await addRest(archive, dataFolder, copy)
    return await archive.finish()
  } catch (error) {
    await archive.abandon()
    throw error
  } finally {
    await hold.release()
    for (const end of ['', '-wal', '-shm']) await rm(`${copy}${end}`, { force: true })
  }
}

/** In one reading transaction, which neither waits for writers nor lets them wait. */
function copyDatabase(from: string, to: string): void {
  const database = new BetterSqlite(from, { readonly: true, timeout: waitForHoldMilliseconds })
  try {
    database.prepare('vacuum into ?').run(to)
  } finally {
    database.close()
  }
}

async function addRest(archive: Archive, dataFolder: string, copy: string): Promise<void> {
  const secret = join(dataFolder, 'signing-secret')
  if (await exists(secret)) await archive.add('signing-secret', secret)
  const db = await openDatabase(copy)
  const blobs = await listUsedBlobs(db)
  await db.destroy()
  for (const place of new Set(blobs.map(placeOf))) {
    await archive.add(place, join(dataFolder, place))
  }
}

function placeOf({ workspaceId, hash }: { workspaceId: string; hash: string }): string {
  return ['blobs', workspaceId, 'sha256', hash.slice(0, 2), hash].join('/')
}

/**
 * Makes a store of the backup in a folder that has none. What fails leaves the folder as it was.
 * @throws where the folder holds anything, a server uses it, or the backup is damaged
 */
export async function restoreStore(
  { dataFolder, lockPath }: StoreFolder,
  file: string,
): Promise<number> {
  if (!(await exists(file))) throw new Error(`There is no file ${file}.`)
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const lock = await takeLock(lockPath)
  let aside: string | undefined
  try {
    const held = (await readdir(dataFolder)).filter((name) => !/^lock(-journal)?$/.test(name))
    if (held.length > 0) {
      throw new Error(`${dataFolder} is not empty: it has ${held.slice(0, 5).join(', ')}.`)
    }
    aside = await mkdtemp(join(dataFolder, '.restoring-'))
    const files = await unpackArchive(file, aside)
    checkDatabase(join(aside, 'sourcewright.sqlite'))
    await moveInto(aside, dataFolder)
    return files
  } finally {
    if (aside) await rm(aside, { recursive: true, force: true })
    await lock.release()
  }
}

function checkDatabase(path: string): void {
  const database = new BetterSqlite(path, { fileMustExist: true })
  try {
    const said = database.pragma('integrity_check', { simple: true })
    if (said !== 'ok') throw new Error(`the database in the backup is damaged: ${String(said)}`)
  } finally {
    database.close()
  }
}

/** The database comes last: without it there is no store yet. */
async function moveInto(aside: string, dataFolder: string): Promise<void> {
  const names = (await readdir(aside)).toSorted((a, b) => rankOf(a) - rankOf(b))
  for (const name of names) await rename(join(aside, name), join(dataFolder, name))
}

function rankOf(name: string): number {
  return name === 'sourcewright.sqlite' ? 1 : 0
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
