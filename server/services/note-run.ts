import type { Transaction } from 'kysely'
import type { Generation } from '../../shared/contract/generations.ts'
import type { StoredFailure } from '../db/documents.ts'
import {
  endGenerationRun,
  findGenerationRun,
  listGenerationRuns,
  type GenerationRun,
  type GenerationRunEnd,
} from '../db/generation-runs.ts'
import {
  appendGenerationEvent,
  findGenerationById,
  updateGeneration,
  type GenerationFailure,
  type StoredGeneration,
} from '../db/generations.ts'
import { insertJob } from '../db/jobs.ts'
import type { Database } from '../db/tables.ts'
import type { Dependencies } from './dependencies.ts'
import { describeGeneration } from './describe-generation.ts'
import { toAddress } from './public-url.ts'
import { recordEvent } from './record-event.ts'

type Noting = Pick<Dependencies, 'newId' | 'clock' | 'queue' | 'signingSecret' | 'publicUrl'>

/** To be called in the transaction in which a run begins: its generation has begun with it. */
export async function noteRunBegun(
  trx: Transaction<Database>,
  runId: string,
  now: string,
): Promise<void> {
  const part = await findGenerationRun(trx, runId)
  const generation = part && (await findGenerationById(trx, part.generationId))
  if (generation?.status !== 'pending') return
  await updateGeneration(trx, generation.id, { status: 'processing', updatedAt: now })
  const event = { type: 'generation.started', data: {}, createdAt: now } as const
  await appendGenerationEvent(trx, generation.id, event)
}

/**
 * To be called in the transaction in which a run ends: a document that is written is then given out
 * by a job, and one that failed is over for its generation.
 */
export async function noteRunOver(
  trx: Transaction<Database>,
  deps: Noting,
  run: { readonly id: string; readonly workspaceId: string },
  end: { readonly status: 'completed' | 'failed' | 'cancelled'; readonly error?: StoredFailure },
): Promise<void> {
  const part = await findGenerationRun(trx, run.id)
  if (part?.status !== 'pending') return
  const createdAt = deps.clock.now()
  if (end.status === 'completed') {
    const { id: subjectId, workspaceId } = run
    await insertJob(trx, { id: deps.newId(), workspaceId, kind: 'outputs', subjectId, createdAt })
    return
  }
  await endPart(trx, deps, part, { status: end.status, error: end.error ?? null, quality: null })
}

/** Ends the part that a run has in its generation, and with the last one the generation. */
export async function endPart(
  trx: Transaction<Database>,
  deps: Noting,
  part: GenerationRun,
  end: GenerationRunEnd,
): Promise<void> {
  const now = deps.clock.now()
  const generation = await findGenerationById(trx, part.generationId)
  if (!generation || part.status !== 'pending') return
  // a cancel that was answered before this commit holds
  const isCancelled = generation.isCancelRequested && end.status === 'completed'
  const status = isCancelled ? 'cancelled' : end.status
  await endGenerationRun(trx, part, { ...end, status })
  const { position: record, documentId: document_id } = part
  const data = { record, document_id, ...(end.error && { error: end.error }) }
  const event = { type: `document.${status}` as 'document.completed', data, createdAt: now }
  await appendGenerationEvent(trx, generation.id, event)
  const parts = await listGenerationRuns(trx, generation.id)
  if (parts.some(({ status }) => status === 'pending')) return
  await endGeneration(trx, deps, generation, parts)
}

async function endGeneration(
  trx: Transaction<Database>,
  deps: Noting,
  { id, workspaceId }: StoredGeneration,
  parts: readonly GenerationRun[],
): Promise<void> {
  const now = deps.clock.now()
  const { status, error } = judgeEnd(parts)
  await updateGeneration(trx, id, { status, error, completedAt: now, updatedAt: now })
  const data = error ? { error } : { documents: parts.length }
  const event = { type: `generation.${status}` as const, data, createdAt: now }
  await appendGenerationEvent(trx, id, event)
  await tellWebhooks(trx, deps, await describeGeneration({ ...deps, db: trx }, [workspaceId], id))
}

/** There is no event of its own for one that was cancelled: it failed, and its status says why. */
async function tellWebhooks(
  trx: Transaction<Database>,
  deps: Noting,
  generation: Generation,
): Promise<void> {
  const { id, status, outputs, error, workspace_id: workspaceId } = generation
  await recordEvent(trx, deps, {
    event: status === 'completed' ? 'generation.completed' : 'generation.failed',
    workspaceId,
    at: generation.completed_at ?? deps.clock.now(),
    data: { template_id: generation.template_id, document_ids: generation.document_ids },
    generationId: id,
    status,
    externalId: generation.external_id,
    outputs: outputs.map((one) => ({ ...one, url: one.url && toAddress(deps, one.url) })),
    error,
  })
}

/** Cancelled where one of its documents was; else failed where one failed, with the first failure. */
function judgeEnd(parts: readonly GenerationRun[]): {
  status: 'completed' | 'failed' | 'cancelled'
  error: GenerationFailure | null
} {
  if (parts.some(({ status }) => status === 'cancelled')) {
    return { status: 'cancelled', error: { code: 'cancelled', message: 'It was cancelled.' } }
  }
  const failed = parts.filter(({ status }) => status === 'failed')
  const [first] = failed
  if (!first) return { status: 'completed', error: null }
  const { position: record, documentId: document_id, error } = first
  const context = { record, document_id, failed: failed.length, documents: parts.length }
  const fallback = { code: 'internal', message: 'A document could not be made.' }
  return { status: 'failed', error: { ...(error ?? fallback), context } }
}
