import type { RankedPassage } from './evidence.ts'

/**
 * One ranking of two, best first; `score` is 0 to 1. Scores count as a share of the best one, cosines by
 * where they stand between the best and the last (Bruch, Gai and Ingber 2023): unlike ranks, that keeps
 * how clearly the words decide, so that a weak model does little harm. What scores alike stands in the
 * order of the first list, then of the second.
 * @param byWords with scores above 0
 * @param weight of the second list, 0 to 1; a list without weight is left out
 */
export function fuse(
  byWords: readonly RankedPassage[],
  byVectors: readonly RankedPassage[],
  weight: number,
  limit: number,
): RankedPassage[] {
  const fused = new Map<string, RankedPassage>()
  const add = (hits: readonly RankedPassage[], share: number, least: number) => {
    const range = (hits[0]?.score ?? 0) - least
    for (const hit of share > 0 ? hits : []) {
      const own = share * (range > 0 ? (hit.score - least) / range : 1)
      const score = (fused.get(keyOf(hit))?.score ?? 0) + own
      fused.set(keyOf(hit), { ...hit, score })
    }
  }
  add(byWords, 1 - weight, 0)
  add(byVectors, weight, byVectors.at(-1)?.score ?? 0)
  return [...fused.values()].sort((a, b) => b.score - a.score).slice(0, limit)
}

/**
 * The nearest passages, and with their own cosines those that words found: each held for as far away as
 * the last of the nearest, they fell behind passages that share hardly a word with the query.
 * @param measure undefined for a passage that has no vector
 */
export function addMeasured(
  nearest: readonly RankedPassage[],
  byWords: readonly RankedPassage[],
  measure: (passage: RankedPassage) => number | undefined,
): RankedPassage[] {
  const known = new Set(nearest.map(keyOf))
  const further = byWords.flatMap((hit) => {
    const score = known.has(keyOf(hit)) ? undefined : measure(hit)
    return score === undefined ? [] : [{ ...hit, score }]
  })
  return [...nearest, ...further].sort((a, b) => b.score - a.score)
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

function keyOf({ sourceTextId, ordinal }: RankedPassage): string {
  return `${sourceTextId} ${ordinal}`
}
