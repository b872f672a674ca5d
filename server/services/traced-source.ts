import type { SourceWords, TracedSource } from '../../shared/contract/sources.ts'
import type { TextEvidence } from '../../shared/model/citation.ts'
import { findPage, findRecognition } from '../../shared/model/find-page.ts'
import type { Recognition } from '../../shared/model/source-text.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import { shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { findQuoteContext, findSectionName } from '../domain/quote-context.ts'
import { findTablePlace, type TablePlace } from '../domain/table-place.ts'
import { findWorst } from './target-states.ts'

type Marked = { readonly isStale: boolean; readonly marks?: readonly TextRange[] }

/** A piece of evidence with its place in its source and the words around it. */
export function describeEvidence(
  source: EvidenceSource,
  evidence: TextEvidence,
  how: Marked & {
    readonly basis: TracedSource['basis']
    readonly state: ClaimState
    readonly score?: number
  },
): TracedSource {
  const { basis, state, score = null } = how
  return { ...describeWords(source, evidence, how), basis, score, claim_state: state }
}

/** Words of a source with their place in it and the words around them. */
export function describeWords(
  source: EvidenceSource,
  evidence: Pick<TextEvidence, 'range' | 'cell'>,
  { isStale, marks = [evidence.range] }: Marked,
): SourceWords {
  const { sourceText, documentId } = source
  const { range } = evidence
  const context = findQuoteContext(sourceText, range)
  const page = findPage(sourceText.pages, range.start)
  return {
    document_source_id: documentId,
    document_source_name: source.name,
    document_source_version: source.versionNumber,
    referenced_text: sliceRange(sourceText.text, context),
    page: page?.number ?? null,
    page_label: page?.label ?? null,
    section_name: findSectionName(sourceText, range.start),
    table: presentTable(findTablePlace(sourceText, evidence)),
    start_char: context.start,
    end_char: context.end,
    marks: marks.map((mark) => shiftRange(mark, -context.start)),
    boxes: [],
    ocr: describeRecognition(findRecognition(sourceText.pages, context), context.start),
    is_stale: isStale,
    preview_url: `/api/v1/documents/${documentId}/file?version=${source.versionNumber}`,
  }
}

function presentTable(place: TablePlace | null): TracedSource['table'] {
  if (!place) return null
  const { number, rowPath, columnPath } = place
  const columns = columnPath.length > 0 ? [[...columnPath]] : []
  return { number, row_path: [...rowPath], column_path: [...columnPath], columns }
}

/**
 * The same paragraph twice is one source with all marks, and so are the cells of one table row: a
 * sentence with four numbers of a row has one source, not four.
 */
export function withoutTwins(described: readonly TracedSource[]): TracedSource[] {
  const groups = Map.groupBy(described, (one) =>
    JSON.stringify([
      one.document_source_id,
      one.document_source_version,
      one.start_char,
      one.end_char,
    ]),
  )
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [merge(first, others)] : []))
}

/** The worst state among them is that of the whole: it is the one to look at. */
function merge(first: TracedSource, others: readonly TracedSource[]): TracedSource {
  const all = [first, ...others].toSorted((a, b) => startOf(a) - startOf(b))
  const worst = findWorst(all.map(({ claim_state }) => ({ state: claim_state })))
  return {
    ...first,
    table: mergeTables(all),
    marks: listDistinct(all.flatMap(({ marks }) => marks)),
    claim_state: worst?.state ?? first.claim_state,
    is_stale: all.some(({ is_stale }) => is_stale),
  }
}

/** Where several columns come together, no single one is named; a row's head has no column, nor itself as its row. */
function mergeTables(all: readonly TracedSource[]): TracedSource['table'] {
  const tables = all.flatMap(({ table }) => table ?? [])
  const [first] = tables
  if (!first) return null
  const columns = listDistinct(tables.flatMap((table) => table.columns))
  const [column, ...others] = columns
  const { row_path } = tables.find(({ row_path: path }) => path.length > 0) ?? first
  return { ...first, row_path, column_path: column && others.length === 0 ? column : [], columns }
}

function startOf({ marks }: TracedSource): number {
  return Math.min(...marks.map(({ start }) => start))
}

function listDistinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}

function describeRecognition(recognition: Recognition | undefined, start: number) {
  if (!recognition) return null
  const doubtful = recognition.doubtful.map((word) => shiftRange(word, -start))
  return { confidence: recognition.confidence, doubtful }
}
