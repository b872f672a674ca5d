import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import BetterSqlite from 'better-sqlite3'

const partBytes = 8 * 1_048_576
/** Names what can be read back; a later form gets a later number. */
const form = 'sourcewright backup 1'

/** Where a store's files may lie in its folder: nothing else is written out of an archive. */
const placePattern =
  /^(sourcewright\.sqlite|signing-secret|blobs\/[0-9a-f-]{36}\/sha256\/[0-9a-f]{2}\/[0-9a-f]{64})$/

export type Archive = {
  /** Adds the file at `path` under its place in the store. @throws where it can't be read */
  add(place: string, path: string): Promise<void>
  /** The archive stands at its own name from here on, and outlives a power cut. */
  finish(): Promise<{ readonly files: number; readonly bytes: number }>
  abandon(): Promise<void>
}

/** One SQLite file with files in it, in parts, each file with its SHA-256. */
export async function createArchive(file: string): Promise<Archive> {
  const aside = `${file}.part`
  await rm(aside, { force: true })
  await (await open(aside, 'wx', 0o600)).close()
  const database = new BetterSqlite(aside)
  // nothing of it counts before it is renamed
  database.pragma('journal_mode = OFF')
  database.exec(`create table about (form text not null);
    create table files (place text primary key, bytes integer not null, sha256 text not null);
    create table parts (place text, ordinal integer, bytes blob, primary key (place, ordinal))`)
  database.prepare('insert into about values (?)').run(form)
  const total = { files: 0, bytes: 0 }
  return {
    async add(place, path) {
      total.bytes += await addFile(database, place, path)
      total.files += 1
    },
    async finish() {
      database.close()
      await syncFile(aside)
      await rename(aside, file)
      return total
    },
    async abandon() {
      database.close()
      await rm(aside, { force: true })
    },
  }
}

async function addFile(
  database: BetterSqlite.Database,
  place: string,
  path: string,
): Promise<number> {
  const insert = database.prepare('insert into parts values (?, ?, ?)')
  const hash = createHash('sha256')
  const file = await open(path, 'r')
  let bytes = 0
  try {
    for (let ordinal = 0; ; ordinal += 1) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(partBytes), 0, partBytes)
      if (bytesRead === 0) break
      const part = buffer.subarray(0, bytesRead)
      hash.update(part)
      insert.run(place, ordinal, part)
      bytes += bytesRead
    }
  } finally {
    await file.close()
  }
  database.prepare('insert into files values (?, ?, ?)').run(place, bytes, hash.digest('hex'))
  return bytes
}

/**
 * Writes the files of an archive below `folder`, each as it was added.
 * @throws where it is no archive, or a file in it is not what was added
 */
export async function unpackArchive(file: string, folder: string): Promise<number> {
  const database = new BetterSqlite(file, { readonly: true, fileMustExist: true })
  try {
    checkForm(database, file)
    const rows = database.prepare('select place, bytes, sha256 from files').all() as StoredFile[]
    for (const row of rows) await writeOut(database, row, folder)
    return rows.length
  } finally {
    database.close()
  }
}

type StoredFile = { readonly place: string; readonly bytes: number; readonly sha256: string }

function checkForm(database: BetterSqlite.Database, file: string): void {
  const expected = `"${form}" is expected in it`
  let found: unknown
  try {
    found = database.prepare('select form from about').pluck().get()
  } catch (error) {
    throw new Error(`${file} is no backup of Sourcewright: ${expected}`, { cause: error })
  }
  if (found !== form) throw new Error(`${file} is another kind of backup: ${expected}`)
}

async function writeOut(
  database: BetterSqlite.Database,
  { place, bytes, sha256 }: StoredFile,
  folder: string,
): Promise<void> {
  if (!placePattern.test(place))
    throw new Error(`the backup names a file that no store has: ${place}`)
  const path = join(folder, place)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const parts = database.prepare('select bytes from parts where place = ? order by ordinal').pluck()
  const hash = createHash('sha256')
  let length = 0
  const out = await open(path, 'wx', 0o600)
  try {
    for (const part of parts.iterate(place) as Iterable<Buffer>) {
      hash.update(part)
      length += part.length
      await out.writeFile(part)
    }
    await out.sync()
  } finally {
    await out.close()
  }
  const name = place.split('/').at(-1)
  const isNamed = !place.startsWith('blobs/') || name === sha256
  if (hash.digest('hex') === sha256 && length === bytes && isNamed) return
  throw new Error(`the backup is damaged: ${place} has not the SHA-256 that it was stored with`)
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r')
  await file.sync()
  await file.close()
}
