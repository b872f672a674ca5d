import { setImmediate as giveWay } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import type { RunEventType } from '../../shared/model/run.ts'
import { stepNames, type StepName } from '../../shared/model/vocabulary.ts'
import type { StoredFailure } from '../db/documents.ts'
import { checkLease, forgetDeaths } from '../db/jobs.ts'
import { endStep, startStep } from '../db/run-steps.ts'
import { appendEvent, isCancelRequested, updateRun, type StoredRun } from '../db/runs.ts'
import type { Database } from '../db/tables.ts'
import type { HeldJob } from '../ports/job-queue.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { noteRunBegun } from '../services/note-run.ts'
import { recordStepChange, type TaskChange } from '../services/task-events.ts'

/** What every step of a run works with. */
export type RunContext = {
  readonly deps: Dependencies
  readonly job: HeldJob
  readonly run: StoredRun
}

/** Where in template, sources and data a run failed, as far as that is known. */
type FailurePlace = Pick<
  StoredFailure,
  'section_id' | 'rule_id' | 'source_id' | 'placeholder' | 'unmet'
>

/** The run can't go on, for a reason that its owner can act on. */
export class RunFailure extends Error {
  readonly code: string
  readonly place: FailurePlace

  constructor(code: string, message: string, place: FailurePlace = {}) {
    super(message)
    this.name = 'RunFailure'
    this.code = code
    this.place = place
  }
}

/** A fault of the program, with the place at which it came up. */
export class PlacedError extends Error {
  readonly place: FailurePlace

  constructor(place: FailurePlace, cause: unknown) {
    super(`at ${JSON.stringify(place)}: ${String(cause)}`, { cause })
    this.name = 'PlacedError'
    this.place = place
  }
}

/** @throws PlacedError for whatever `work` throws */
export function atPlace<T>(place: FailurePlace, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new PlacedError(place, error)
  }
}

/** Its owner asked the run to end. */
export class RunCancelled extends Error {
  constructor() {
    super('cancelled')
    this.name = 'RunCancelled'
  }
}

/** Other work has to come first; the job goes back and is looked at again. */
export class NotYet extends Error {
  readonly afterMilliseconds: number

  constructor(what: string, afterMilliseconds: number) {
    super(`waiting for ${what}`)
    this.name = 'NotYet'
    this.afterMilliseconds = afterMilliseconds
  }
}

/** Per cent of the whole at which each step begins, measured on the study: composing takes longest. */
const stepBegins: Readonly<Record<StepName, number>> = {
  extract: 2,
  ingest: 30,
  outline: 40,
  orchestrate: 50,
  generate: 85,
}

/** Where a step stands in the whole; `share` is from 0 to 1. */
export function progressOf(step: StepName, share: number): number {
  const next = stepNames[stepNames.indexOf(step) + 1]
  const begin = stepBegins[step]
  return Math.floor(begin + ((next ? stepBegins[next] : 99) - begin) * share)
}

/** One transaction of the run: it stores nothing if the lease is lost. */
export async function commit<T>(
  { deps, job }: Pick<RunContext, 'deps' | 'job'>,
  write: (trx: Transaction<Database>, now: string) => Promise<T>,
): Promise<T> {
  const now = deps.clock.now()
  return deps.db.transaction().execute(async (trx) => {
    await checkLease(trx, job)
    return write(trx, now)
  })
}

export async function beginStep(context: RunContext, step: StepName): Promise<void> {
  await checkCancelled(context)
  await commit(context, async (trx, now) => {
    const hasBegun = await startStep(trx, context.run.id, step, now)
    await updateRun(trx, context.run.id, {
      step,
      status: 'in_progress',
      progress: progressOf(step, 0),
      updatedAt: now,
    })
    await noteRunBegun(trx, context.run.id, now)
    await tell(trx, context, 'step.started', { step }, now)
    if (hasBegun) await tellStep(trx, context, { name: step, status: 'in_progress' }, now)
  })
}

/** To be called in the transaction that stores what the step made. */
export async function completeStep(
  trx: Transaction<Database>,
  context: RunContext,
  step: StepName,
  now: string,
): Promise<void> {
  const hasEnded = await endStep(trx, context.run.id, step, 'completed', now)
  await forgetDeaths(trx, context.job)
  await updateRun(trx, context.run.id, { progress: progressOf(step, 1), updatedAt: now })
  await tell(trx, context, 'step.completed', { step }, now)
  if (hasEnded) await tellStep(trx, context, { name: step, status: 'completed' }, now)
}

function tellStep(
  trx: Transaction<Database>,
  { deps, run }: RunContext,
  step: TaskChange['step'],
  at: string,
): Promise<void> {
  return recordStepChange(trx, deps, run, { at, status: 'in_progress', step })
}

export async function tell(
  trx: Transaction<Database>,
  { run }: Pick<RunContext, 'run'>,
  type: RunEventType,
  data: Readonly<Record<string, unknown>>,
  createdAt: string,
): Promise<void> {
  await appendEvent(trx, run.id, { type, data, createdAt })
}

/**
 * Between two pieces of work. The database answers at once, so that awaiting it lets nobody else in:
 * requests that have come meanwhile get their turn here.
 * @throws RunCancelled
 */
export async function checkCancelled({ deps, run }: RunContext): Promise<void> {
  await giveWay()
  if (await isCancelRequested(deps.db, run.id)) throw new RunCancelled()
}
