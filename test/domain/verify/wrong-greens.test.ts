import { describe, expect, test } from 'vitest'
import { cell, judge } from './evidence-cells.ts'

describe('p-values of two comparisons with one arm', () => {
  const columns = [
    ['Placebo (N=86)'],
    ['Drug Low Dose (N=84)'],
    ['Drug High Dose (N=84)'],
    ['Fisher’s exact p-values', 'Placebo vs. Low Dose'],
    ['Fisher’s exact p-values', 'Placebo vs. High Dose'],
  ]
  const table = { rows: [['Cardiac disorders']], columns, groups: [] }
  const values = [
    cell('0.012', ['Cardiac disorders'], columns[3] ?? [], table),
    cell('0.580', ['Cardiac disorders'], columns[4] ?? [], table),
  ]

  const forms = [
    (to: string, a: string, b: string) =>
      `The p-value for cardiac disorders against ${to} was 0.012 with the ${a} and 0.580 with the ${b}.`,
    (to: string, a: string, b: string) =>
      `Compared with ${to}, cardiac disorders had a p-value of 0.012 with the ${a} and of 0.580 with the ${b}.`,
    (to: string, a: string, b: string) =>
      `For cardiac disorders, the ${a} had a p-value of 0.012 against ${to}, and the ${b} a p-value of 0.580.`,
    (to: string, a: string, b: string) =>
      `For cardiac disorders the p-values in comparison with ${to} were 0.012 (${a}) and 0.580 (${b}).`,
  ]

  test.each(forms.map((form) => [form('placebo', 'low dose', 'high dose')]))(
    'are supported for the arms they are of: “%s”',
    (claim) => {
      expect(judge(claim, values)).toBe('supported')
    },
  )

  test.each(
    forms.flatMap((form) =>
      [
        form('low dose', 'low dose', 'high dose'),
        form('high dose', 'low dose', 'high dose'),
        form('placebo', 'placebo', 'high dose'),
        form('placebo', 'low dose', 'placebo'),
        form('placebo', 'high dose', 'low dose'),
        form('placebo', 'low dose', 'low dose'),
      ].map((claim) => [claim]),
    ),
  )('are not told of other arms: “%s”', (claim) => {
    expect(judge(claim, values)).not.toBe('supported')
  })

  test('one alone needs the arm that was compared', () => {
    const one = values.slice(0, 1)
    const told = 'The low dose had a p-value of 0.012 compared with placebo for cardiac disorders.'
    expect(judge(told, one)).toBe('supported')
    expect(judge(told.replace('low dose', 'placebo'), one)).not.toBe('supported')
    expect(judge(told.replace('placebo', 'low dose'), one)).not.toBe('supported')
  })
})

describe('a longer name of another row', () => {
  const rows = [
    ['Baseline', 'Mean'],
    ['Change from Baseline', 'Mean'],
    ['Skin irritation', 'Subjects'],
  ]
  const table = { rows, columns: [['Placebo (N=86)']], groups: [] }
  const baseline = cell('24.1', ['Baseline', 'Mean'], ['Placebo (N=86)'], table)
  const change = cell('2.5', ['Change from Baseline', 'Mean'], ['Placebo (N=86)'], table)

  test('does not tell the value of the shorter one', () => {
    expect(judge('The mean at baseline was 24.1 with placebo.', [baseline])).toBe('supported')
    expect(judge('The mean change from baseline was 24.1 with placebo.', [baseline])).not.toBe(
      'supported',
    )
  })

  test('may stand beside it where both are cited', () => {
    const claim = 'The mean with placebo was 24.1 at baseline, and the mean change from it 2.5.'
    expect(judge(claim, [baseline, change])).toBe('supported')
  })
})

describe('the arms of a list that is longer than its values', () => {
  const columns = ['Placebo (N=86)', 'Drug Low Dose (N=84)', 'Drug High Dose (N=84)']
  const values = ['10', '14', '20'].map((value, at) =>
    cell(value, ['Minimal worsening'], [columns[at] ?? '']),
  )
  const told = 'Minimal worsening was recorded for 10, 14 and 20 subjects with'

  test.each([
    ['supported', 'placebo, low dose and high dose'],
    ['contradicted', 'drug low dose, low dose and high dose'],
    ['contradicted', 'placebo, placebo and high dose'],
    ['contradicted', 'placebo, low dose and low dose'],
  ])('are %s: “%s”', (state, arms) => {
    expect(judge(`${told} ${arms}.`, values)).toBe(state)
  })
})

