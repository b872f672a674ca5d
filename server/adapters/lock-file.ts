import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import BetterSqlite from 'better-sqlite3'

/**
 * Holds an embedded store for this process alone, by SQLite's lock on a file that holds nothing: the
 * operating system gives it back when the process ends, however it ends, and to one taker only.
 * @throws when another process, or another place of this one, holds it.
 */
export async function takeLock(
  path: string,
  waitMilliseconds = 0,
): Promise<{ release(): Promise<void> }> {
  await mkdir(dirname(path), { recursive: true })
  const database = new BetterSqlite(path, { timeout: waitMilliseconds })
  try {
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    throw new Error(
      `Another Sourcewright process is using the folder ${dirname(path)}. Stop it first, or choose another folder: SOURCEWRIGHT_DATA`,
      { cause: error },
    )
  }
  return {
    release() {
      database.close()
      return Promise.resolve()
    },
  }
}

/** Whether anyone holds it just now. */
export function isLocked(path: string): boolean {
  if (!existsSync(path)) return false
  const database = new BetterSqlite(path, { timeout: 0 })
  try {
    database.exec('begin exclusive; rollback')
    return false
  } catch {
    return true
  } finally {
    database.close()
  }
}
