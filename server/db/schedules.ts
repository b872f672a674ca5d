import type { Kysely, Selectable, Transaction } from 'kysely'
import type { GenerationStatus, ScheduleTrigger } from '../../shared/model/vocabulary.ts'
import type { Page } from '../domain/page.ts'
import type { StoredFailure } from './documents.ts'
import { readPage } from './read-page.ts'
import type { Database } from './tables.ts'

/** A generation that is begun again and again. */
export type StoredSchedule = {
  readonly id: string
  readonly workspaceId: string
  readonly name: string
  readonly trigger: ScheduleTrigger
  /** Null for one that events set going. */
  readonly cron: string | null
  /** IANA. */
  readonly timeZone: string
  /** The request of each generation, as its schema takes it. */
  readonly request: unknown
  readonly isEnabled: boolean
  /** Null where no time sets it going. */
  readonly nextAt: string | null
  /** Why the server ended it. */
  readonly stopped: StoredFailure | null
  /** It acts as its creator. */
  readonly userId: string
  readonly createdAt: string
  readonly updatedAt: string
}

export type Firing = {
  readonly scheduleId: string
  /** The time that was due, or the id of an event: each counts once. */
  readonly occasion: string
  readonly generationId: string | null
  readonly error: StoredFailure | null
  readonly firedAt: string
}

export async function insertSchedule(
  db: Transaction<Database>,
  schedule: StoredSchedule,
): Promise<void> {
  await db.insertInto('schedules').values(toRow(schedule)).execute()
}

export async function updateSchedule(
  db: Transaction<Database>,
  schedule: StoredSchedule,
): Promise<void> {
  const { id, workspace_id: _, ...row } = toRow(schedule)
  await db.updateTable('schedules').set(row).where('id', '=', id).execute()
}

/** With its job. */
export async function deleteSchedule(db: Transaction<Database>, id: string): Promise<void> {
  await db.deleteFrom('jobs').where('kind', '=', 'schedule').where('subject_id', '=', id).execute()
  await db.deleteFrom('schedules').where('id', '=', id).execute()
}

/** Of one of the workspaces; a foreign one is as absent as a missing one (law 7). */
export async function findSchedule(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  id: string,
): Promise<StoredSchedule | undefined> {
  if (workspaceIds.length === 0) return undefined
  const row = await db
    .selectFrom('schedules')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', 'in', workspaceIds)
    .executeTakeFirst()
  return row && toSchedule(row)
}

/** Newest first. */
export async function listSchedules(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  page: Page,
): Promise<{ schedules: StoredSchedule[]; total: number }> {
  if (workspaceIds.length === 0) return { schedules: [], total: 0 }
  const query = db
    .selectFrom('schedules')
    .selectAll()
    .where('workspace_id', 'in', workspaceIds)
    .orderBy('created_at', 'desc')
    .orderBy('id')
  const { rows, total } = await readPage(query, page)
  return { schedules: rows.map(toSchedule), total }
}

/** @throws where the occasion has been stored before */
export async function insertFiring(db: Transaction<Database>, firing: Firing): Promise<void> {
  await db
    .insertInto('schedule_firings')
    .values({
      schedule_id: firing.scheduleId,
      occasion: firing.occasion,
      generation_id: firing.generationId,
      error: firing.error && JSON.stringify(firing.error),
      fired_at: firing.firedAt,
    })
    .execute()
}

/** The newest, and where its generation stands. */
export async function findLastFiring(
  db: Kysely<Database>,
  scheduleId: string,
): Promise<(Firing & { readonly status: GenerationStatus | null }) | undefined> {
  const row = await db
    .selectFrom('schedule_firings')
    .leftJoin('generations', 'generations.id', 'schedule_firings.generation_id')
    .selectAll('schedule_firings')
    .select(['generations.status', 'generations.error as generation_error'])
    .where('schedule_firings.schedule_id', '=', scheduleId)
    .orderBy('schedule_firings.fired_at', 'desc')
    .orderBy('schedule_firings.occasion', 'desc')
    .executeTakeFirst()
  if (!row) return undefined
  const error = row.error ?? row.generation_error
  return {
    scheduleId,
    occasion: row.occasion,
    generationId: row.generation_id,
    error: error === null ? null : (JSON.parse(error) as StoredFailure),
    firedAt: row.fired_at,
    status: row.status as GenerationStatus | null,
  }
}

function toRow(schedule: StoredSchedule): Database['schedules'] {
  return {
    id: schedule.id,
    workspace_id: schedule.workspaceId,
    name: schedule.name,
    trigger_kind: schedule.trigger,
    cron: schedule.cron,
    time_zone: schedule.timeZone,
    request: JSON.stringify(schedule.request),
    is_enabled: schedule.isEnabled ? 1 : 0,
    next_at: schedule.nextAt,
    stopped: schedule.stopped && JSON.stringify(schedule.stopped),
    user_id: schedule.userId,
    created_at: schedule.createdAt,
    updated_at: schedule.updatedAt,
  }
}

function toSchedule(row: Selectable<Database['schedules']>): StoredSchedule {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    trigger: row.trigger_kind as ScheduleTrigger,
    cron: row.cron,
    timeZone: row.time_zone,
    request: JSON.parse(row.request),
    isEnabled: row.is_enabled === 1,
    nextAt: row.next_at,
    stopped: row.stopped === null ? null : (JSON.parse(row.stopped) as StoredFailure),
    userId: row.user_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
