import BetterSqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, type Generated, type Insertable, type Selectable } from 'kysely'
import type { LoggedRequest, RequestFilter, RequestLog } from '../ports/request-log.ts'

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

type Requests = {
  id: Generated<number>
  request_id: string
  at: string
  organization_id: string
  workspace_id: string | null
  user_id: string
  api_key_id: string | null
  method: string
  route: string | null
  status: number
  duration_ms: number
}
type Row = Insertable<Requests>

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
  const db = new Kysely<{ requests: Requests }>({
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
      return readPage(db, filter, page)
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
  sqlite.exec(`create table if not exists requests (
    id integer primary key, request_id text not null, at text not null,
    organization_id text not null, workspace_id text, user_id text not null, api_key_id text,
    method text not null, route text, status integer not null, duration_ms integer not null
  );
  create index if not exists requests_by_organization on requests (organization_id, at);`)
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

async function readPage(
  db: Kysely<{ requests: Requests }>,
  filter: RequestFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) {
  const query = selectSeen(db, filter)
    .$if(filter.method !== undefined, (one) => one.where('method', '=', filter.method ?? ''))
    .$if(filter.route !== undefined, (one) => one.where('route', '=', filter.route ?? ''))
    .$if(filter.apiKeyId !== undefined, (one) =>
      one.where('api_key_id', '=', filter.apiKeyId ?? ''),
    )
    .$if(filter.userId !== undefined, (one) => one.where('user_id', '=', filter.userId ?? ''))
    .$if(filter.requestId !== undefined, (one) =>
      one.where('request_id', '=', filter.requestId ?? ''),
    )
    .$if(filter.since !== undefined, (one) => one.where('at', '>=', filter.since ?? ''))
    .$if(filter.until !== undefined, (one) => one.where('at', '<', filter.until ?? ''))
  const rows = await query
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const counted = query.select((eb) => eb.fn.countAll<number>().as('total'))
  const { total } = await counted.executeTakeFirstOrThrow()
  return { requests: rows.map(toLogged), total }
}

function selectSeen(db: Kysely<{ requests: Requests }>, filter: RequestFilter) {
  const { organizationId, workspaceIds, ofOrganization, statuses } = filter
  return db
    .selectFrom('requests')
    .where('organization_id', '=', organizationId)
    .where((eb) => {
      const parts = []
      // an empty list is no SQL
      if (workspaceIds.length > 0) parts.push(eb('workspace_id', 'in', workspaceIds))
      if (ofOrganization === 'all') parts.push(eb('workspace_id', 'is', null))
      else if (ofOrganization !== 'none') {
        const ofUser = eb('user_id', '=', ofOrganization.userId)
        parts.push(eb.and([eb('workspace_id', 'is', null), ofUser]))
      }
      return eb.or(parts)
    })
    .$if(statuses !== undefined, (one) =>
      one.where((eb) => eb.between('status', statuses?.[0] ?? 0, statuses?.[1] ?? 0)),
    )
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

function toLogged(row: Selectable<Requests>): LoggedRequest {
  return {
    requestId: row.request_id,
    at: row.at,
    organizationId: row.organization_id,
    workspaceId: row.workspace_id,
    userId: row.user_id,
    apiKeyId: row.api_key_id,
    method: row.method,
    route: row.route,
    status: row.status,
    durationMilliseconds: row.duration_ms,
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
