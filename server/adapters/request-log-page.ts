import {
  expressionBuilder,
  sql,
  type Expression,
  type Kysely,
  type Selectable,
  type SqlBool,
} from 'kysely'
import type { LoggedRequest, RequestFilter } from '../ports/request-log.ts'
import type { CallKind, RequestTables } from './request-log-tables.ts'

type Log = Kysely<RequestTables>
type Hour = { readonly hour: string; readonly count: number }
type Place = { readonly limit: number; readonly offset: number }

/**
 * Newest first. The counts of the hours say how many there are, and in which hours the page lies;
 * calls are looked at in these alone, and in the hours that `since` and `until` cut.
 */
export async function readRequestPage(db: Log, filter: RequestFilter, { limit, offset }: Place) {
  const hours = await countHours(db, filter)
  const requests: LoggedRequest[] = []
  let before = offset
  for (const { hour, count } of hours) {
    if (requests.length === limit) break
    if (before < count) {
      const place = { limit: limit - requests.length, offset: before }
      requests.push(...(await readHour(db, filter, hour, place)))
    }
    before = Math.max(0, before - count)
  }
  return { requests, total: hours.reduce((total, { count }) => total + count, 0) }
}

/** Of the newest hour first; those that hold none are left out. */
async function countHours(db: Log, filter: RequestFilter): Promise<readonly Hour[]> {
  // a name that a caller gave is rare, and has an index
  const isNamed = filter.requestId !== undefined
  const counted = isNamed ? await countNamed(db, filter) : await countUnnamed(db, filter)
  return counted
    .filter(({ count }) => count > 0)
    .sort((a, b) => (a.hour < b.hour ? 1 : a.hour > b.hour ? -1 : 0))
}

async function countUnnamed(db: Log, filter: RequestFilter): Promise<Hour[]> {
  const cut = [filter.since, filter.until].filter((time) => time !== undefined).map(hourOf)
  const counted = await countWhole(db, filter)
  for (const hour of new Set(cut)) counted.push({ hour, count: await countCut(db, filter, hour) })
  return counted
}

function countWhole(db: Log, filter: RequestFilter): Promise<Hour[]> {
  const { since, until } = filter
  return db
    .selectFrom('request_counts as calls')
    .select('hour')
    .select((eb) => eb.fn.sum<number>('count').as('count'))
    .where(isWanted(filter))
    .$if(since !== undefined, (one) => one.where('hour', '>', hourOf(since ?? '')))
    .$if(until !== undefined, (one) => one.where('hour', '<', hourOf(until ?? '')))
    .groupBy('hour')
    .execute()
}

async function countCut(db: Log, filter: RequestFilter, hour: string): Promise<number> {
  const { count } = await selectHour(db, filter, hour)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function countNamed(db: Log, filter: RequestFilter): Promise<Hour[]> {
  const hour = sql<string>`substr(at, 1, 13)`
  return selectCalls(db, filter)
    .select((eb) => [hour.as('hour'), eb.fn.countAll<number>().as('count')])
    .groupBy(hour)
    .execute()
}

async function readHour(db: Log, filter: RequestFilter, hour: string, { limit, offset }: Place) {
  const rows = await selectHour(db, filter, hour)
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(toLogged)
}

function selectHour(db: Log, filter: RequestFilter, hour: string) {
  // what follows the hour is a colon, and behind that comes the semicolon
  return selectCalls(db, filter).where('at', '>=', hour).where('at', '<', `${hour};`)
}

function selectCalls(db: Log, filter: RequestFilter) {
  const { requestId, since, until } = filter
  return db
    .selectFrom('requests as calls')
    .where(isWanted(filter))
    .$if(requestId !== undefined, (one) => one.where('request_id', '=', requestId ?? ''))
    .$if(since !== undefined, (one) => one.where('at', '>=', since ?? ''))
    .$if(until !== undefined, (one) => one.where('at', '<', until ?? ''))
}

const calls = expressionBuilder<{ calls: CallKind }, 'calls'>()

function isWanted(filter: RequestFilter): Expression<SqlBool> {
  const { organizationId, statuses, method, route, apiKeyId, userId } = filter
  return calls.and([
    calls('organization_id', '=', organizationId),
    isSeen(filter),
    ...(method === undefined ? [] : [calls('method', '=', method)]),
    ...(route === undefined ? [] : [calls('route', '=', route)]),
    ...(apiKeyId === undefined ? [] : [calls('api_key_id', '=', apiKeyId)]),
    ...(userId === undefined ? [] : [calls('user_id', '=', userId)]),
    ...(statuses === undefined ? [] : [calls.between('status', ...statuses)]),
  ])
}

function isSeen({ workspaceIds, ofOrganization }: RequestFilter): Expression<SqlBool> {
  const named = calls('workspace_id', 'in', workspaceIds)
  const nameless = calls('workspace_id', 'is', null)
  // an empty list is no SQL
  const seen = workspaceIds.length > 0 ? [named] : []
  if (ofOrganization === 'none') return calls.or(seen)
  if (ofOrganization === 'all') return calls.or([...seen, nameless])
  return calls.or([...seen, calls.and([nameless, calls('user_id', '=', ofOrganization.userId)])])
}

function hourOf(time: string): string {
  return time.slice(0, 'yyyy-mm-ddThh'.length)
}

function toLogged(row: Selectable<RequestTables['requests']>): LoggedRequest {
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
