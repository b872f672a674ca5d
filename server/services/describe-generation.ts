import type { Quality } from '../../shared/contract/quality.ts'
import type { Generation, GenerationOutput } from '../../shared/contract/generations.ts'
import type { GenerationStatus } from '../../shared/model/vocabulary.ts'
import {
  listGenerationFiles,
  listGenerationRuns,
  listProgress,
  type GenerationFile,
  type GenerationRun,
} from '../db/generation-runs.ts'
import {
  findGeneration,
  listGenerations as listStored,
  type StoredGeneration,
} from '../db/generations.ts'
import type { Page } from '../domain/page.ts'
import type { Dependencies } from './dependencies.ts'
import { createOutputLink } from './output-links.ts'
import { notFound } from './problem.ts'
import { listWorkspaceIds, type Principal } from './principal.ts'

type Reading = Pick<Dependencies, 'db' | 'clock' | 'signingSecret'>

/** The links in it are paths of this server. @throws Problem `not_found` */
export async function describeGeneration(
  deps: Reading,
  workspaceIds: readonly string[],
  id: string,
): Promise<Generation> {
  return present(deps, await getGeneration(deps, workspaceIds, id))
}

/** @throws Problem `not_found`, alike for a foreign and a missing id */
export async function getGeneration(
  { db }: Pick<Dependencies, 'db'>,
  workspaceIds: readonly string[],
  id: string,
): Promise<StoredGeneration> {
  const generation = await findGeneration(db, workspaceIds, id)
  if (!generation) throw notFound('generation')
  return generation
}

/** Newest first. */
export async function listGenerations(
  deps: Reading,
  principal: Principal,
  filter: {
    readonly status?: GenerationStatus | undefined
    readonly externalId?: string | undefined
  },
  page: Page,
) {
  const workspaceIds = listWorkspaceIds(principal)
  const { generations, total } = await listStored(deps.db, { workspaceIds, ...filter }, page)
  const presented: Generation[] = []
  for (const one of generations) presented.push(await present(deps, one))
  return { generations: presented, total, page: page.page, page_size: page.pageSize }
}

async function present(deps: Reading, generation: StoredGeneration): Promise<Generation> {
  const runs = await listGenerationRuns(deps.db, generation.id)
  const files = await listGenerationFiles(deps.db, generation.id)
  return {
    id: generation.id,
    status: generation.status,
    progress: await measureProgress(deps, generation, runs),
    external_id: generation.externalId,
    metadata: { ...generation.metadata },
    quality: addUp(runs.flatMap(({ quality }) => quality ?? [])),
    outputs: files.map((file) => toOutput(deps, file, runs)),
    error: generation.error,
    workspace_id: generation.workspaceId,
    template_id: generation.templateId,
    data_source_id: generation.dataSourceId,
    data_hash: generation.dataHash,
    document_ids: runs.map(({ documentId }) => documentId),
    created_at: generation.createdAt,
    completed_at: generation.completedAt,
  }
}

/** Of the way to a document that is written; what is left is for the formats. */
const shareOfRun = 0.9

/** The mean of its documents; it never falls, since what a run reports does not. */
async function measureProgress(
  { db }: Pick<Dependencies, 'db'>,
  { status }: StoredGeneration,
  runs: readonly GenerationRun[],
): Promise<number> {
  if (status === 'completed') return 100
  const stored = await listProgress(db, runs)
  const shares = runs.map((run) =>
    run.status === 'completed' ? 100 : (stored.get(run.runId)?.progress ?? 0) * shareOfRun,
  )
  const sum = shares.reduce((total, share) => total + share, 0)
  return Math.min(99, Math.floor(sum / Math.max(1, runs.length)))
}

function toOutput(
  deps: Reading,
  file: GenerationFile,
  runs: readonly GenerationRun[],
): GenerationOutput {
  const link = file.error || file.prunedAt ? undefined : createOutputLink(deps, file)
  const pruned = {
    code: 'file_pruned',
    message: `The file was deleted at ${file.prunedAt}, when its time was over.`,
  }
  return {
    format: file.format,
    url: link?.path ?? null,
    expires_at: link?.expiresAt ?? null,
    error: file.prunedAt ? pruned : file.error,
    output_id: file.id,
    document_id: runs.find(({ position }) => position === file.position)?.documentId ?? '',
    file_name: file.fileName,
    size_bytes: file.sizeBytes,
    record: file.position,
  }
}

/** Of all its documents together. */
function addUp(all: readonly Quality[]): Quality | null {
  const [first, ...others] = all
  if (!first) return null
  return others.reduce<Quality>(
    (sum, one) => ({
      sections: sum.sections + one.sections,
      filled: sum.filled + one.filled,
      omitted: sum.omitted + one.omitted,
      gaps: [...sum.gaps, ...one.gaps],
      left_to_writer: [...sum.left_to_writer, ...one.left_to_writer],
      words_left_to_writer: sum.words_left_to_writer + one.words_left_to_writer,
      claims: addCounts(sum.claims, one.claims),
    }),
    first,
  )
}

function addCounts(a: Quality['claims'], b: Quality['claims']): Quality['claims'] {
  const states = new Set([...Object.keys(a), ...Object.keys(b)])
  return Object.fromEntries([...states].map((state) => [state, (a[state] ?? 0) + (b[state] ?? 0)]))
}
