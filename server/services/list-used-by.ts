import type { SourceUse, UsedByQuery, UsedByResponse } from '../../shared/contract/source-use.ts'
import { findPage } from '../../shared/model/find-page.ts'
import { rangesOverlap } from '../../shared/text/range.ts'
import { findDocument, type StoredDocument } from '../db/documents.ts'
import { listVersions } from '../db/document-versions.ts'
import {
  findSourceTextOfVersion,
  getSourceText,
  listReadings,
  type StoredSourceText,
} from '../db/source-texts.ts'
import {
  hasRetrievedVerdict,
  listCheckedAgainst,
  listRecordedUses,
  type RecordedUse,
} from '../db/source-uses.ts'
import { slicePage } from '../domain/page.ts'
import { listKnownClaims } from './claim-states.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { Problem } from './problem.ts'

/**
 * The sentences and cells of the newest versions of all documents that rest on a source, of any of its
 * versions: what is recorded first, then what checks found by searching.
 * @throws Problem `bad_request` for a document; `not_ready` for a source without a version
 */
export async function listUsedBy(
  deps: Pick<Dependencies, 'db'>,
  source: StoredDocument,
  query: UsedByQuery,
): Promise<UsedByResponse> {
  if (source.kind !== 'source') {
    throw new Problem('bad_request', `${source.name} is no source: nothing rests on it.`)
  }
  const version = await getVersionOfDocument(deps, source)
  const newest = await findSourceTextOfVersion(deps.db, version.id)
  const readings = await loadReadings(deps, source)
  const ids = [...readings.keys()]
  const recorded = await listRecordedUses(deps.db, source.workspaceId, ids)
  const retrieved = await listRetrieved(deps, source, ids)
  const all = [
    ...recorded.map((use) => ({ use, basis: 'recorded' as const })),
    ...retrieved.map((use) => ({ use, basis: 'retrieved' as const })),
  ]
  const isWanted = createFilter(query, readings, newest?.id)
  const wanted = all.filter(({ use }) => isWanted(use))
  const shown = slicePage(wanted, { page: query.page, pageSize: query.page_size })
  const hasRange = query.start_char !== undefined || query.end_char !== undefined
  return {
    source_id: source.id,
    version: version.number,
    uses: shown.map(({ use, basis }) => presentUse(use, basis, readings)),
    recorded: wanted.filter(({ basis }) => basis === 'recorded').length,
    retrieved: wanted.filter(({ basis }) => basis === 'retrieved').length,
    of_other_readings: hasRange
      ? all.filter(({ use }) => use.sourceTextId !== newest?.id).length
      : 0,
    total: wanted.length,
    page: query.page,
    page_size: query.page_size,
  }
}

type Reading = { readonly reading: StoredSourceText; readonly versionNumber: number }
type Readings = ReadonlyMap<string, Reading>

async function loadReadings(
  { db }: Pick<Dependencies, 'db'>,
  source: StoredDocument,
): Promise<Readings> {
  const readings = new Map<string, Reading>()
  for (const { id, number } of await listVersions(db, source.id)) {
    for (const reading of await listReadings(db, id)) {
      const text = await getSourceText(db, reading.id)
      readings.set(reading.id, { reading: text, versionNumber: number })
    }
  }
  return readings
}

async function listRetrieved(
  deps: Pick<Dependencies, 'db'>,
  source: StoredDocument,
  textIds: readonly string[],
): Promise<RecordedUse[]> {
  const uses: RecordedUse[] = []
  for (const id of await listCheckedAgainst(deps.db, source.workspaceId, source.id)) {
    const document = await findDocument(deps.db, [source.workspaceId], id)
    if (!document || !(await hasRetrievedVerdict(deps.db, id, textIds))) continue
    uses.push(...(await listRetrievedOf(deps, document, new Set(textIds))))
  }
  return uses
}

async function listRetrievedOf(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  textIds: ReadonlySet<string>,
): Promise<RecordedUse[]> {
  const version = await getVersionOfDocument(deps, document)
  const { claims } = await listKnownClaims(deps, document, version)
  return claims.flatMap(({ claim, verdict }) =>
    verdict.evidence.flatMap((one): RecordedUse[] => {
      if (verdict.basis !== 'retrieved' || one.kind !== 'text') return []
      if (verdict.state === 'contradicted' || !textIds.has(one.sourceTextId)) return []
      return [
        {
          documentId: document.id,
          documentName: document.name,
          documentVersion: version.number,
          kind: claim.kind,
          sectionId: claim.sectionId,
          text: claim.text,
          range: claim.range,
          sourceTextId: one.sourceTextId,
          quoted: one.range,
          quote: one.quote,
          cell: one.cell,
        },
      ]
    }),
  )
}

/** Offsets are of the newest reading: another one has other words there. */
function createFilter(
  { source_page: page, start_char, end_char }: UsedByQuery,
  readings: Readings,
  newestId: string | undefined,
): (use: RecordedUse) => boolean {
  const hasRange = start_char !== undefined || end_char !== undefined
  const range = { start: start_char ?? 0, end: end_char ?? Number.MAX_SAFE_INTEGER }
  return ({ sourceTextId, quoted }) => {
    if (hasRange && (sourceTextId !== newestId || !rangesOverlap(range, quoted))) return false
    if (page === undefined) return true
    const pages = readings.get(sourceTextId)?.reading.sourceText.pages ?? []
    const own = pages.find(({ number }) => number === page)
    return own !== undefined && rangesOverlap(own.range, quoted)
  }
}

function presentUse(use: RecordedUse, basis: SourceUse['basis'], readings: Readings): SourceUse {
  const known = readings.get(use.sourceTextId)
  const page = known && findPage(known.reading.sourceText.pages, use.quoted.start)
  return {
    document_id: use.documentId,
    document_name: use.documentName,
    document_version: use.documentVersion,
    kind: use.kind,
    section_id: use.sectionId,
    text: use.text,
    start_char: use.range.start,
    end_char: use.range.end,
    basis,
    quote: use.quote,
    source_version: known?.versionNumber ?? 1,
    source_start_char: use.quoted.start,
    source_end_char: use.quoted.end,
    page: page?.number ?? null,
    page_label: page?.label ?? null,
    table: use.cell && {
      number: use.cell.tableNumber,
      row_path: [...use.cell.rowPath],
      column_path: [...use.cell.columnPath],
    },
  }
}
