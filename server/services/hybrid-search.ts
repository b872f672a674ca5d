import type {
  HybridSearchRequest,
  HybridSearchResponse,
} from '../../shared/contract/hybrid-search.ts'
import { defaultAlpha } from '../../shared/contract/search.ts'
import type { EvidenceSource, RankedPassage } from '../domain/evidence.ts'
import { matchesName } from '../domain/match-name.ts'
import { toChunk } from './chunks.ts'
import { listChosenSources } from './chosen-sources.ts'
import type { Dependencies } from './dependencies.ts'
import { chooseWorkspace, type Principal } from './principal.ts'
import { searchFused } from './search-fused.ts'
import { countSearched } from './search-passages.ts'
import { warnOfUnread, warnOfVectors } from './search-warnings.ts'
import { openHits } from './searched-sources.ts'

/**
 * The search of POST /search in the form of the published API: without an embedder, or while it fails,
 * by text alone, and the answer says so.
 * @throws Problem `document_set_unknown`
 */
export async function searchHybrid(
  deps: Dependencies,
  principal: Principal,
  request: HybridSearchRequest,
): Promise<HybridSearchResponse> {
  const { sources, unread } = await chooseSources(deps, principal, request)
  const { query, limit, vector_k: mostNear, only_text_search: isTextOnly } = request
  const weight = isTextOnly ? 0 : defaultAlpha
  const found = await searchFused(deps, query, sources, limit, weight, mostNear)
  const opened = await openHits(deps, sources, found.hits)
  const searched = await countSearched(deps, sources)
  const mode = isTextOnly ? 'keyword' : 'hybrid'
  const best = found.by === 'keyword' ? (found.hits[0]?.score ?? 1) : 1
  const chunks = found.hits.flatMap((hit) => present(hit, opened, best))
  return {
    query,
    document_set_key: request.document_set_key,
    total_results: chunks.length,
    search_type: found.by === 'keyword' ? 'text' : 'hybrid',
    chunks: chunks.map((chunk, index) => ({ ...chunk, rank: index + 1 })),
    searched,
    warnings: [
      ...warnOfVectors(deps, mode, found, searched.passages),
      ...warnOfUnread(unread),
      ...(sources.length === 0 ? ['No source that was read has a name as asked for.'] : []),
    ],
  }
}

async function chooseSources(
  deps: Dependencies,
  principal: Principal,
  { document_set_key: key, document_filters: filters }: HybridSearchRequest,
) {
  const { id } = chooseWorkspace(principal, { key, keyPlace: ['body', 'document_set_key'] })
  const { sources, pending, unread } = await listChosenSources(deps, id, [])
  const isAsked = ({ name }: { readonly name: string }) =>
    filters.length === 0 || filters.some((filter) => matchesName(name, filter))
  return { sources: sources.filter(isAsked), unread: [...pending, ...unread].filter(isAsked) }
}

type PresentedChunk = Omit<HybridSearchResponse['chunks'][number], 'rank'>

function present(
  { sourceTextId, ordinal, score }: RankedPassage,
  sources: readonly EvidenceSource[],
  best: number,
): PresentedChunk[] {
  const source = sources.find((one) => one.sourceTextId === sourceTextId)
  const passage = source?.passages.find((one) => one.ordinal === ordinal)
  if (!source || !passage) return []
  const chunk = toChunk(source, passage, { ingestedAt: '', isStale: false })
  return [
    {
      id: chunk.chunk_id,
      content: chunk.content,
      score: Math.min(1, score / best),
      document_id: chunk.document_id,
      document_name: chunk.document_name,
      document_type: source.role,
      section_name: chunk.section_path.at(-1) ?? null,
      page_number: chunk.page,
      start_char: chunk.start_char,
      end_char: chunk.end_char,
    },
  ]
}
