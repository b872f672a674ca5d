import { createHash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { listCitations } from '../../server/db/citations.ts'
import { findRunOfDocument, listEvents, type StoredRun } from '../../server/db/runs.ts'
import type { Database } from '../../server/db/tables.ts'

/** A piece of work that is in the store from `at` on, in milliseconds since 1970. */
export type Milestone = { readonly at: number; readonly name: string }

export type StoredWork = {
  /** In the order in which they were stored. */
  readonly milestones: readonly Milestone[]
  /** Everything that stands in the store more often than once, or belongs to nothing. */
  readonly faults: readonly string[]
  readonly citations: number
  /** SHA-256 of all citations but for their ids and those of their sources. */
  readonly citationsHash: string
}

/** What the store says of how a report came about. */
export async function readStoredWork(
  db: Kysely<Database>,
  documentId: string,
): Promise<StoredWork> {
  const run = await findRunOfDocument(db, documentId)
  if (!run) throw new Error('the document has no run')
  const events = await listEventMilestones(db, run)
  const texts = await listTextMilestones(db)
  const citations = await listCitations(db, run.id)
  const rows = citations.map(({ id: _, evidence, ...citation }) => ({
    ...citation,
    evidence: { ...evidence, sourceTextId: null },
  }))
  return {
    milestones: [...events, ...texts].toSorted((a, b) => a.at - b.at),
    faults: [
      ...findTwins([...events, ...texts].map(({ name }) => name)),
      ...findTwins(rows.map(({ targetKey, position }) => `citation ${targetKey} ${position}`)),
      ...(await findFaultsOfVersions(db, run.id)),
      ...(await findStrayPostings(db)),
    ],
    citations: citations.length,
    citationsHash: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
  }
}

/** A step may be begun again; what ends something is told once. */
async function listEventMilestones(db: Kysely<Database>, run: StoredRun): Promise<Milestone[]> {
  const events = await listEvents(db, run.id, 0)
  return events
    .filter(({ type }) => type !== 'step.started' && type !== 'source.read')
    .map(({ type, data, createdAt }) => ({
      at: Date.parse(createdAt),
      name: `${type} ${JSON.stringify(data['section_id'] ?? data['step'] ?? '')}`,
    }))
}

async function listTextMilestones(db: Kysely<Database>): Promise<Milestone[]> {
  const rows = await db
    .selectFrom('source_texts')
    .innerJoin('document_versions', 'document_versions.id', 'source_texts.document_version_id')
    .where('document_versions.run_id', 'is', null)
    .select(['document_versions.file_name', 'source_texts.created_at'])
    .execute()
  return rows.map((row) => ({ at: Date.parse(row.created_at), name: `read ${row.file_name}` }))
}

function findTwins(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return names.filter((name) => seen.has(name) || !seen.add(name)).map((name) => `twice: ${name}`)
}

async function findFaultsOfVersions(db: Kysely<Database>, runId: string): Promise<string[]> {
  const versions = await db
    .selectFrom('document_versions')
    .select('id')
    .where('run_id', '=', runId)
    .execute()
  const unfinished = await db
    .selectFrom('jobs')
    .select(['kind', 'status'])
    .where('status', '!=', 'done')
    .execute()
  return [
    ...(versions.length === 1 ? [] : [`the run made ${versions.length} document versions`]),
    ...unfinished.map(({ kind, status }) => `a job ${kind} is ${status}`),
  ]
}

/** What the index holds of SourceTexts that are not there. */
async function findStrayPostings(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select source_text_id as id from index_postings
    where source_text_id not in (select id from source_texts)`.execute(db)
  return rows.map(({ id }) => `the index holds ${id}, which is no SourceText`)
}
