import type { EvidenceSource, RankedPassage } from '../domain/evidence.ts'
import { rank } from '../domain/rank.ts'
import { weighFrequency, type TermWeights } from '../domain/term-weights.ts'
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

/** How much each term tells among exactly these sources. */
export async function weighTerms(
  { index }: Pick<Dependencies, 'index'>,
  terms: readonly string[],
  sources: readonly Pick<EvidenceSource, 'sourceTextId'>[],
): Promise<TermWeights> {
  const ids = sources.map(({ sourceTextId }) => sourceTextId)
  const { documentFrequencies, passageCount } = await index.findCandidates(terms, ids)
  return new Map(
    terms.map((term) => [term, weighFrequency(documentFrequencies.get(term) ?? 0, passageCount)]),
  )
}
