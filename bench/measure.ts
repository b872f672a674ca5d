/** One way to do the work; the first of a list is ours, and the ratios are to it. */
export type Rival = {
  readonly name: string
  readonly work: () => Promise<unknown>
}

type Timing = {
  readonly name: string
  /** Milliseconds, one a round. */
  readonly rounds: readonly number[]
}

/**
 * Times every rival in every round, each round beginning with another, so that a machine that slows
 * down slows all of them. One round before the first warms up and is not counted.
 */
export async function timeRivals(rivals: readonly Rival[], rounds: number): Promise<Timing[]> {
  for (const rival of rivals) await rival.work()
  const times = new Map(rivals.map((rival) => [rival.name, [] as number[]]))
  for (let round = 0; round < rounds; round++) {
    for (const rival of rotate(rivals, round)) {
      const started = performance.now()
      await rival.work()
      times.get(rival.name)?.push(performance.now() - started)
    }
  }
  return [...times].map(([name, each]) => ({ name, rounds: each }))
}

/** Prints medians as rates of `amount` units, with the slowest and fastest round and the ratio. */
export function printRates(title: string, unit: string, amount: number, timings: Timing[]): void {
  const ours = median(timings[0]?.rounds ?? [])
  console.log(`\n${title}: median of ${timings[0]?.rounds.length ?? 0} rounds`)
  for (const { name, rounds } of timings) {
    const rate = (milliseconds: number) => ((amount / milliseconds) * 1000).toPrecision(3)
    const spread = `${rate(Math.max(...rounds))} to ${rate(Math.min(...rounds))}`
    const ratio = `ours is ${(median(rounds) / ours).toFixed(2)} times as fast`
    const time = median(rounds).toFixed(0)
    console.log(
      `  ${name.padEnd(28)} ${rate(median(rounds)).padStart(7)} ${unit}  (${spread})  ` +
        `${time.padStart(6)} ms  ${name === timings[0]?.name ? '' : ratio}`,
    )
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? NaN
  const lower = sorted[Math.ceil(middle) - 1] ?? NaN
  return (lower + upper) / 2
}

function rotate<T>(list: readonly T[], by: number): readonly T[] {
  const start = by % list.length
  return [...list.slice(start), ...list.slice(0, start)]
}
