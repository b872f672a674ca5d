import { listTerms } from '../../shared/text/terms.ts'
import type { CandidatePassage, CandidateSet, FieldCounts } from './candidates.ts'
import type { EvidenceSource, RankedPassage } from './evidence.ts'
import { weighFrequency } from './term-weights.ts'

/**
 * The best passages for a query, best first, by BM25F (Robertson and Zaragoza 2009, §3.6) over the
 * statistics of the searched texts alone (law 7). A query of stop words alone finds nothing. Equal
 * scores stand in the order of (source hash, start), so that the order is the same everywhere (law 4).
 */
export function rank(
  query: string,
  set: CandidateSet,
  sources: readonly Pick<EvidenceSource, 'sourceTextId' | 'sourceHash' | 'passages'>[],
  limit: number,
): RankedPassage[] {
  const terms = [...new Set(listTerms(query))]
  const weigh = (term: string) =>
    weighFrequency(set.documentFrequencies.get(term) ?? 0, set.passageCount)
  const weights = new Map(terms.map((term) => [term, weigh(term)]))
  const byId = new Map(sources.map((source) => [source.sourceTextId, source]))
  return set.candidates
    .flatMap((candidate) => {
      const source = byId.get(candidate.sourceTextId)
      const start = source?.passages[candidate.ordinal]?.range.start
      const score = scoreCandidate(candidate, weights, set.averageLengths)
      if (!source || start === undefined || score <= 0) return []
      return [{ candidate, score, hash: source.sourceHash, start }]
    })
    .sort((a, b) => b.score - a.score || compareText(a.hash, b.hash) || a.start - b.start)
    .slice(0, limit)
    .map(({ candidate: { sourceTextId, ordinal }, score }) => ({ sourceTextId, ordinal, score }))
}

/** In the order of `searchFields`. A hit in a caption says more than one in a thousand-unit body. */
const fieldWeights: FieldCounts = [1, 1, 1.5, 1]

/** How far a long field counts against its hits, 0 to 1; the short fields vary little in meaning. */
const lengthPenalties: FieldCounts = [0.6, 0.4, 0.4, 0.4]

/** Where repetition of a term stops paying. */
const saturation = 1.2

function scoreCandidate(
  candidate: CandidatePassage,
  weights: ReadonlyMap<string, number>,
  averages: FieldCounts,
): number {
  let score = 0
  for (const [term, weight] of weights) {
    const counts = candidate.frequencies.get(term)
    if (!counts) continue
    const frequency = weighFields(counts, candidate.lengths, averages)
    score += (weight * frequency) / (saturation + frequency)
  }
  return score
}

function weighFields(counts: FieldCounts, lengths: FieldCounts, averages: FieldCounts): number {
  let frequency = 0
  for (const field of [0, 1, 2, 3] as const) {
    if (counts[field] === 0) continue
    const relativeLength = averages[field] > 0 ? lengths[field] / averages[field] : 1
    const penalty = 1 - lengthPenalties[field] + lengthPenalties[field] * relativeLength
    frequency += (fieldWeights[field] * counts[field]) / penalty
  }
  return frequency
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
