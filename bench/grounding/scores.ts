import { findInterval } from '../bootstrap.ts'

/** nDCG at 10 of ranked ids with relevant ones of equal gain. */
export function scoreRanking(ranked: readonly string[], relevant: readonly string[]): number {
  const discount = (rank: number) => 1 / Math.log2(rank + 2)
  const isRelevant = new Set(relevant)
  const sum = (gains: readonly number[]) => gains.reduce((all, gain) => all + gain, 0)
  const found = ranked.slice(0, 10).map((id, rank) => (isRelevant.has(id) ? discount(rank) : 0))
  const ideal = Array.from({ length: Math.min(10, isRelevant.size) }, (_, rank) => discount(rank))
  return ideal.length === 0 ? 0 : sum(found) / sum(ideal)
}

/** SQuAD's F1 of an answer in words, against the best of those that are right. */
export function scoreAnswer(answer: string, right: readonly string[]): number {
  return Math.max(0, ...right.map((one) => overlap(listWords(answer), listWords(one))))
}

function listWords(text: string): string[] {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}\s]/gu, '')
  return plain
    .replace(/\b(?:a|an|the)\b/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
}

function overlap(one: readonly string[], other: readonly string[]): number {
  const left = [...other]
  let shared = 0
  for (const word of one) {
    const at = left.indexOf(word)
    if (at < 0) continue
    left.splice(at, 1)
    shared++
  }
  return shared === 0 ? 0 : (2 * shared) / (one.length + other.length)
}

/** The mean of scores with its 95 % interval. */
export function describeMean(scores: readonly number[]): string {
  const [low, high] = findInterval(scores).map((one) => one.toFixed(3))
  return `${average(scores).toFixed(3)} (${low} to ${high}, ${scores.length})`
}

export function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length)
}
