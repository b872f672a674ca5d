import { sql, type Kysely } from 'kysely'
import type { Passage } from '../../shared/model/passage.ts'
import { listTerms } from '../../shared/text/terms.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { packCounts, packPlaces, type FieldCounts } from '../domain/candidates.ts'
import type { SearchIndex } from '../ports/search-index.ts'
import type { Database } from '../db/tables.ts'
import {
  packPostings,
  readPostings,
  sizeOf,
  type CountedText,
  type HeldPostings,
} from './held-postings.ts'
import { gatherCandidates, mergeTexts, type MergedPostings } from './merged-postings.ts'

type IndexTables = {
  /** `packed` as held-postings.ts writes and reads it. */
  index_postings: { source_text_id: string; packed: Uint8Array }
}

/**
 * An inverted index in a table of its own, one row a SourceText, so that the statistics of a search
 * come from exactly the searched SourceTexts (law 7). What was searched stays in memory: SourceTexts
 * never change, and the store is this process's alone.
 */
export async function openSqlIndex(database: Kysely<Database>): Promise<SearchIndex> {
  const db = database as unknown as Kysely<IndexTables>
  await createTable(db)
  const held: Held = { texts: new Map(), merged: [], changes: 0 }
  return {
    async add(id, text, passages) {
      await add(db, id, text, passages)
      forget(held, id)
    },
    async remove(id) {
      await db.deleteFrom('index_postings').where('source_text_id', '=', id).execute()
      forget(held, id)
    },
    listSourceTextIds: () => listSourceTextIds(db),
    async findCandidates(terms, ids) {
      return gatherCandidates(terms, await merge(db, held, ids))
    },
    async countPassages(ids) {
      return (await merge(db, held, ids)).passages.ordinals.length
    },
  }
}

/** What stays in memory: texts, and those that were searched together last, newest first. */
type Held = {
  readonly texts: Map<string, HeldPostings>
  merged: readonly { readonly ids: readonly string[]; readonly postings: MergedPostings }[]
  /** How often a text came or went. */
  changes: number
}

function forget(held: Held, id: string): void {
  held.changes++
  held.texts.delete(id)
  held.merged = held.merged.filter(({ ids }) => !ids.includes(id))
}

async function createTable(db: Kysely<IndexTables>): Promise<void> {
  await db.schema
    .createTable('index_postings')
    .ifNotExists()
    .addColumn('source_text_id', 'text', (c) => c.primaryKey())
    // PostgreSQL's name for bytes, which SQLite keeps as they are under any name
    .addColumn('packed', 'bytea', (c) => c.notNull())
    .execute()
  // indexes of earlier versions: a row for each term, postings without places; a start fills this one
  for (const table of ['index_passages', 'index_terms', 'index_texts']) {
    await db.schema.dropTable(table).ifExists().execute()
  }
}

async function add(
  db: Kysely<IndexTables>,
  id: string,
  text: string,
  passages: readonly Passage[],
): Promise<void> {
  const row = { packed: packPostings(countTermsOfPassages(text, passages)) }
  await db
    .insertInto('index_postings')
    .values({ source_text_id: id, ...row })
    .onConflict((conflict) => conflict.column('source_text_id').doUpdateSet(row))
    .execute()
}

function countTermsOfPassages(text: string, passages: readonly Passage[]): CountedText {
  const evidence = passages.filter(({ isEvidence }) => isEvidence)
  const fields = evidence.map((passage) => listFieldTerms(text, passage))
  const postings = new Map<string, number[]>()
  for (const [place, own] of fields.entries()) {
    const bodyPlaces = findPlaces(own[0] ?? [])
    for (const [term, counts] of countTerms(own)) {
      const list = postings.get(term) ?? []
      postings.set(term, list)
      list.push(place, packCounts(counts), packPlaces(bodyPlaces.get(term) ?? []))
    }
  }
  const countsOf = (own: readonly string[][]) => own.map(({ length }) => length) as unknown
  return {
    ordinals: evidence.map(({ ordinal }) => ordinal),
    lengths: fields.map((own) => countsOf(own) as FieldCounts),
    postings,
  }
}

function listFieldTerms(text: string, passage: Passage): readonly string[][] {
  const { range, headingPath, caption, headerCells } = passage
  return [sliceRange(text, range), headingPath.join('\n'), caption, headerCells].map(listTerms)
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

function findPlaces(terms: readonly string[]): ReadonlyMap<string, number[]> {
  return Map.groupBy(terms.keys(), (at) => terms[at] ?? '')
}

async function listSourceTextIds(db: Kysely<IndexTables>): Promise<string[]> {
  const rows = await db.selectFrom('index_postings').select('source_text_id').execute()
  return rows.map(({ source_text_id }) => source_text_id)
}

async function merge(
  db: Kysely<IndexTables>,
  held: Held,
  ids: readonly string[],
): Promise<MergedPostings> {
  const known = held.merged.find((one) => areEqual(one.ids, ids))
  if (known && known === held.merged[0]) return known.postings
  const { changes } = held
  const merged = known ?? { ids: [...ids], postings: mergeTexts(await hold(db, held, ids)) }
  // a text that came while others were loaded would be missing from then on
  if (changes !== held.changes) return merged.postings
  const others = held.merged.filter((one) => !areEqual(one.ids, ids))
  held.merged = [merged, ...others].slice(0, mostMerged)
  return merged.postings
}

/** A workspace's sources, those of a run or two, and what a question chose. */
const mostMerged = 4

function areEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, at) => id === other[at])
}

/** What is searched least goes first, and is read again when it is searched. */
async function hold(
  db: Kysely<IndexTables>,
  held: Held,
  ids: readonly string[],
): Promise<[string, HeldPostings][]> {
  const { texts } = held
  const missing = ids.filter((id) => !texts.has(id))
  for (const portion of inPortions(missing)) await load(db, texts, portion)
  const found = [...new Set(ids)].flatMap((id): [string, HeldPostings][] => {
    const one = texts.get(id)
    return one ? [[id, one]] : []
  })
  // what is held is moved behind the others only where some have to go
  if (sumSizes(texts) > mostBytes) {
    for (const [id, one] of found) {
      texts.delete(id)
      texts.set(id, one)
    }
    forgetOldest(texts)
    // they would keep in memory what has to go
    held.merged = []
  }
  return found
}

async function load(
  db: Kysely<IndexTables>,
  cache: Map<string, HeldPostings>,
  ids: readonly string[],
): Promise<void> {
  const rows = await db
    .selectFrom('index_postings')
    .select(['source_text_id', 'packed'])
    .where(sql<boolean>`source_text_id in (${sql.join(ids)})`)
    .execute()
  for (const { source_text_id: id, packed } of rows) cache.set(id, readPostings(packed))
}

const mostBytes = 400_000_000

function forgetOldest(cache: Map<string, HeldPostings>): void {
  let total = sumSizes(cache)
  for (const [id, held] of cache) {
    if (total <= mostBytes) return
    total -= sizeOf(held)
    cache.delete(id)
  }
}

function sumSizes(cache: ReadonlyMap<string, HeldPostings>): number {
  let total = 0
  for (const held of cache.values()) total += sizeOf(held)
  return total
}

const textsAtOnce = 100

function inPortions(ids: readonly string[]): string[][] {
  const portions: string[][] = []
  for (let start = 0; start < ids.length; start += textsAtOnce) {
    portions.push(ids.slice(start, start + textsAtOnce))
  }
  return portions
}
