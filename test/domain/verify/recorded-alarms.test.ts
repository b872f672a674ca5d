import { describe, expect, test } from 'vitest'
import type { CellPart } from '../../../shared/model/citation.ts'
import type { ClaimEvidence, VerdictState } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'
import { findRow, judgeTyped, type ResultTable } from './result-table.ts'

/** What the check says of a sentence that is recorded to rest on the evidence. */
function judge(text: string, evidence: readonly ClaimEvidence[], isCell = false): VerdictState {
  const wording = isCell ? text.replace(/\d[\d.%() ]*\d[%)]*|\d/g, '¤') : undefined
  return verify({ text, context: '', isCell, wording }, evidence, true).state
}

/** The cells of a table by the name of their row and the start of their column's. */
function reader(table: ResultTable) {
  return (row: string, column: string, words?: string, part: CellPart = 'mean'): ClaimEvidence => {
    const found = findRow(table, row).find(({ cell }) =>
      cell?.reference.columnPath.join(' > ').startsWith(column),
    )
    if (!found?.cell) throw new Error(`no cell ${row}, ${column}`)
    if (words === undefined) return found
    const start = found.range.start + found.quote.indexOf(words)
    const cell = { ...found.cell, reference: { ...found.cell.reference, part } }
    return { ...found, cell, quote: words, range: { start, end: start + words.length } }
  }
}

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

