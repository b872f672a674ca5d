import {
  bodyCount,
  findText,
  holdsBodyAlone,
  postingSize,
  unpackCounts,
  type CandidateSet,
  type FieldCounts,
  type SearchedPassages,
} from './candidates.ts'
import type { RankedPassage, SearchedSource } from './evidence.ts'
import {
  measurePassage,
  passageFeatures,
  weighQuery,
  type PassageFeatures,
} from './passage-features.ts'
import { passageWeights } from './passage-weights.ts'
import type { QuestionKind } from './read-question.ts'
import { weighPostings } from './term-weights.ts'

/**
 * The best passages for a query's terms, best first. BM25F (Robertson and Zaragoza 2009, §3.6) over the
 * statistics of the searched texts alone (law 7) finds candidates; what stands around them and how near
 * their hits stand to each other orders them. A query of stop words alone finds nothing. Equal scores
 * stand in the order of (source hash, place), so that the order is the same everywhere (law 4).
 */
export function rank(
  set: CandidateSet,
  sources: readonly Pick<SearchedSource, 'sourceTextId' | 'sourceHash'>[],
  limit: number,
  kind: QuestionKind,
): RankedPassage[] {
  const weights = passageWeights[kind === 'statement' ? 'statement' : 'question']
  const looksInside = weights.span > 0 || weights.pairs > 0
  return measureCandidates(set, sources, Math.max(leastCandidates, 2 * limit), looksInside)
    .map(({ features, ...passage }) => ({ ...passage, score: weighFeatures(features, weights) }))
    .sort(compareScored)
    .slice(0, limit)
    .map(({ sourceTextId, ordinal, score }) => ({ sourceTextId, ordinal, score }))
}

type MeasuredPassage = Scored & { readonly features: PassageFeatures }

/**
 * The best passages by BM25F, with what orders them.
 * @param looksInside false leaves the features at 0 that tell how near the hits stand to each other.
 */
export function measureCandidates(
  set: CandidateSet,
  sources: readonly Pick<SearchedSource, 'sourceTextId' | 'sourceHash'>[],
  limit: number,
  looksInside = true,
): MeasuredPassage[] {
  const weights = weighPostings(set)
  const query = weighQuery(set, weights)
  return findCandidates(set, weights, sources, limit).map((one) => ({
    ...one,
    features: measurePassage(query, set, one, looksInside),
  }))
}

function findCandidates(
  set: CandidateSet,
  weights: readonly number[],
  sources: readonly Pick<SearchedSource, 'sourceTextId' | 'sourceHash'>[],
  limit: number,
): Scored[] {
  const { sourceTextIds, ordinals } = set.passages
  const hashOf = new Map(sources.map((source) => [source.sourceTextId, source.sourceHash]))
  const hashes = sourceTextIds.map((id) => hashOf.get(id))
  const scores = scorePassages(set, weights)
  let best: Scored[] = []
  let least = 0
  // tens of thousands of passages: an iterator would make an array of each
  for (let place = 0; place < scores.length; place++) {
    const score = scores[place] ?? 0
    if (score <= 0 || score < least) continue
    const text = findText(set.passages, place)
    const [sourceTextId, hash] = [sourceTextIds[text], hashes[text]]
    if (sourceTextId === undefined || hash === undefined) continue
    best.push({ sourceTextId, ordinal: ordinals[place] ?? 0, score, hash, place })
    if (best.length < keptAtMost * limit) continue
    best = best.sort(compareScored).slice(0, limit)
    least = best.at(-1)?.score ?? 0
  }
  return best.sort(compareScored).slice(0, limit)
}

function weighFeatures(features: PassageFeatures, weights: PassageFeatures): number {
  return passageFeatures.reduce((sum, name) => sum + weights[name] * features[name], 0)
}

type Scored = RankedPassage & {
  readonly hash: string
  readonly place: number
}

/** Fewer than these are not worth to be ordered again. */
const leastCandidates = 60

/** What is surely not among the best is dropped now and then, not each time. */
const keptAtMost = 4

/** In the order of `searchFields`. A hit in a caption says more than one in a thousand-unit body. */
const fieldWeights: FieldCounts = [1, 1, 1.5, 1]

/** How far a long field counts against its hits, 0 to 1; the short fields vary little in meaning. */
const lengthPenalties: FieldCounts = [0.6, 0.4, 0.4, 0.4]

/** Where repetition of a term stops paying. */
const saturation = 1.2

/** One score a passage; 0 where it holds none of the terms. */
function scorePassages(
  { passages, postings }: CandidateSet,
  weights: readonly number[],
): Float64Array {
  const { lengths, averageLengths } = passages
  const scores = new Float64Array(passages.ordinals.length)
  const [share, average] = [lengthPenalties[0], averageLengths[0] > 0 ? averageLengths[0] : 1]
  for (const [term, numbers] of postings.entries()) {
    const weight = weights[term] ?? 0
    for (let at = 0; at < numbers.length; at += postingSize) {
      const place = numbers[at] ?? 0
      const packed = numbers[at + 1] ?? 0
      // nearly all hits are in the body alone, which this does without a step for each field
      const frequency = holdsBodyAlone(packed)
        ? bodyCount(packed) / (1 - share + (share * (lengths[place * 4] ?? 0)) / average)
        : weighFields(packed, passages, place * 4)
      scores[place] = (scores[place] ?? 0) + (weight * frequency) / (saturation + frequency)
    }
  }
  return scores
}

function weighFields(
  packed: number,
  { lengths, averageLengths }: SearchedPassages,
  first: number,
): number {
  const counts = unpackCounts(packed)
  let frequency = 0
  for (let field = 0; field < 4; field++) {
    const count = counts[field] ?? 0
    if (count === 0) continue
    const average = averageLengths[field] ?? 0
    const relativeLength = average > 0 ? (lengths[first + field] ?? 0) / average : 1
    const share = lengthPenalties[field] ?? 0
    const penalty = 1 - share + share * relativeLength
    frequency += ((fieldWeights[field] ?? 0) * count) / penalty
  }
  return frequency
}

function compareScored(a: Scored, b: Scored): number {
  return b.score - a.score || compareText(a.hash, b.hash) || a.ordinal - b.ordinal
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
