import {
  maximumSelection,
  type SourcesRequest,
  type SourcesResponse,
  type TracedSource,
} from '../../shared/contract/sources.ts'
import { findPage } from '../../shared/model/find-page.ts'
import type { TextEvidence } from '../../shared/model/citation.ts'
import type { AnchorState, ClaimState } from '../../shared/model/vocabulary.ts'
import { anchor } from '../../shared/text/anchor.ts'
import { rangesOverlap, shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { listCitations, listTargets, type StoredTarget } from '../db/citations.ts'
import { findDocument } from '../db/documents.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import { attribute } from '../domain/attribute.ts'
import { nameSections, type DocumentSection } from '../domain/document-sections.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { findQuoteContext, findSectionName } from '../domain/quote-context.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentOfCaller, getVersionOfDocument } from './document-of-caller.ts'
import type { Principal } from './principal.ts'
import { notFound } from './problem.ts'
import { searchPassages } from './search-passages.ts'
import { loadSearchedSources } from './searched-sources.ts'

/** Passages that attribution looks into. */
const candidatePassages = 30

/**
 * The sources of a section or of selected words: recorded citations first; where there is none,
 * passages that say the same. Nothing found is an empty list, never a guess.
 */
export async function traceSelection(
  deps: Dependencies,
  principal: Principal,
  request: SourcesRequest,
): Promise<SourcesResponse> {
  const document = await getDocumentOfCaller(deps, principal, request.document_id)
  const version = await getVersionOfDocument(deps, document)
  const reading = await findSourceTextOfVersion(deps.db, version.id)
  if (!reading) throw notFound('text of this document')
  const sections = nameSections(reading.sourceText)
  const named = findNamedSection(sections, request.section_id)
  const found = anchorSelection(reading.sourceText.text, request, named)
  const sources = await loadSearchedSources(deps, document, version)
  const touched = found.range ? await listTouched(deps, version, found.range) : []
  const recorded = await describeRecorded(deps, version, touched, sources, !request.selected_text)
  const isHouseText = touched.length > 0 && touched.every(({ basis }) => basis === 'house_text')
  const text =
    request.selected_text ?? (found.range ? sliceRange(reading.sourceText.text, found.range) : '')
  const traced =
    recorded.length > 0 || isHouseText ? recorded : await describeRetrieved(deps, text, sources)
  return {
    section: toSectionAnswer(named ?? findSectionAt(sections, found.range)),
    anchor: found.state,
    claim_state: isHouseText ? 'house_text' : null,
    sources: await markStale(deps, document.workspaceId, traced.slice(0, request.limit)),
    searched: {
      sources: sources.length,
      passages: sources.flatMap(({ passages }) => passages).filter(({ isEvidence }) => isEvidence)
        .length,
    },
  }
}

function findNamedSection(
  sections: readonly DocumentSection[],
  id: string | undefined,
): DocumentSection | undefined {
  if (!id) return undefined
  const section = sections.find((one) => one.id === id)
  if (!section) throw notFound('section')
  return section
}

/** In the section first, where one is named: it tells twins apart. */
function anchorSelection(
  text: string,
  request: SourcesRequest,
  section: DocumentSection | undefined,
): { state: AnchorState; range: TextRange | null } {
  const { selected_text: exact, prefix, suffix } = request
  if (!exact) return { state: 'none', range: section?.range ?? null }
  const selector = { exact, prefix, suffix }
  if (section) {
    const inside = anchor(sliceRange(text, section.range), selector)
    if (inside.range)
      return { state: inside.state, range: shiftRange(inside.range, section.range.start) }
  }
  return anchor(text, selector)
}

async function listTouched(
  { db }: Dependencies,
  version: StoredVersion,
  range: TextRange,
): Promise<StoredTarget[]> {
  const targets = await listTargets(db, version.id)
  return targets.filter((target) => rangesOverlap(target.range, range))
}

async function describeRecorded(
  { db }: Dependencies,
  version: StoredVersion,
  touched: readonly StoredTarget[],
  sources: readonly EvidenceSource[],
  ofWholeSection: boolean,
): Promise<TracedSource[]> {
  if (!version.runId || touched.length === 0) return []
  const byTarget = Map.groupBy(await listCitations(db, version.runId), ({ targetKey }) => targetKey)
  const byText = new Map(sources.map((source) => [source.sourceTextId, source]))
  const described = touched.flatMap((target) =>
    (byTarget.get(target.targetKey) ?? []).flatMap(({ evidence }) => {
      const source = evidence.kind === 'text' ? byText.get(evidence.sourceTextId) : undefined
      if (evidence.kind !== 'text' || !source) return []
      const state = target.anchor === 'edited' ? 'edited_since_check' : 'not_checked'
      return [describeEvidence(source, evidence, { basis: 'recorded', state })]
    }),
  )
  return withoutTwins(described, ofWholeSection)
}

