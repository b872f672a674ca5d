/** Numbers of one candidate, and how right it is, 0 to 1. */
export type Example = { readonly numbers: readonly number[]; readonly gain: number }

/**
 * Weights of a linear ranking by the gain that is expected of what comes first of each list
 * (softmax over the list), with Adam and a penalty on large weights. The same lists give the same weights.
 */
export function trainRanking(lists: readonly (readonly Example[])[], penalty: number): number[] {
  const useful = lists.filter(
    (list) => list.some(({ gain }) => gain > 0) && list.some(({ gain }) => gain < 1),
  )
  const size = useful[0]?.[0]?.numbers.length ?? 0
  return descend(size, (weights) => {
    const slope = weights.map((weight) => penalty * weight)
    for (const list of useful) addSlope(slope, list, weights, useful.length)
    return slope
  })
}

function addSlope(
  slope: number[],
  list: readonly Example[],
  weights: readonly number[],
  count: number,
): void {
  const scores = list.map(({ numbers }) => dot(numbers, weights))
  const highest = Math.max(...scores)
  const masses = scores.map((score) => Math.exp(score - highest))
  const all = masses.reduce((sum, mass) => sum + mass, 0)
  const right = masses.reduce((sum, mass, at) => sum + mass * (list[at]?.gain ?? 0), 0)
  list.forEach(({ numbers, gain }, at) => {
    const mass = masses[at] ?? 0
    const pull = mass / all - (mass * gain) / Math.max(1e-12, right)
    numbers.forEach((number, index) => {
      slope[index] = (slope[index] ?? 0) + (pull * number) / count
    })
  })
}

/** Weights, with an offset last, of the likelihood that an example is right (logistic regression). */
export function trainJudgement(examples: readonly Example[], penalty: number): number[] {
  const size = (examples[0]?.numbers.length ?? 0) + 1
  return descend(size, (weights) => {
    const slope = weights.map((weight, index) => (index === size - 1 ? 0 : penalty * weight))
    for (const { numbers, gain } of examples) {
      const inputs = [...numbers, 1]
      const error = 1 / (1 + Math.exp(-dot(inputs, weights))) - gain
      inputs.forEach((number, index) => {
        slope[index] = (slope[index] ?? 0) + (error * number) / examples.length
      })
    }
    return slope
  })
}

const rounds = 400
const stepLength = 0.1

/** Adam (Kingma and Ba 2015). */
function descend(size: number, findSlope: (weights: readonly number[]) => number[]): number[] {
  const weights = Array.from({ length: size }, () => 0)
  const mean = [...weights]
  const spread = [...weights]
  for (let round = 1; round <= rounds; round++) {
    findSlope(weights).forEach((slope, at) => {
      mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * slope
      spread[at] = 0.99 * (spread[at] ?? 0) + 0.01 * slope ** 2
      const direction = (mean[at] ?? 0) / (1 - 0.9 ** round)
      const size = Math.sqrt((spread[at] ?? 0) / (1 - 0.99 ** round)) + 1e-8
      weights[at] = (weights[at] ?? 0) - (stepLength * direction) / size
    })
  }
  return weights
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, number, at) => sum + number * (b[at] ?? 0), 0)
}
