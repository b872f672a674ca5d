import type { Transaction } from 'kysely'
import type { Generation, GenerationRequest } from '../../shared/contract/generations.ts'
import { generationRequest } from '../../shared/contract/generations.ts'
import type {
  ChangeScheduleRequest,
  CreateScheduleRequest,
  Schedule,
  ScheduleEventRequest,
} from '../../shared/contract/schedules.ts'
import { findDataSource } from '../db/data-sources.ts'
import { renewJob } from '../db/jobs.ts'
import {
  deleteSchedule,
  findLastFiring,
  findSchedule,
  insertSchedule,
  listSchedules as listStored,
  updateSchedule,
  type StoredSchedule,
} from '../db/schedules.ts'
import type { Database } from '../db/tables.ts'
import { findTemplate } from '../db/templates.ts'
import type { Page } from '../domain/page.ts'
import { commit } from './commit.ts'
import { describeGeneration } from './describe-generation.ts'
import type { Dependencies } from './dependencies.ts'
import { prepareFiring, storeFiring } from './fire-schedule.ts'
import { notFound, Problem } from './problem.ts'
import { chooseWorkspace, listWorkspaceIds, type Principal } from './principal.ts'

export async function createSchedule(
  deps: Dependencies,
  principal: Principal,
  request: CreateScheduleRequest,
): Promise<Schedule> {
  const now = deps.clock.now()
  const schedule: StoredSchedule = {
    id: deps.newId(),
    workspaceId: chooseWorkspace(principal).id,
    name: request.name,
    trigger: request.trigger,
    cron: request.cron ?? null,
    timeZone: request.time_zone,
    request: request.generation,
    isEnabled: request.enabled,
    nextAt: null,
    stopped: null,
    userId: principal.userId,
    createdAt: now,
    updatedAt: now,
  }
  checkTrigger(deps, schedule)
  const made = await commit(deps, async (trx) => {
    const planned = planNext(deps, schedule)
    await checkNamed(trx, planned.workspaceId, request.generation)
    await insertSchedule(trx, planned)
    await wakeFor(trx, deps, planned)
    return present({ ...deps, db: trx }, planned)
  })
  deps.queue.wake()
  return made
}

/** What is left out stays; it goes on acting as its creator. */
export async function changeSchedule(
  deps: Dependencies,
  principal: Principal,
  id: string,
  request: ChangeScheduleRequest,
): Promise<Schedule> {
  const changed = await commit(deps, async (trx) => {
    const stored = await getSchedule({ db: trx }, principal, id)
    const isEnabled = request.enabled ?? stored.isEnabled
    const next: StoredSchedule = {
      ...stored,
      name: request.name ?? stored.name,
      cron: request.cron ?? stored.cron,
      timeZone: request.time_zone ?? stored.timeZone,
      request: request.generation ?? stored.request,
      isEnabled,
      stopped: isEnabled ? null : stored.stopped,
      updatedAt: deps.clock.now(),
    }
    checkTrigger(deps, next)
    if (request.generation) await checkNamed(trx, stored.workspaceId, request.generation)
    const planned = planNext(deps, next)
    await updateSchedule(trx, planned)
    await wakeFor(trx, deps, planned)
    return present({ ...deps, db: trx }, planned)
  })
  deps.queue.wake()
  return changed
}

