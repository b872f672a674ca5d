import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Quality } from '../../shared/contract/quality.ts'
import type { OutputFormat, TaskStatus } from '../../shared/model/vocabulary.ts'
import type { StoredFailure } from './documents.ts'
import type { GenerationFilesTable } from './generation-tables.ts'
import type { Database } from './tables.ts'

/** One document of a generation: its run, and how it came out. */
export type GenerationRun = {
  readonly generationId: string
  /** Of its record, from 0. */
  readonly position: number
  readonly runId: string
  readonly documentId: string
  /** `completed` once all its outputs are made, or are known not to be. */
  readonly status: 'pending' | 'completed' | 'failed' | 'cancelled'
  readonly error: StoredFailure | null
  /** What its document is worth; null until that is written. */
  readonly quality: Quality | null
}

export type GenerationRunEnd = Pick<GenerationRun, 'status' | 'error' | 'quality'>

export type GenerationFile = {
  /** UUID, unique in the store. */
  readonly id: string
  readonly generationId: string
  readonly position: number
  readonly format: OutputFormat
  readonly fileName: string
  readonly mimeType: string
  /** Null where it could not be made, or was pruned. */
  readonly blobHash: string | null
  readonly sizeBytes: number
  readonly error: StoredFailure | null
  readonly createdAt: string
  readonly prunedAt: string | null
}

export async function insertGenerationRun(
  db: Transaction<Database>,
  run: Omit<GenerationRun, 'status' | 'error' | 'quality'>,
): Promise<void> {
  await db
    .insertInto('generation_runs')
    .values({
      generation_id: run.generationId,
      position: run.position,
      run_id: run.runId,
      document_id: run.documentId,
      status: 'pending',
      error: null,
      quality: null,
    })
    .execute()
}

/** The part that a run has in a generation; undefined for a run that is of none. */
export async function findGenerationRun(
  db: Kysely<Database>,
  runId: string,
): Promise<GenerationRun | undefined> {
  const row = await db
    .selectFrom('generation_runs')
    .selectAll()
    .where('run_id', '=', runId)
    .executeTakeFirst()
  return row && toGenerationRun(row)
}

export async function listGenerationRuns(
  db: Kysely<Database>,
  generationId: string,
): Promise<GenerationRun[]> {
  const rows = await db
    .selectFrom('generation_runs')
    .selectAll()
    .where('generation_id', '=', generationId)
    .orderBy('position')
    .execute()
  return rows.map(toGenerationRun)
}

/** Per cent of each run's own work, by run; a deleted run is absent. */
export async function listProgress(
  db: Kysely<Database>,
  runs: readonly GenerationRun[],
): Promise<ReadonlyMap<string, { status: TaskStatus; progress: number }>> {
  if (runs.length === 0) return new Map()
  const rows = await db
    .selectFrom('runs')
    .innerJoin('generation_runs', 'generation_runs.run_id', 'runs.id')
    .select(['runs.id', 'runs.status', 'runs.progress'])
    .where('generation_runs.generation_id', '=', runs[0]?.generationId ?? '')
    .execute()
  return new Map(
    rows.map(({ id, status, progress }) => [id, { status: status as TaskStatus, progress }]),
  )
}

export async function endGenerationRun(
  db: Transaction<Database>,
  { generationId, position }: GenerationRun,
  end: GenerationRunEnd,
): Promise<void> {
  await db
    .updateTable('generation_runs')
    .set({
      status: end.status,
      error: end.error && JSON.stringify(end.error),
      quality: end.quality && JSON.stringify(end.quality),
    })
    .where('generation_id', '=', generationId)
    .where('position', '=', position)
    .execute()
}

export async function insertGenerationFile(
  db: Transaction<Database>,
  file: Omit<GenerationFile, 'prunedAt'>,
): Promise<void> {
  await db
    .insertInto('generation_files')
    .values({
      id: file.id,
      generation_id: file.generationId,
      position: file.position,
      format: file.format,
      file_name: file.fileName,
      mime_type: file.mimeType,
      blob_hash: file.blobHash,
      size_bytes: file.sizeBytes,
      error: file.error && JSON.stringify(file.error),
      created_at: file.createdAt,
      pruned_at: null,
    })
    .execute()
}

/** By document, and in the order of their making. */
export async function listGenerationFiles(
  db: Kysely<Database>,
  generationId: string,
): Promise<GenerationFile[]> {
  const rows = await db
    .selectFrom('generation_files')
    .selectAll()
    .where('generation_id', '=', generationId)
    .orderBy('position')
    .orderBy('created_at')
    .orderBy('format')
    .execute()
  return rows.map(toFile)
}

export async function findGenerationFile(
  db: Kysely<Database>,
  generationId: string,
  id: string,
): Promise<GenerationFile | undefined> {
  const row = await db
    .selectFrom('generation_files')
    .selectAll()
    .where('generation_id', '=', generationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toFile(row)
}

/**
 * Takes the files of a workspace that are older away from their rows, which stay.
 * @returns the hashes of their bytes, which something else may need
 */
export async function pruneGenerationFiles(
  db: Transaction<Database>,
  workspaceId: string,
  before: string,
  now: string,
): Promise<string[]> {
  const old = await db
    .selectFrom('generation_files')
    .innerJoin('generations', 'generations.id', 'generation_files.generation_id')
    .select(['generation_files.id', 'generation_files.blob_hash'])
    .where('generations.workspace_id', '=', workspaceId)
    .where('generation_files.blob_hash', 'is not', null)
    .where('generation_files.created_at', '<', before)
    .execute()
  for (const { id } of old) {
    await db
      .updateTable('generation_files')
      .set({ blob_hash: null, pruned_at: now })
      .where('id', '=', id)
      .execute()
  }
  return [...new Set(old.flatMap(({ blob_hash }) => blob_hash ?? []))]
}

function toGenerationRun(row: Selectable<Database['generation_runs']>): GenerationRun {
  return {
    generationId: row.generation_id,
    position: row.position,
    runId: row.run_id,
    documentId: row.document_id,
    status: row.status as GenerationRun['status'],
    error: row.error === null ? null : (JSON.parse(row.error) as StoredFailure),
    quality: row.quality === null ? null : (JSON.parse(row.quality) as Quality),
  }
}

function toFile(row: Selectable<GenerationFilesTable>): GenerationFile {
  return {
    id: row.id,
    generationId: row.generation_id,
    position: row.position,
    format: row.format as OutputFormat,
    fileName: row.file_name,
    mimeType: row.mime_type,
    blobHash: row.blob_hash,
    sizeBytes: row.size_bytes,
    error: row.error === null ? null : (JSON.parse(row.error) as StoredFailure),
    createdAt: row.created_at,
    prunedAt: row.pruned_at,
  }
}
