import type { Kysely, Selectable, Transaction } from 'kysely'
import type {
  GenerationEventType,
  GenerationStatus,
  OutputFormat,
  Requirement,
} from '../../shared/model/vocabulary.ts'
import type { Page } from '../domain/page.ts'
import type { StoredFailure } from './documents.ts'
import type { GenerationsTable } from './generation-tables.ts'
import { readPage } from './read-page.ts'
import type { Database } from './tables.ts'

/** A request for documents in formats to be given away; it is one or more runs. */
export type StoredGeneration = {
  /** "gen_" and 32 hexadecimal digits. */
  readonly id: string
  readonly workspaceId: string
  readonly status: GenerationStatus
  readonly templateId: string
  readonly dataSourceId: string | null
  /** SHA-256 of the records that its documents are made from, hex. */
  readonly dataHash: string
  readonly outputs: readonly OutputFormat[]
  readonly requirements: readonly Requirement[]
  readonly externalId: string | null
  readonly metadata: Readonly<Record<string, unknown>>
  readonly error: GenerationFailure | null
  readonly isCancelRequested: boolean
  readonly userId: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly completedAt: string | null
}

export type GenerationFailure = StoredFailure & {
  readonly context?: Readonly<Record<string, unknown>>
}

export async function insertGeneration(
  db: Transaction<Database>,
  generation: StoredGeneration,
): Promise<void> {
  await db
    .insertInto('generations')
    .values({
      id: generation.id,
      workspace_id: generation.workspaceId,
      status: generation.status,
      template_id: generation.templateId,
      data_source_id: generation.dataSourceId,
      data_hash: generation.dataHash,
      outputs: JSON.stringify(generation.outputs),
      requirements: JSON.stringify(generation.requirements),
      external_id: generation.externalId,
      metadata: JSON.stringify(generation.metadata),
      error: generation.error && JSON.stringify(generation.error),
      cancel_requested: generation.isCancelRequested ? 1 : 0,
      user_id: generation.userId,
      created_at: generation.createdAt,
      updated_at: generation.updatedAt,
      completed_at: generation.completedAt,
    })
    .execute()
}

/** Of one of the workspaces; a foreign one is as absent as a missing one (law 7). */
export async function findGeneration(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  id: string,
): Promise<StoredGeneration | undefined> {
  if (workspaceIds.length === 0) return undefined
  const row = await db
    .selectFrom('generations')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', 'in', workspaceIds)
    .executeTakeFirst()
  return row && toGeneration(row)
}

/** By an id that came from the store itself, or was signed by this server. */
export async function findGenerationById(
  db: Kysely<Database>,
  id: string,
): Promise<StoredGeneration | undefined> {
  const row = await db.selectFrom('generations').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toGeneration(row)
}

/** Newest first. */
export async function listGenerations(
  db: Kysely<Database>,
  filter: {
    readonly workspaceIds: readonly string[]
    readonly status?: GenerationStatus | undefined
    readonly externalId?: string | undefined
  },
  page: Page,
): Promise<{ generations: StoredGeneration[]; total: number }> {
  const { workspaceIds, status, externalId } = filter
  if (workspaceIds.length === 0) return { generations: [], total: 0 }
  let query = db
    .selectFrom('generations')
    .selectAll()
    .where('workspace_id', 'in', workspaceIds)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
  if (status !== undefined) query = query.where('status', '=', status)
  if (externalId !== undefined) query = query.where('external_id', '=', externalId)
  const { rows, total } = await readPage(query, page)
  return { generations: rows.map(toGeneration), total }
}

export async function updateGeneration(
  db: Transaction<Database>,
  id: string,
  change: {
    readonly updatedAt: string
    readonly status?: GenerationStatus
    readonly error?: GenerationFailure | null
    readonly isCancelRequested?: boolean
    readonly completedAt?: string | null
  },
): Promise<void> {
  await db
    .updateTable('generations')
    .set({
      updated_at: change.updatedAt,
      ...(change.status !== undefined && { status: change.status }),
      ...(change.error !== undefined && { error: change.error && JSON.stringify(change.error) }),
      ...(change.isCancelRequested !== undefined && {
        cancel_requested: change.isCancelRequested ? 1 : 0,
      }),
      ...(change.completedAt !== undefined && { completed_at: change.completedAt }),
    })
    .where('id', '=', id)
    .execute()
}

export type GenerationEvent = {
  readonly sequence: number
  readonly type: GenerationEventType
  readonly data: Readonly<Record<string, unknown>>
  readonly createdAt: string
}

/** Stores an event behind the generation's last one, in the transaction of what it tells of. */
export async function appendGenerationEvent(
  db: Transaction<Database>,
  generationId: string,
  event: Omit<GenerationEvent, 'sequence'>,
): Promise<void> {
  const last = await db
    .selectFrom('generation_events')
    .select((eb) => eb.fn.max('sequence').as('sequence'))
    .where('generation_id', '=', generationId)
    .executeTakeFirst()
  await db
    .insertInto('generation_events')
    .values({
      generation_id: generationId,
      sequence: Number(last?.sequence ?? 0) + 1,
      type: event.type,
      data: JSON.stringify(event.data),
      created_at: event.createdAt,
    })
    .execute()
}

/** Events behind `after`, in order. */
export async function listGenerationEvents(
  db: Kysely<Database>,
  generationId: string,
  after: number,
): Promise<GenerationEvent[]> {
  const rows = await db
    .selectFrom('generation_events')
    .selectAll()
    .where('generation_id', '=', generationId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .execute()
  return rows.map((row) => ({
    sequence: row.sequence,
    type: row.type as GenerationEventType,
    data: JSON.parse(row.data) as Record<string, unknown>,
    createdAt: row.created_at,
  }))
}

function toGeneration(row: Selectable<GenerationsTable>): StoredGeneration {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    status: row.status as GenerationStatus,
    templateId: row.template_id,
    dataSourceId: row.data_source_id,
    dataHash: row.data_hash,
    outputs: JSON.parse(row.outputs) as OutputFormat[],
    requirements: JSON.parse(row.requirements) as Requirement[],
    externalId: row.external_id,
    metadata: JSON.parse(row.metadata) as Record<string, unknown>,
    error: row.error === null ? null : (JSON.parse(row.error) as GenerationFailure),
    isCancelRequested: row.cancel_requested === 1,
    userId: row.user_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    completedAt: row.completed_at,
  }
}
