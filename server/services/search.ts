import type { SearchRequest, SearchResponse } from '../../shared/contract/search.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { listReadingTimes } from '../db/source-texts.ts'
import type { QualityVerdict } from '../../shared/model/conversation.ts'
import type { EvidenceSource, RankedPassage } from '../domain/evidence.ts'
import { judgeEvidence } from '../domain/judge-evidence.ts'
import { rankRows } from '../domain/rank-rows.ts'
import { rankSentences, rankTogether } from '../domain/rank-sentences.ts'
import { readQuestion } from '../domain/read-question.ts'
import { countSearched } from '../domain/answer/count-searched.ts'
import { toChunk } from './chunks.ts'
import { loadChosenSources } from './chosen-sources.ts'
import type { Dependencies } from './dependencies.ts'
import type { Principal } from './principal.ts'
import { searchPassages, weighTerms } from './search-passages.ts'
import { chooseWorkspaceOfDocuments } from './workspace-of-documents.ts'

/** The best passages for a query, by keyword: there is no embedder, and the answer says so. */
export async function search(
  deps: Dependencies,
  principal: Principal,
  request: SearchRequest,
): Promise<SearchResponse> {
  const began = deps.clock.now()
  const workspaceId = await chooseWorkspaceOfDocuments(
    deps,
    principal,
    request.document_ids,
    request.document_set_key,
  )
  const { sources, pending, unread } = await loadChosenSources(
    deps,
    workspaceId,
    request.document_ids,
  )
  const found = await searchPassages(deps, request.query, sources, request.limit)
  const hits = found.filter(({ score }) => score >= request.min_score)
  const times = await listReadingTimes(
    deps.db,
    sources.map(({ sourceTextId }) => sourceTextId),
  )
  const present = (hit: RankedPassage) => toResult(hit, sources, times, request)
  const { reason, ...verdict } = await judge(deps, request.query, hits, sources)
  return {
    results: hits.flatMap(present),
    quality_verdict: { ...verdict, reason_code: reason },
    searched: countSearched(sources),
    warnings: listWarnings(request, [...pending, ...unread]),
    processing_time_ms: Date.parse(deps.clock.now()) - Date.parse(began),
  }
}

/** Of the sentences and the table rows of the passages that are shown. */
async function judge(
  deps: Dependencies,
  query: string,
  hits: readonly RankedPassage[],
  sources: readonly EvidenceSource[],
): Promise<QualityVerdict> {
  if (sources.length === 0)
    return { verdict: 'insufficient_evidence', reason: 'nothing_to_search', confidence: 1 }
  const question = readQuestion(query)
  const weights = await weighTerms(deps, question.terms, sources)
  const sentences = rankSentences(question, hits, sources, weights)
  const rows = rankRows(question, hits, sources, weights)
  return judgeEvidence(question, rankTogether(question, [...sentences, ...rows]))
}

function listWarnings(
  { search_mode: mode }: SearchRequest,
  unread: readonly { readonly name: string }[],
): string[] {
  const warnings: string[] = []
  if (mode !== 'keyword')
    warnings.push(`No embedder is configured: "${mode}" was answered by keyword.`)
  if (unread.length > 0) {
    const names = unread.map(({ name }) => name).join(', ')
    warnings.push(`Not searched, since it has not been read: ${names}.`)
  }
  return warnings
}

function toResult(
  { sourceTextId, ordinal, score }: RankedPassage,
  sources: readonly EvidenceSource[],
  times: ReadonlyMap<string, string>,
  request: SearchRequest,
): SearchResponse['results'] {
  const source = sources.find((one) => one.sourceTextId === sourceTextId)
  const passage = source?.passages.find((one) => one.ordinal === ordinal)
  if (!source || !passage) return []
  const known = { ingestedAt: times.get(sourceTextId) ?? '', isStale: false }
  const context = request.include_context
    ? readContext(source, ordinal, request.context_window)
    : null
  return [{ ...toChunk(source, passage, known), score, score_source: 'keyword', context }]
}

/** The passage with those around it. */
function readContext({ passages, sourceText }: EvidenceSource, ordinal: number, window: number) {
  const around = passages.filter((one) => Math.abs(one.ordinal - ordinal) <= window)
  const start = Math.min(...around.map(({ range }) => range.start))
  const end = Math.max(...around.map(({ range }) => range.end))
  return { content: sliceRange(sourceText.text, { start, end }), start_char: start, end_char: end }
}
