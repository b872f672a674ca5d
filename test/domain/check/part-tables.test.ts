import { expect, test } from 'vitest'
import { isParted } from '../../../server/domain/check/part-tables.ts'
import { createArmFinder } from '../../../server/domain/verify/arms.ts'
import { findRow, type ResultTable } from '../verify/result-table.ts'

const scores: ResultTable = {
  caption: '3.01 Memory score',
  columns: [['Placebo (N=40)']],
  rows: [[['Week 24'], '26.7']],
}
const overTime: ResultTable = {
  caption: '3.10 Memory score - Mean and Mean Change from Baseline over Time',
  columns: [['Mean'], ['Bsln Mean'], ['Change from baseline']],
  rows: [[['Placebo', 'Week 24'], '25.7', '24.1', '2.5']],
}

test('a level has no rival in a change, or in a value at baseline, which a sentence does not name', () => {
  const own = findRow(scores, 'Week 24')
  const [level, baseline, change] = findRow(overTime, 'Placebo > Week 24').map((one) => [one])
  const findArms = createArmFinder(own)
  const tell = (text: string, rival: typeof own = []): boolean =>
    isParted({ text, context: '', isCell: false }, own, rival, findArms)
  const text = 'The mean memory score at Week 24 was 26.7 on placebo.'
  expect(tell(text, level)).toBe(false)
  expect(tell(text, baseline)).toBe(true)
  expect(tell(text, change)).toBe(true)
  expect(tell(text.replace('score', 'score at baseline or'), baseline)).toBe(false)
})
