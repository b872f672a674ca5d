import type { ResultRow, ResultTable } from '../build/result-table.ts'
import { fisherExact, sum } from '../build/statistics.ts'
import * as data from './data.ts'
import { countPercent, pValue } from './figures.ts'
import { study } from './house.ts'

/** Number, title, population and notes stand in the page header and footer only. */
export const disposition: ResultTable = {
  number: '14-1.1',
  title: 'Summary of Subject Disposition',
  population: 'Randomized',
  protocolNumber: study.protocolNumber,
  placedIn: 'margins',
  widths: [4700, 1850, 1850, 1850, 1850, 1550],
  head: [
    [
      { words: '' },
      ...study.arms.map((arm, index) => ({ words: `${arm}\n(N=${data.randomized[index]})` })),
      { words: `Total\n(N=${sum(data.randomized)})` },
      { words: 'p-value [1]' },
    ],
  ],
  rows: [
    group('Subjects:'),
    totalOnly('Screened', data.screened),
    totalOnly('Screening failure', data.screened - sum(data.randomized)),
    counts('Randomized', data.randomized),
    counts('Treated', data.treated),
    group('Completion status:'),
    counts('Completed Week 12', data.completed, true),
    counts('Early termination (prior to Week 12)', terminated(), true),
    group('Reason for early termination (prior to Week 12):'),
    ...data.discontinuations.map(([reason, byArm]) => counts(reason, byArm, isTested(reason))),
    group('Analysis populations:'),
    counts('Full analysis set [2]', data.fullAnalysisSet),
    counts('Safety population', data.treated),
    counts('Per-protocol population', data.perProtocol),
  ],
  notes: [
    "[1] Fisher's exact test.",
    '[2] Took at least one dose and had at least one post-baseline measurement of blood pressure.',
    'Percentages are based on the number of randomized subjects.',
  ],
  program: 'programs/t-14-1-1.R',
  stamp: '10:42 Tuesday, 10 December 2024',
}

function terminated(): data.ByArm {
  const of = (arm: 0 | 1 | 2) => sum(data.discontinuations.map(([, byArm]) => byArm[arm]))
  return [of(0), of(1), of(2)]
}

/** The analysis plan asks for a test of the two reasons that the treatment may cause. */
function isTested(reason: string): boolean {
  return reason === 'Adverse event' || reason === 'Lack of efficacy'
}

function group(words: string): ResultRow {
  return { kind: 'group', words }
}

function totalOnly(words: string, total: number): ResultRow {
  return { kind: 'values', cells: [`  ${words}`, '', '', '', String(total).padStart(3), ''] }
}

function counts(words: string, byArm: data.ByArm, isCompared = false): ResultRow {
  const arms = byArm.map((count, arm) => countPercent(count, data.randomized[arm] ?? 0))
  const total = countPercent(sum(byArm), sum(data.randomized))
  const p = isCompared ? pValue(fisherExact(byArm, data.randomized)) : ''
  return { kind: 'values', cells: [`  ${words}`, ...arms, total, p] }
}
