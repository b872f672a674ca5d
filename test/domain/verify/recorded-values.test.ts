import { describe, expect, test } from 'vitest'
import type { CellPart } from '../../../shared/model/citation.ts'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { judgeTyped } from './result-table.ts'
import { judge, reader, efficacy } from './recorded-tables.ts'

const people = reader({
  caption: '14-2.01 Summary of Demographic Characteristics',
  columns: [['Placebo (N=86)'], ['Total (N=254)']],
  rows: [
    [['Age (y)', 'Mean'], '75.2', '75.1'],
    [['Age (y)', 'Min'], '52.0', '51.0'],
    [['Age (y)', 'Max'], '89.0', '89.0'],
    [['MMSE', 'Mean'], '18.0', '18.1'],
    [['MMSE', 'Min'], '10.0', '10.0'],
    [['MMSE', 'Max'], '23.0', '24.0'],
    [['Sex', 'Male'], '33 (38%)', '111 (44%)'],
    [['Sex', 'Female'], '53 (62%)', '143 (56%)'],
  ],
})

describe('a range from its least and its greatest value', () => {
  const told = 'The mean age was 75.1 years (range 51.0 to 89.0); 143 (56%) were women.'
  const of = (thing: string) =>
    ['Mean', 'Min', 'Max'].map((name) => people(`${thing} > ${name}`, 'Total'))
  const cited = [...of('Age (y)'), people('Sex > Female', 'Total')]

  test('is told beside other rows', () => {
    expect(judge(told, cited)).toBe('supported')
  })

  test.each([
    ['turned round', told.replace('51.0 to 89.0', '89.0 to 51.0')],
    ['from the mean', told.replace('75.1', '89.0').replace('to 89.0', 'to 75.1')],
    ['as the mean', told.replace('75.1', '51.0').replace('range 51.0', 'range 75.1')],
    ['of men', told.replace('women', 'men')],
  ])('is not supported %s', (_, claim) => {
    expect(judge(claim, cited)).not.toBe('supported')
  })

  test('is not that of another thing', () => {
    const [age, , , women] = cited
    const [, least, most] = of('MMSE')
    const mixed = [age, least, most, women].filter((one) => one !== undefined)
    const claim = told.replace('51.0 to 89.0', '10.0 to 24.0')
    expect(judge(claim, mixed)).not.toBe('supported')
    expect(judge(claim.replace('; 143 (56%) were women', ''), mixed)).not.toBe('supported')
  })
})

