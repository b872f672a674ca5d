import type { ResultRow, ResultTable } from '../build/result-table.ts'
import { summarise, sum, upperTailChiSquared, upperTailF2 } from '../build/statistics.ts'
import { createSubjects, races, randomized, sexes, type ByArm, type Subject } from './data.ts'
import { countPercent, decimals, pValue } from './figures.ts'
import { study } from './house.ts'

const subjects = createSubjects()

/** Number and title stand in the body; the first column says each characteristic once. */
export const demographics: ResultTable = {
  number: '14-1.2',
  title: 'Summary of Demographic and Baseline Characteristics',
  population: 'Randomized',
  protocolNumber: study.protocolNumber,
  placedIn: 'body',
  widths: [2900, 2500, 1750, 1750, 1750, 1750, 1500],
  head: [
    [
      { words: 'Characteristic' },
      { words: 'Statistic' },
      ...study.arms.map((arm, index) => ({ words: `${arm}\n(N=${randomized[index]})` })),
      { words: `Total\n(N=${sum(randomized)})` },
      { words: 'p-value' },
    ],
  ],
  rows: [
    ...continuous('Age (years) [1]', (s) => s.age),
    ...categories('Sex [2]', sexes),
    ...categories('Race [2]', races),
    ...continuous('Body mass index (kg/m²) [1]', (s) => s.bodyMassIndex),
    ...continuous('Baseline seated SBP (mmHg) [1]', (s) => s.baseline),
  ],
  notes: [
    '[1] p-value from an analysis of variance with treatment as a factor.',
    "[2] p-value from Pearson's chi-squared test.",
    'SBP = systolic blood pressure; SD = standard deviation.',
  ],
  program: 'programs/t-14-1-2.R',
  stamp: '10:43 Tuesday, 10 December 2024',
}

function continuous(name: string, valueOf: (subject: Subject) => number): ResultRow[] {
  const arms = [0, 1, 2].map((arm) => subjects.filter((s) => s.arm === arm).map(valueOf))
  const summaries = [...arms, arms.flat()].map(summarise)
  const p = pValue(compareMeans(arms))
  return [
    row(
      name,
      'n',
      summaries.map((s) => String(s.n)),
      p,
    ),
    row(
      '',
      'Mean (SD)',
      summaries.map((s) => `${decimals(s.mean, 1)} (${decimals(s.sd, 2)})`),
    ),
    row(
      '',
      'Median',
      summaries.map((s) => decimals(s.median, 1)),
    ),
    row(
      '',
      'Min, Max',
      summaries.map((s) => `${decimals(s.min, 1)}, ${decimals(s.max, 1)}`),
    ),
  ]
}

function categories(name: string, groups: readonly (readonly [string, ByArm])[]): ResultRow[] {
  const p = pValue(compareCategories(groups.map(([, byArm]) => byArm)))
  return groups.map(([category, byArm], index) => {
    const arms = byArm.map((count, arm) => countPercent(count, randomized[arm] ?? 0))
    const values = [...arms, countPercent(sum(byArm), sum(randomized))]
    return row(index === 0 ? name : '', category, values, index === 0 ? p : '')
  })
}

function row(name: string, statistic: string, values: readonly string[], p = ''): ResultRow {
  return { kind: 'values', cells: [name, statistic, ...values, p] }
}

/** p of the one-way analysis of variance of three groups. */
function compareMeans(arms: readonly (readonly number[])[]): number {
  const whole = summarise(arms.flat())
  const parts = arms.map(summarise)
  const between = sum(parts.map((part) => part.n * (part.mean - whole.mean) ** 2)) / 2
  const df = whole.n - 3
  const within = sum(parts.map((part) => (part.n - 1) * part.sd ** 2)) / df
  return upperTailF2(between / within, df)
}

/** p of Pearson's chi-squared test of categories by three arms. */
function compareCategories(counts: readonly ByArm[]): number {
  const all = sum(randomized)
  const parts = counts.flatMap((byArm) =>
    byArm.map((count, arm) => {
      const expected = (sum(byArm) * (randomized[arm] ?? 0)) / all
      return (count - expected) ** 2 / expected
    }),
  )
  return upperTailChiSquared(sum(parts), 2 * (counts.length - 1))
}
