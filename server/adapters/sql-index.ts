import { sql, type Kysely } from 'kysely'
import type { Passage } from '../../shared/model/passage.ts'
import { listTerms } from '../../shared/text/terms.ts'
import { sliceRange } from '../../shared/text/range.ts'
import type { CandidatePassage, CandidateSet, FieldCounts } from '../domain/candidates.ts'
import type { SearchIndex } from '../ports/search-index.ts'
import type { Database } from '../db/tables.ts'

type IndexTables = {
  index_passages: { source_text_id: string; ordinal: number; lengths: string }
  /** `postings`: JSON of [ordinal, body, heading, caption, header] for each passage with the term. */
  index_terms: { source_text_id: string; term: string; postings: string }
}

type Posting = readonly [ordinal: number, ...counts: FieldCounts]

/**
 * An inverted index in tables of its own, one row per SourceText and term, so that the statistics
 * of a search come from exactly the searched SourceTexts (law 7).
 */
export async function openSqlIndex(database: Kysely<Database>): Promise<SearchIndex> {
  const db = database as unknown as Kysely<IndexTables>
  await createTables(db)
  return {
    add: (id, text, passages) => add(db, id, text, passages),
    remove: (id) => db.transaction().execute((trx) => remove(trx, id)),
    listSourceTextIds: () => listSourceTextIds(db),
    findCandidates: (terms, ids) => findCandidates(db, terms, ids),
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
  terms: readonly string[],
  ids: readonly string[],
): Promise<CandidateSet> {
  if (terms.length === 0 || ids.length === 0) return emptySet
  const all = await db
    .selectFrom('index_passages')
    .select(['source_text_id', 'ordinal', 'lengths'])
    .where(isOneOf('source_text_id', ids))
    .execute()
  const found = await db
    .selectFrom('index_terms')
    .selectAll()
    .where(isOneOf('source_text_id', ids))
    .where(isOneOf('term', terms))
    .execute()
  return gatherCandidates(all, found)
}

function gatherCandidates(
  all: readonly IndexTables['index_passages'][],
  found: readonly IndexTables['index_terms'][],
): CandidateSet {
  const lengths = new Map(
    all.map((row) => [
      keyOf(row.source_text_id, row.ordinal),
      JSON.parse(row.lengths) as FieldCounts,
    ]),
  )
  const frequencies = new Map<string, Map<string, FieldCounts>>()
  const documentFrequencies = new Map<string, number>()
  for (const { source_text_id: id, term, postings } of found) {
    const list = JSON.parse(postings) as Posting[]
    documentFrequencies.set(term, (documentFrequencies.get(term) ?? 0) + list.length)
    for (const [ordinal, ...counts] of list) {
      const key = keyOf(id, ordinal)
      const own = frequencies.get(key) ?? new Map<string, FieldCounts>()
      frequencies.set(key, own.set(term, counts))
    }
  }
  const candidates = all.flatMap(
    ({ source_text_id: sourceTextId, ordinal }): CandidatePassage[] => {
      const key = keyOf(sourceTextId, ordinal)
      const own = frequencies.get(key)
      return own
        ? [{ sourceTextId, ordinal, lengths: lengths.get(key) ?? [0, 0, 0, 0], frequencies: own }]
        : []
    },
  )
  const averageLengths = averageOf([...lengths.values()])
  return { candidates, passageCount: all.length, averageLengths, documentFrequencies }
}

const emptySet: CandidateSet = {
  candidates: [],
  passageCount: 0,
  averageLengths: [0, 0, 0, 0],
  documentFrequencies: new Map(),
}

function averageOf(all: readonly FieldCounts[]): FieldCounts {
  const average = (field: 0 | 1 | 2 | 3) =>
    all.reduce((sum, counts) => sum + counts[field], 0) / Math.max(1, all.length)
  return [average(0), average(1), average(2), average(3)]
}

function keyOf(sourceTextId: string, ordinal: number): string {
  return `${sourceTextId} ${ordinal}`
}

/** `in` with the values written as one JSON parameter would differ by dialect; lists here are short. */
function isOneOf(column: 'source_text_id' | 'term', values: readonly string[]) {
  return sql<boolean>`${sql.ref(column)} in (${sql.join(values)})`
}

const rowsAtOnce = 2000

function inPortions<T>(rows: readonly T[]): T[][] {
  const portions: T[][] = []
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    portions.push(rows.slice(start, start + rowsAtOnce))
  }
  return portions
}