describe('a value that no cell and no calculation of the sentence gives', () => {
  const year = (row: string, values: readonly string[]) =>
    values.map((value, at) => cell(value, [row], [String(2019 - at)]))

  test.each([
    [
      'The change in deferred revenue from 2018 to 2019 was 4.',
      year('Deferred revenue', ['4', '5']),
    ],
    [
      'The change in deferred revenue in 2019 from 2018 was 5.',
      year('Deferred revenue', ['4', '5']),
    ],
    ['The average stock of 2018 and 2019 was 4.', year('Stock', ['5.0', '2.0'])],
    ['The average stock of 2018 and 2019 was 3.', year('Stock', ['5.0', '2.0'])],
    [
      'The change in life expectancy from 2018 to 2019 was 0.',
      year('Life expectancy', ['86.8', '87.3']),
    ],
    ['The average charges of 2018 and 2019 were 0 million.', year('Charges', ['160', '80'])],
    ['The debt ratio of 2019 was 4.', year('Debt', ['92,364', '336,032'])],
    [
      'The change in the number of shares from 2018 to 2019 was 2.',
      year('Shares', ['253,113', '200,000']),
    ],
    ['The number of shares in 2018 and 2019 was 2.', year('Shares', ['253,113', '200,000'])],
    [
      'The change in the current ratio from 2018 to 2019 was 1.5.',
      year('Current ratio', ['1.2', '0.8']),
    ],
    ['The difference in costs between 2018 and 2019 was -20.', year('Costs', ['120', '100'])],
  ])('is not supported: “%s”', (claim, evidence) => {
    expect(judge(claim, evidence)).not.toBe('supported')
  })

  test.each([
    [
      'The change in deferred revenue from 2018 to 2019 was -1.',
      year('Deferred revenue', ['4', '5']),
    ],
    ['The average stock of 2018 and 2019 was 3.5.', year('Stock', ['5.0', '2.0'])],
    [
      'The change in life expectancy from 2018 to 2019 was -0.5.',
      year('Life expectancy', ['86.8', '87.3']),
    ],
    ['The difference in costs between 2018 and 2019 was 20.', year('Costs', ['120', '100'])],
  ])('is supported where it follows: “%s”', (claim, evidence) => {
    expect(judge(claim, evidence)).toBe('supported')
  })

  test('is no share of values beside those that the sentence gives', () => {
    const row = (row: string, values: readonly string[]) =>
      values.map((value, at) => cell(value, [row], [`Group ${'ABC'[at] ?? ''} (N=86)`]))
    const values = row('Completed n(%)', ['60 (70%)', '28 (33%)', '30 (36%)'])
    const p = cell('<.0001', ['Completed n(%)'], ['p-value'])
    const told = (percent: string) =>
      `Week 24 was completed by 60 (70%) of group A, 28 (${percent}%) of group B and 30 (36%) of group C (p <.0001).`
    const evidence = [...values, p].map((one) => ({ ...one, context: 'Week 24' }))
    expect(judge(told('33'), evidence)).toBe('supported')
    expect(judge(told('34'), evidence)).not.toBe('supported')
  })
})

test('an amount of one thing does not contradict the total of others', () => {
  const quote =
    'The amounts were recovered in November 2024 except for one payment of EUR 3,215.75.'
  const prose = { ...cell(quote, [], []), role: 'report' as const, cell: null }
  expect(judge('The exceptions had an amount of EUR 108,007.10.', [prose])).not.toBe('contradicted')
  const own = { ...cell('The payment had an amount of EUR 3,215.75.', [], []), cell: null }
  expect(judge('The payment had an amount of EUR 108,007.10.', [own])).toBe('contradicted')
})

test('a least value is no unit of the group that it stands in', () => {
  const rows = ['Min', 'Max'].map((name) => ['Years of education', name])
  const table = { rows, columns: [['Total (N=254)']], groups: [] }
  const values = ['3.0', '24.0'].map((value, at) =>
    cell(value, rows[at] ?? [], ['Total (N=254)'], table),
  )
  expect(judge('Years of education ranged from 3.0 to 24.0.', values)).toBe('supported')
})
