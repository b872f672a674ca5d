import type { Kysely, Selectable, Transaction } from 'kysely'
import type { CellReference, DraftCitation, Transformation } from '../../shared/model/citation.ts'
import type { AnchorState } from '../../shared/model/vocabulary.ts'
import { createStoreCaches } from './store-cache.ts'
import type { CitationsTable, Database, DocumentTargetsTable } from './tables.ts'

/** An immutable citation of a run's sentence or cell, which `targetKey` names. */
export type StoredCitation = DraftCitation & {
  readonly id: string
  readonly sectionId: string
  readonly targetKey: string
  /** Order within its target, from 0. */
  readonly position: number
}

/** Where a sentence or cell of a run stands in a document version's text. */
export type StoredTarget = {
  readonly targetKey: string
  readonly kind: 'sentence' | 'cell'
  readonly sectionId: string
  readonly ruleId: string
  readonly text: string
  readonly range: { readonly start: number; readonly end: number }
  readonly basis: 'cited' | 'house_text'
  /** How it came here from the version that was generated. */
  readonly anchor: AnchorState
}

export async function insertCitations(
  db: Transaction<Database>,
  runId: string,
  citations: readonly StoredCitation[],
): Promise<void> {
  for (let start = 0; start < citations.length; start += rowsAtOnce) {
    const rows = citations
      .slice(start, start + rowsAtOnce)
      .map((citation) => toRow(runId, citation))
    await db.insertInto('citations').values(rows).execute()
  }
}

/** In document order of their making: section, target, position. @param targetKeys all without */
export async function listCitations(
  db: Kysely<Database>,
  runId: string,
  targetKeys?: readonly string[],
): Promise<StoredCitation[]> {
  if (targetKeys?.length === 0) return []
  const rows = await db
    .selectFrom('citations')
    .selectAll()
    .where('run_id', '=', runId)
    .$if(targetKeys !== undefined, (query) => query.where('target_key', 'in', targetKeys ?? []))
    .orderBy('section_id')
    .orderBy('target_key')
    .orderBy('position')
    .execute()
  return rows.map(toCitation)
}

/** Those of a run that rest on one of the readings. */
export async function listCitationsOfTexts(
  db: Kysely<Database>,
  runId: string,
  sourceTextIds: readonly string[],
): Promise<StoredCitation[]> {
  if (sourceTextIds.length === 0) return []
  const rows = await db
    .selectFrom('citations')
    .selectAll()
    .where('run_id', '=', runId)
    .where('source_text_id', 'in', sourceTextIds)
    .orderBy('section_id')
    .orderBy('target_key')
    .orderBy('position')
    .execute()
  return rows.map(toCitation)
}

/** The readings that a run's citations rest on. */
export async function listCitedTextIds(db: Kysely<Database>, runId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('citations')
    .select('source_text_id')
    .distinct()
    .where('run_id', '=', runId)
    .where('source_text_id', 'is not', null)
    .orderBy('source_text_id')
    .execute()
  return rows.flatMap(({ source_text_id }) => source_text_id ?? [])
}

export async function insertTargets(
  db: Transaction<Database>,
  documentVersionId: string,
  targets: readonly StoredTarget[],
): Promise<void> {
  const rows = targets.map((target, position) => ({
    document_version_id: documentVersionId,
    target_key: target.targetKey,
    position,
    kind: target.kind,
    section_id: target.sectionId,
    rule_id: target.ruleId,
    text: target.text,
    range_start: target.range.start,
    range_end: target.range.end,
    basis: target.basis,
    anchor: target.anchor,
  }))
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await db
      .insertInto('document_targets')
      .values(rows.slice(start, start + rowsAtOnce))
      .execute()
  }
}

/** In document order. Those of a version come with it and never change. */
export async function listTargets(
  db: Kysely<Database>,
  documentVersionId: string,
): Promise<readonly StoredTarget[]> {
  const known = getTargets(db)?.find(documentVersionId)
  if (known) return known
  const rows = await db
    .selectFrom('document_targets')
    .selectAll()
    .where('document_version_id', '=', documentVersionId)
    .orderBy('position')
    .execute()
  const targets = rows.map(toTarget)
  keepTargets(db, documentVersionId, targets)
  return targets
}

/** To be called once they are stored: the next to ask for them need not read them. */
export function keepTargets(
  db: Kysely<Database>,
  documentVersionId: string,
  targets: readonly StoredTarget[],
): void {
  const letters = targets.reduce(
    (sum, { text, targetKey }) => sum + text.length + targetKey.length,
    0,
  )
  getTargets(db)?.keep(documentVersionId, targets, letters + targetBytes * targets.length)
}

/** The newest versions of some ten reports of eighty pages, full of tables. */
const getTargets = createStoreCaches<readonly StoredTarget[]>(50_000_000)

/** What one takes beside its words, about. */
const targetBytes = 250

/** Keeps a statement below SQLite's 32,766 parameters. */
const rowsAtOnce = 500

function toRow(runId: string, citation: StoredCitation): CitationsTable {
  const { evidence } = citation
  const text = evidence.kind === 'text' ? evidence : null
  const data = evidence.kind === 'data' ? evidence : null
  return {
    id: citation.id,
    run_id: runId,
    section_id: citation.sectionId,
    target_key: citation.targetKey,
    position: citation.position,
    source_text_id: text?.sourceTextId ?? null,
    range_start: text?.range.start ?? null,
    range_end: text?.range.end ?? null,
    quote: text?.quote ?? null,
    cell: text?.cell ? JSON.stringify(text.cell) : null,
    data_hash: data?.dataHash ?? null,
    pointer: data?.pointer ?? null,
    value: data?.value ?? null,
    transformations: JSON.stringify(citation.transformations),
    formula: citation.formula,
  }
}

function toCitation(row: Selectable<CitationsTable>): StoredCitation {
  return {
    id: row.id,
    sectionId: row.section_id,
    targetKey: row.target_key,
    position: row.position,
    evidence: toEvidence(row),
    transformations: JSON.parse(row.transformations) as Transformation[],
    formula: row.formula,
  }
}

function toEvidence(row: Selectable<CitationsTable>): DraftCitation['evidence'] {
  if (row.source_text_id === null) {
    return {
      kind: 'data',
      dataHash: row.data_hash ?? '',
      pointer: row.pointer ?? '',
      value: row.value ?? '',
    }
  }
  return {
    kind: 'text',
    sourceTextId: row.source_text_id,
    range: { start: row.range_start ?? 0, end: row.range_end ?? 0 },
    quote: row.quote ?? '',
    cell: row.cell === null ? null : (JSON.parse(row.cell) as CellReference),
  }
}

function toTarget(row: Selectable<DocumentTargetsTable>): StoredTarget {
  return {
    targetKey: row.target_key,
    kind: row.kind as StoredTarget['kind'],
    sectionId: row.section_id,
    ruleId: row.rule_id,
    text: row.text,
    range: { start: row.range_start, end: row.range_end },
    basis: row.basis as StoredTarget['basis'],
    anchor: row.anchor as AnchorState,
  }
}
