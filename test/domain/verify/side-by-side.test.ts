import { describe, expect, test } from 'vitest'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { findRow, judgeTyped, type ResultTable } from './result-table.ts'

const disposition: ResultTable = {
  caption: '14-1.1 Summary of Subject Disposition\nPopulation: Randomized',
  columns: [['Placebo (N=60)'], ['Velorastat (N=122)'], ['Total (N=182)']],
  rows: [
    [['Screened'], '', '', '241'],
    [['Randomized'], '60', '122', '182'],
    [['Populations', 'Safety population'], '60 (100%)', '121 (99%)', '181 (99%)'],
    [['Populations', 'Per-protocol population'], '50 (83%)', '104 (85%)', '154 (85%)'],
    [['Age (years)', 'Mean'], '54.5', '53.6', '53.9'],
    [['Age (years)', 'Median'], '55.0', '54.0', '54.5'],
    [['Weight (kg)', 'Mean'], '71.2', '70.4', '70.7'],
  ],
}

/** The cells of all rows, of one column. */
function found(column: number, ...rows: readonly string[]): readonly ClaimEvidence[] {
  const cells = rows.flatMap((row) => findRow(disposition, row))
  const head = disposition.columns[column]?.join() ?? ''
  return cells.filter(({ cell }) => cell?.reference.columnPath.join() === head)
}

const populations = [
  'Randomized',
  'Populations > Safety population',
  'Populations > Per-protocol population',
]
const ages = ['Age (years) > Mean', 'Age (years) > Median']
const means = ['Age (years) > Mean', 'Weight (kg) > Mean']

describe('values of several rows of one table, side by side', () => {
  test.each([
    ['The safety population had 181 subjects and the per-protocol population 154.', 2, populations],
    [
      'Of the 182 randomized subjects, 181 belonged to the safety population and 154 to the per-protocol population.',
      2,
      populations,
    ],
    ['On placebo, the mean age was 54.5 years and the median age 55.0 years.', 0, ages],
    ['Placebo patients were 54.5 years old on average; their median age was 55.0 years.', 0, ages],
    ['On placebo, the mean age was 54.5 years and the mean weight 71.2 kg.', 0, means],
  ])('are each told of their own row: “%s”', (text, column, rows) => {
    expect(judgeTyped(text, found(column, ...rows))).toBe('supported')
  })

  test.each([
    ['The safety population had 154 subjects and the per-protocol population 181.', 2, populations],
    [
      'Of the 181 subjects of the safety population, 154 were in the per-protocol population.',
      2,
      populations,
    ],
    ['Of the 182 randomized subjects, 241 were screened.', 2, ['Screened', 'Randomized']],
    [
      'Of the 241 screened subjects, 154 were in the per-protocol population.',
      2,
      ['Screened', ...populations],
    ],
    [
      'The safety population had 181 subjects, of whom 154 were in the per-protocol population.',
      2,
      populations,
    ],
    [
      'The safety population had 181 subjects, including 154 in the per-protocol population.',
      2,
      populations,
    ],
    [
      'Of the 182 randomized subjects, 154 belonged to the safety population and 181 to the per-protocol population.',
      2,
      populations,
    ],
    [
      'Of the 154 randomized subjects, 181 belonged to the safety population and 182 to the per-protocol population.',
      2,
      populations,
    ],
    ['On placebo, the mean age was 55.0 years and the median age 54.5 years.', 0, ages],
    ['Placebo patients were 55.0 years old on average; their median age was 54.5 years.', 0, ages],
    ['On placebo, the mean age was 71.2 years and the mean weight 54.5 kg.', 0, means],
    ['On placebo, the mean age was 54.5 years and the median weight 71.2 kg.', 0, means],
    ['The mean age was 54.5 years and the mean weight 71.2 kg.', 0, means],
    ['On placebo, the mean age was 54.5 years and therefore the mean weight 71.2 kg.', 0, means],
  ])('are told of nothing else: “%s”', (text, column, rows) => {
    expect(judgeTyped(text, found(column, ...rows))).not.toBe('supported')
  })
})

const exposure: ResultTable = {
  caption: '14-4.01 Exposure',
  columns: [
    ['Completers at Week 24', 'Low Dose (N=28)'],
    ['Completers at Week 24', 'High Dose (N=30)'],
    ['Safety Population', 'Low Dose (N=84)'],
    ['Safety Population', 'High Dose (N=84)'],
  ],
  rows: [[['Average daily dose (mg)', 'Mean'], '54.0', '77.5', '54.0', '71.6']],
}
const doses = findRow(exposure, 'Average daily dose (mg) > Mean')

describe('a value that a part of all has as well', () => {
  test('is that of all where no part is named', () => {
    const told = 'The average daily dose in the low-dose group was 54.0 mg.'
    expect(
      judgeTyped(
        told,
        [doses[0], doses[2]].flatMap((one) => one ?? []),
      ),
    ).toBe('supported')
  })

  test.each([
    'The average daily dose in the high-dose group was 77.5 mg.',
    'The average daily dose in the high-dose group was 54.0 mg.',
  ])('is not that of the part: “%s”', (text) => {
    expect(
      judgeTyped(
        text,
        [doses[1], doses[3]].flatMap((one) => one ?? []),
      ),
    ).not.toBe('supported')
  })
})