describe('a difference of least squares means', () => {
  const group = 'p-value(Xan - Placebo) [1][3]'
  const low = (row: string, words?: string, part?: CellPart) =>
    efficacy(row, 'Xanomeline Low', words, part)
  const high = (row: string, words?: string, part?: CellPart) =>
    efficacy(row, 'Xanomeline High', words, part)
  const difference = `${group} > Diff of LS Means (SE)`
  const interval = `${group} > 95% CI`
  const lowDose = [
    low(difference, '-0.5'),
    low(interval, '-2.1', 'lower'),
    low(interval, '1.1', 'upper'),
    low(group),
  ]
  const highDose = [
    high(difference, '-1.0'),
    high(interval, '-2.7', 'lower'),
    high(interval, '0.7', 'upper'),
    high(group),
  ]
  const told =
    'The difference in least squares means from placebo was -0.5 (95% CI -2.1 to 1.1; p-value 0.569) for xanomeline low dose and -1.0 (95% CI -2.7 to 0.7; p-value 0.233) for xanomeline high dose.'

  test('is told with its interval and its p-value', () => {
    expect(judge(told, [...lowDose, ...highDose])).toBe('supported')
  })

  test('is told with its standard error', () => {
    const claim =
      'That difference in least squares means (SE) was -1.0 (0.84) for xanomeline high dose.'
    expect(judge(claim, [high(difference)])).toBe('supported')
    expect(judge(claim.replace('(SE)', '(SD)'), [high(difference)])).not.toBe('supported')
  })

  test('is what one group differs by, whatever its p-value', () => {
    const claim =
      'Xanomeline low dose differed from placebo by a least squares mean of -0.5 (p = 0.569).'
    expect(judge(claim, [low(difference, '-0.5'), low(group)])).toBe('supported')
    const same = claim.replace('Xanomeline low dose', 'Placebo')
    expect(judge(same, [low(difference, '-0.5'), low(group)])).not.toBe('supported')
    const differs = 'Xanomeline low dose differed from placebo (p = 0.569).'
    expect(judge(differs, [low(group)])).not.toBe('supported')
  })

  test.each([
    ['with the ends of its interval turned', told.replace('-2.1 to 1.1', '1.1 to -2.1')],
    [
      'as the end of its interval',
      told.replace('was -0.5', 'was -2.1').replace('CI -2.1', 'CI -0.5'),
    ],
    [
      'with the p-value of the other dose',
      told.replace('0.569', '0.###').replace('0.233', '0.569').replace('###', '233'),
    ],
    ['as its standard error', told.replace('difference', 'standard error of the difference')],
  ])('is not supported %s', (_, claim) => {
    expect(judge(claim, [...lowDose, ...highDose])).not.toBe('supported')
  })

  test('is no mean of one group', () => {
    const claims = [
      'The least squares mean was -0.5 for xanomeline low dose.',
      'The mean change from baseline was -0.5 for xanomeline low dose.',
    ]
    for (const claim of claims)
      expect(judge(claim, [low(difference, '-0.5')])).not.toBe('supported')
  })
})

describe('the unit of a change', () => {
  const visits = reader({
    caption: '14-7.03 Summary of Weight Change from Baseline at End of Treatment',
    columns: [['n'], ['Mean'], ['SD']],
    rows: [
      [['Weight (kg)', 'Placebo', 'Baseline'], '86', '62.8', '12.77'],
      [['Weight (kg)', 'Placebo', 'End of Trt.'], '86', '62.7', '12.67'],
      [['Weight Change from Baseline', 'Placebo', 'End of Trt.'], '86', '0.0', '2.65'],
      [['Weight Change from Baseline', 'Xan.Low', 'End of Trt.'], '83', '-0.3', '3.06'],
      [['Weight Change from Baseline', 'Xan.High', 'End of Trt.'], '84', '0.1', '2.95'],
      [['Height (cm)', 'Placebo', 'Baseline'], '86', '162.6', '11.52'],
      [['Waist Percent Change', 'Placebo', 'End of Trt.'], '86', '0.7', '1.10'],
      [['Waist (cm)', 'Placebo', 'End of Trt.'], '86', '91.5', '9.10'],
    ],
  })
  const cited = ['Placebo', 'Xan.Low'].map((arm) =>
    visits(`Weight Change from Baseline > ${arm} > End of Trt.`, 'Mean'),
  )
  const told =
    'The mean change from baseline in weight at the end of treatment was 0.0 kg with placebo and -0.3 kg with xanomeline low dose.'

  test('is that of the thing that changes', () => {
    expect(judge(told, cited)).toBe('supported')
  })

  test.each([
    told.replaceAll(' kg', ' cm'),
    told.replaceAll(' kg', '%'),
    told.replace(' kg', ' g'),
  ])('is no other one: “%s”', (claim) => {
    expect(judge(claim, cited)).not.toBe('supported')
  })

  test('is none of a row that gives no change', () => {
    const weights = ['Baseline', 'End of Trt.'].map((time) =>
      visits(`Weight (kg) > Placebo > ${time}`, 'Mean'),
    )
    const claim =
      'The mean weight with placebo was 62.8 kg at baseline and 62.7 kg at the end of treatment.'
    expect(judge(claim, weights)).toBe('supported')
    const wrong = claim.replace('weight', 'change from baseline in weight')
    expect(judge(wrong, weights)).not.toBe('supported')
    expect(judge(wrong.replace('change', 'changes'), weights)).not.toBe('supported')
  })

  test('is none where the change is a share', () => {
    const claim =
      'The mean change from baseline in waist at the end of treatment was 0.7 cm with placebo.'
    const share = visits('Waist Percent Change > Placebo > End of Trt.', 'Mean')
    expect(judge(claim, [share])).not.toBe('supported')
  })
})

