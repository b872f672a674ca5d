import { createTermFinder, type HoldsTerm } from '../domain/candidates.ts'
import type { RankedPassage, SearchedSource } from '../domain/evidence.ts'
import { rank } from '../domain/rank.ts'
import { weighFrequency, type TermWeights } from '../domain/term-weights.ts'
import { listTerms } from '../../shared/text/terms.ts'
import type { Dependencies } from './dependencies.ts'

/** The one retrieval (design.md §4): the best passages of exactly these sources. */
export async function searchPassages(
  { index }: Pick<Dependencies, 'index'>,
  query: string,
  sources: readonly Pick<SearchedSource, 'sourceTextId' | 'sourceHash'>[],
  limit: number,
): Promise<readonly RankedPassage[]> {
  const terms = [...new Set(listTerms(query))]
  if (terms.length === 0 || sources.length === 0) return []
  const ids = sources.map(({ sourceTextId }) => sourceTextId)
  return rank(await index.findCandidates(terms, ids), sources, limit)
}

/** How much each term of a query tells among exactly these sources, as `rankSentences` needs it. */
export async function weighTerms(
  deps: Pick<Dependencies, 'index'>,
  query: string,
  sources: readonly Pick<SearchedSource, 'sourceTextId'>[],
): Promise<TermWeights> {
  return (await lookUpTerms(deps, query, sources)).weights
}

/** What the index knows of a query's terms among exactly these sources, as attribution needs it. */
export async function lookUpTerms(
  { index }: Pick<Dependencies, 'index'>,
  query: string,
  sources: readonly Pick<SearchedSource, 'sourceTextId'>[],
): Promise<{ readonly weights: TermWeights; readonly holds: HoldsTerm }> {
  const terms = [...new Set(listTerms(query))]
  const ids = sources.map(({ sourceTextId }) => sourceTextId)
  const set = await index.findCandidates(terms, ids)
  const { documentFrequencies, passageCount } = set
  const weigh = (term: string) => weighFrequency(documentFrequencies.get(term) ?? 0, passageCount)
  return {
    weights: new Map(terms.map((term) => [term, weigh(term)])),
    holds: createTermFinder(set),
  }
}
