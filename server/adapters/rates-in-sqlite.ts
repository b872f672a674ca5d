import BetterSqlite from 'better-sqlite3'
import { RateLimiterSQLite } from 'rate-limiter-flexible'
import type { RateLimiter } from '../ports/rate-limiter.ts'

const windowSeconds = 60
const sweepMilliseconds = 600_000

/**
 * Counts in a file of its own: what a power cut loses of it harms nobody, so a count waits for no disk
 * and stands in no transaction of the store.
 */
export async function openRates(
  path: string,
): Promise<RateLimiter & { readonly close: () => void }> {
  const sqlite = new BetterSqlite(path)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = OFF')
  sqlite.pragma('busy_timeout = 5000')
  const limiter = await openLimiter(sqlite)
  const deleteEnded = sqlite.prepare('delete from rates where expire < ?')
  const sweep = () => deleteEnded.run(Date.now())
  sweep()
  const sweeping = setInterval(sweep, sweepMilliseconds)
  sweeping.unref()
  return {
    async count(caller) {
      const { consumedPoints, msBeforeNext } = await limiter.consume(caller)
      return { calls: consumedPoints, millisecondsLeft: msBeforeNext }
    },
    close() {
      clearInterval(sweeping)
      sqlite.close()
    },
  }
}

function openLimiter(storeClient: BetterSqlite.Database): Promise<RateLimiterSQLite> {
  return new Promise((resolve, reject) => {
    const options = {
      storeClient: keepStatements(storeClient),
      storeType: 'better-sqlite3',
      tableName: 'rates',
      keyPrefix: '',
      duration: windowSeconds,
      // callers differ in their limits, so who counts does not judge
      points: Number.MAX_SAFE_INTEGER,
    }
    const limiter = new RateLimiterSQLite(options, (error?: Error) =>
      error ? reject(error) : queueMicrotask(() => resolve(limiter)),
    )
  })
}

/**
 * The library prepares its statement for each call, and begins a transaction for what is one statement;
 * both take longer than to count.
 */
function keepStatements(sqlite: BetterSqlite.Database) {
  const kept = new Map<string, BetterSqlite.Statement>()
  return {
    prepare(sql: string) {
      const statement = kept.get(sql) ?? sqlite.prepare(sql)
      // that of its own sweep carries no time in its text, so these are few
      kept.set(sql, statement)
      return statement
    },
    transaction: <Result>(work: () => Result) => work,
  }
}