describe('a share beside its count', () => {
  const sets = reader({
    caption:
      '14-1.1 Summary of Subject Disposition\nPercentages are based on the number of randomized subjects.',
    columns: [['Placebo (N=60)'], ['Total (N=182)']],
    rows: [
      [['Randomized'], '60', '182'],
      [['Analysis populations:', 'Full analysis set'], '58 (97%)', '178 (98%)'],
      [['Analysis populations:', 'Per-protocol population'], '50 (83%)', '154 (85%)'],
    ],
  })
  const cited = ['Full analysis set', 'Per-protocol population'].map((row) =>
    sets(`Analysis populations: > ${row}`, 'Total'),
  )

  test.each([
    'The full analysis set consisted of 178 (98%) of the randomized subjects, and the per-protocol population of 154 (85%).',
    'A total of 178 (98%) of the subjects were in the full analysis set and 154 (85%) in the per-protocol population.',
  ])('is no part of another count of the sentence: “%s”', (claim) => {
    expect(judge(claim, cited)).toBe('supported')
    expect(judge(claim.replace('154 (85%)', '154 (87%)'), cited)).not.toBe('supported')
    expect(
      judge(claim.replace('154 (85%)', '154 (98%)').replace('178 (98%)', '178 (85%)'), cited),
    ).not.toBe('supported')
  })

  test.each([
    'Of the 178 subjects in the full analysis set, 154 (85%) were in the per-protocol population.',
    'In the full analysis set of 178 subjects, 154 (85%) were in the per-protocol population.',
    'The full analysis set consisted of 178 subjects; of these 178, 154 (85%) were in the per-protocol population.',
  ])('is a part of the count that it is told of: “%s”', (claim) => {
    expect(judge(claim, cited)).not.toBe('supported')
  })
})

describe('all of whom a sentence tells the parts', () => {
  const ends = reader({
    caption: '14-1.02 Summary of End of Study Data',
    columns: [['Placebo (N=86)'], ['Total (N=254)']],
    rows: [
      [['Screened'], '', '300'],
      [['Completion Status:', 'Completed Week 24'], '60 (70%)', '118 (46%)'],
      [['Completion Status:', 'Early Termination (prior to Week 24)'], '26 (30%)', '136 (54%)'],
      [['Lost after Week 24'], '', '4'],
    ],
  })
  const [completed, stopped] = ['Completed Week 24', 'Early Termination (prior to Week 24)'].map(
    (row) => ends(`Completion Status: > ${row}`, 'Total'),
  ) as [ClaimEvidence, ClaimEvidence]
  const told = 'Of 254 randomized subjects, 118 completed Week 24 and 136 terminated early.'

  test('are as many as the column counts', () => {
    expect(judgeTyped(told, [completed, stopped])).not.toBe('contradicted')
  })

  test.each([
    told.replace('254', '245'),
    told.replace('randomized', 'screened'),
    told.replace('118', '136').replace('and 136', 'and 118'),
    told.replace('136', '163'),
  ])('are no others: “%s”', (claim) => {
    expect(judgeTyped(claim, [completed, stopped])).not.toBe('supported')
    expect(judge(claim, [completed, stopped])).not.toBe('supported')
  })

  test.each([
    ['Of the 254 randomized subjects, 300 were screened.', 'Screened'],
    ['Of 254 randomized subjects, 4 were lost after Week 24.', 'Lost after Week 24'],
  ])('have no parts that are no shares of them: “%s”', (claim, row) => {
    expect(judgeTyped(claim, [ends(row, 'Total')])).not.toBe('supported')
  })
})
