import { describe, expect, test } from 'vitest'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'
import { cell as evidenceCell, says } from './evidence-cells.ts'

function cell(
  quote: string,
  row: string,
  columnPath: readonly string[],
  more: { formula?: string; context?: string } = {},
): ClaimEvidence {
  return { ...evidenceCell(quote, [row], columnPath), ...more }
}

const judge = (text: string, ...evidence: readonly ClaimEvidence[]) =>
  verify({ text, context: '', isCell: false }, evidence, true)

describe('a value that a recorded formula gives', () => {
  const share = 'percent(({1 | Screened | n} - {1 | Randomized | n}), {1 | Screened | n}) = 24.5%'
  const rest = '{1 | Screened | n} - {1 | Randomized | n} = 59'
  const cells = [share, rest].flatMap((formula) => [
    cell('241', 'Screened', ['Total'], { formula }),
    cell('182', 'Randomized', ['Total'], { formula }),
  ])
  const screened = [cell('241', 'Screened', ['Total']), ...cells]

  test.each([
    ['supported', 'Of the 241 subjects who were screened, 59 (24.5%) were not randomized.'],
    ['contradicted', 'Of the 241 subjects who were screened, 59 (24.6%) were not randomized.'],
    ['contradicted', 'Of the 241 subjects who were screened, 58 (24.5%) were not randomized.'],
    ['contradicted', 'Of the 241 subjects who were screened, 59 (24.5%) were randomized.'],
  ])('is computed again: %s, “%s”', (state, claim) => {
    expect(judge(claim, ...screened).state).toBe(state)
  })

  test('is not taken from what the formula says it gives', () => {
    const [first, second] = ['50', '20'].map((quote) =>
      cell(quote, 'Screened', ['Total'], { formula: '{a} - {b} = 59' }),
    )
    if (!first || !second) throw new Error('two cells')
    expect(judge('A total of 59 were screened.', first, second).state).not.toBe('supported')
  })
})

describe('significance that a claim tells without its p-value', () => {
  const heads = ['Velorastat 15 mg (N=60)']
  const formula = '{1 | p-value | Velorastat 15 mg | p} < 0.05'
  const small = cell('<.0001', 'p-value', heads, { formula, context: 'Difference from placebo' })
  const large = cell('0.21', 'p-value', heads, { formula, context: 'Difference from placebo' })
  const told = 'The difference between velorastat 15 mg and placebo was statistically significant.'
  const denied = told.replace('was', 'was not')

  test.each([
    ['supported', told, small],
    ['contradicted', told, large],
    ['contradicted', denied, small],
    ['supported', denied, large],
    ['partly_supported', told.replace('velorastat 15 mg', 'high dose'), small],
    ['contradicted', told.replace('velorastat 15 mg', 'placebo'), small],
  ])('is %s: “%s”', (state, claim, evidence) => {
    expect(judge(claim, evidence).state).toBe(state)
  })
})

describe('what follows from the values of two years', () => {
  const sales = (quote: string, date: string) => cell(quote, 'Sales', ['Fiscal year ended', date])
  const years = [sales('1,073.3', 'April 27, 2019'), sales('1,095.0', 'April 28, 2018')]

  test.each([
    ['supported', 'The change in sales from 2018 to 2019 was -21.7.'],
    ['supported', 'The decrease in sales from 2018 to 2019 was 21.7.'],
    ['supported', 'The percentage change in sales from 2018 to 2019 was -1.98%.'],
    ['supported', 'The average sales of 2018 and 2019 were 1084.15.'],
    ['supported', 'The average sales over the 2 years were 1084.15.'],
    ['contradicted', 'The change in sales from 2018 to 2019 was 21.7.'],
    ['contradicted', 'The increase in sales from 2018 to 2019 was 21.7.'],
    ['contradicted', 'The percentage change in sales from 2018 to 2019 was 1.98%.'],
    ['contradicted', 'The average sales of 2018 and 2019 were 1084.25.'],
    ['partly_supported', 'The total sales of 2018 and 2019 were 1095.0.'],
    ['partly_supported', 'The change in sales from 2016 to 2019 was -21.7.'],
  ])('is held against their order: %s, “%s”', (state, claim) => {
    const judged = judge(claim, ...years).state
    if (state === 'contradicted') expect(judged).not.toBe('supported')
    else expect(judged).toBe(state)
  })

  test('is no share of the first one', () => {
    const twofold = [sales('302', '2019'), sales('148', '2018')]
    const claim = (percent: string) => `The percentage change in sales in 2019 was ${percent}%.`
    expect(judge(claim('104.05'), ...twofold).state).toBe('supported')
    expect(judge(claim('204.05'), ...twofold).state).not.toBe('supported')
  })

  test('has the sign of what was spent as sentences have it', () => {
    const spent = ['-709', '-707'].map((quote, at) =>
      cell(quote, 'Net cash used', [`201${at + 7}`]),
    )
    const gained = ['-709', '-707'].map((quote, at) => cell(quote, 'Net result', [`201${at + 7}`]))
    expect(judge('The average net cash used was 708.', ...spent).state).toBe('supported')
    expect(judge('The average net result was 708.', ...gained).state).not.toBe('supported')
  })
})

