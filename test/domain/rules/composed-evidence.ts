import type { DraftTable } from '../../../shared/model/draft.ts'
import { buildEvidence } from '../../support/build-evidence.ts'
import { table } from '../../support/build-source-text.ts'
import { runRule, tableOf } from '../../support/run-rule.ts'

const all = (text: string, columnSpan: number) => ({ text, columnSpan })

export const evidence = buildEvidence([
  {
    role: 'table',
    blocks: [
      table({
        number: '1',
        title: 'Demographics',
        header: [[all('', 2), 'Placebo (N=86)', 'Xan. Low (N=84)', 'p-value [1]']],
        rows: [
          ['Age (y)', 'n', '86', '84', '0.593'],
          ['', 'Mean', ' 75.2', '75.7', ''],
          ['', 'SD', '8.59', '', ''],
          ['', 'Min', '52.0', '51.0', ''],
          ['', 'Max', '89.0', '88.0', ''],
          ['', '<65 yrs', '14 ( 16%)', ' 8 ( 10%)', '0.143'],
          ['Sex', 'n', '86', '84', '0.140'],
          ['', 'Male', '33 ( 38%)', '34 ( 40%)', ''],
        ],
        notes: ['[1] Analysis of variance.', 'NOTE: Percentages use N.'],
      }),
      table({
        number: '2',
        title: 'Primary endpoint',
        header: [['', 'Placebo (N=79)', 'Xanomeline Low (N=81)']],
        rows: [
          ['Baseline', '', ''],
          ['  Mean (SD)', '24.1 (12.19)', '24.4 (12.92)'],
          ['  Median (Range)', '21.0 (  5;61)', '21.0 (  5;57)'],
          ['Week 24', '', ''],
          ['  Mean (SD)', '26.7 (13.79)', '26.4 (13.18)'],
          ['  Median (Range)', '24.0 ( -5;62)', '25.0 (  6;62)'],
          ['p-value [1]', '', '0.245'],
        ],
        notes: ['[1] Of change.', '[2] Of dose.'],
      }),
      table({
        number: '3',
        title: 'Second endpoint',
        header: [['', 'Placebo (N=79)', 'Xanomeline Low (N=81)']],
        rows: [
          ['Week 24', '', ''],
          ['  n', '79', '81'],
          ['  Mean (SD)', '4.3 (0.77)', '4.2 (0.79)'],
          ['p-value [1]', '', '0.960'],
        ],
        notes: ['[1] Of rank.', '[2] Of dose'],
      }),
      table({
        number: '4',
        title: 'Vital signs',
        header: [['Measure', 'Treatment', 'Time', 'n', 'Mean', 'SD', 'Min.']],
        rows: [
          ['Pulse', 'Placebo', 'Baseline', '85', '74.6', '11.94', '50'],
          ['', '', 'Week 24', '59', '72.8', '8.73', '51'],
          ['', 'Xan.Low', 'Baseline', '84', '72.2', '10.99', '52'],
          ['', '', 'Week 24', '27', '70.7', '', '53'],
        ],
      }),
      table({
        number: '5',
        title: 'Adverse events',
        header: [
          ['', all('Placebo (N=86)', 2), all('Xan. Low (N=84)', 2)],
          ['Preferred Term', 'n(%)', '[AEs]', 'n(%)', '[AEs]'],
        ],
        rows: [
          ['CARDIAC DISORDERS', '12 (14.0%)', '[26]', '15 (17.9%)', '[30]'],
          ['  FLUTTER', ' 0', '', ' 1 ( 1.2%)', '[2]'],
        ],
      }),
    ],
  },
])

export function texts({ rows }: DraftTable): readonly (readonly string[])[] {
  return rows.map((row) => row.map(({ text }) => text))
}

export const run = (rule: string) => runRule(`table ${rule}`, evidence)

export const rowsOf = (rule: string) => texts(tableOf(run(rule)))
