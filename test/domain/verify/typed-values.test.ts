import { describe, expect, test } from 'vitest'
import { findRow, judgeTyped, type ResultTable } from './result-table.ts'

const parameters: ResultTable = {
  caption: '11.1 Parameters by dose',
  columns: [['90 mg (N=8)'], ['180 mg (N=8)']],
  rows: [
    [['Cmax (ng/mL)', 'Geometric mean (CV%)'], '371 (25.7)', '702 (35.2)'],
    [['Weight (kg)', 'Mean (SD)'], '71.4 (8.1)', '69.9 (7.4)'],
  ],
}
const cmax = findRow(parameters, 'Cmax (ng/mL) > Geometric mean (CV%)')
const weight = findRow(parameters, 'Weight (kg) > Mean (SD)')

const food: ResultTable = {
  caption: '11.3 Effect of food',
  columns: [['Fed'], ['Fasted'], ['Ratio fed to fasted (%)'], ['90% CI lower'], ['90% CI upper']],
  rows: [[['Cmax (ng/mL), geometric LS mean'], '272', '371', '73.4', '64.1', '84.1']],
}
const ratio = findRow(food, 'Cmax (ng/mL), geometric LS mean')

describe('a unit that stands in a part of a head', () => {
  test.each([
    ['At 90 mg, the geometric mean of Cmax was 371 ng/mL (CV 25.7%).', cmax],
    ['At 180 mg, Cmax had a geometric mean of 702 ng/mL and a CV of 35.2%.', cmax],
  ])('is that of its own number: “%s”', (text, evidence) => {
    expect(judgeTyped(text, evidence)).toBe('supported')
  })

  test.each([
    ['At 90 mg, the geometric mean of Cmax was 371% (CV 25.7%).', cmax],
    ['At 90 mg, the geometric mean of Cmax was 25.7 ng/mL.', cmax],
    ['At 90 mg, the geometric mean of Cmax was 371 ng/mL (CV 25.7 ng/mL).', cmax],
    ['At 90 mg, the CV of Cmax was 371%.', cmax],
    ['At 90 mg, the mean weight was 71.4 kg (SD 8.1%).', weight],
  ])('is of no other: “%s”', (text, evidence) => {
    expect(judgeTyped(text, evidence)).not.toBe('supported')
  })

  test('is not said to be wrong of the limits of what has it', () => {
    const told = 'For Cmax, the ratio fed to fasted was 73.4% (90% CI 64.1% to 84.1%).'
    expect(judgeTyped(told, ratio)).not.toBe('contradicted')
    const wrong = 'For Cmax, the ratio fed to fasted was 73.4 ng/mL (90% CI 64.1% to 84.1%).'
    expect(judgeTyped(wrong, ratio)).not.toBe('supported')
  })
})

describe('a number that is told roughly', () => {
  test.each([
    ['The geometric mean of Cmax after 180 mg was about 700 ng/mL.', cmax],
    ['At 180 mg, the geometric mean of Cmax was approximately 702 ng/mL.', cmax],
    ['At 180 mg, the mean weight was nearly 70 kg.', weight],
    ['At 90 mg, the mean weight was roughly 71 kg.', weight],
  ])('is what its cell is rounded to: “%s”', (text, evidence) => {
    expect(judgeTyped(text, evidence)).toBe('supported')
  })

  test.each([
    ['At 180 mg, the geometric mean of Cmax was about 800 ng/mL.', cmax],
    ['At 180 mg, the geometric mean of Cmax was 700 ng/mL.', cmax],
    ['The geometric mean of Cmax after 90 mg was about 700 ng/mL.', cmax],
    ['After 90 mg, the geometric mean of Cmax was 702 ng/mL and after 180 mg 371 ng/mL.', cmax],
    ['At 180 mg, the geometric mean of Cmax was nearly 700 ng/mL.', cmax],
    ['At 90 mg, the mean weight was over 72 kg.', weight],
    ['At 90 mg, the mean weight was about 75 kg.', weight],
  ])('is nothing else: “%s”', (text, evidence) => {
    expect(judgeTyped(text, evidence)).not.toBe('supported')
  })

  test('is no count of somebody', () => {
    const screened = findRow(
      { ...disposition, rows: [[['Screened'], '', '', '241', '']] },
      'Screened',
    )
    expect(judgeTyped('About 240 subjects were screened.', screened)).toBe('partly_supported')
  })

  test('is not wrong where it is near', () => {
    expect(judgeTyped('At 180 mg, the mean weight was about 71 kg.', weight)).toBe(
      'partly_supported',
    )
    expect(judgeTyped('At 180 mg, the mean weight was about 90 kg.', weight)).toBe('contradicted')
  })
})

const disposition: ResultTable = {
  caption: '14-1.1 Disposition',
  columns: [['Placebo (N=60)'], ['Low Dose (N=60)'], ['Total (N=120)'], ['p-value']],
  rows: [
    [['Lack of efficacy'], '4 (7%)', '1 (2%)', '5 (4%)', '0.0488'],
    [['Adverse event'], '1 (2%)', '2 (3%)', '3 (3%)', '0.5590'],
  ],
}
const lack = findRow(disposition, 'Lack of efficacy').slice(2)
const event = findRow(disposition, 'Adverse event').slice(2)

describe('the level of a test', () => {
  test.each([
    ['At the 5% level, the groups differed significantly in lack of efficacy (p=0.0488).', lack],
    ['The groups did not differ in adverse events at the 0.05 level (p=0.5590).', event],
  ])('is no value of a cell: “%s”', (text, evidence) => {
    expect(judgeTyped(text, evidence)).toBe('supported')
  })

  test.each([
    ['At the 5% level, the groups did not differ in lack of efficacy (p=0.0488).', lack],
    ['At the 1% level, the groups differed significantly in lack of efficacy (p=0.0488).', lack],
    ['The groups differed in adverse events at the 0.05 level (p=0.5590).', event],
    ['At the 5% level, the groups differed in lack of efficacy (p=0.0588).', lack],
  ])('decides what is significant: “%s”', (text, evidence) => {
    expect(judgeTyped(text, evidence)).not.toBe('supported')
  })
})
