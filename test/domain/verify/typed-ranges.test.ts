import { expect, test } from 'vitest'
import { verify } from '../../../server/domain/verify/verify.ts'
import { findRow, type ResultTable } from './result-table.ts'

const table: ResultTable = {
  caption: 'Table 2: Baseline characteristics',
  columns: [['Placebo (N=86)'], ['Active (N=84)'], ['Total (N=170)']],
  rows: [
    [['Age (y)', 'Mean'], '75.2', '74.4', '75.1'],
    [['Age (y)', 'Min'], '52.0', '56.0', '52.0'],
    [['Age (y)', 'Max'], '89.0', '88.0', '89.0'],
    [['Weight (kg)', 'Min'], '34.0', '41.7', '34.0'],
    [['Weight (kg)', 'Max'], '86.2', '108.0', '108.0'],
  ],
}

/** What is said of a sentence beside the rows that it names, in one column. */
function judge(text: string, name: string, column: number) {
  const rows = ['Min', 'Max'].flatMap((half) => findRow(table, `${name} > ${half}`)[column] ?? [])
  return verify({ text, context: '', isCell: false }, rows)
}

test.each([
  ['The age ranged from 52 to 89 years.', 'Age (y)', 2],
  ['In the active group the age ranged from 56 to 88 years.', 'Age (y)', 1],
  ['Weight ranged from 34.0 to 108.0 kg.', 'Weight (kg)', 2],
])('a range that holds is not against its ends, which are named: “%s”', (text, name, column) => {
  const { state, explanation } = judge(text, name, column)
  expect(state).toBe('partly_supported')
  expect(explanation).toContain(`“${name}, Min, `)
})

test.each([
  ['The age ranged from 52 to 92 years.', 'Age (y)', 2, '“92 years” against “89.0”'],
  ['The age ranged from 58 to 89 years.', 'Age (y)', 2, '“58” against “52.0”'],
])('one that does not hold names the value outside: “%s”', (text, name, column, told) => {
  const { state, explanation } = judge(text, name, column)
  expect(state).toBe('contradicted')
  expect(explanation).toContain(told)
})

test('limits wider than the values are loose and not wrong', () => {
  expect(judge('The age was between 50 and 90 years.', 'Age (y)', 2).state).not.toBe('contradicted')
})

test.each([
  ['The mean age ranged from 52 to 89 years.', 'Age (y)', 2],
  ['The age ranged from 89 to 52 years.', 'Age (y)', 2],
  ['The age rose from 52 to 89 years.', 'Age (y)', 2],
  ['In the placebo group the age ranged from 56 to 88 years.', 'Age (y)', 1],
  ['The age of the women ranged from 52 to 89 years.', 'Age (y)', 2],
  ['Weight ranged from 52 to 89 kg.', 'Age (y)', 2],
  ['The age ranged from 52 to 89 months.', 'Age (y)', 2],
  ['The change in age ranged from 52 to 89 years.', 'Age (y)', 2],
])('a range of something else is not held: “%s”', (text, name, column) => {
  expect(judge(text, name, column).state).not.toBe('supported')
})
