import type { ClaimDifferenceAnswer, ClaimEvidenceAnswer } from '../../shared/contract/checks.ts'
import type { ClaimVerdict } from '../../shared/model/check.ts'
import type { Evidence, TextEvidence } from '../../shared/model/citation.ts'
import { findPage } from '../../shared/model/find-page.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'
import type { EvidenceSource, SearchedSource } from '../domain/evidence.ts'
import { findSectionName } from '../domain/quote-context.ts'
import { findTablePlace } from '../domain/table-place.ts'
import type { Dependencies } from './dependencies.ts'
import { loadReadings } from './searched-sources.ts'

export type PresentEvidence = (verdict: Pick<ClaimVerdict, 'evidence'>) => {
  readonly evidence: ClaimEvidenceAnswer[]
  /** Words of the text that an evidence is of. */
  readonly wordsAt: (index: number, range: TextRange) => string | null
}

/** Loads what the verdicts cite once. */
export async function createEvidencePresenter(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
  sources: readonly SearchedSource[],
  judged: readonly { readonly verdict: ClaimVerdict }[],
): Promise<PresentEvidence> {
  const ids = judged.flatMap(({ verdict }) =>
    verdict.evidence.flatMap((one) => (one.kind === 'text' ? one.sourceTextId : [])),
  )
  const readings = await loadReadings(deps, workspaceId, ids, sources)
  return createTextPresenter([...readings.values()])
}

/** @param texts further ones, which are no source's, by the id that evidence names them with. */
export function createTextPresenter(
  sources: readonly EvidenceSource[],
  texts: ReadonlyMap<string, string> = new Map(),
): PresentEvidence {
  const byText = new Map(sources.map((source) => [source.sourceTextId, source]))
  const findWords = (evidence: Evidence | undefined, range: TextRange) => {
    if (evidence?.kind === 'data') return sliceRange(evidence.value, range)
    const id = evidence?.sourceTextId ?? ''
    const text = byText.get(id)?.sourceText.text ?? texts.get(id)
    return text === undefined ? null : sliceRange(text, range)
  }
  return ({ evidence }) => ({
    evidence: evidence.map((one) => presentEvidence(one, byText)),
    wordsAt: (index, range) => findWords(evidence[index], range),
  })
}

export function presentDifferences(
  text: string,
  { differences, evidence: all }: ClaimVerdict,
  wordsAt: (index: number, range: TextRange) => string | null,
): ClaimDifferenceAnswer[] {
  return differences.map(({ kind, claim, evidence }) => {
    const place = evidence && findInQuote(all[evidence.index], evidence.range)
    return {
      kind,
      ...claim,
      words: sliceRange(text, claim),
      source_words: evidence && wordsAt(evidence.index, evidence.range),
      source_start: place?.start ?? null,
      source_end: place?.end ?? null,
      evidence: evidence?.index ?? null,
    }
  })
}

/** A value of the data is quoted whole; a range of a source's text may stand outside the quote. */
function findInQuote(evidence: Evidence | undefined, range: TextRange): TextRange | null {
  if (!evidence) return null
  if (evidence.kind === 'data') return range
  const [start, end] = [range.start - evidence.range.start, range.end - evidence.range.start]
  return start >= 0 && end <= evidence.quote.length ? { start, end } : null
}

function presentEvidence(
  evidence: Evidence,
  byText: ReadonlyMap<string, EvidenceSource>,
): ClaimEvidenceAnswer {
  if (evidence.kind === 'data') {
    return { ...noSource, quote: evidence.value, pointer: evidence.pointer }
  }
  const source = byText.get(evidence.sourceTextId)
  return { ...noSource, quote: evidence.quote, ...(source && placeEvidence(source, evidence)) }
}

const noSource = {
  document_source_id: null,
  document_source_name: null,
  document_source_version: null,
  page: null,
  page_label: null,
  section_name: null,
  table: null,
  start_char: null,
  end_char: null,
  pointer: null,
}

function placeEvidence(
  { documentId, name, versionNumber, sourceText }: EvidenceSource,
  evidence: TextEvidence,
): Omit<ClaimEvidenceAnswer, 'quote' | 'pointer'> {
  const { range } = evidence
  const table = findTablePlace(sourceText, evidence)
  const page = findPage(sourceText.pages, range.start)
  return {
    document_source_id: documentId,
    document_source_name: name,
    document_source_version: versionNumber,
    page: page?.number ?? null,
    page_label: page?.label ?? null,
    section_name: findSectionName(sourceText, range.start),
    table: table && {
      number: table.number,
      row_path: [...table.rowPath],
      column_path: [...table.columnPath],
    },
    start_char: range.start,
    end_char: range.end,
  }
}
