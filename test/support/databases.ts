import { PGlite } from '@electric-sql/pglite'
import BetterSqlite from 'better-sqlite3'
import { Kysely, PGliteDialect, SqliteDialect } from 'kysely'
import { afterAll, beforeAll, describe } from 'vitest'
import { migrate } from '../../server/db/migrate.ts'
import type { Database } from '../../server/db/tables.ts'

export type OpenedDatabase = { readonly db: Kysely<Database>; close(): Promise<void> }

/** Each gives an empty store without tables. */
export const databases = [
  ['SQLite', openSqlite],
  ['PostgreSQL', openPostgres],
] as const

/** Runs the same tests on SQLite and on PostgreSQL (PGlite), each with an empty migrated store. */
export function describeOnEachDatabase(name: string, define: (db: () => Kysely<Database>) => void) {
  describe.each(databases)(`${name} on %s`, (_dialect, open) => {
    let opened: OpenedDatabase | undefined
    beforeAll(async () => {
      opened = await open()
      await migrate(opened.db)
    })
    afterAll(() => opened?.close())
    define(() => {
      if (!opened) throw new Error('the store is not open yet')
      return opened.db
    })
  })
}

function openSqlite(): Promise<OpenedDatabase> {
  const database = new BetterSqlite(':memory:')
  database.pragma('foreign_keys = ON')
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ database }) })
  return Promise.resolve({ db, close: () => db.destroy() })
}

let postgres: PGlite | undefined

/** One PostgreSQL serves all files of a process, emptied for each: it takes seconds to start. */
async function openPostgres(): Promise<OpenedDatabase> {
  postgres ??= new PGlite()
  await postgres.exec('drop schema public cascade; create schema public')
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: postgres }) })
  return { db, close: () => Promise.resolve() }
}
