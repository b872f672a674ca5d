import { mean, quantileT, sum, twoSidedT } from '../build/statistics.ts'
import type { ByArm, Subject } from './data.ts'

/** Adjusted means and their differences from the first arm, in mmHg. */
type Ancova = {
  readonly adjusted: readonly { readonly mean: number; readonly error: number }[]
  /** Of the second and third arm against the first. */
  readonly differences: readonly Difference[]
}

export type Difference = {
  readonly mean: number
  readonly error: number
  readonly lower: number
  readonly upper: number
  readonly p: number
}

type Arm = { readonly n: number; readonly x: number; readonly y: number }

/** Change from baseline by arm with baseline as covariate: one common slope, 95% intervals. */
export function analyseCovariance(subjects: readonly Subject[]): Ancova {
  const groups = ([0, 1, 2] as const).map((arm) => subjects.filter((s) => s.arm === arm))
  const arms = groups.map((group) => ({
    n: group.length,
    x: mean(group.map((s) => s.baseline)),
    y: mean(group.map(changeOf)),
  }))
  const { slope, variance, squares } = fitSlope(groups, arms)
  const x = mean(subjects.map((s) => s.baseline))
  const adjusted = arms.map((arm) => ({
    mean: arm.y - slope * (arm.x - x),
    error: Math.sqrt(variance * (1 / arm.n + (arm.x - x) ** 2 / squares)),
  }))
  const degrees = subjects.length - 4
  const differences = [1, 2].map((index) => {
    const [first, arm] = [arms[0] as Arm, arms[index] as Arm]
    const difference = (adjusted[index]?.mean ?? NaN) - (adjusted[0]?.mean ?? NaN)
    const spread = 1 / first.n + 1 / arm.n + (first.x - arm.x) ** 2 / squares
    return describeDifference(difference, Math.sqrt(variance * spread), degrees)
  })
  return { adjusted, differences }
}

export function changeOf(subject: Subject): number {
  return subject.week12 - subject.baseline
}

export function countByArm(subjects: readonly Subject[]): ByArm {
  const count = (arm: number) => subjects.filter((s) => s.arm === arm).length
  return [count(0), count(1), count(2)]
}

function fitSlope(groups: readonly (readonly Subject[])[], arms: readonly Arm[]) {
  const within = (f: (s: Subject, arm: Arm) => number) =>
    sum(groups.flatMap((group, index) => group.map((s) => f(s, arms[index] as Arm))))
  const squares = within((s, arm) => (s.baseline - arm.x) ** 2)
  const products = within((s, arm) => (s.baseline - arm.x) * (changeOf(s) - arm.y))
  const total = within((s, arm) => (changeOf(s) - arm.y) ** 2)
  const slope = products / squares
  const degrees = sum(groups.map((group) => group.length)) - groups.length - 1
  return { slope, squares, variance: (total - slope * products) / degrees }
}

function describeDifference(difference: number, error: number, degrees: number): Difference {
  const half = quantileT(0.05, degrees) * error
  return {
    mean: difference,
    error,
    lower: difference - half,
    upper: difference + half,
    p: twoSidedT(difference / error, degrees),
  }
}
