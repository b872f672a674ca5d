import type BetterSqlite from 'better-sqlite3'
import type { Generated } from 'kysely'

/** By what calls are told apart when they are asked for. */
export type CallKind = {
  readonly organization_id: string
  readonly workspace_id: string | null
  readonly user_id: string
  readonly api_key_id: string | null
  readonly method: string
  readonly route: string | null
  readonly status: number
}

export type RequestTables = {
  requests: CallKind & {
    id: Generated<number>
    request_id: string
    at: string
    duration_ms: number
  }
  /**
   * How many of a kind came in one hour (`2026-11-27T09`): a page of two million calls is found by
   * these, which are few, and by the calls of the hours that it lies in.
   */
  request_counts: CallKind & { hour: string; count: number }
}

const hour = 'substr(at, 1, 13)'
const kind = 'organization_id, workspace_id, user_id, api_key_id, method, route, status'
const kinds = kind.split(', ')
const fresh = kinds.map((name) => `new.${name}`).join(', ')
const isKindOf = (row: string) => kinds.map((name) => `${name} is ${row}.${name}`).join(' and ')

/** Makes what is missing; the counts of a log that has none yet are made from its calls. */
export function createRequestTables(sqlite: BetterSqlite.Database): void {
  sqlite.exec(`create table if not exists requests (
    id integer primary key, request_id text not null, at text not null,
    organization_id text not null, workspace_id text, user_id text not null, api_key_id text,
    method text not null, route text, status integer not null, duration_ms integer not null
  );
  create index if not exists requests_by_organization on requests (organization_id, at);
  create index if not exists requests_by_name on requests (organization_id, request_id);`)
  if (hasCounts(sqlite)) return
  sqlite.transaction(() => sqlite.exec(counts))()
}

function hasCounts(sqlite: BetterSqlite.Database): boolean {
  const find = sqlite.prepare(`select 1 from sqlite_master where name = 'request_counts'`)
  return find.get() !== undefined
}

/** Kept by the database itself, so that they are true of whatever is stored or deleted. */
const counts = `create table request_counts (
    hour text not null, organization_id text not null, workspace_id text, user_id text not null,
    api_key_id text, method text not null, route text, status integer not null, count integer not null
  );
  create index request_counts_by_kind on request_counts (organization_id, hour, workspace_id,
    user_id, api_key_id, method, route, status);
  insert into request_counts (hour, ${kind}, count)
    select ${hour}, ${kind}, count(*) from requests group by ${hour}, ${kind};
  create trigger request_added after insert on requests begin
    update request_counts set count = count + 1
      where hour = substr(new.at, 1, 13) and ${isKindOf('new')};
    insert into request_counts (hour, ${kind}, count)
      select substr(new.at, 1, 13), ${fresh}, 1 where changes() = 0;
  end;
  create trigger request_forgotten after delete on requests begin
    update request_counts set count = count - 1
      where hour = substr(old.at, 1, 13) and ${isKindOf('old')};
    delete from request_counts
      where hour = substr(old.at, 1, 13) and ${isKindOf('old')} and count = 0;
  end;`
