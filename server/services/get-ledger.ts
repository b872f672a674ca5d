import type { LedgerRow } from '../../shared/contract/ledger.ts'
import { findPage } from '../../shared/model/find-page.ts'
import {
  listCitations,
  listTargets,
  type StoredCitation,
  type StoredTarget,
} from '../db/citations.ts'
import type { StoredDocument } from '../db/documents.ts'
import { getSourceText, type StoredSourceText } from '../db/source-texts.ts'
import { getRun, type StoredRun } from '../db/runs.ts'
import { findTablePlace } from '../domain/table-place.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { citeChange, createStandings, findChange, type FindStanding } from './source-standing.ts'
import { listTargetStates, type TargetState } from './target-states.ts'

/** One row per citation of every sentence and cell of the newest version, in document order. */
export async function getLedger(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
): Promise<{ version: number; rows: LedgerRow[] }> {
  const version = await getVersionOfDocument(deps, document)
  if (!version.runId) return { version: version.number, rows: [] }
  const run = await getRun(deps.db, version.runId)
  const targets = await listTargets(deps.db, version.id)
  const citations = await listCitations(deps.db, run.id)
  const readings = await loadReadings(deps, citations)
  const byTarget = Map.groupBy(citations, ({ targetKey }) => targetKey)
  const states = await listTargetStates(deps, document, version, targets)
  const findStanding = createStandings(deps, document.workspaceId)
  const rows: LedgerRow[] = []
  for (const [at, target] of targets.entries()) {
    const own = byTarget.get(target.targetKey) ?? [undefined]
    for (const citation of own) {
      rows.push({
        ...describeTarget(target, describeState(states[at])),
        ...describeEvidence(citation, run, readings),
        ...(await describeNewer(citation, states[at], findStanding)),
        formula: citation?.formula ?? '',
        transformations: [...(citation?.transformations ?? [])],
        date: version.createdAt,
      })
    }
  }
  return { version: version.number, rows }
}

/** RFC 4180, with a line of column names; a value that a spreadsheet would run is defused. */
export function writeLedgerCsv(rows: readonly LedgerRow[]): string {
  const columns = ledgerColumns.map(([name]) => name).join(',')
  const lines = rows.map((row) => ledgerColumns.map(([, read]) => csvField(read(row))).join(','))
  return [columns, ...lines].join('\r\n') + '\r\n'
}

/**
 * The same columns as a workbook.
 * @throws Error where the workbook can't be written
 */
export async function writeLedgerXlsx(
  { writer }: Pick<Dependencies, 'writer'>,
  rows: readonly LedgerRow[],
): Promise<Uint8Array> {
  const head = ledgerColumns.map(([name]) => name)
  const body = rows.map((row) => ledgerColumns.map(([, read]) => read(row)))
  const result = await writer.writeSheet({ name: 'Ledger', rows: [head, ...body] })
  if (result.outcome === 'refused') throw new Error(result.reason)
  return result.bytes
}

const ledgerColumns: readonly (readonly [string, (row: LedgerRow) => string])[] = [
  ['section', (row) => row.section_id],
  ['kind', (row) => row.kind],
  ['text', (row) => row.text],
  ['state', (row) => row.state],
  ['source', (row) => row.source ?? ''],
  ['version', (row) => String(row.version ?? '')],
  ['source_hash', (row) => row.source_hash ?? ''],
  ['table', (row) => row.table ?? ''],
  ['row_path', (row) => row.row_path.join(' > ')],
  ['column_path', (row) => row.column_path.join(' > ')],
  ['page', (row) => String(row.page ?? '')],
  ['page_label', (row) => row.page_label ?? ''],
  ['quote', (row) => row.quote ?? ''],
  ['newer_version', (row) => String(row.newer_version ?? '')],
  ['newer_quote', (row) => row.newer_quote ?? ''],
  ['pointer', (row) => row.pointer ?? ''],
  ['formula', (row) => row.formula],
  ['transformations', (row) => row.transformations.map(writeTransformation).join('; ')],
  ['override_state', (row) => row.override_state ?? ''],
  ['override_reason', (row) => row.override_reason ?? ''],
  ['override_by', (row) => row.override_by ?? ''],
  ['override_date', (row) => row.override_date ?? ''],
  ['wording_approved_by', (row) => row.wording_approved_by ?? ''],
  ['wording_approved_date', (row) => row.wording_approved_date ?? ''],
  ['date', (row) => row.date],
]

function writeTransformation({ kind, from, to }: LedgerRow['transformations'][number]): string {
  return `${kind}: ${from} -> ${to}`
}

