import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Passage } from '../../shared/model/passage.ts'
import type { ReaderIdentity, SourceText } from '../../shared/model/source-text.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import { createStoreCaches } from './store-cache.ts'
import type { Database, SourceTextsTable } from './tables.ts'

export type StoredSourceText = {
  readonly id: string
  readonly documentVersionId: string
  readonly sourceText: SourceText
  readonly passages: readonly Passage[]
}

/** What of a SourceText is not its text. */
type Structure = Omit<SourceText, 'text' | 'reader'>

/** Once the transaction is over, the reading that it stored can be given as it is. */
export type KeepStored = (db: Kysely<Database>) => void

export async function insertSourceText(
  db: Transaction<Database>,
  row: StoredSourceText & { segmenterVersion: string; createdAt: string },
): Promise<KeepStored> {
  const { id, documentVersionId, sourceText, passages } = row
  const { reader, text, ...structure } = sourceText
  const written = { structure: JSON.stringify(structure), passages: JSON.stringify(passages) }
  await db
    .insertInto('source_texts')
    .values({
      id,
      document_version_id: documentVersionId,
      reader: JSON.stringify(reader),
      segmenter_version: row.segmenterVersion,
      text,
      ...written,
      created_at: row.createdAt,
    })
    .execute()
  const reading = { id, documentVersionId, sourceText, passages }
  return (store) => getReadings(store)?.keep(id, reading, sizeOf({ text, ...written }))
}

/** The newest reading of a version; of those that were there at a time, where one was. */
export async function findSourceTextOfVersion(
  db: Kysely<Database>,
  documentVersionId: string,
  at?: string,
): Promise<StoredSourceText | undefined> {
  const readings = await listReadings(db, documentVersionId)
  const found = (at && readings.findLast(({ createdAt }) => createdAt <= at)) || readings.at(-1)
  return found && getSourceText(db, found.id)
}

/** What of a reading is not its text. */
type ReadingOfVersion = {
  readonly id: string
  readonly reader: ReaderIdentity
  readonly segmenterVersion: string
  readonly createdAt: string
}

/** Oldest first. */
export async function listReadings(
  db: Kysely<Database>,
  documentVersionId: string,
): Promise<ReadingOfVersion[]> {
  const rows = await db
    .selectFrom('source_texts')
    .select(['id', 'reader', 'segmenter_version', 'created_at'])
    .where('document_version_id', '=', documentVersionId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    reader: JSON.parse(row.reader) as ReaderIdentity,
    segmenterVersion: row.segmenter_version,
    createdAt: row.created_at,
  }))
}

/** Whether this very reader has read the version. */
export async function hasReading(
  db: Kysely<Database>,
  documentVersionId: string,
  reader: ReaderIdentity,
  segmenterVersion: string,
): Promise<boolean> {
  const readings = await listReadings(db, documentVersionId)
  return readings.some(
    (one) =>
      JSON.stringify(one.reader) === JSON.stringify(reader) &&
      one.segmenterVersion === segmenterVersion,
  )
}