async function describeRetrieved(
  deps: Dependencies,
  text: string,
  sources: readonly EvidenceSource[],
): Promise<TracedSource[]> {
  if (text.trim() === '') return []
  // a section may be of any length; a query has bounds
  const query = text.slice(0, maximumSelection)
  const hits = await searchPassages(deps, query, sources, candidatePassages)
  const byText = new Map(sources.map((source) => [source.sourceTextId, source]))
  return attribute(query, sources, hits).flatMap(({ sourceTextId, range, marks, score, cell }) => {
    const source = byText.get(sourceTextId)
    if (!source) return []
    const quote = sliceRange(source.sourceText.text, range)
    const evidence: TextEvidence = { kind: 'text', sourceTextId, range, quote, cell }
    return [
      describeEvidence(source, evidence, {
        basis: 'retrieved',
        state: 'not_checked',
        score,
        marks,
      }),
    ]
  })
}

function describeEvidence(
  source: EvidenceSource,
  { range, cell }: TextEvidence,
  how: {
    basis: TracedSource['basis']
    state: ClaimState
    score?: number
    marks?: readonly TextRange[]
  },
): TracedSource {
  const { sourceText, documentId } = source
  const context = findQuoteContext(sourceText, range)
  const page = findPage(sourceText.pages, range.start)
  return {
    document_source_id: documentId,
    document_source_name: source.name,
    document_source_version: source.versionNumber,
    referenced_text: sliceRange(sourceText.text, context),
    basis: how.basis,
    page: page?.number ?? null,
    page_label: page?.label ?? null,
    section_name: findSectionName(sourceText, range.start),
    table: cell && {
      number: cell.tableNumber,
      row_path: [...cell.rowPath],
      column_path: [...cell.columnPath],
    },
    start_char: context.start,
    end_char: context.end,
    marks: (how.marks ?? [range]).map((mark) => shiftRange(mark, -context.start)),
    boxes: [],
    score: how.score ?? null,
    claim_state: how.state,
    is_stale: false,
    preview_url: `/api/v1/documents/${documentId}/file?version=${source.versionNumber}`,
  }
}

/**
 * The same words twice are one source with all marks. Of a whole section the cells of a row are
 * one as well: a table would otherwise be as many sources as it has cells.
 */
function withoutTwins(described: readonly TracedSource[], ofWholeSection: boolean): TracedSource[] {
  const groups = Map.groupBy(described, ({ document_source_id, start_char, end_char, table }) =>
    JSON.stringify([document_source_id, start_char, end_char, ofWholeSection ? null : table]),
  )
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [merge(first, others)] : []))
}

/** Where several columns come together, no column is named. */
function merge(first: TracedSource, others: readonly TracedSource[]): TracedSource {
  const all = [first, ...others]
  const marks = new Map(
    all.flatMap((one) => one.marks).map((mark) => [`${mark.start}-${mark.end}`, mark]),
  )
  const columns = new Set(all.map(({ table }) => JSON.stringify(table?.column_path)))
  return {
    ...first,
    table: first.table && columns.size > 1 ? { ...first.table, column_path: [] } : first.table,
    marks: [...marks.values()].toSorted((a, b) => a.start - b.start),
  }
}

async function markStale(
  { db }: Dependencies,
  workspaceId: string,
  traced: readonly TracedSource[],
): Promise<TracedSource[]> {
  return Promise.all(
    traced.map(async (one) => {
      const source = await findDocument(db, [workspaceId], one.document_source_id)
      return { ...one, is_stale: (source?.currentVersion ?? 0) > one.document_source_version }
    }),
  )
}

function findSectionAt(
  sections: readonly DocumentSection[],
  range: TextRange | null,
): DocumentSection | undefined {
  return range ? sections.findLast((section) => section.range.start <= range.start) : undefined
}

function toSectionAnswer(section: DocumentSection | undefined): SourcesResponse['section'] {
  if (!section) return null
  return { section_id: section.id, section_title: section.title, section_order: section.order }
}
