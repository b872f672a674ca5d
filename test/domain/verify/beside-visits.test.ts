import { describe, expect, test } from 'vitest'
import { findRow, judgeTyped, type ResultTable } from './result-table.ts'

const scores: ResultTable = {
  caption: 'Table 3.10 Memory score - Mean and Mean Change from Baseline over Time',
  columns: [['n'], ['Mean'], ['Bsln Mean']],
  rows: [
    [['Placebo', 'Baseline'], '40', '24.1', ''],
    [['Placebo', 'Week 24'], '40', '26.7', '24.1'],
    [['Drug Low', 'Baseline'], '42', '24.4', ''],
    [['Drug Low', 'Week 24'], '42', '26.4', '24.4'],
  ],
}
const placebo = findRow(scores, 'Placebo > Week 24')

describe('the visit that stands behind a number', () => {
  const claim = (first: string, second: string): string =>
    `The mean memory score was ${first} at baseline and ${second} at Week 24 on placebo.`

  test('is that of its column', () => {
    expect(judgeTyped(claim('24.1', '26.7'), placebo)).toBe('supported')
    expect(judgeTyped(claim('26.7', '24.1'), placebo)).not.toBe('supported')
  })
})
