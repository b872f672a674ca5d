import { sql, type Kysely } from 'kysely'
import type { Passage } from '../../shared/model/passage.ts'
import { listTerms } from '../../shared/text/terms.ts'
import { sliceRange } from '../../shared/text/range.ts'
import type { CandidateSet, FieldCounts } from '../domain/candidates.ts'
import type { SearchIndex } from '../ports/search-index.ts'
import type { Database } from '../db/tables.ts'
import { gatherCandidates, packPostings, type HeldPostings, type Posting } from './held-postings.ts'

type IndexTables = {
  index_passages: { source_text_id: string; ordinal: number; lengths: string }
  /** `postings`: JSON of [ordinal, body, heading, caption, header] for each passage with the term. */
  index_terms: { source_text_id: string; term: string; postings: string }
}

/**
 * An inverted index in tables of its own, one row per SourceText and term, so that the statistics
 * of a search come from exactly the searched SourceTexts (law 7). What was searched stays in memory:
 * SourceTexts never change, and the store is this process's alone.
 */
export async function openSqlIndex(database: Kysely<Database>): Promise<SearchIndex> {
  const db = database as unknown as Kysely<IndexTables>
  await createTables(db)
  const cache = new Map<string, HeldPostings>()
  return {
    async add(id, text, passages) {
      await add(db, id, text, passages)
      cache.delete(id)
    },
    async remove(id) {
      await db.transaction().execute((trx) => remove(trx, id))
      cache.delete(id)
    },
    listSourceTextIds: () => listSourceTextIds(db),
    findCandidates: (terms, ids) => findCandidates(db, cache, terms, ids),
  }
}

async function createTables(db: Kysely<IndexTables>): Promise<void> {
  await db.schema
    .createTable('index_passages')
    .ifNotExists()
    .addColumn('source_text_id', 'text', (c) => c.notNull())
    .addColumn('ordinal', 'integer', (c) => c.notNull())
    .addColumn('lengths', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('index_passages_pk', ['source_text_id', 'ordinal'])
    .execute()
  await db.schema
    .createTable('index_terms')
    .ifNotExists()
    .addColumn('source_text_id', 'text', (c) => c.notNull())
    .addColumn('term', 'text', (c) => c.notNull())
    .addColumn('postings', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('index_terms_pk', ['source_text_id', 'term'])
    .execute()
}

async function add(
  db: Kysely<IndexTables>,
  id: string,
  text: string,
  passages: readonly Passage[],
): Promise<void> {
  const postings = new Map<string, Posting[]>()
  const lengths = passages
    .filter(({ isEvidence }) => isEvidence)
    .map((passage) => {
      const fields = listFieldTerms(text, passage)
      for (const [term, counts] of countTerms(fields)) {
        const list = postings.get(term) ?? []
        postings.set(term, list)
        list.push([passage.ordinal, ...counts])
      }
      const counts = JSON.stringify(fields.map((terms) => terms.length))
      return { source_text_id: id, ordinal: passage.ordinal, lengths: counts }
    })
  const terms = [...postings].map(([term, list]) => ({
    source_text_id: id,
    term,
    postings: JSON.stringify(list),
  }))
  await db.transaction().execute(async (trx) => {
    await remove(trx, id)
    for (const rows of inPortions(lengths))
      await trx.insertInto('index_passages').values(rows).execute()
    for (const rows of inPortions(terms)) await trx.insertInto('index_terms').values(rows).execute()
  })
}

function listFieldTerms(text: string, passage: Passage): readonly string[][] {
  const { range, headingPath, caption, headerCells } = passage
  return [sliceRange(text, range), headingPath.join('\n'), caption, headerCells].map((field) => [
    ...listTerms(field),
  ])
}

function countTerms(fields: readonly string[][]): ReadonlyMap<string, FieldCounts> {
  const counts = new Map<string, [number, number, number, number]>()
  for (const [field, terms] of fields.entries()) {
    for (const term of terms) {
      const own = counts.get(term) ?? [0, 0, 0, 0]
      counts.set(term, own)
      own[field] = (own[field] ?? 0) + 1
    }
  }
  return counts
}

async function remove(db: Kysely<IndexTables>, id: string): Promise<void> {
  await db.deleteFrom('index_passages').where('source_text_id', '=', id).execute()
  await db.deleteFrom('index_terms').where('source_text_id', '=', id).execute()
}

async function listSourceTextIds(db: Kysely<IndexTables>): Promise<string[]> {
  const rows = await db.selectFrom('index_passages').select('source_text_id').distinct().execute()
  return rows.map(({ source_text_id }) => source_text_id)
}

async function findCandidates(
  db: Kysely<IndexTables>,
  cache: Map<string, HeldPostings>,
  terms: readonly string[],
  ids: readonly string[],
): Promise<CandidateSet> {
  const missing = ids.filter((id) => !cache.has(id))
  for (const portion of inPortions(missing, textsAtOnce)) await load(db, cache, portion)
  const texts = [...new Set(ids)].map((id) => [id, cache.get(id) ?? packPostings(noRows)] as const)
  for (const [id, held] of texts) {
    if (cache.delete(id)) cache.set(id, held)
  }
  forgetOldest(cache)
  return gatherCandidates(terms, texts)
}

async function load(
  db: Kysely<IndexTables>,
  cache: Map<string, HeldPostings>,
  ids: readonly string[],
): Promise<void> {
  const isOneOf = sql<boolean>`source_text_id in (${sql.join(ids)})`
  const passages = await db.selectFrom('index_passages').selectAll().where(isOneOf).execute()
  const terms = await db.selectFrom('index_terms').selectAll().where(isOneOf).execute()
  const passagesOf = Map.groupBy(passages, (row) => row.source_text_id)
  const termsOf = Map.groupBy(terms, (row) => row.source_text_id)
  for (const id of ids) {
    const rows = { passages: passagesOf.get(id) ?? [], terms: termsOf.get(id) ?? [] }
    // a text that has none yet may be added meanwhile
    if (rows.passages.length > 0) cache.set(id, packPostings(rows))
  }
}

const noRows = { passages: [], terms: [] }

/** About 400 MB: what is searched least goes first, and is read again when it is searched. */
const mostNumbers = 40_000_000

function forgetOldest(cache: Map<string, HeldPostings>): void {
  let total = 0
  for (const { numbers } of cache.values()) total += numbers.length
  for (const [id, { numbers }] of cache) {
    if (total <= mostNumbers) return
    total -= numbers.length
    cache.delete(id)
  }
}

const textsAtOnce = 100

const rowsAtOnce = 2000

function inPortions<T>(rows: readonly T[], size = rowsAtOnce): T[][] {
  const portions: T[][] = []
  for (let start = 0; start < rows.length; start += size) {
    portions.push(rows.slice(start, start + size))
  }
  return portions
}
