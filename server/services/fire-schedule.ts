import type { Transaction } from 'kysely'
import { generationRequest, type GenerationRequest } from '../../shared/contract/generations.ts'
import type { StoredFailure } from '../db/documents.ts'
import type { StoredGeneration } from '../db/generations.ts'
import { insertFiring, updateSchedule, type StoredSchedule } from '../db/schedules.ts'
import type { Database } from '../db/tables.ts'
import { getWorkspace } from '../db/tenants.ts'
import { storeGeneration } from './accept-generation.ts'
import { explainNoRight } from './check-actor.ts'
import type { Dependencies } from './dependencies.ts'
import { fetchData } from './fetch-records.ts'
import { prepareGeneration, type PreparedGeneration } from './prepare-generation.ts'
import { Problem } from './problem.ts'

/** What is to be stored of a time that is due or an event: a generation, or why there is none. */
export type PreparedFiring =
  | { readonly outcome: 'prepared'; readonly prepared: PreparedGeneration }
  | {
      readonly outcome: 'failed'
      readonly error: StoredFailure
      /** Absent where nothing in the request was at fault. */
      readonly problem?: Problem
    }
  /** It acts as somebody who may act no longer. */
  | { readonly outcome: 'stopped'; readonly error: StoredFailure }

/** Reads the data and pins all; nothing is stored yet. */
export async function prepareFiring(
  deps: Dependencies,
  schedule: StoredSchedule,
  request: GenerationRequest = generationRequest.parse(schedule.request),
): Promise<PreparedFiring> {
  const workspace = await getWorkspace(deps.db, schedule.workspaceId)
  const reason = await explainNoRight(deps.db, workspace, schedule.userId)
  if (reason !== undefined) {
    const message = `The schedule was stopped: ${reason}.`
    return { outcome: 'stopped', error: { code: 'creator_without_right', message } }
  }
  try {
    const data = await fetchData(deps, workspace.id, request)
    const prepared = await prepareGeneration(deps, workspace, request, data)
    return { outcome: 'prepared', prepared }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, message } = error
    return { outcome: 'failed', error: { code, message }, problem: error }
  }
}

/**
 * Stores the firing with its generation. An occasion is stored once: whoever comes second is refused
 * by the key, and so is all of its transaction.
 * @param schedule as it is in this transaction, with the next time that it is due
 */
export async function storeFiring(
  trx: Transaction<Database>,
  deps: Dependencies,
  schedule: StoredSchedule,
  occasion: string,
  firing: PreparedFiring,
): Promise<StoredGeneration | undefined> {
  const { id: scheduleId, userId, workspaceId } = schedule
  const firedAt = deps.clock.now()
  const workspace = await getWorkspace(trx, workspaceId)
  const generation =
    firing.outcome === 'prepared'
      ? await storeGeneration(trx, deps, workspace, firing.prepared, userId)
      : undefined
  const error = firing.outcome === 'prepared' ? null : firing.error
  const generationId = generation?.id ?? null
  await insertFiring(trx, { scheduleId, occasion, generationId, error, firedAt })
  const ended = { isEnabled: false, nextAt: null, stopped: error }
  const next = firing.outcome === 'stopped' ? { ...schedule, ...ended } : schedule
  await updateSchedule(trx, { ...next, updatedAt: firedAt })
  return generation
}
