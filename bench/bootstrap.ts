import { createRandom } from './random.ts'

/** The 95 % interval of a mean over 2,000 seeded samples with replacement. */
export function findInterval(scores: readonly number[]): readonly [low: number, high: number] {
  const random = createRandom(20)
  const means = Array.from({ length: 2000 }, () => sampleMean(scores, random)).sort((a, b) => a - b)
  const at = (share: number): number => means[Math.floor(share * means.length)] ?? 0
  return [at(0.025), at(0.975)]
}

/** "12 of 40, 30.00 % (17.50 to 45.00)": the share of what is true, with its 95 % interval. */
export function describeShare(outcomes: readonly boolean[]): string {
  const scores = outcomes.map(Number)
  const sum = scores.reduce((all, one) => all + one, 0)
  const percent = (share: number): string => (share * 100).toFixed(2)
  const [low, high] = findInterval(scores).map(percent)
  return `${sum} of ${scores.length}, ${percent(sum / Math.max(1, scores.length))} % (${low} to ${high})`
}

function sampleMean(scores: readonly number[], random: () => number): number {
  let sum = 0
  for (let drawn = 0; drawn < scores.length; drawn++) {
    sum += scores[Math.floor(random() * scores.length)] ?? 0
  }
  return sum / Math.max(1, scores.length)
}
