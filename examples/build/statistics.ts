/** Mean, sample standard deviation, median and range of a sample that is not empty. */
type Summary = {
  readonly n: number
  readonly mean: number
  readonly sd: number
  readonly median: number
  readonly min: number
  readonly max: number
}

export function summarise(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b)
  const n = sorted.length
  const middle = Math.floor(n / 2)
  const upper = sorted[middle] ?? NaN
  const median = n % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
  const average = mean(sorted)
  const squares = sum(sorted.map((value) => (value - average) ** 2))
  const sd = Math.sqrt(squares / (n - 1))
  return { n, mean: average, sd, median, min: sorted[0] ?? NaN, max: sorted[n - 1] ?? NaN }
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length
}

/** Deterministic numbers in [0, 1): mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** One normal deviate (Box and Muller). */
export function drawNormal(random: () => number, average: number, sd: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()))
  return average + sd * radius * Math.cos(2 * Math.PI * random())
}

/** Upper tail of the F distribution with 2 and `df` degrees of freedom, which has a closed form. */
export function upperTailF2(f: number, df: number): number {
  return (1 + (2 * f) / df) ** (-df / 2)
}

/** Upper tail of the chi-squared distribution for an even number of degrees of freedom. */
export function upperTailChiSquared(x: number, df: number): number {
  let term = 1
  let total = 1
  for (let k = 1; k < df / 2; k += 1) {
    term *= x / 2 / k
    total += term
  }
  return Math.exp(-x / 2) * total
}

/** Two-sided p-value of Student's t, by Simpson's rule over its density. */
export function twoSidedT(t: number, df: number): number {
  const density = (x: number) => (1 + (x * x) / df) ** (-(df + 1) / 2)
  const whole = integrate(density, 0, 60)
  return Math.max(0, 1 - integrate(density, 0, Math.min(Math.abs(t), 60)) / whole)
}

/** The t that leaves `p` in both tails together, by bisection. */
export function quantileT(p: number, df: number): number {
  let [low, high] = [0, 60]
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2
    if (twoSidedT(middle, df) > p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Fisher's exact test, two-sided, of `counts` among `totals` in any number of groups. */
export function fisherExact(counts: readonly number[], totals: readonly number[]): number {
  const events = sum(counts)
  const weight = (split: readonly number[]) =>
    Math.exp(sum(split.map((count, group) => logChoose(totals[group] ?? 0, count))))
  const observed = weight(counts) * (1 + 1e-9)
  let [tail, all] = [0, 0]
  for (const split of listSplits(events, totals)) {
    const w = weight(split)
    all += w
    if (w <= observed) tail += w
  }
  return Math.min(1, tail / all)
}

/** Every way to share `events` among groups of the sizes given. */
function listSplits(events: number, totals: readonly number[]): number[][] {
  const [size = 0, ...others] = totals
  if (others.length === 0) return events <= size ? [[events]] : []
  const splits: number[][] = []
  for (let count = 0; count <= Math.min(size, events); count += 1) {
    for (const rest of listSplits(events - count, others)) splits.push([count, ...rest])
  }
  return splits
}

function logChoose(n: number, k: number): number {
  let total = 0
  for (let i = 1; i <= k; i += 1) total += Math.log((n - k + i) / i)
  return total
}

function integrate(f: (x: number) => number, from: number, to: number): number {
  const steps = 2000
  const width = (to - from) / steps
  let total = f(from) + f(to)
  for (let i = 1; i < steps; i += 1) total += f(from + i * width) * (i % 2 === 1 ? 4 : 2)
  return (total * width) / 3
}
