import { createTermFinder, type CandidateSet, type HoldsTerm } from '../domain/candidates.ts'
import type { RankedPassage, SearchedSource } from '../domain/evidence.ts'
import { tellsRange } from '../domain/check/named-rows.ts'
import { rank } from '../domain/rank.ts'
import { readQuestion } from '../domain/read-question.ts'
import { weighPostings, type TermWeights } from '../domain/term-weights.ts'
import { listTerms } from '../../shared/text/terms.ts'
import type { Dependencies } from './dependencies.ts'

/** What the index knows of a query's terms among exactly the searched sources. */
type KnownTerms = {
  /** How much each of them tells. */
  readonly weights: TermWeights
  readonly holds: HoldsTerm
}

/** The one retrieval (design.md §4): the best passages of exactly these sources. */
export async function searchPassages(
  deps: Pick<Dependencies, 'index'>,
  query: string,
  sources: readonly Pick<SearchedSource, 'sourceTextId' | 'sourceHash'>[],
  limit: number,
): Promise<readonly RankedPassage[]> {
  const set = await findCandidates(deps, query, sources)
  return rank(set, sources, limit, readQuestion(query).kind)
}

/**
 * Passages for a claim. Who tells a range ("from 51 to 89") names no statistic, but the rows of tables
 * that give one are called by theirs: a few passages are found by these names as well.
 */
export async function searchForClaim(
  deps: Pick<Dependencies, 'index'>,
  claim: string,
  sources: readonly Pick<SearchedSource, 'sourceTextId' | 'sourceHash'>[],
  limit: number,
): Promise<readonly RankedPassage[]> {
  const hits = await searchPassages(deps, claim, sources, limit)
  if (!tellsRange(claim)) return hits
  const more = await searchPassages(deps, `${claim} min max`, sources, passagesOfRanges)
  const known = new Set(hits.map(nameHit))
  return [...hits, ...more.filter((one) => !known.has(nameHit(one)))]
}

const passagesOfRanges = 5

function nameHit({ sourceTextId, ordinal }: RankedPassage): string {
  return `${sourceTextId} ${ordinal}`
}

/** The same passages, with what attribution needs to know of the query's terms. */
export async function searchForAttribution(
  deps: Pick<Dependencies, 'index'>,
  query: string,
  sources: readonly Pick<SearchedSource, 'sourceTextId' | 'sourceHash'>[],
  limit: number,
): Promise<KnownTerms & { readonly hits: readonly RankedPassage[] }> {
  const set = await findCandidates(deps, query, sources)
  return { hits: rank(set, sources, limit, 'statement'), ...describeTerms(set) }
}

/** For passages that another query found. */
export async function lookUpTerms(
  deps: Pick<Dependencies, 'index'>,
  query: string,
  sources: readonly Pick<SearchedSource, 'sourceTextId'>[],
): Promise<KnownTerms> {
  return describeTerms(await findCandidates(deps, query, sources))
}

/** How much each term tells among exactly these sources. */
export async function weighTerms(
  { index }: Pick<Dependencies, 'index'>,
  terms: readonly string[],
  sources: readonly Pick<SearchedSource, 'sourceTextId'>[],
): Promise<TermWeights> {
  const ids = sources.map(({ sourceTextId }) => sourceTextId)
  return describeTerms(await index.findCandidates([...new Set(terms)], ids)).weights
}

/** What a search rests on having looked at: the denominator of "nothing was found". */
export async function countSearched(
  { index }: Pick<Dependencies, 'index'>,
  sources: readonly Pick<SearchedSource, 'sourceTextId'>[],
): Promise<{ sources: number; passages: number }> {
  const ids = sources.map(({ sourceTextId }) => sourceTextId)
  return { sources: sources.length, passages: await index.countPassages(ids) }
}

function findCandidates(
  { index }: Pick<Dependencies, 'index'>,
  query: string,
  sources: readonly Pick<SearchedSource, 'sourceTextId'>[],
): Promise<CandidateSet> {
  const ids = sources.map(({ sourceTextId }) => sourceTextId)
  return index.findCandidates([...new Set(listTerms(query))], ids)
}

function describeTerms(set: CandidateSet): KnownTerms {
  const weights = weighPostings(set)
  return {
    weights: new Map(set.terms.map((term, index) => [term, weights[index] ?? 0])),
    holds: createTermFinder(set),
  }
}
