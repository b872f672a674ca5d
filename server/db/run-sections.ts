import type { Kysely, Transaction } from 'kysely'
import type { Draft } from '../../shared/model/draft.ts'
import type { OutlineSection } from '../../shared/model/outline.ts'
import type { Database } from './tables.ts'

export type StoredSection = {
  readonly sectionId: string
  readonly position: number
  readonly outline: OutlineSection
  /** null until it is composed. */
  readonly draft: Draft | null
}

/** Stores the whole outline of a run at once. */
export async function insertOutline(
  db: Transaction<Database>,
  runId: string,
  sections: readonly OutlineSection[],
): Promise<void> {
  for (const [position, outline] of sections.entries()) {
    await db
      .insertInto('run_sections')
      .values({
        run_id: runId,
        section_id: outline.sectionId,
        position,
        outline: JSON.stringify(outline),
        draft: null,
        completed_at: null,
      })
      .execute()
  }
}

/** Puts other outlines in place of those of sections that are not composed yet. */
export async function replaceOutlines(
  db: Transaction<Database>,
  runId: string,
  sections: readonly OutlineSection[],
): Promise<void> {
  for (const outline of sections) {
    await db
      .updateTable('run_sections')
      .set({ outline: JSON.stringify(outline) })
      .where('run_id', '=', runId)
      .where('section_id', '=', outline.sectionId)
      .where('draft', 'is', null)
      .execute()
  }
}

/** For good: behind it the run knows nothing of them. */
export async function removeSections(
  db: Transaction<Database>,
  runId: string,
  sectionIds: readonly string[],
): Promise<void> {
  if (sectionIds.length === 0) return
  await db
    .deleteFrom('run_sections')
    .where('run_id', '=', runId)
    .where('section_id', 'in', sectionIds)
    .execute()
}

/**
 * Stores the draft of a section that has none yet.
 * @returns false when the section was stored before: nothing is done twice (law 6).
 */
export async function storeDraft(
  db: Transaction<Database>,
  runId: string,
  draft: Draft,
  at: string,
): Promise<boolean> {
  const result = await db
    .updateTable('run_sections')
    .set({ draft: JSON.stringify(draft), completed_at: at })
    .where('run_id', '=', runId)
    .where('section_id', '=', draft.sectionId)
    .where('draft', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** In the template's order. */
export async function listSections(db: Kysely<Database>, runId: string): Promise<StoredSection[]> {
  const rows = await db
    .selectFrom('run_sections')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    sectionId: row.section_id,
    position: row.position,
    outline: JSON.parse(row.outline) as OutlineSection,
    draft: row.draft === null ? null : (JSON.parse(row.draft) as Draft),
  }))
}

export async function countSections(
  db: Kysely<Database>,
  runId: string,
): Promise<{ total: number; done: number }> {
  const row = await db
    .selectFrom('run_sections')
    .select((eb) => [
      eb.fn.countAll<number | string>().as('total'),
      eb.fn.count<number | string>('completed_at').as('done'),
    ])
    .where('run_id', '=', runId)
    .executeTakeFirstOrThrow()
  return { total: Number(row.total), done: Number(row.done) }
}
