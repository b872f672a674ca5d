import { defaultAlpha } from '../../shared/contract/search.ts'
import { writeQueryForEmbedding } from '../domain/embedding-text.ts'
import type { RankedPassage, SearchedSource } from '../domain/evidence.ts'
import { addCandidates, addMeasured, fuse } from '../domain/fuse.ts'
import { EmbedderFailed } from '../ports/embedder.ts'
import type { Nearest } from '../ports/vector-index.ts'
import type { Dependencies } from './dependencies.ts'
import { searchPassages } from './search-passages.ts'

type Searching = Pick<Dependencies, 'index'> & Partial<Pick<Dependencies, 'dense'>>

type Sources = readonly Pick<SearchedSource, 'sourceTextId' | 'sourceHash'>[]

export type FusedHits = {
  /** Best first. */
  readonly hits: readonly RankedPassage[]
  /** What ranked them; what was to be fused is answered by keyword while the embedder fails. */
  readonly by: 'keyword' | 'semantic' | 'hybrid'
  /** Why vectors were left out; null where they were not, or there is no embedder. */
  readonly failure: string | null
  /** How many passages have a vector; null where none was asked for. */
  readonly compared: number | null
}

/**
 * The best passages of exactly these sources, by their words and, where there is an embedder, by what
 * they mean. Vectors only bring candidates: what a passage supports is decided by its words. Runs and
 * checks search by words alone, since what they give rests on nothing that may be down.
 * @param weight of the vectors, 0 to 1; with 0 the embedder is not asked.
 * @param mostNear how many passages the vectors may bring.
 */
export async function searchFused(
  deps: Searching,
  query: string,
  sources: Sources,
  limit: number,
  weight = defaultAlpha,
  mostNear = Math.max(limit, fusedDepth),
): Promise<FusedHits> {
  const depth = Math.max(limit, fusedDepth)
  const [byWords, nearest] = await Promise.all([
    searchPassages(deps, query, sources, depth),
    weight > 0 ? findNearest(deps, query, sources, mostNear) : null,
  ])
  if (nearest === null || 'failure' in nearest) {
    const failure = nearest?.failure ?? null
    return { hits: byWords.slice(0, limit), by: 'keyword', failure, compared: null }
  }
  const { compared } = nearest
  if (weight >= 1)
    return { hits: nearest.hits.slice(0, limit), by: 'semantic', failure: null, compared }
  const hits = fuse(byWords, addMeasured(nearest.hits, byWords, nearest.measure), weight, limit)
  return { hits, by: 'hybrid', failure: null, compared }
}

/** Of each ranking: what stands further down adds nothing to an order. */
const fusedDepth = 100

/** What was found by words, and behind it what is nearest in meaning beside: the order stays. */
export async function addNearest(
  deps: Searching,
  query: string,
  sources: Sources,
  hits: readonly RankedPassage[],
): Promise<readonly RankedPassage[]> {
  const nearest = await findNearest(deps, query, sources, mostAdded)
  return nearest && 'hits' in nearest ? addCandidates(hits, nearest.hits) : hits
}

const mostAdded = 15

/** Null without an embedder. */
async function findNearest(
  { dense }: Searching,
  query: string,
  sources: Sources,
  limit: number,
): Promise<Nearest | { readonly failure: string } | null> {
  if (!dense || sources.length === 0) return null
  try {
    const vector = await dense.embedder.embedQuery(writeQueryForEmbedding(query))
    return await dense.vectors.findNearest(vector, sources, limit)
  } catch (error) {
    if (error instanceof EmbedderFailed) return { failure: error.message }
    throw error
  }
}
