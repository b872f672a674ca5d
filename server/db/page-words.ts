import type { Kysely, Transaction } from 'kysely'
import type { PageWords } from '../../shared/model/page-words.ts'
import type { TextRange } from '../../shared/text/range.ts'
import type { Database } from './tables.ts'

/** A statement has bounds on its parameters. */
const rowsPerStatement = 1000

/** Stores where the words of a SourceText stand, a row a page: a range needs those of one or two. */
export async function insertPageWords(
  db: Transaction<Database>,
  sourceTextId: string,
  pages: readonly PageWords[],
): Promise<void> {
  const rows = pages.map(({ page, range, packed }) => ({
    source_text_id: sourceTextId,
    page,
    range_start: range.start,
    range_end: range.end,
    packed,
  }))
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    const some = rows.slice(at, at + rowsPerStatement)
    await db.insertInto('page_words').values(some).execute()
  }
}

/** The pages that may have words of the range, in order; none where the reader knew no places. */
export async function listPageWords(
  db: Kysely<Database>,
  sourceTextId: string,
  range: TextRange,
): Promise<PageWords[]> {
  const rows = await db
    .selectFrom('page_words')
    .select(['page', 'range_start', 'range_end', 'packed'])
    .where('source_text_id', '=', sourceTextId)
    .where('range_start', '<', range.end)
    .where('range_end', '>', range.start)
    .orderBy('page')
    .execute()
  return rows.map(({ page, range_start, range_end, packed }) => ({
    page,
    range: { start: range_start, end: range_end },
    packed,
  }))
}