/** What it has generated stays. @throws Problem `not_found` */
export async function removeSchedule(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<void> {
  await getSchedule(deps, principal, id)
  await commit(deps, (trx) => deleteSchedule(trx, id))
}

export async function describeSchedule(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<Schedule> {
  return present(deps, await getSchedule(deps, principal, id))
}

export async function listSchedules(deps: Dependencies, principal: Principal, page: Page) {
  const { schedules, total } = await listStored(deps.db, listWorkspaceIds(principal), page)
  const shown: Schedule[] = []
  for (const one of schedules) shown.push(await present(deps, one))
  return { schedules: shown, total, page: page.page, page_size: page.pageSize }
}

/**
 * Sets a schedule going whose trigger is an event.
 * @throws Problem `wrong_state` for another one, or one that is not enabled or has to be stopped; else
 * as a generation is refused, with the places of its payload
 */
export async function acceptEvent(
  deps: Dependencies,
  principal: Principal,
  id: string,
  { payload }: ScheduleEventRequest,
): Promise<Generation> {
  const schedule = checkOpen(await getSchedule(deps, principal, id))
  const request = fillIn(generationRequest.parse(schedule.request), payload)
  const firing = await prepareFiring(deps, schedule, request)
  const store = async (trx: Transaction<Database>) => {
    const stored = checkOpen(await getSchedule({ db: trx }, principal, id))
    return storeFiring(trx, deps, stored, deps.newId(), firing)
  }
  if (firing.outcome !== 'prepared') {
    // a refusal is no answer that is given again: what failed is stored, and may be tried anew
    await deps.db.transaction().execute(store)
    throw firing.outcome === 'failed' && firing.problem
      ? ofEvent(firing.problem)
      : refuse(firing.error.message)
  }
  const accepted = await commit(deps, async (trx) => {
    const made = await store(trx)
    return describeGeneration({ ...deps, db: trx }, [schedule.workspaceId], made?.id ?? '')
  })
  deps.queue.wake()
  return accepted
}

/** @throws Problem `wrong_state` where it takes no event now */
function checkOpen(schedule: StoredSchedule): StoredSchedule {
  if (schedule.trigger !== 'event') throw refuse('It is set going by its time, not by events.')
  if (!schedule.isEnabled) throw refuse(schedule.stopped?.message ?? 'It is not enabled.')
  return schedule
}

function fillIn(request: GenerationRequest, payload: unknown): GenerationRequest {
  if (request.data_source_id === undefined) return { ...request, data: payload ?? request.data }
  if (payload === undefined) return request
  return { ...request, metadata: { ...request.metadata, event: payload } }
}

/** Of what was asked for, an event has the data alone; the rest stands in the schedule. */
function ofEvent({ code, message, errors, headers }: Problem): Problem {
  const places = errors.flatMap(({ loc: [, field, ...rest], msg, type }) =>
    field === 'data' ? [{ loc: ['body', 'payload', ...rest], msg, type }] : [],
  )
  return new Problem(code, message, { errors: places, headers })
}

function refuse(reason: string): Problem {
  return new Problem('wrong_state', reason)
}

async function getSchedule(
  { db }: Pick<Dependencies, 'db'>,
  principal: Principal,
  id: string,
): Promise<StoredSchedule> {
  const schedule = await findSchedule(db, listWorkspaceIds(principal), id)
  if (!schedule) throw notFound('schedule')
  return schedule
}

function checkTrigger({ timetable }: Dependencies, schedule: StoredSchedule): void {
  const { trigger, cron, timeZone } = schedule
  if (trigger === 'event') {
    if (cron !== null) throw invalid(['cron'], 'is not for the trigger event')
    return
  }
  if (cron === null) throw invalid(['cron'], 'is required for the trigger cron')
  const mistake = timetable.findMistake(cron, timeZone)
  if (mistake) throw invalid([mistake.field], mistake.reason)
}

/** What it names has to be there now; what its data will be is seen when it fires. */
async function checkNamed(
  trx: Transaction<Database>,
  workspaceId: string,
  { template_id: templateId, data_source_id: dataSourceId }: GenerationRequest,
): Promise<void> {
  if (!(await findTemplate(trx, [workspaceId], templateId))) {
    throw invalid(['generation', 'template_id'], `there is no template ${templateId}`)
  }
  if (dataSourceId && !(await findDataSource(trx, [workspaceId], dataSourceId))) {
    throw invalid(['generation', 'data_source_id'], `there is no data source ${dataSourceId}`)
  }
}

function invalid(place: readonly string[], msg: string): Problem {
  return new Problem('validation_failed', `body.${place.join('.')}: ${msg}`, {
    errors: [{ loc: ['body', ...place], msg, type: 'invalid_value' }],
  })
}

function planNext({ timetable, clock }: Dependencies, schedule: StoredSchedule): StoredSchedule {
  const { cron, timeZone, isEnabled } = schedule
  const [nextAt = null] =
    isEnabled && cron !== null ? timetable.listTimes(cron, timeZone, clock.now(), 1) : []
  return { ...schedule, nextAt }
}

/** Its job looks when the next time is; one that is not enabled any more ends by itself. */
async function wakeFor(
  trx: Transaction<Database>,
  { newId, clock }: Dependencies,
  { id: subjectId, workspaceId, cron }: StoredSchedule,
): Promise<void> {
  if (cron === null) return
  const createdAt = clock.now()
  await renewJob(trx, { id: newId(), workspaceId, kind: 'schedule', subjectId, createdAt })
}

const shownTimes = 3

async function present(deps: Dependencies, schedule: StoredSchedule): Promise<Schedule> {
  const { cron, timeZone, isEnabled } = schedule
  const last = await findLastFiring(deps.db, schedule.id)
  return {
    id: schedule.id,
    name: schedule.name,
    trigger: schedule.trigger,
    cron,
    time_zone: timeZone,
    enabled: isEnabled,
    next_times:
      isEnabled && cron !== null
        ? deps.timetable.listTimes(cron, timeZone, deps.clock.now(), shownTimes)
        : [],
    generation: generationRequest.parse(schedule.request),
    workspace_id: schedule.workspaceId,
    user_id: schedule.userId,
    last_result: last
      ? {
          fired_at: last.firedAt,
          due_at: schedule.trigger === 'cron' ? last.occasion : null,
          generation_id: last.generationId,
          status: last.status,
          error: last.error,
        }
      : null,
    stopped: schedule.stopped,
    created_at: schedule.createdAt,
    updated_at: schedule.updatedAt,
  }
}
