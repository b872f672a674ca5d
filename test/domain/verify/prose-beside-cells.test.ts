import { expect, test } from 'vitest'
import { says } from './evidence-cells.ts'
import { findRow, judgeTyped, type ResultTable } from './result-table.ts'

const targets: ResultTable = {
  caption: 'Table 1. Targets',
  columns: [['Target 2026'], ['Responsible']],
  rows: [
    [['Employees with yearly safety training'], '100%', 'Human Resources'],
    [['Days lost'], 'At most 60', 'Tomasz Wilk'],
  ],
}
const sentence = 'Of 214 employees who need safety training, 197 had attended the yearly course.'
const found = [
  ...findRow(targets, 'Employees with yearly safety training'),
  says(sentence, { role: 'report' }),
]

test.each([
  'The yearly course had been attended by 214 of the 197 employees who need safety training.',
  'Of the 214 employees who had attended the yearly course, 197 need safety training.',
  '197 of the 214 employees who attended the yearly course need safety training.',
  'The safety training was needed by 197 of the 214 employees who had attended the yearly course.',
  'Of 214 employees, 197 had attended the yearly course.',
])('a sentence is not read as a cell where cells were found as well: “%s”', (text) => {
  expect(judgeTyped(text, found)).not.toBe('supported')
})

test('a sentence supports what it says where cells were found as well', () => {
  expect(judgeTyped(sentence, found)).toBe('supported')
})
