import type { ResultRow, ResultTable } from '../build/result-table.ts'
import { summarise } from '../build/statistics.ts'
import { analyseCovariance, changeOf, countByArm, type Difference } from './ancova.ts'
import { createSubjects, type Subject } from './data.ts'
import { decimals, pValue } from './figures.ts'
import { study } from './house.ts'

const subjects = createSubjects().filter((subject) => subject.isInFullAnalysisSet)
const sizes = countByArm(subjects)

/** Number and title stand in the body; the statistics of each group have the same names. */
export const efficacy: ResultTable = {
  number: '14-2.1',
  title:
    'Primary Endpoint: Seated Trough Systolic Blood Pressure (mmHg), Change from Baseline at Week 12 (LOCF)',
  population: 'Full Analysis Set',
  protocolNumber: study.protocolNumber,
  placedIn: 'body',
  widths: [5000, 2900, 2900, 2900],
  head: [
    [{ words: '' }, ...study.arms.map((arm, index) => ({ words: `${arm}\n(N=${sizes[index]})` }))],
  ],
  rows: [
    ...describe('Baseline', (s) => s.baseline),
    ...describe('Week 12', (s) => s.week12),
    ...describe('Change from baseline', changeOf),
    ...compare(),
  ],
  notes: [
    '[1] Based on an analysis of covariance with treatment as a factor and baseline as a covariate.',
    'CI = confidence interval; LOCF = last observation carried forward; LS = least squares; SD = standard deviation; SE = standard error.',
  ],
  program: 'programs/t-14-2-1.R',
  stamp: '10:47 Tuesday, 10 December 2024',
}

function describe(name: string, valueOf: (subject: Subject) => number): ResultRow[] {
  const arms = [0, 1, 2].map((arm) => summarise(subjects.filter((s) => s.arm === arm).map(valueOf)))
  return [
    { kind: 'group', words: name },
    row(
      'n',
      arms.map((s) => String(s.n)),
    ),
    row(
      'Mean (SD)',
      arms.map((s) => `${decimals(s.mean, 1)} (${decimals(s.sd, 2)})`),
    ),
    row(
      'Median',
      arms.map((s) => decimals(s.median, 1)),
    ),
    row(
      'Min, Max',
      arms.map((s) => `${decimals(s.min, 1)}, ${decimals(s.max, 1)}`),
    ),
  ]
}

function compare(): ResultRow[] {
  const { adjusted, differences } = analyseCovariance(subjects)
  const against = (write: (difference: Difference) => string) => ['', ...differences.map(write)]
  return [
    { kind: 'group', words: 'Comparison with placebo [1]' },
    row(
      'LS mean change (SE)',
      adjusted.map((a) => `${decimals(a.mean, 1)} (${decimals(a.error, 2)})`),
    ),
    row(
      'Difference in LS means (SE)',
      against((d) => `${decimals(d.mean, 1)} (${decimals(d.error, 2)})`),
    ),
    row(
      '95% CI',
      against((d) => `(${decimals(d.lower, 1)}, ${decimals(d.upper, 1)})`),
    ),
    row(
      'p-value',
      against((d) => pValue(d.p)),
    ),
  ]
}

function row(name: string, values: readonly string[]): ResultRow {
  return { kind: 'values', cells: [`  ${name}`, ...values] }
}
