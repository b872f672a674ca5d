import { median } from '../measure.ts'

/** The value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? NaN
}

export function printTimes(name: string, milliseconds: readonly number[]): void {
  const at = (share: number) => percentile(milliseconds, share).toFixed(0).padStart(6)
  console.log(`  ${name.padEnd(44)} p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`)
}

export function printMedian(name: string, milliseconds: readonly number[]): void {
  const range = `${Math.min(...milliseconds).toFixed(0)} to ${Math.max(...milliseconds).toFixed(0)}`
  console.log(`  ${name.padEnd(44)} ${median(milliseconds).toFixed(0).padStart(6)} ms (${range})`)
}

/** A goal that is missed fails the bench, which goes on to its end all the same. */
export function judge(name: string, measured: number, allowed: number): void {
  const isMet = measured <= allowed
  const words = `${measured.toFixed(0)} ms of ${allowed} ms allowed`
  console.log(`  ${isMet ? 'met' : 'MISSED'}: ${name}, ${words}`)
  if (!isMet) process.exitCode = 1
}
