import type { Kysely, Selectable, Transaction } from 'kysely'
import type { CheckStatus, ClaimInconsistency, ClaimVerdict } from '../../shared/model/check.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import type { StoredFailure } from './documents.ts'
import type { ChecksTable } from './check-tables.ts'
import type { Database } from './tables.ts'

/** One check of a document version against its sources. */
export type StoredCheck = {
  readonly id: string
  readonly documentId: string
  readonly versionId: string
  readonly status: CheckStatus
  /** Of the searched readings and the engine's version; '' before it has begun. */
  readonly sourcesHash: string
  readonly searched: { readonly sources: number; readonly passages: number }
  readonly error: StoredFailure | null
  readonly userId: string
  readonly createdAt: string
  readonly completedAt: string | null
}

export const statusesUnderWay: readonly CheckStatus[] = ['pending', 'processing']

/** How many claims have which state; of the others there are none. */
export type StateCounts = Partial<Record<ClaimState, number>>

/** What a check found of a claim. */
export type CheckedClaim = {
  /** Of its verdict. */
  readonly key: string
  readonly state: ClaimState
  /**
   * Set where nothing but words of the template's rules is in no source: the ids of these wordings, none
   * where the words stand as no rule has them.
   */
  readonly wordings?: readonly string[]
}

/** By sentence id. */
export type CheckedClaims = ReadonlyMap<string, CheckedClaim>

export async function insertCheck(db: Transaction<Database>, check: StoredCheck): Promise<void> {
  await db
    .insertInto('checks')
    .values({
      id: check.id,
      document_id: check.documentId,
      version_id: check.versionId,
      status: check.status,
      sources_hash: check.sourcesHash,
      searched_sources: check.searched.sources,
      searched_passages: check.searched.passages,
      claims: '[]',
      inconsistencies: '[]',
      counts: null,
      error: check.error && JSON.stringify(check.error),
      user_id: check.userId,
      created_at: check.createdAt,
      completed_at: check.completedAt,
    })
    .execute()
}

/** A check that is over stays as it is. To be called in a transaction that has checked the lease. */
export async function updateCheck(
  db: Transaction<Database>,
  id: string,
  change: Partial<
    Pick<StoredCheck, 'status' | 'error' | 'completedAt' | 'sourcesHash' | 'searched'>
  >,
): Promise<void> {
  await db
    .updateTable('checks')
    .set({
      ...(change.status && { status: change.status }),
      ...(change.error !== undefined && { error: change.error && JSON.stringify(change.error) }),
      ...(change.completedAt !== undefined && { completed_at: change.completedAt }),
      ...(change.sourcesHash !== undefined && { sources_hash: change.sourcesHash }),
      ...(change.searched && {
        searched_sources: change.searched.sources,
        searched_passages: change.searched.passages,
      }),
    })
    .where('id', '=', id)
    .where('status', 'in', statusesUnderWay)
    .execute()
}

/**
 * Begins a check, or begins it anew. Its sources are named from now on, so that the deleting of one
 * of them ends it.
 */
export async function beginCheck(
  db: Transaction<Database>,
  id: string,
  sourceIds: readonly string[],
): Promise<void> {
  await updateCheck(db, id, { status: 'processing' })
  await db.deleteFrom('check_sources').where('check_id', '=', id).execute()
  const sources = sourceIds.map((document_id) => ({ check_id: id, document_id }))
  for (const rows of inChunks(sources)) await db.insertInto('check_sources').values(rows).execute()
}

/** Undefined when its document, or a source that it searched, was deleted meanwhile. */
export async function findCheck(
  db: Kysely<Database>,
  id: string,
): Promise<StoredCheck | undefined> {
  const row = await selectChecks(db).where('id', '=', id).executeTakeFirst()
  return row && toCheck(row)
}

/** The newest check of a document that is in one of the states. */
export async function findLatestCheck(
  db: Kysely<Database>,
  documentId: string,
  statuses: readonly CheckStatus[],
): Promise<StoredCheck | undefined> {
  const row = await selectLatest(db, documentId, statuses).executeTakeFirst()
  return row && toCheck(row)
}

/** What a check itself found, before anyone said otherwise; undefined until it is done. */
export async function findCounts(
  db: Kysely<Database>,
  checkId: string,
): Promise<StateCounts | undefined> {
  const row = await db
    .selectFrom('checks')
    .select('counts')
    .where('id', '=', checkId)
    .executeTakeFirst()
  return row?.counts ? (JSON.parse(row.counts) as StateCounts) : undefined
}

