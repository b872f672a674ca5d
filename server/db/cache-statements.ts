import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** Statements that are kept; longer ones insert many rows and seldom come again in the same length. */
const maximumStatements = 200
const maximumLength = 2000

/**
 * The database with its statements kept: preparing one takes longer than most of ours run. Only for
 * a schema that stays as it is, and for statements that are read to their end at once.
 */
export function cacheStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = kept.get(sql) ?? database.prepare(sql)
      if (sql.length > maximumLength) return statement
      // the one that was used longest ago comes first, and goes first
      kept.delete(sql)
      kept.set(sql, statement)
      for (const [oldest] of kept) {
        if (kept.size <= maximumStatements) break
        kept.delete(oldest)
      }
      return statement
    },
  }
}
