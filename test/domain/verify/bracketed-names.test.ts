import { describe, expect, test } from 'vitest'
import { findRow, judgeTyped, type ResultTable } from './result-table.ts'

/** Rows, and columns, that are told apart by what stands in brackets alone. */
const scales: ResultTable = {
  caption: 'Scales\nThree further items for the ADAS-Cog (14), which the ADAS-Cog (11) lacks.',
  columns: [['Score range'], ['Items']],
  rows: [
    [['TOT01', 'ADAS-Cog (11)'], '0-70', '11'],
    [['TOT02', 'ADAS-Cog (14)'], '0-90', '14'],
    [['NPI', 'NPI-X (9)'], '0-108', '9'],
  ],
}
const ranges = scales.rows.flatMap(([path]) => findRow(scales, path.join(' > ')).slice(0, 1))

const weights: ResultTable = {
  caption: 'Exposure',
  columns: [['Cmax (fed)'], ['Cmax (fasted)']],
  rows: [[['Single dose'], '371', '505']],
}
const exposure = findRow(weights, 'Single dose')

describe('a row that only its brackets tell from another', () => {
  test.each([
    'Scores of the ADAS-Cog (11) range from 0 to 70.',
    'Scores of the ADAS-Cog (14) range from 0 to 90.',
    'Scores of the NPI-X range from 0 to 108.',
  ])('gives its values to what names it: “%s”', (text) => {
    expect(judgeTyped(text, ranges)).toBe('supported')
  })

  test.each([
    'Scores of the ADAS-Cog (11) range from 0 to 90.',
    'Scores of the ADAS-Cog (14) range from 0 to 70.',
    'The score range of the ADAS-Cog (11) is 0-90.',
    'Scores of the ADAS-Cog range from 0 to 90.',
    'Scores of the ADAS-Cog range from 0 to 70.',
  ])('gives them to no other, nor to what leaves it open: “%s”', (text) => {
    expect(judgeTyped(text, ranges)).not.toBe('supported')
  })
})

describe('a column that only its brackets tell from another', () => {
  test('gives its values to what names it alone', () => {
    expect(judgeTyped('Of a single dose, the fed Cmax was 371.', exposure)).toBe('supported')
    expect(judgeTyped('Of a single dose, the fasted Cmax was 371.', exposure)).not.toBe('supported')
    expect(judgeTyped('Of a single dose, the Cmax was 371.', exposure)).not.toBe('supported')
  })
})
