import { describe, expect, test } from 'vitest'
import { says } from './evidence-cells.ts'
import { findRow, judgeTyped, type ResultTable } from './result-table.ts'

const arms = [['Placebo (N=86)'], ['Low Dose (N=84)'], ['High Dose (N=84)'], ['Total (N=254)']]

const baseline: ResultTable = {
  caption: '14-2.01 Summary of Demographic and Baseline Characteristics',
  columns: [...arms, ['p-value']],
  rows: [
    [['MMSE', 'Mean'], '18.0', '17.9', '18.5', '18.1', '0.5947'],
    [['MMSE', 'Max'], '23.0', '24.0', '24.0', '24.0', ''],
    [['Baseline weight (kg)', 'Mean'], '62.8', '67.3', '70.0', '66.6', '0.0030'],
    [['Baseline weight (kg)', 'Median'], '60.6', '64.9', '69.2', '66.7', ''],
  ],
}

const efficacy: ResultTable = {
  caption: '14-3.01 ADAS-Cog (11), Change from Baseline to Week 24',
  columns: [['Placebo (N=79)'], ['Low Dose (N=81)']],
  rows: [
    [['Baseline', 'Mean (SD)'], '24.1 (12.19)', '24.4 (12.92)'],
    [['Week 24', 'Mean (SD)'], '26.7 (13.79)', '26.4 (13.18)'],
  ],
}

const visits: ResultTable = {
  caption: '14-3.13 CIBIC+',
  columns: [['Placebo (N=79)'], ['Low Dose (N=81)']],
  rows: [
    [['Week 8', 'Minimal improvement'], '19 (25%)', '21 (27%)'],
    [['Week 8', 'Moderate improvement'], '1 (1%)', '2 (3%)'],
    [['Week 16', 'Minimal improvement'], '12 (15%)', '14 (18%)'],
  ],
}

const disposition: ResultTable = {
  caption: '14-1.1 Subject Disposition',
  columns: arms,
  rows: [[['Completed Week 12'], '52 (60%)', '54 (64%)', '53 (63%)', '159 (63%)']],
}

const total = (table: ResultTable, row: string, at: number) => findRow(table, row).slice(at, at + 1)

describe('a cell that was only found for a typed sentence', () => {
  test.each([
    ['The mean MMSE score was 17.1.', total(baseline, 'MMSE > Mean', 3)],
    [
      'Mean baseline weight on placebo was 72.8 kg.',
      total(baseline, 'Baseline weight (kg) > Mean', 0),
    ],
    [
      'At Week 24, the mean ADAS-Cog (11) on placebo was 27.6.',
      total(efficacy, 'Week 24 > Mean (SD)', 0),
    ],
    [
      'At Week 8, 91 (25%) on placebo had a minimal improvement.',
      total(visits, 'Week 8 > Minimal improvement', 0),
    ],
    [
      'A total of 169 completed Week 12: 52 on placebo, 54 on low dose and 53 on high dose.',
      findRow(disposition, 'Completed Week 12'),
    ],
  ])('contradicts what names it: “%s”', (text, evidence) => {
    expect(judgeTyped(text, evidence)).toBe('contradicted')
  })

  test.each([
    // of the groups one by one, and not of all
    [
      'The mean MMSE scores lay between 17.9 and 18.5 in the three groups.',
      total(baseline, 'MMSE > Mean', 3),
    ],
    ['The groups did not differ in mean MMSE (p=0.5947).', total(baseline, 'MMSE > Mean', 3)],
    // of another measure
    ['The mean MMSE at baseline was 18.1.', total(baseline, 'Baseline weight (kg) > Mean', 3)],
    // a change, and not a level
    [
      'At Week 24, the mean ADAS-Cog (11) on placebo had risen by 2.5.',
      total(efficacy, 'Week 24 > Mean (SD)', 0),
    ],
    // another statistic
    [
      'The LS mean of the ADAS-Cog (11) at Week 24 on placebo was 26.9.',
      total(efficacy, 'Week 24 > Mean (SD)', 0),
    ],
    [
      'The mean baseline weight on placebo was 62.8 kg.',
      total(baseline, 'Baseline weight (kg) > Median', 0),
    ],
    // another time
    [
      'At Week 24, 28 subjects (35%) on placebo had a minimal improvement.',
      total(visits, 'Week 8 > Minimal improvement', 0),
    ],
    // two rows together, and the difference of two cells
    [
      'At Week 8, 20 subjects on placebo had a minimal or moderate improvement.',
      findRow(visits, 'Week 8 > Minimal improvement'),
    ],
    [
      'At Week 8, 2 fewer subjects on placebo than on low dose had a minimal improvement.',
      findRow(visits, 'Week 8 > Minimal improvement'),
    ],
    // of men, where the cell is of all
    ['The mean MMSE score of men was 17.1.', total(baseline, 'MMSE > Mean', 3)],
    // another thing, in a clause of its own
    [
      'On placebo, 52 subjects completed Week 12 and nausea was reported by 3.',
      total(disposition, 'Completed Week 12', 0),
    ],
    // another thing, in another unit
    [
      'At Week 24, the mean dose taken on placebo was 71.6 mg.',
      total(efficacy, 'Week 24 > Mean (SD)', 0),
    ],
  ])('does not contradict what may mean another one: “%s”', (text, evidence) => {
    expect(judgeTyped(text, evidence)).not.toBe('contradicted')
    expect(judgeTyped(text, evidence)).not.toBe('supported')
  })
})

describe('two values in one bracket behind a comparison', () => {
  const row = findRow(visits, 'Week 8 > Minimal improvement')
  const told = 'At Week 8, a minimal improvement was more frequent on low dose than on placebo'

  test('are of the two groups in their order', () => {
    expect(judgeTyped(`${told} (27% against 25%).`, row)).toBe('supported')
    expect(judgeTyped(`${told} (21 against 19 subjects).`, row)).toBe('supported')
  })

  test('are wrong the other way round', () => {
    expect(judgeTyped(`${told} (25% against 27%).`, row)).toBe('contradicted')
    expect(judgeTyped(`${told.replace('more', 'less')} (27% against 25%).`, row)).toBe(
      'contradicted',
    )
  })
})

describe('words of a source in another order', () => {
  const source = (quote: string) => [says(quote, { role: 'report' })]

  test.each([
    [
      'Without a receipt, three claims were reimbursed.',
      'Three claims were reimbursed without a receipt, and one claim exceeded the limit.',
    ],
    [
      'In 2019, four audits were done in Berlin.',
      'Four audits were done in Berlin in 2019, and five in Paris.',
    ],
  ])('are not against the sentence: “%s” by “%s”', (text, quote) => {
    expect(judgeTyped(text, source(quote))).not.toBe('contradicted')
  })

  test.each([
    ['In 2019, five audits were done.', 'In 2019, four audits were done in Berlin.'],
    ['Three claims were not reimbursed in 2019.', 'Three claims were reimbursed in 2019.'],
  ])('still are where one of them differs: “%s” by “%s”', (text, quote) => {
    expect(judgeTyped(text, source(quote))).toBe('contradicted')
  })
})
