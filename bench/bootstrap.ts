import { median } from './measure.ts'
import { createRandom } from './random.ts'

/** The 95 % interval of a mean over 2,000 seeded samples with replacement. */
export function findInterval(scores: readonly number[]): readonly [low: number, high: number] {
  return sampleInterval((random) => sampleMean(scores, random))
}

/** As findInterval, of a median: for times, whose few outliers move a mean. */
export function findMedianInterval(
  values: readonly number[],
): readonly [low: number, high: number] {
  return sampleInterval((random) =>
    median(values.map(() => values[Math.floor(random() * values.length)] ?? 0)),
  )
}

function sampleInterval(
  sample: (random: () => number) => number,
): readonly [low: number, high: number] {
  const random = createRandom(20)
  const drawn = Array.from({ length: 2000 }, () => sample(random)).sort((a, b) => a - b)
  const at = (share: number): number => drawn[Math.floor(share * drawn.length)] ?? 0
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
