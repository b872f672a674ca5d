import type { Draft } from '../../shared/model/draft.ts'
import type { OutputFormat } from '../../shared/model/vocabulary.ts'
import { getDocument, type StoredFailure } from '../db/documents.ts'
import { getVersionOfRun } from '../db/document-versions.ts'
import {
  findGenerationRun,
  insertGenerationFile,
  listGenerationFiles,
  type GenerationRun,
} from '../db/generation-runs.ts'
import {
  appendGenerationEvent,
  findGenerationById,
  type StoredGeneration,
} from '../db/generations.ts'
import { listSections } from '../db/run-sections.ts'
import { ProcessDied, type HeldJob } from '../ports/job-queue.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { makeDocumentFile, type MadeFile } from '../services/get-document-file.ts'
import { endPart } from '../services/note-run.ts'
import { explainUnavailable, isAvailable } from '../services/output-formats.ts'
import { Problem } from '../services/problem.ts'
import { measureQuality } from '../services/quality.ts'
import { commit } from './run-context.ts'

type OutputContext = {
  readonly deps: Dependencies
  readonly job: HeldJob
  readonly part: GenerationRun
  readonly generation: StoredGeneration
}

/**
 * Gives out the document of a run in each format that its generation asks for. A format that is
 * stored is not made again; one that can't be made is stored with its reason, and holds up no other.
 */
export async function makeOutputs(deps: Dependencies, job: HeldJob): Promise<void> {
  const context = await findContext(deps, job)
  if (!context) return
  const { generation, part } = context
  const files = await listGenerationFiles(deps.db, generation.id)
  const made = files.filter(({ position }) => position === part.position)
  for (const format of generation.outputs) {
    if (made.some((file) => file.format === format)) continue
    const standing = await findGenerationById(deps.db, generation.id)
    if (standing?.isCancelRequested) return endCancelled(context)
    await makeOutput(context, format)
  }
  await endMade(context)
}

/** Stores that the document was not given out although its job could not be done. */
export async function failOutputs(
  deps: Dependencies,
  job: HeldJob,
  reason: unknown,
): Promise<void> {
  const context = await findContext(deps, job)
  if (!context) return
  const message = 'Something went wrong on the server while the outputs were made; generate anew.'
  const died = reason instanceof ProcessDied && `The outputs were given up: ${reason.message}.`
  const error = { code: died ? 'process_died' : 'internal', message: died || message }
  await end(context, { status: 'failed', error, quality: null })
}

async function findContext(deps: Dependencies, job: HeldJob): Promise<OutputContext | undefined> {
  const part = await findGenerationRun(deps.db, job.subjectId)
  const generation = part && (await findGenerationById(deps.db, part.generationId))
  if (!generation || part.status !== 'pending') return undefined
  return { deps, job, part, generation }
}

async function makeOutput(context: OutputContext, format: OutputFormat): Promise<void> {
  const { deps, generation } = context
  if (!isAvailable(deps, format)) {
    const error = { code: 'output_not_available', message: explainUnavailable(format) }
    return storeFailure(context, format, error)
  }
  const made = await tryToMake(context, format)
  if ('error' in made) return storeFailure(context, format, made.error)
  const { bytes } = made.file
  await deps.blobs.put(generation.workspaceId, bytes, (blobHash) =>
    storeFile(context, format, { ...made.file, blobHash }),
  )
}

async function tryToMake(
  { deps, part }: OutputContext,
  format: 'docx' | 'pdf' | 'html',
): Promise<{ file: MadeFile } | { error: StoredFailure }> {
  try {
    const document = await getDocument(deps.db, part.documentId)
    const { number } = await getVersionOfRun(deps.db, part)
    const wish = { format, version: number, ledger: 'none' } as const
    return { file: await makeDocumentFile(deps, document, wish) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { error: { code: error.code, message: error.message } }
  }
}

async function storeFile(
  { deps, job, part }: OutputContext,
  format: OutputFormat,
  file: MadeFile & { readonly blobHash: string },
): Promise<void> {
  const { fileName, mimeType, blobHash } = file
  const { generationId, position } = part
  const id = deps.newId()
  const sizeBytes = file.bytes.length
  await commit({ deps, job }, async (trx, createdAt) => {
    const kept = { fileName, mimeType, blobHash, sizeBytes, error: null, createdAt }
    await insertGenerationFile(trx, { id, generationId, position, format, ...kept })
    const data = { format, output_id: id, record: position }
    await appendGenerationEvent(trx, generationId, { type: 'output.completed', data, createdAt })
  })
}

async function storeFailure(
  { deps, job, part }: OutputContext,
  format: OutputFormat,
  error: StoredFailure,
): Promise<void> {
  const { generationId, position } = part
  const nothing = { fileName: '', mimeType: '', blobHash: null, sizeBytes: 0 }
  await commit({ deps, job }, async (trx, createdAt) => {
    const named = { id: deps.newId(), generationId, position, format }
    await insertGenerationFile(trx, { ...named, ...nothing, error, createdAt })
    const data = { format, record: position, error }
    await appendGenerationEvent(trx, generationId, { type: 'output.failed', data, createdAt })
  })
}

/** Completed where at least one of its formats could be made. */
async function endMade(context: OutputContext): Promise<void> {
  const { deps, part } = context
  const files = await listGenerationFiles(deps.db, part.generationId)
  const own = files.filter(({ position }) => position === part.position)
  const isMade = own.some(({ error }) => error === null)
  const drafts = (await listSections(deps.db, part.runId)).flatMap<Draft>(
    ({ draft }) => draft ?? [],
  )
  const quality = measureQuality(drafts, undefined)
  const error = isMade ? null : (own[0]?.error ?? null)
  await end(context, { status: isMade ? 'completed' : 'failed', error, quality })
}

function endCancelled(context: OutputContext): Promise<void> {
  return end(context, { status: 'cancelled', error: null, quality: null })
}

async function end(
  { deps, job, part }: OutputContext,
  result: Parameters<typeof endPart>[3],
): Promise<void> {
  await commit({ deps, job }, (trx) => endPart(trx, deps, part, result))
}