describe('a table in thousands or millions', () => {
  const millions = cell('56.5', 'Revenue', ['2019', '(in millions)'])
  const plain = cell('56.5', 'Revenue', ['2019'])

  test.each([
    ['supported', 'Revenue was 56.5 million in 2019.', millions],
    ['supported', 'Revenue was $56,500,000 in 2019.', millions],
    ['supported', 'Revenue was 56.5 in 2019.', millions],
    ['contradicted', 'Revenue was 56.5 thousand in 2019.', millions],
    ['contradicted', 'Revenue was 56.6 million in 2019.', millions],
    ['no_source_found', 'Revenue was 56.5 million in 2019.', plain],
    ['partly_supported', 'Revenue was 56.5 million on 1 May 2019.', millions],
  ])('is %s: “%s”', (state, claim, evidence) => {
    expect(judge(claim, evidence).state).toBe(state)
  })

  test('gives sums as they are rounded', () => {
    const both = [millions, cell('3.26', 'Revenue', ['2018', '(in millions)'])]
    const total = (words: string) => judge(`Total revenue of 2018 and 2019 was ${words}.`, ...both)
    expect(total('59.76 million').state).toBe('supported')
    expect(total('59.8 million').state).toBe('supported')
    expect(total('60.8 million').state).not.toBe('supported')
    expect(total('59.76 thousand').state).not.toBe('supported')
  })
})

describe('“one” that counts', () => {
  const arms = ['Placebo (N=86)', 'Low Dose (N=84)', 'High Dose (N=84)']
  const cells = ['1', '1', '2'].map((quote, at) => cell(quote, 'Died', [arms[at] ?? '']))

  test.each([
    ['supported', 'In placebo, low dose and high dose one, one and two subjects died.'],
    ['contradicted', 'In placebo, low dose and high dose one, two and two subjects died.'],
    ['contradicted', 'In placebo, low dose and high dose two, one and one subjects died.'],
  ])('is a number: %s, “%s”', (state, claim) => {
    expect(judge(claim, ...cells).state).toBe(state)
  })

  test.each([
    ['supported', 'One subject died.', 'One subject died.'],
    ['supported', 'One subject died.', '1 subject died.'],
    ['contradicted', 'One subject with a stroke died.', 'Two subjects with a stroke died.'],
    ['supported', 'No one died of it.', 'No one died of it.'],
  ])('in prose is %s: “%s” of “%s”', (state, claim, quote) => {
    expect(judge(claim, says(quote)).state).toBe(state)
  })
})

describe('what stands around a number', () => {
  test.each([
    ['90 mL/min/1.73 m²', '90 mL/min/1.74 m²'],
    ['90 mL/min', '90 mL/hour'],
    ['[1] Fisher’s exact test', '[2] Fisher’s exact test'],
  ])('is read: “%s” is not “%s”', (one, other) => {
    const source = says(`${one} was the least of all.`)
    const state = (words: string) => judge(`${words} was the least of all.`, source).state
    expect(state(one)).toBe('supported')
    expect(state(other)).not.toBe('supported')
  })
})

describe('a sentence around cells', () => {
  const sites = [cell('17', 'Sites', ['Total']), cell('254', 'Subjects', ['Total'])]

  test.each([
    'The study population consisted of 254 subjects of 17 sites.',
    'The study population comprised 254 subjects of 17 sites.',
  ])('may report them in any plain verb: “%s”', (claim) => {
    const evidence = sites.map((one) => ({ ...one, context: 'Study population' }))
    expect(judge(claim, ...evidence).state).toBe('supported')
  })

  test('says more where it leaves out that revenue is net', () => {
    const net = cell('12', 'Net revenue', ['2019'])
    expect(judge('Net revenue was 12 in 2019.', net).state).toBe('supported')
    expect(judge('Revenue was 12 in 2019.', net).state).toBe('partly_supported')
  })
})
