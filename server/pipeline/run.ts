import { findDocument, updateDocument, type StoredFailure } from '../db/documents.ts'
import { LeaseLost } from '../db/jobs.ts'
import { endStep, listSteps } from '../db/run-steps.ts'
import { countSections } from '../db/run-sections.ts'
import { getRun, isCancelRequested, updateRun, type StoredRun } from '../db/runs.ts'
import { ProcessDied, type HeldJob } from '../ports/job-queue.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { loadEvidence } from '../services/evidence-of-run.ts'
import { noteRunOver } from '../services/note-run.ts'
import { recordStepChange, recordTaskEnd } from '../services/task-events.ts'
import type { StepName } from '../../shared/model/vocabulary.ts'
import { extract } from './extract.ts'
import { generate } from './generate.ts'
import { ingest } from './ingest.ts'
import { orchestrate } from './orchestrate.ts'
import { outline } from './outline.ts'
import {
  checkCancelled,
  commit,
  NotYet,
  PlacedError,
  RunCancelled,
  RunFailure,
  tell,
  type RunContext,
} from './run-context.ts'
import { loadTemplateOfRun } from './template-of-run.ts'

/**
 * Runs the five steps from where the store says that they stand. What is stored is not done again
 * (law 6): a completed step is passed over, and so is a section with a draft.
 * @throws NotYet while sources are being read; LeaseLost when someone else holds the job.
 */
export async function runGeneration(deps: Dependencies, job: HeldJob): Promise<void> {
  const run = await getRun(deps.db, job.subjectId)
  if (isOver(run)) return
  const context: RunContext = { deps, job, run }
  try {
    await runSteps(context)
  } catch (error) {
    if (error instanceof NotYet || error instanceof LeaseLost) throw error
    if (error instanceof RunCancelled) await end(context, 'cancelled', cancellation)
    else if (error instanceof RunFailure) {
      await end(context, 'failed', { code: error.code, message: error.message, ...error.place })
    } else throw error
  }
}

/** Stores that the run is over although its job could not be done, with the place where known. */
export async function failGeneration(
  deps: Dependencies,
  job: HeldJob,
  reason: unknown,
): Promise<void> {
  const run = await getRun(deps.db, job.subjectId)
  if (isOver(run)) return
  await end({ deps, job, run }, 'failed', describeGivenUp(reason))
}

function describeGivenUp(reason: unknown): StoredFailure {
  if (reason instanceof ProcessDied) {
    const message = `The run was given up: ${reason.message}. Tried again, it goes on from what is stored.`
    return { code: 'process_died', message }
  }
  const message =
    'Something went wrong on the server; try again, and tell its operator if it stays.'
  return { code: 'internal', message, ...(reason instanceof PlacedError && reason.place) }
}

function isOver({ status }: StoredRun): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled'
}

const cancellation = { code: 'cancelled', message: 'The run was cancelled.' }

async function runSteps(context: RunContext): Promise<void> {
  if (context.run.approval === 'awaiting') return checkCancelled(context)
  const isDone = await findDoneSteps(context)
  await setDocumentStatus(context, isDone('ingest') ? 'Generating' : 'Ingesting')
  if (!isDone('extract')) await extract(context)
  const template = await loadTemplateOfRun(context)
  const { content } = template
  const sources = await loadEvidence(context.deps, context.run)
  if (!isDone('ingest')) await ingest(context, content, sources)
  await setDocumentStatus(context, 'Generating')
  if (!isDone('outline')) await outline(context, content, sources)
  if (context.run.approval === 'asked') return awaitApproval(context)
  if (!isDone('orchestrate')) await orchestrate(context, content, sources)
  if (!isDone('generate')) await generate(context, template, sources)
}

/** The job ends here; approving starts it again. */
async function awaitApproval(context: RunContext): Promise<void> {
  const { run } = context
  await commit(context, async (trx, updatedAt) => {
    // looked at in here: a run that waits has no job that would see it later
    if (await isCancelRequested(trx, run.id)) throw new RunCancelled()
    await updateRun(trx, run.id, { approval: 'awaiting', status: 'pending', updatedAt })
    await updateDocument(trx, run.documentId, { status: 'Pending', updatedAt })
    const { total } = await countSections(trx, run.id)
    await tell(trx, context, 'outline.awaiting_approval', { sections: total }, updatedAt)
  })
}

async function findDoneSteps({ deps, run }: RunContext): Promise<(step: StepName) => boolean> {
  const steps = await listSteps(deps.db, run.id)
  const done = steps.filter(({ status }) => status === 'completed').map(({ name }) => name)
  return (step) => done.includes(step)
}

async function setDocumentStatus(context: RunContext, status: 'Ingesting' | 'Generating') {
  const { deps, run } = context
  const document = await findDocument(deps.db, [run.workspaceId], run.documentId)
  if (document?.status === status) return
  await commit(context, (trx, updatedAt) =>
    updateDocument(trx, context.run.documentId, { status, updatedAt }),
  )
}

async function end(
  context: RunContext,
  status: 'failed' | 'cancelled',
  error: StoredFailure,
): Promise<void> {
  const { deps, run } = context
  await commit(context, async (trx, now) => {
    const { step } = await getRun(trx, run.id)
    const ended = step !== null && (await endStep(trx, run.id, step, status, now)) ? step : null
    const approval = run.approval === 'awaiting' ? 'asked' : run.approval
    await updateRun(trx, run.id, { status, error, approval, completedAt: now, updatedAt: now })
    await updateDocument(trx, run.documentId, { status: 'Failed', error, updatedAt: now })
    await noteRunOver(trx, context.deps, run, { status, error })
    await tell(trx, context, status === 'failed' ? 'run.failed' : 'run.cancelled', error, now)
    const change = { at: now, status, error }
    if (ended) await recordStepChange(trx, deps, run, { ...change, step: { name: ended, status } })
    await recordTaskEnd(trx, deps, run, change)
  })
}
