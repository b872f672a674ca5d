import BetterSqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, type Insertable } from 'kysely'
import type { LoggedRequest, RequestLog } from '../ports/request-log.ts'
import { readRequestPage } from './request-log-page.ts'
import { createRequestTables, type RequestTables } from './request-log-tables.ts'

const flushMilliseconds = 1_000
/** Fewer than take a millisecond or two to store, so that no call waits for it. */
const mostInBatch = 200
/** Behind it the newest are not kept: a log must not fill the memory of a server whose disk fails. */
const mostWaiting = 20_000
const keptMilliseconds = 30 * 86_400_000
const sweepMilliseconds = 600_000
const mostInSweep = 20_000
/** About half a gigabyte. */
const mostKeptByDefault = 2_000_000

type Row = Insertable<RequestTables['requests']>

/**
 * In a file of its own, so that a call's line neither waits for the disk nor stands in the way of a
 * commit of the store. What is added is stored in batches: a process that is killed loses the last
 * second, and a power cut what the system had not written yet.
 */
export function openRequestLog(
  path: string,
  onError: (error: unknown) => void,
  mostKept = mostKeptByDefault,
): RequestLog & { close(): void } {
  const sqlite = openFile(path)
  const db = new Kysely<RequestTables>({
    dialect: new SqliteDialect({ database: sqlite }),
  })
  const forget = prepareForget(sqlite, mostKept)
  const write = prepareWrite(sqlite, forget)
  const waiting: LoggedRequest[] = []
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length > 0) write(waiting.splice(0))
  }
  const flushLater = () => guard(flush, onError)
  const sweep = () => guard(() => forget(mostInSweep), onError)
  sweep()
  const sweeping = setInterval(sweep, sweepMilliseconds).unref()
  return {
    add(request) {
      if (waiting.length >= mostWaiting) return
      waiting.push(request)
      // behind the answer, not before it
      if (waiting.length === mostInBatch) setImmediate(flushLater)
      else timer ??= setTimeout(flushLater, flushMilliseconds).unref()
    },
    list(filter, page) {
      flush()
      return readRequestPage(db, filter, page)
    },
    close() {
      clearInterval(sweeping)
      guard(flush, onError)
      sqlite.close()
    },
  }
}

function openFile(path: string): BetterSqlite.Database {
  const sqlite = new BetterSqlite(path)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = OFF')
  sqlite.pragma('busy_timeout = 5000')
  createRequestTables(sqlite)
  return sqlite
}

function prepareWrite(sqlite: BetterSqlite.Database, forget: (most: number) => void) {
  const insert = sqlite.prepare<Row>(`insert into requests
    (request_id, at, organization_id, workspace_id, user_id, api_key_id, method, route, status, duration_ms)
    values (@request_id, @at, @organization_id, @workspace_id, @user_id, @api_key_id, @method, @route, @status, @duration_ms)`)
  return sqlite.transaction((requests: readonly LoggedRequest[]) => {
    for (const request of requests) insert.run(toRow(request))
    // faster than it fills, and never much at once
    forget(2 * requests.length)
  })
}

/** Deletes the oldest, where their time is over or there are too many: of no more than `most` rows at once. */
function prepareForget(sqlite: BetterSqlite.Database, mostKept: number): (most: number) => void {
  // ids grow with time, so that no more than the oldest are looked at
  const forget = sqlite.prepare(`delete from requests where id in (
    select id from (select id, at from requests order by id limit @most)
    where at < @before or id <= (select max(id) from requests) - @mostKept)`)
  return (most) => {
    const before = new Date(Date.now() - keptMilliseconds).toISOString()
    forget.run({ most, before, mostKept })
  }
}

function toRow(request: LoggedRequest): Row {
  return {
    request_id: request.requestId,
    at: request.at,
    organization_id: request.organizationId,
    workspace_id: request.workspaceId,
    user_id: request.userId,
    api_key_id: request.apiKeyId,
    method: request.method,
    route: request.route,
    status: request.status,
    duration_ms: request.durationMilliseconds,
  }
}

/** A log that can't be written stops nothing. */
function guard(work: () => void, onError: (error: unknown) => void): void {
  try {
    work()
  } catch (error) {
    onError(error)
  }
}