function csvField(value: string): string {
  const isFormula = /^[=+\-@\t\r\n]/.test(value) && !/^-\d[\d.,]*%?$/.test(value)
  const safe = isFormula ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

async function loadReadings(
  { db }: Pick<Dependencies, 'db'>,
  citations: readonly StoredCitation[],
): Promise<ReadonlyMap<string, StoredSourceText>> {
  const ids = new Set(
    citations.flatMap(({ evidence }) => (evidence.kind === 'text' ? evidence.sourceTextId : [])),
  )
  const readings = new Map<string, StoredSourceText>()
  for (const id of ids) readings.set(id, await getSourceText(db, id))
  return readings
}

type StateFields = Pick<
  LedgerRow,
  | 'state'
  | 'override_state'
  | 'override_reason'
  | 'override_by'
  | 'override_date'
  | 'wording_approved_by'
  | 'wording_approved_date'
>

function describeState(known: TargetState | undefined): StateFields {
  const { state, override, approvals } = known ?? neverChecked
  const dates = approvals.map(({ createdAt }) => createdAt).toSorted()
  const names = new Set(approvals.map(({ userName }) => userName))
  return {
    state,
    override_state: override?.value ?? null,
    override_reason: override?.reason ?? null,
    override_by: override?.userName ?? null,
    override_date: override?.createdAt ?? null,
    wording_approved_by: approvals.length > 0 ? [...names].join(', ') : null,
    wording_approved_date: dates.at(-1) ?? null,
  }
}

const neverChecked = { state: 'not_checked', override: undefined, approvals: [] } as const

type TargetFields = Pick<LedgerRow, 'target' | 'kind' | 'section_id' | 'text'> & StateFields

function describeTarget(
  { targetKey, kind, sectionId, text }: StoredTarget,
  known: StateFields,
): TargetFields {
  return { target: targetKey, kind, section_id: sectionId, text, ...known }
}

type NewerFields = Pick<LedgerRow, 'newer_version' | 'newer_quote'>

/** Set where the newest check found that not the recorded words but newer ones bear the target out. */
async function describeNewer(
  citation: StoredCitation | undefined,
  known: TargetState | undefined,
  findStanding: FindStanding,
): Promise<NewerFields> {
  const evidence = citation?.evidence
  const none = { newer_version: null, newer_quote: null }
  if (evidence?.kind !== 'text' || !known || known.newerTextIds.size === 0) return none
  const change = findChange(evidence, await findStanding(evidence.sourceTextId))
  const newest =
    change && known.newerTextIds.has(change.read.reading.id) && citeChange(evidence, change)
  if (!newest) return none
  return { newer_version: change.read.version.number, newer_quote: newest.quote }
}

type EvidenceFields = Omit<
  LedgerRow,
  keyof TargetFields | keyof NewerFields | 'formula' | 'transformations' | 'date'
>

const noEvidence: EvidenceFields = {
  source: null,
  source_id: null,
  source_hash: null,
  version: null,
  table: null,
  row_path: [],
  column_path: [],
  page: null,
  page_label: null,
  quote: null,
  start_char: null,
  end_char: null,
  pointer: null,
}

function describeEvidence(
  citation: StoredCitation | undefined,
  run: StoredRun,
  readings: ReadonlyMap<string, StoredSourceText>,
): EvidenceFields {
  if (!citation) return noEvidence
  const { evidence } = citation
  if (evidence.kind === 'data') {
    const { dataHash, pointer, value } = evidence
    return { ...noEvidence, source: 'data', source_hash: dataHash, pointer, quote: value }
  }
  const reading = readings.get(evidence.sourceTextId)
  const { sources, earlierSources = [] } = run.inputs
  const source = [...sources, ...earlierSources].find(
    ({ versionId }) => versionId === reading?.documentVersionId,
  )
  const page = reading && findPage(reading.sourceText.pages, evidence.range.start)
  const table = reading ? findTablePlace(reading.sourceText, evidence) : null
  return {
    source: source?.name ?? null,
    source_id: source?.documentId ?? null,
    source_hash: source?.hash ?? null,
    version: source?.versionNumber ?? null,
    table: table?.number ?? null,
    row_path: [...(table?.rowPath ?? [])],
    column_path: [...(table?.columnPath ?? [])],
    page: page?.number ?? null,
    page_label: page?.label ?? null,
    quote: evidence.quote,
    start_char: evidence.range.start,
    end_char: evidence.range.end,
    pointer: null,
  }
}