export async function hasSourceText(db: Kysely<Database>, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('source_texts')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** Ids of all stored readings, of every workspace. */
export async function listSourceTextIds(db: Kysely<Database>): Promise<string[]> {
  return (await db.selectFrom('source_texts').select('id').execute()).map(({ id }) => id)
}

/** What was parsed before is given again, if it is still stored. @throws when there is none */
export async function getSourceText(db: Kysely<Database>, id: string): Promise<StoredSourceText> {
  const known = getReadings(db)?.find(id)
  return known && (await hasSourceText(db, id)) ? known : loadSourceText(db, id)
}

/** `getSourceText` of each of the ids, in their order; what is still stored is asked for at once. */
export async function getSourceTexts(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<StoredSourceText[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('source_texts').select('id').where('id', 'in', ids).execute()
  const stored = new Set(rows.map(({ id }) => id))
  return Promise.all(
    ids.map(async (id) => {
      const known = stored.has(id) ? getReadings(db)?.find(id) : undefined
      return known ?? (await loadSourceText(db, id))
    }),
  )
}

async function loadSourceText(db: Kysely<Database>, id: string): Promise<StoredSourceText> {
  const row = await db
    .selectFrom('source_texts')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const reading = toSourceText(row)
  getReadings(db)?.keep(id, reading, sizeOf(row))
  return reading
}

/** Ten thousand pages of prose take about 130 million bytes, a study with its tables as much. */
const getReadings = createStoreCaches<StoredSourceText>(160_000_000)

function sizeOf(row: Pick<SourceTextsTable, 'text' | 'structure' | 'passages'>): number {
  return row.text.length + objectBytes * (row.structure.length + row.passages.length)
}

/** What JSON of one unit takes as objects, about; a text stays as it is. */
const objectBytes = 10

/** A reading of any version of the document; undefined for one of another. */
export async function findReadingOfDocument(
  db: Kysely<Database>,
  documentId: string,
  id: string,
): Promise<StoredSourceText | undefined> {
  const row = await db
    .selectFrom('source_texts')
    .innerJoin('document_versions', 'document_versions.id', 'source_texts.document_version_id')
    .selectAll('source_texts')
    .where('source_texts.id', '=', id)
    .where('document_versions.document_id', '=', documentId)
    .executeTakeFirst()
  return row && toSourceText(row)
}

/** A source's newest version that was read, by what is known of it without its text. */
type ReadSource = {
  readonly documentId: string
  readonly name: string
  readonly role: SourceRole | null
  readonly blobHash: string
  readonly versionId: string
  readonly versionNumber: number
  readonly sourceTextId: string
}

/**
 * The sources of a workspace that were not deleted, newest first: those of the named versions, else
 * all that were read, each in its current version. No text is touched: a workspace has thousands.
 */
export async function listReadSources(
  db: Kysely<Database>,
  workspaceId: string,
  versionIds?: readonly string[],
): Promise<ReadSource[]> {
  if (versionIds?.length === 0) return []
  let query = db
    .selectFrom('documents')
    .innerJoin('document_versions', 'document_versions.document_id', 'documents.id')
    .innerJoin('source_texts', 'source_texts.document_version_id', 'document_versions.id')
    .where('documents.workspace_id', '=', workspaceId)
    .where('documents.deleted_at', 'is', null)
  query = versionIds
    ? query.where('document_versions.id', 'in', versionIds)
    : query
        .where('documents.kind', '=', 'source')
        .where('documents.status', '=', 'completed')
        .whereRef('document_versions.number', '=', 'documents.current_version')
  const rows = await query
    .select([
      'documents.id as documentId',
      'documents.name as name',
      'documents.role as role',
      'document_versions.blob_hash as blobHash',
      'document_versions.id as versionId',
      'document_versions.number as versionNumber',
      'source_texts.id as sourceTextId',
    ])
    .orderBy('documents.created_at', 'desc')
    .orderBy('documents.id')
    .execute()
  return keepNewestReadings(db, rows as ReadSource[])
}

/** Few versions were read twice, so that which reading is newer is asked only of them. */
async function keepNewestReadings(
  db: Kysely<Database>,
  sources: readonly ReadSource[],
): Promise<ReadSource[]> {
  const byVersion = Map.groupBy(sources, ({ versionId }) => versionId)
  if (byVersion.size === sources.length) return [...sources]
  const kept: ReadSource[] = []
  for (const [versionId, [first, ...others]] of byVersion) {
    if (!first) continue
    const newest = others.length > 0 ? (await listReadings(db, versionId)).at(-1)?.id : undefined
    kept.push({ ...first, sourceTextId: newest ?? first.sourceTextId })
  }
  return kept
}

/** By the document: the newest reading of its newest version that was read. */
export async function listNewestReadings(
  db: Kysely<Database>,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<ReadSource, 'versionNumber' | 'sourceTextId'>>> {
  if (documentIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('document_versions')
    .innerJoin('source_texts', 'source_texts.document_version_id', 'document_versions.id')
    .where('document_versions.document_id', 'in', documentIds)
    .where('document_versions.status', '=', 'completed')
    .select([
      'document_versions.document_id as documentId',
      'document_versions.number as versionNumber',
      'source_texts.id as sourceTextId',
    ])
    .orderBy('document_versions.number')
    .orderBy('source_texts.created_at')
    .orderBy('source_texts.id')
    .execute()
  return new Map(rows.map(({ documentId, ...newest }) => [documentId, newest]))
}

/** When each of the readings was made, by its id. */
export async function listReadingTimes(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('source_texts')
    .select(['id', 'created_at'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row.created_at]))
}

function toSourceText(row: Selectable<SourceTextsTable>): StoredSourceText {
  const structure = JSON.parse(row.structure) as Structure
  return {
    id: row.id,
    documentVersionId: row.document_version_id,
    sourceText: {
      reader: JSON.parse(row.reader) as ReaderIdentity,
      text: row.text,
      ...structure,
    },
    passages: JSON.parse(row.passages) as Passage[],
  }
}