/** How many verdicts a document's newest check has. */
export async function countVerdicts(db: Kysely<Database>, documentId: string): Promise<number> {
  const { count } = await db
    .selectFrom('claim_verdicts')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('document_id', '=', documentId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** @param keys all without */
export async function listVerdicts(
  db: Kysely<Database>,
  documentId: string,
  keys?: readonly string[],
): Promise<ReadonlyMap<string, ClaimVerdict>> {
  if (keys?.length === 0) return new Map()
  const rows = await db
    .selectFrom('claim_verdicts')
    .select(['verdict_key', 'verdict'])
    .where('document_id', '=', documentId)
    .$if(keys !== undefined, (query) => query.where('verdict_key', 'in', keys ?? []))
    .execute()
  return new Map(
    rows.map(({ verdict_key, verdict }) => [verdict_key, JSON.parse(verdict) as ClaimVerdict]),
  )
}

/**
 * Ends a check: its verdicts are the document's from now on, and earlier checks go.
 */
export async function storeFoundClaims(
  db: Transaction<Database>,
  { id, documentId }: StoredCheck,
  found: {
    readonly claims: CheckedClaims
    readonly fresh: ReadonlyMap<string, ClaimVerdict>
    /** Keys of verdicts that are stored and not needed any more; all that are stored without. */
    readonly dropped: readonly string[] | undefined
    readonly inconsistencies: readonly ClaimInconsistency[]
    readonly counts: StateCounts
  },
): Promise<void> {
  await deleteVerdicts(db, documentId, found.dropped)
  await insertVerdicts(db, documentId, found.fresh)
  await db
    .updateTable('checks')
    .set({
      claims: JSON.stringify(Array.from(found.claims, toStoredClaim)),
      inconsistencies: JSON.stringify(found.inconsistencies),
      counts: JSON.stringify(found.counts),
    })
    .where('id', '=', id)
    .execute()
  await db
    .deleteFrom('checks')
    .where('document_id', '=', documentId)
    .where('id', '!=', id)
    .where('status', 'in', ['completed', 'failed'])
    .execute()
}

type StoredClaim = readonly [
  id: string,
  key: string,
  state: ClaimState,
  wordings?: readonly string[],
]

function toStoredClaim([id, { key, state, wordings }]: readonly [
  string,
  CheckedClaim,
]): StoredClaim {
  return wordings ? [id, key, state, wordings] : [id, key, state]
}

/** What `storeFoundClaims` has written. */
export function readStoredClaims(json: string): CheckedClaims {
  const stored = JSON.parse(json) as readonly StoredClaim[]
  return new Map(
    stored.map(([id, key, state, wordings]) => [
      id,
      wordings ? { key, state, wordings } : { key, state },
    ]),
  )
}

async function insertVerdicts(
  db: Transaction<Database>,
  documentId: string,
  verdicts: ReadonlyMap<string, ClaimVerdict>,
): Promise<void> {
  const all = Array.from(verdicts, ([verdict_key, verdict]) => ({
    document_id: documentId,
    verdict_key,
    verdict: JSON.stringify(verdict),
  }))
  for (const rows of inChunks(all)) await db.insertInto('claim_verdicts').values(rows).execute()
}

async function deleteVerdicts(
  db: Transaction<Database>,
  documentId: string,
  dropped: readonly string[] | undefined,
): Promise<void> {
  const all = db.deleteFrom('claim_verdicts').where('document_id', '=', documentId)
  if (!dropped) await all.execute()
  for (const keys of inChunks(dropped ?? [])) {
    await all.where('verdict_key', 'in', keys).execute()
  }
}

/** Keeps a statement below SQLite's 32,766 parameters. */
const rowsAtOnce = 5_000

function* inChunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    yield rows.slice(start, start + rowsAtOnce)
  }
}

function selectLatest(db: Kysely<Database>, documentId: string, statuses: readonly CheckStatus[]) {
  return selectChecks(db)
    .where('document_id', '=', documentId)
    .where('status', 'in', statuses)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
}

function selectChecks(db: Kysely<Database>) {
  return db
    .selectFrom('checks')
    .select([
      'id',
      'document_id',
      'version_id',
      'status',
      'sources_hash',
      'searched_sources',
      'searched_passages',
      'error',
      'user_id',
      'created_at',
      'completed_at',
    ])
}

function toCheck(
  row: Omit<Selectable<ChecksTable>, 'claims' | 'inconsistencies' | 'counts'>,
): StoredCheck {
  return {
    id: row.id,
    documentId: row.document_id,
    versionId: row.version_id,
    status: row.status as CheckStatus,
    sourcesHash: row.sources_hash,
    searched: { sources: row.searched_sources, passages: row.searched_passages },
    error: row.error === null ? null : (JSON.parse(row.error) as StoredFailure),
    userId: row.user_id,
    createdAt: row.created_at,
    completedAt: row.completed_at,
  }
}
