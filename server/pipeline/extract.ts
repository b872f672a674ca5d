import type { PinnedSource } from '../../shared/model/run.ts'
import { findDocument } from '../db/documents.ts'
import { getVersionById } from '../db/document-versions.ts'
import { insertJob } from '../db/jobs.ts'
import { listSteps } from '../db/run-steps.ts'
import { updateRun } from '../db/runs.ts'
import {
  beginStep,
  checkCancelled,
  commit,
  completeStep,
  NotYet,
  progressOf,
  tell,
  type RunContext,
} from './run-context.ts'

/** How often a run looks whether its sources are read. */
const lookAgainMilliseconds = 150

/**
 * Step 1: every pinned source version is read, by its own job. A source that can't be read becomes
 * a warning: the rules that needed it leave gaps that name what was searched.
 */
export async function extract(context: RunContext): Promise<void> {
  const { deps, run } = context
  const steps = await listSteps(deps.db, run.id)
  const step = steps.find(({ name }) => name === 'extract')
  // looked at again and again while sources are read; one that was cancelled begins anew
  if (step?.status === 'in_progress') await checkCancelled(context)
  else await beginStep(context, 'extract')
  const states = await Promise.all(run.inputs.sources.map((source) => findState(context, source)))
  const unread = states.filter(({ isOver }) => !isOver)
  if (unread.length > 0) {
    await reportProgress(context, (states.length - unread.length) / states.length)
    throw new NotYet(`${unread.length} sources to be read`, lookAgainMilliseconds)
  }
  const warnings = states.flatMap(({ warning }) => (warning ? [warning] : []))
  await commit(context, async (trx, now) => {
    for (const { source, isRead } of states) {
      const data = { source_id: source.documentId, name: source.name, read: isRead }
      await tell(trx, context, 'source.read', data, now)
    }
    await updateRun(trx, run.id, { warnings: [...run.warnings, ...warnings], updatedAt: now })
    await completeStep(trx, context, 'extract', now)
  })
}

async function findState(context: RunContext, source: PinnedSource) {
  const { deps, job } = context
  const version = await getVersionById(deps.db, source.versionId)
  const isRead = version.status === 'completed'
  const document = await findDocument(deps.db, [job.workspaceId], source.documentId)
  const isOver = isRead || version.status === 'failed' || !document
  if (!isOver) await ensureJob(context, source)
  const reason = document ? version.error?.message : 'it was deleted'
  const warning = isOver && !isRead ? `${source.name} could not be read: ${reason}` : undefined
  return { source, isRead, isOver, warning }
}

/** A version whose job was lost or failed for no fault of the file is read again. */
async function ensureJob({ deps, job }: RunContext, { versionId }: PinnedSource): Promise<void> {
  const createdAt = deps.clock.now()
  await deps.db.transaction().execute((trx) =>
    insertJob(trx, {
      id: deps.newId(),
      workspaceId: job.workspaceId,
      kind: 'ingest',
      subjectId: versionId,
      createdAt,
    }),
  )
  deps.queue.wake()
}

async function reportProgress(context: RunContext, share: number): Promise<void> {
  const progress = progressOf('extract', share)
  if (progress <= context.run.progress) return
  await commit(context, (trx, updatedAt) => updateRun(trx, context.run.id, { progress, updatedAt }))
}
