import type { Kysely } from 'kysely'
import type { CellReference } from '../../shared/model/citation.ts'
import type { TextRange } from '../../shared/text/range.ts'
import type { Database } from './tables.ts'

/** A sentence or cell of a document's newest version with words of a source that are recorded of it. */
export type RecordedUse = {
  readonly documentId: string
  readonly documentName: string
  readonly documentVersion: number
  readonly kind: 'sentence' | 'cell'
  readonly sectionId: string
  readonly text: string
  readonly range: TextRange
  readonly sourceTextId: string
  readonly quoted: TextRange
  readonly quote: string
  readonly cell: CellReference | null
}

/** By document, in the order of its text. */
export async function listRecordedUses(
  db: Kysely<Database>,
  workspaceId: string,
  sourceTextIds: readonly string[],
): Promise<RecordedUse[]> {
  if (sourceTextIds.length === 0) return []
  const rows = await db
    .selectFrom('citations as c')
    .innerJoin('document_versions as v', 'v.run_id', 'c.run_id')
    .innerJoin('documents as d', (join) =>
      join.onRef('d.id', '=', 'v.document_id').onRef('d.current_version', '=', 'v.number'),
    )
    .innerJoin('document_targets as t', (join) =>
      join.onRef('t.document_version_id', '=', 'v.id').onRef('t.target_key', '=', 'c.target_key'),
    )
    .select(['d.id as document_id', 'd.name', 'v.number', 't.kind', 't.section_id', 't.text'])
    .select(['t.range_start as start', 't.range_end as end'])
    .select(['c.source_text_id', 'c.range_start', 'c.range_end', 'c.quote', 'c.cell'])
    .where('c.source_text_id', 'in', sourceTextIds)
    .where('d.workspace_id', '=', workspaceId)
    .where('d.deleted_at', 'is', null)
    .orderBy('d.created_at')
    .orderBy('d.id')
    .orderBy('t.position')
    .orderBy('c.position')
    .execute()
  return rows.map((row) => ({
    documentId: row.document_id,
    documentName: row.name,
    documentVersion: row.number,
    kind: row.kind as RecordedUse['kind'],
    sectionId: row.section_id,
    text: row.text,
    range: { start: row.start, end: row.end },
    sourceTextId: row.source_text_id ?? '',
    quoted: { start: row.range_start ?? 0, end: row.range_end ?? 0 },
    quote: row.quote ?? '',
    cell: row.cell === null ? null : (JSON.parse(row.cell) as CellReference),
  }))
}

/** Documents of a workspace whose newest check searched the source. */
export async function listCheckedAgainst(
  db: Kysely<Database>,
  workspaceId: string,
  sourceId: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('check_sources as s')
    .innerJoin('checks as k', 'k.id', 's.check_id')
    .innerJoin('documents as d', 'd.id', 'k.document_id')
    .select(['d.id', 'd.created_at'])
    .distinct()
    .where('s.document_id', '=', sourceId)
    .where('k.status', '=', 'completed')
    .where('d.workspace_id', '=', workspaceId)
    .where('d.deleted_at', 'is', null)
    .orderBy('d.created_at')
    .orderBy('d.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Whether what a document's check found by searching names one of the readings. */
export async function hasRetrievedVerdict(
  db: Kysely<Database>,
  documentId: string,
  sourceTextIds: readonly string[],
): Promise<boolean> {
  const row = await db
    .selectFrom('claim_verdicts')
    .select('verdict_key')
    .where('document_id', '=', documentId)
    .where('verdict', 'like', '%"basis":"retrieved"%')
    .where((eb) => eb.or(sourceTextIds.map((id) => eb('verdict', 'like', `%"${id}"%`))))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
