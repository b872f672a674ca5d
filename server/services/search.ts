import type { SearchRequest, SearchResponse } from '../../shared/contract/search.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { listReadingTimes } from '../db/source-texts.ts'
import type { QualityVerdict } from '../../shared/model/conversation.ts'
import type { EvidenceSource, RankedPassage, SearchedSource } from '../domain/evidence.ts'
import { findsIdentifier, judgeEvidence } from '../domain/judge-evidence.ts'
import { findsSpread } from '../domain/find-spread.ts'
import { rankRows } from '../domain/rank-rows.ts'
import { rankSentences, rankTogether } from '../domain/rank-sentences.ts'
import { readQuestion } from '../domain/read-question.ts'
import { toChunk } from './chunks.ts'
import { listChosenSources } from './chosen-sources.ts'
import type { Dependencies } from './dependencies.ts'
import type { Principal } from './principal.ts'
import { searchFused, type FusedHits } from './search-fused.ts'
import { countSearched, weighTerms } from './search-passages.ts'
import { warnOfUnread, warnOfVectors } from './search-warnings.ts'
import { openHits } from './searched-sources.ts'
import { chooseWorkspaceOfDocuments } from './workspace-of-documents.ts'

/**
 * The best passages for a query. Where vectors were asked for and none could be had, it is answered by
 * keyword, and the answer says so.
 */
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
  const {
    sources: searched,
    pending,
    unread,
  } = await listChosenSources(deps, workspaceId, request.document_ids)
  const weight = weighVectors(request)
  const found = await searchFused(deps, request.query, searched, request.limit, weight)
  const hits = found.hits.filter(({ score }) => score >= request.min_score)
  const sources = await openHits(deps, searched, hits)
  const times = await listReadingTimes(
    deps.db,
    sources.map(({ sourceTextId }) => sourceTextId),
  )
  const present = (hit: RankedPassage) => toResult(hit, sources, times, request, found.by)
  const { reason, ...verdict } = await judge(deps, request.query, { hits, sources, searched })
  const counted = await countSearched(deps, searched)
  return {
    results: hits.flatMap(present),
    quality_verdict: { ...verdict, reason_code: reason },
    searched: counted,
    warnings: [
      ...warnOfVectors(deps, request.search_mode, found, counted.passages),
      ...warnOfUnread([...pending, ...unread]),
    ],
    processing_time_ms: Date.parse(deps.clock.now()) - Date.parse(began),
  }
}

/** Of the sentences and the table rows of the passages that are shown. */
async function judge(
  deps: Dependencies,
  query: string,
  {
    hits,
    sources,
    searched,
  }: {
    hits: readonly RankedPassage[]
    sources: readonly EvidenceSource[]
    searched: readonly SearchedSource[]
  },
): Promise<QualityVerdict> {
  if (searched.length === 0)
    return { verdict: 'insufficient_evidence', reason: 'nothing_to_search', confidence: 1 }
  if (findsIdentifier(query, readBest(hits, sources)) || findsSpread(query, hits, sources))
    return { verdict: 'sufficient', reason: 'answered', confidence: 1 }
  const question = readQuestion(query)
  const weights = await weighTerms(deps, question.terms, searched)
  const sentences = rankSentences(question, hits, sources, weights)
  const rows = rankRows(question, hits, sources, weights)
  return judgeEvidence(question, rankTogether(question, [...sentences, ...rows]))
}

function readBest([best]: readonly RankedPassage[], sources: readonly EvidenceSource[]): string {
  const source = sources.find(({ sourceTextId }) => sourceTextId === best?.sourceTextId)
  const passage = source?.passages.find(({ ordinal }) => ordinal === best?.ordinal)
  return source && passage ? sliceRange(source.sourceText.text, passage.range) : ''
}

function weighVectors({ search_mode: mode, alpha }: SearchRequest): number | undefined {
  if (mode === 'keyword') return 0
  if (mode === 'semantic') return 1
  return mode === 'hybrid' ? alpha : undefined
}

function toResult(
  { sourceTextId, ordinal, score }: RankedPassage,
  sources: readonly EvidenceSource[],
  times: ReadonlyMap<string, string>,
  request: SearchRequest,
  by: FusedHits['by'],
): SearchResponse['results'] {
  const source = sources.find((one) => one.sourceTextId === sourceTextId)
  const passage = source?.passages.find((one) => one.ordinal === ordinal)
  if (!source || !passage) return []
  const known = { ingestedAt: times.get(sourceTextId) ?? '', isStale: false }
  const context = request.include_context
    ? readContext(source, ordinal, request.context_window)
    : null
  return [{ ...toChunk(source, passage, known), score, score_source: by, context }]
}

/** The passage with those around it. */
function readContext({ passages, sourceText }: EvidenceSource, ordinal: number, window: number) {
  const around = passages.filter((one) => Math.abs(one.ordinal - ordinal) <= window)
  const start = Math.min(...around.map(({ range }) => range.start))
  const end = Math.max(...around.map(({ range }) => range.end))
  return { content: sliceRange(sourceText.text, { start, end }), start_char: start, end_char: end }
}
