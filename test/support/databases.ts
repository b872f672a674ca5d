import { PGlite } from '@electric-sql/pglite'
import BetterSqlite from 'better-sqlite3'
import { Kysely, PGliteDialect, SqliteDialect } from 'kysely'
import { afterAll, beforeAll, describe } from 'vitest'
import { migrate } from '../../server/db/migrate.ts'
import type { Database } from '../../server/db/tables.ts'

/** Runs the same tests on SQLite and on PostgreSQL (PGlite), each with an empty migrated store. */
export function describeOnEachDatabase(name: string, define: (db: () => Kysely<Database>) => void) {
  describe.each([
    ['SQLite', openSqlite],
    ['PostgreSQL', openPostgres],
  ])(`${name} on %s`, (_dialect, open) => {
    let db: Kysely<Database> | undefined
    beforeAll(async () => {
      db = open()
      await migrate(db)
    })
    afterAll(() => db?.destroy())
    define(() => {
      if (!db) throw new Error('the store is not open yet')
      return db
    })
  })
}

function openSqlite(): Kysely<Database> {
  const database = new BetterSqlite(':memory:')
  database.pragma('foreign_keys = ON')
  return new Kysely<Database>({ dialect: new SqliteDialect({ database }) })
}

function openPostgres(): Kysely<Database> {
  return new Kysely<Database>({ dialect: new PGliteDialect({ pglite: new PGlite() }) })
}
