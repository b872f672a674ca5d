import BetterSqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { cacheStatements } from './cache-statements.ts'
import { migrate } from './migrate.ts'
import type { Database } from './tables.ts'

/**
 * Opens the embedded store and brings it up to date. Commits are durable when they return
 * (`synchronous=FULL`): an answer that promises that work was accepted rests on that.
 */
export async function openDatabase(path: string): Promise<Kysely<Database>> {
  const sqlite = new BetterSqlite(path)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 5000')
  await migrate(new Kysely<Database>({ dialect: new SqliteDialect({ database: sqlite }) }))
  const database = cacheStatements(sqlite)
  return new Kysely<Database>({ dialect: new SqliteDialect({ database }) })
}
