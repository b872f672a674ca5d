import type { SelectQueryBuilder } from 'kysely'
import { countBefore, type Page } from '../domain/page.ts'
import type { Database } from './tables.ts'

/** The rows of one page of an ordered query, and how many all pages have. */
export async function readPage<Tables extends keyof Database, Row>(
  query: SelectQueryBuilder<Database, Tables, Row>,
  page: Page,
): Promise<{ rows: Row[]; total: number }> {
  const rows = await query.limit(page.pageSize).offset(countBefore(page)).execute()
  const { total } = await query
    .clearSelect()
    .clearOrderBy()
    .select((eb) => eb.fn.countAll<number | string>().as('total'))
    .executeTakeFirstOrThrow()
  return { rows, total: Number(total) }
}
