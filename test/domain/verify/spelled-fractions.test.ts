import { expect, test } from 'vitest'
import { says } from './evidence-cells.ts'
import { findRow, judgeTyped, type ResultTable } from './result-table.ts'

const baseline: ResultTable = {
  caption: 'Table 2. Baseline characteristics (all randomised subjects)',
  columns: [['Vehicle'], ['Zerapide 5 mg'], ['Total']],
  rows: [
    [['Number of subjects'], '48', '99', '147'],
    [['Grade 3 (moderate)'], '31 (64.6%)', '67 (67.7%)', '98 (66.7%)'],
    [['Grade 4 (severe)'], '17 (35.4%)', '32 (32.3%)', '49 (33.3%)'],
    [['Current smoker'], '12 (25.0%)', '27 (27.3%)', '39 (26.5%)'],
  ],
}
const moderate = findRow(baseline, 'Grade 3 (moderate)')
const severe = findRow(baseline, 'Grade 4 (severe)')
const smoker = findRow(baseline, 'Current smoker')

test.each([
  ['One third of the randomised subjects had severe disease (grade 4) at baseline.', severe],
  ['A third of the randomised subjects had severe disease (grade 4) at baseline.', severe],
  ['Two thirds of the randomised subjects had moderate disease (grade 3).', moderate],
  ['On vehicle, a quarter of the subjects were current smokers.', smoker],
  ['On vehicle, one in four subjects was a current smoker.', smoker],
])('a fraction in words is its percentage: “%s” is not wrong', (text, evidence) => {
  expect(judgeTyped(text, evidence)).toMatch(/supported$/)
})

test.each([
  ['Two thirds of the randomised subjects had severe disease (grade 4) at baseline.', severe],
  ['One quarter of the randomised subjects had severe disease (grade 4).', severe],
  ['One third of the randomised subjects had moderate disease (grade 3).', moderate],
  ['On vehicle, one third of the subjects had severe disease (grade 4).', severe],
  ['Three quarters of the subjects on vehicle were current smokers.', smoker],
  ['On vehicle, one in five subjects was a current smoker.', smoker],
  ['More than a third of the randomised subjects had severe disease (grade 4).', severe],
])('another fraction is not supported: “%s”', (text, evidence) => {
  expect(judgeTyped(text, evidence)).not.toBe('supported')
})

test('“one” of a fraction is no number that prose has to say', () => {
  const source = says('A third of the cases were closed in May.', { role: 'report' })
  expect(judgeTyped('One third of the cases were closed in May.', [source])).toBe('supported')
  expect(judgeTyped('Two thirds of the cases were closed in May.', [source])).not.toBe('supported')
})
