import {
  bodyCount,
  findPosting,
  findPostingFrom,
  findText,
  postingSize,
  unpackCounts,
  type CandidateSet,
  type SearchedPassages,
} from './candidates.ts'

/** What tells how well a passage answers a query, all in the unit of `own`, which is its BM25F. */
export const passageFeatures = ['own', 'around', 'span', 'pairs'] as const

type PassageFeature = (typeof passageFeatures)[number]
export type PassageFeatures = Readonly<Record<PassageFeature, number>>

/** A query's terms with what each tells, in the order in which they were asked. */
type WeighedQuery = {
  readonly weights: readonly number[]
  readonly total: number
  /** Of each term and the next one, the lesser weight. */
  readonly pairWeights: readonly number[]
  /** Terms of a body on average. */
  readonly averageLength: number
}

export function weighQuery(set: CandidateSet, weights: readonly number[]): WeighedQuery {
  const pairWeights = weights.slice(1).map((weight, at) => Math.min(weight, weights[at] ?? 0))
  return {
    weights,
    total: sum(weights),
    pairWeights,
    averageLength: set.passages.averageLengths[0],
  }
}

/**
 * All of them grow with what a passage and its neighbours hold of the query, so that a linear ranking
 * by weights of at least 0 never puts a passage lower for holding more.
 *
 * @param passage with its BM25F as `score`
 * @param looksInside false leaves at 0 what tells how near its hits stand to each other
 */
export function measurePassage(
  query: WeighedQuery,
  set: CandidateSet,
  { place, score: own }: { readonly place: number; readonly score: number },
  looksInside: boolean,
): PassageFeatures {
  const around = scoreAround(query, set, place)
  if (!looksInside) return { own, around, span: 0, pairs: 0 }
  const { weights, total } = query
  const hits = set.postings.map((numbers) => readHit(numbers, place))
  const places = hits.map((hit) => hit.places)
  const belowHeading = sum(weights.filter((_, term) => hits[term]?.isInHeading))
  const others = weights.map((weight, term) => (hits[term]?.isInHeading ? 0 : weight))
  return {
    own,
    around,
    span: belowHeading + findBestSpan(places, others),
    pairs: total * coverPairs(query, places),
  }
}

/** A sentence has some sixteen terms. */
const sentenceBits = 4

type Hit = { readonly isInHeading: boolean; readonly places: number }

const noHit: Hit = { isInHeading: false, places: 0 }

function readHit(numbers: Uint32Array, place: number): Hit {
  const at =
    numbers[0] === undefined || place < numbers[0] ? undefined : findPosting(numbers, place)
  if (at === undefined) return noHit
  const [, heading] = unpackCounts(numbers[at + 1] ?? 0)
  return { isInHeading: heading > 0, places: numbers[at + 2] ?? 0 }
}

/** The most that terms weigh together which stand as near to each other as in a sentence. */
function findBestSpan(places: readonly number[], weights: readonly number[]): number {
  const mask = (1 << sentenceBits) - 1
  let best = 0
  for (let start = 0; start <= 32 - sentenceBits; start++) {
    let weight = 0
    for (const [term, own] of places.entries()) {
      if ((own >>> start) & mask) weight += weights[term] ?? 0
    }
    if (weight > best) best = weight
  }
  return best
}

/** The share of neighbours in the query that are neighbours here, too, or nearly. */
function coverPairs({ pairWeights }: WeighedQuery, places: readonly number[]): number {
  const near = pairWeights.filter((_, term) => {
    const one = places[term] ?? 0
    const next = places[term + 1] ?? 0
    return ((one | (one << 1) | (one >>> 1)) & next) !== 0
  })
  return pairWeights.length === 0 ? 0 : sum(near) / Math.max(sum(pairWeights), 1e-9)
}

/** Passages before and behind that a passage is seen with. */
const neighbours = 2

/** BM25 of a passage and its neighbours taken as one, over their bodies. */
function scoreAround(
  { weights, averageLength }: WeighedQuery,
  { passages, postings }: CandidateSet,
  place: number,
): number {
  const window = listWindow(passages, place)
  const [first = place] = window
  const length = sum(window.map((one) => passages.lengths[one * 4] ?? 0))
  const average = averageLength * (1 + neighbours)
  const penalty = 0.9 * (0.6 + (0.4 * length) / Math.max(1, average))
  let score = 0
  for (const [term, numbers] of postings.entries()) {
    const weight = weights[term] ?? 0
    const count = countBodies(numbers, first, first + window.length)
    score += (weight * count) / (count + penalty)
  }
  return score
}

function listWindow(passages: SearchedPassages, place: number): number[] {
  const { firstPlaces, ordinals } = passages
  const text = findText(passages, place)
  const own = ordinals[place] ?? 0
  const around = Array.from({ length: 2 * neighbours + 1 }, (_, at) => place - neighbours + at)
  return around.filter((one) => {
    if (one < (firstPlaces[text] ?? 0) || one >= (firstPlaces[text + 1] ?? 0)) return false
    return Math.abs((ordinals[one] ?? 0) - own) <= neighbours
  })
}

/** Hits in the bodies of the passages from one place to another. */
function countBodies(numbers: Uint32Array, from: number, to: number): number {
  let count = 0
  for (let at = findPostingFrom(numbers, from); (numbers[at] ?? to) < to; at += postingSize) {
    count += bodyCount(numbers[at + 1] ?? 0)
  }
  return count
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
