import { describe, expect, test } from 'vitest'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'
import { judge, reader, efficacy } from './recorded-tables.ts'

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
