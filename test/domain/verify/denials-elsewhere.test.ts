import { describe, expect, test } from 'vitest'
import { findRow, judgeTyped, type ResultTable } from './result-table.ts'

const blood: ResultTable = {
  caption: 'Table 9. Values above the normal range during treatment',
  columns: [['Placebo (N=86)'], ['Drug Low (N=84)'], ['Drug High (N=84)'], ['p-value']],
  rows: [
    [['Eosinophils'], '0', '11 (13%)', '7 (9%)', '0.001'],
    [['Basophils'], '2 (2%)', '0', '4 (5%)', '0.310'],
    [['Weight (kg), mean'], '62.8', '67.3', '70.0', '0.003'],
  ],
}
const eosinophils = findRow(blood, 'Eosinophils')
const basophils = findRow(blood, 'Basophils')
const weight = findRow(blood, 'Weight (kg), mean')

describe('none of a group is its zero', () => {
  test.each([
    [
      'Eosinophils above the normal range were recorded for 11 low-dose and 7 high-dose patients, but for none on placebo.',
      eosinophils,
    ],
    [
      'Basophils above the normal range were recorded for 2 patients on placebo, 4 on the high dose and none on the low dose.',
      basophils,
    ],
  ])('“%s” is supported', (text, evidence) => {
    expect(judgeTyped(text, evidence)).toBe('supported')
  })

  test.each([
    [
      'Basophils above the normal range were recorded for 2 low-dose and 4 high-dose patients, but for none on placebo.',
      basophils,
    ],
    [
      'Eosinophils above the normal range were recorded for 11 high-dose and 7 low-dose patients, but for none on placebo.',
      eosinophils,
    ],
    [
      'Eosinophils above the normal range were recorded for 7 high-dose patients, but for none on the low dose.',
      eosinophils,
    ],
    [
      'Eosinophils below the normal range were recorded for 11 low-dose and 7 high-dose patients, but for none on placebo.',
      eosinophils,
    ],
    [
      'Basophils above the normal range were recorded for 11 low-dose and 7 high-dose patients, but for none on placebo.',
      [...eosinophils, ...basophils],
    ],
  ])('“%s” is not', (text, evidence) => {
    expect(judgeTyped(text, evidence)).not.toBe('supported')
  })
})

describe('a denial', () => {
  test.each([
    [
      'Weight was not balanced (p = 0.003): it was 70.0 kg on the high dose and 62.8 kg on placebo.',
      weight,
    ],
    ['No patient died; 11 low-dose patients had eosinophils above the normal range.', eosinophils],
    ['Nobody was withdrawn: eosinophils were high in 7 high-dose patients.', eosinophils],
  ])('of another statement is against no value: “%s”', (text, evidence) => {
    expect(judgeTyped(text, evidence)).toBe('partly_supported')
  })

  test.each([
    ['The mean weight was not 70.0 kg on the high dose.', weight],
    ['The mean weight was never 62.8 kg on placebo.', weight],
  ])('of a value is against it: “%s”', (text, evidence) => {
    expect(judgeTyped(text, evidence)).toBe('contradicted')
  })
})

describe('the name of an arm', () => {
  test.each([
    'Eosinophils below the normal range were recorded for 11 patients on the low dose.',
    'Eosinophils below the normal range were recorded for 11 low-dose patients.',
    'Eosinophils above the normal range were recorded for 11 high-dose and 7 low-dose patients, but for 0 on placebo.',
  ])('is no direction, and is that of its own value: “%s” is not supported', (text) => {
    expect(judgeTyped(text, eosinophils)).not.toBe('supported')
  })

  test('takes nothing from what the caption says', () => {
    const told = 'Eosinophils above the normal range were recorded for 11 low-dose patients.'
    expect(judgeTyped(told, eosinophils)).not.toBe('contradicted')
  })
})
