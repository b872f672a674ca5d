import type { RankedPassage } from './evidence.ts'

/**
 * One ranking of two, best first, by weighted reciprocal ranks (Cormack, Clarke and Büttcher 2009): the
 * scores of an index and the cosines of a model have no common measure, their ranks have. What ranks
 * alike stands in the order of the first list, then of the second.
 * @param weight of the second list, 0 to 1
 */
export function fuse(
  byWords: readonly RankedPassage[],
  byVectors: readonly RankedPassage[],
  weight: number,
  limit: number,
): RankedPassage[] {
  const fused = new Map<string, RankedPassage>()
  const add = (hits: readonly RankedPassage[], share: number) => {
    for (const [rank, hit] of hits.entries()) {
      const score = (fused.get(keyOf(hit))?.score ?? 0) + share / (softening + rank + 1)
      if (share > 0) fused.set(keyOf(hit), { ...hit, score })
    }
  }
  add(byWords, 1 - weight)
  add(byVectors, weight)
  return [...fused.values()].sort((a, b) => b.score - a.score).slice(0, limit)
}

/** The first ranking as it is, and behind it what the second one alone has found. */
export function addCandidates(
  first: readonly RankedPassage[],
  second: readonly RankedPassage[],
): RankedPassage[] {
  const known = new Set(first.map(keyOf))
  const least = first.at(-1)?.score ?? 0
  const further = second.filter((hit) => !known.has(keyOf(hit)))
  return [...first, ...further.map((hit) => ({ ...hit, score: Math.min(hit.score, least) }))]
}

/** How little the very first ranks count beyond those that follow. */
const softening = 60

function keyOf({ sourceTextId, ordinal }: RankedPassage): string {
  return `${sourceTextId} ${ordinal}`
}