const efficacy = reader({
  caption: '14-3.01 ADAS Cog (11) - Change from Baseline to Week 24',
  columns: [['Placebo (N=79)'], ['Xanomeline Low Dose (N=81)'], ['Xanomeline High Dose (N=74)']],
  rows: [
    [['Change from Baseline', 'Mean (SD)'], '2.5 (5.80)', '2.0 (5.55)', '1.5 (4.26)'],
    [['p-value(Dose Response) [1][2]'], '', '', '0.245'],
    [['p-value(Xan - Placebo) [1][3]'], '', '0.569', '0.233'],
    [['p-value(Xan - Placebo) [1][3]', 'Diff of LS Means (SE)'], '', '-0.5 (0.82)', '-1.0 (0.84)'],
    [['p-value(Xan - Placebo) [1][3]', '95% CI'], '', '(-2.1;1.1)', '(-2.7;0.7)'],
  ],
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

const exceptions = reader({
  caption: 'L-1 Exceptions by process, July to September 2024',
  columns: [['Transactions'], ['Tested'], ['Exceptions'], ['Amount (EUR)']],
  rows: [
    [['Purchase orders'], '3,211', '95', '4', '59,425.00'],
    [['Supplier invoices'], '8,502', '200', '6', '29,884.45'],
    [['Travel expenses'], '1,273', '80', '5', '18,697.65'],
    [['Total'], '12,986', '375', '15', '108,007.10'],
  ],
})

describe('the value of what was told before', () => {
  const [orders, invoices, travel] = [
    'Purchase orders',
    'Supplier invoices',
    'Travel expenses',
  ].map((row) => exceptions(row, 'Amount')) as [ClaimEvidence, ClaimEvidence, ClaimEvidence]

  test('needs no name where the sentence names nothing else that is counted', () => {
    const claim = 'Most of the value was in purchase orders (EUR 59,425.00).'
    expect(judge(claim, [orders])).toBe('supported')
    const both =
      'Most of the value was in purchase orders (EUR 59,425.00) and supplier invoices (EUR 29,884.45).'
    expect(judge(both, [orders, invoices])).toBe('supported')
  })

  test.each([
    ['Most of the value was in supplier invoices (EUR 29,884.45).', [invoices]],
    [
      'Most of the value was in supplier invoices (EUR 29,884.45) and travel expenses (EUR 18,697.65).',
      [invoices, travel],
    ],
    ['Most of the value of the transactions was in purchase orders (EUR 59,425.00).', [orders]],
    ['Most of the transactions were in purchase orders (EUR 59,425.00).', [orders]],
    ['A transaction in purchase orders had the value of EUR 59,425.00.', [orders]],
    ['Purchase orders had a value of EUR 59,425.00.', [orders]],
  ] as const)('is not supported where it is less, or of something else: “%s”', (claim, cited) => {
    expect(judge(claim, cited)).not.toBe('supported')
  })

  test('is not "most" where the largest of three is less than half', () => {
    const even = reader({
      caption: 'Spend by region (EUR)',
      columns: [['Spend']],
      rows: [
        [['North'], '40'],
        [['South'], '35'],
        [['West'], '30'],
        [['Total'], '105'],
      ],
    })
    expect(judge('Most of the spend was in North (40).', [even('North', 'Spend')])).not.toBe(
      'supported',
    )
    const two = [even('North', 'Spend'), even('South', 'Spend')]
    expect(judge('Most of the spend was in North (40) and South (35).', two)).toBe('supported')
  })
})

describe('a sentence that stands in a cell of a document’s table', () => {
  const disposition = reader({
    caption: '14-1.1 Summary of Subject Disposition',
    columns: [['Placebo (N=60)'], ['Total (N=182)']],
    rows: [
      [['Screened'], '', '241'],
      [['Randomized'], '60', '182'],
      [['Completed Week 12'], '52 (87%)', '159 (87%)'],
      [['Early termination'], '8 (13%)', '23 (13%)'],
    ],
  })
  const cited = ['Screened', 'Randomized', 'Completed Week 12'].map((row) =>
    disposition(row, 'Total'),
  )
  const told = '241 subjects were screened and 182 were randomized; 159 (87%) completed Week 12.'

  test('is held as a sentence', () => {
    expect(judge(told, cited, true)).toBe('supported')
  })

  test.each([
    told.replace('182', '128'),
    told.replace('screened', 'randomized').replace('were randomized;', 'were screened;'),
    told.replace('completed', 'did not complete'),
    told.replace('87%', '78%'),
    told.replace('Week 12', 'Week 8'),
  ])('is not supported where one thing is changed: “%s”', (claim) => {
    const wording = '¤ subjects were screened and ¤ were randomized; ¤ completed Week 12.'
    const made = { text: claim, context: 'Synopsis', isCell: true, wording }
    expect(verify(made, cited, true).state).not.toBe('supported')
  })
})

describe('what a sentence names by other words than its table', () => {
  const described = reader({
    caption: '14-2.01 Summary of Demographic Characteristics',
    columns: [['Placebo (N=86)'], ['Total (N=254)']],
    rows: [
      [['MMSE', 'Mean'], '18.0', '18.1'],
      [['MMSE', 'SD'], '4.27', '4.19'],
      [['Years of education', 'Mean'], '12.6', '12.8'],
    ],
  })

  test('a mean that is averaged, with its standard deviation', () => {
    const cited = [described('MMSE > Mean', 'Placebo'), described('MMSE > SD', 'Placebo')]
    const told = 'The MMSE averaged 18.0 (SD 4.27) with placebo.'
    expect(judge(told, cited)).toBe('supported')
    expect(judge(told.replace('18.0 (SD 4.27)', '4.27 (SD 18.0)'), cited)).not.toBe('supported')
    expect(judge('The SD of the MMSE was 18.0 and its mean 4.27 with placebo.', cited)).not.toBe(
      'supported',
    )
  })

  test('a unit that names the row as well', () => {
    const cited = [described('Years of education > Mean', 'Total')]
    const wording = 'Subjects had a mean of ¤ years of education.'
    const judgeWorded = (text: string) =>
      verify({ text, context: '', isCell: false, wording }, cited, true).state
    const told = 'Subjects had a mean of 12.8 years of education.'
    expect(judgeWorded(told)).toBe('supported')
    expect(judgeWorded(told.replace('years', 'months'))).not.toBe('supported')
    expect(judgeWorded(told.replace('education', 'age'))).not.toBe('supported')
  })

  test('a confidence interval that is spelled out', () => {
    const row = 'p-value(Xan - Placebo) [1][3] > 95% CI'
    const cited = [efficacy(row, 'Xanomeline High')]
    const told =
      'For xanomeline high dose, the 95% confidence interval of the difference from placebo was (-2.7;1.1).'
    expect(judge(told.replace('1.1', '0.7'), cited)).toBe('supported')
    expect(judge(told, cited)).not.toBe('supported')
    expect(judge(told.replace('1.1', '0.7').replace('95%', '90%'), cited)).not.toBe('supported')
  })

  test('a dose response that could not be shown', () => {
    const cited = [efficacy('p-value(Dose Response) [1][2]', 'Xanomeline High')]
    const told = 'A dose response could not be shown (p-value 0.245).'
    expect(judge(told, cited)).toBe('supported')
    expect(judge(told.replace('not ', ''), cited)).not.toBe('supported')
    expect(judge('A dose response could exist (p-value 0.245).', cited)).not.toBe('supported')
  })

  test('a share beside a limit', () => {
    const shifts = reader({
      caption: '14-6.06 Shifts of Hy’s Law Values',
      columns: [['Placebo (N=86)', 'Normal at Baseline']],
      rows: [
        [['Transaminase 1.5 x ULN', '0'], '80 (96%)'],
        [['Transaminase 1.5 x ULN', '1'], '3 (4%)'],
      ],
    })
    const cited = [shifts('Transaminase 1.5 x ULN > 1', 'Placebo')]
    const told =
      'A transaminase of 1.5 x ULN was found for 3 (4%) of those on placebo who were normal at baseline.'
    expect(judge(told, cited)).toBe('supported')
    expect(judge(told.replace('3 (4%)', '4 (3%)'), cited)).not.toBe('supported')
    expect(judge(told.replace('3 (4%)', '3 (4%) of 30'), cited)).not.toBe('supported')
    expect(judge(told.replace('1.5 x', '2.5 x'), cited)).not.toBe('supported')
  })
})

describe('two items of a list, which goes on from words that named the group', () => {
  const events = reader({
    caption: '14-5.01 Adverse Events',
    columns: [['Placebo (N=60)'], ['Somnalin 6 mg (N=61)']],
    rows: [
      [['Dizziness'], '2 (3.3%)', '8 (13.1%)'],
      [['Nausea'], '3 (5.0%)', '5 (8.2%)'],
    ],
  })
  const cited = ['Nausea', 'Dizziness'].map((row) => events(row, 'Somnalin'))

  test('need not name it again', () => {
    expect(judge('Nausea (5 (8.2%)) and Dizziness (8 (13.1%))', cited)).toBe('supported')
    expect(judge('Dizziness (5 (8.2%)) and Nausea (8 (13.1%))', cited)).not.toBe('supported')
  })

  test('have to where they are a sentence of their own', () => {
    const told = 'Nausea was reported in 5 (8.2%) and dizziness in 8 (13.1%).'
    expect(judge(told, cited)).not.toBe('supported')
    expect(judge(told.slice(0, -1), cited)).not.toBe('supported')
    expect(judge(told.replace('.2%)', '.2%) with placebo'), cited)).not.toBe('supported')
  })
})
