import { describe, expect, test } from 'vitest'
import { noTableNames } from '../../../server/domain/verify/table-names.ts'
import { verify } from '../../../server/domain/verify/verify.ts'
import { cell, judge } from './evidence-cells.ts'

describe('what a value brings with it', () => {
  const early = [cell('136', ['Early termination'], ['Total (N=254)'])]
  const efficacy = [cell('4 (2%)', ['Lack of efficacy'], ['Total (N=254)'])]
  const psychiatric = [cell('8 (9.5%)', ['Psychiatric disorders'], ['Placebo (N=84)', 'n(%)'])]

  test.each([
    ['supported', 'Early termination was reported for 136 of the 254 subjects.', early],
    ['other', 'Early termination was reported for 136 of the 255 subjects.', early],
    ['other', 'Early termination was reported for 137 of the 254 subjects.', early],
    ['supported', 'Lack of efficacy was reported in 4 (2%) of all subjects.', efficacy],
    ['other', 'All subjects reported lack of efficacy (4 (2%)).', efficacy],
    [
      'supported',
      'At least one of the psychiatric disorders was reported for 8 (9.5%) subjects with placebo.',
      psychiatric,
    ],
    [
      'other',
      'At least two of the psychiatric disorders were reported for 8 (9.5%) subjects with placebo.',
      psychiatric,
    ],
  ] as const)('%s: “%s”', (state, text, evidence) => {
    const found = judge(text, evidence)
    expect(found === 'supported' ? found : 'other').toBe(state)
  })
})

describe('words of a report', () => {
  const total = ['Total (N=254)']
  const range = [cell('51.0', ['Age (y)', 'Min'], total), cell('89.0', ['Age (y)', 'Max'], total)]
  const mean = [cell('51.0', ['Age (y)', 'Mean'], total), range[1] ?? cell('', [], [])]
  const spread = [cell('8.25', ['Age (y)', 'SD'], total)]
  const both = [cell('75.1 (8.25)', ['Age (y)', 'Mean (SD)'], total)]
  const school = [cell('12.6', ['Years of education', 'Mean'], total)]
  const none = [cell('0', ['Marked improvement'], ['Placebo (N=79)'])]

  test.each([
    ['supported', 'Age lay between 51.0 and 89.0 years.', range],
    ['other', 'Age lay between 51.0 and 89.0 years.', mean],
    ['supported', 'The standard deviation of the age was 8.25 years.', spread],
    ['other', 'The standard error of the age was 8.25 years.', spread],
    ['other', 'The standard deviation of the age was 75.1 years.', both],
    ['supported', 'The mean education was 12.6 years.', school],
    ['other', 'The mean education was 12.6 months.', school],
    ['supported', 'Marked improvement was not seen in any subject with placebo (0).', none],
    ['other', 'Marked improvement was seen in any subject with placebo (0).', none],
  ] as const)('%s: “%s”', (state, text, evidence) => {
    const found = judge(text, evidence)
    expect(found === 'supported' ? found : 'other').toBe(state)
  })
})

test('what a cell’s own heads say is not said otherwise by a note', () => {
  const note =
    'Week 24 is the last assessment on or before that day; a worse score is a higher one.'
  const rested = { ...cell('-8.9', ['After lying down'], ['Mean']), context: note }
  const improved = { ...cell('12', ['Marked improvement'], ['Placebo (N=79)']), context: note }
  expect(judge('After lying down, the mean was -8.9.', [rested])).toBe('supported')
  expect(judge('Before lying down, the mean was -8.9.', [rested])).toBe('contradicted')
  expect(judge('Marked improvement was seen in 12 subjects.', [improved])).toBe('supported')
  expect(judge('Marked worsening was seen in 12 subjects.', [improved])).toBe('contradicted')
})

test('a sentence that names another row is not saved by a heading that names the own one', () => {
  const rows = ['Baseline', 'Week 16'].map((visit) => [visit, 'Mean'])
  const note = 'Change from Baseline to Week 16'
  const table = { ...noTableNames, rows }
  const evidence = [{ ...cell('26.1', ['Week 16', 'Mean'], ['Placebo'], table), context: note }]
  const under = (text: string) =>
    verify({ text, context: 'Score, Week 16', isCell: false }, evidence, true).state
  expect(under('The mean was 26.1 with placebo.')).toBe('supported')
  expect(under('For Week 16, the mean was 26.1 with placebo.')).toBe('supported')
  expect(under('For Baseline, the mean was 26.1 with placebo.')).not.toBe('supported')
})

test('groups of a table’s rows are its arms where a control is among them', () => {
  const rows = ['Placebo', 'Xan.Low', 'Xan.High'].map((arm) => ['Weight (kg)', arm, 'Baseline'])
  const table = { ...noTableNames, rows }
  const evidence = [cell('67.3', ['Weight (kg)', 'Xan.Low', 'Baseline'], ['Mean'], table)]
  const told = (arm: string) =>
    judge(`Mean weight with xanomeline ${arm} dose was 67.3 kg at baseline.`, evidence)
  expect(told('low')).toBe('supported')
  expect(told('high')).not.toBe('supported')
})

test('what could not be shown is no contradiction of a p-value that does not show it', () => {
  const judgeWith = (p: string) =>
    judge(`A dose response could not be shown for the score (p-value ${p}).`, [
      cell(p, ['Score', 'p-value(Dose Response)'], ['High Dose (N=74)']),
    ])
  expect(judgeWith('0.214')).not.toBe('contradicted')
  expect(judgeWith('0.012')).toBe('contradicted')
})
