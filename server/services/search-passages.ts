import type { EvidenceSource, RankedPassage } from '../domain/evidence.ts'
import { rank } from '../domain/rank.ts'
import { listTerms } from '../../shared/text/terms.ts'
import type { Dependencies } from './dependencies.ts'

/** The one retrieval (design.md §4): the best passages of exactly these sources. */
export async function searchPassages(
  { index }: Pick<Dependencies, 'index'>,
  query: string,
  sources: readonly Pick<EvidenceSource, 'sourceTextId' | 'sourceHash' | 'passages'>[],
  limit: number,
): Promise<readonly RankedPassage[]> {
  const terms = [...new Set(listTerms(query))]
  if (terms.length === 0 || sources.length === 0) return []
  const ids = sources.map(({ sourceTextId }) => sourceTextId)
  return rank(query, await index.findCandidates(terms, ids), sources, limit)
}
