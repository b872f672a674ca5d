import { describe, expect, test } from 'vitest'
import { table } from '../../support/build-source-text.ts'
import { compareIn } from '../compare/compared-tables.ts'

const falls = table({
  number: '1',
  title: 'Falls by ward',
  header: [['Ward', 'Bed days', 'Falls', 'Injurious falls']],
  rows: [
    ['Geriatrics', '9,800', '74', '11'],
    ['Neurology', '8,200', '45', '6'],
    ['Surgery', '11,500', '31', '3'],
    ['Hospital', '29,500', '150', '20'],
  ],
})

const effects = table({
  number: '2',
  title: 'Change from baseline in FEV1 (L) at Week 12',
  header: [['Statistic', 'Placebo (N=118)', 'Drug 10 mg (N=120)', 'Drug 25 mg (N=121)']],
  rows: [
    ['LS mean change (SE)', '0.03 (0.021)', '0.12 (0.022)', '0.21 (0.020)'],
    ['Difference from placebo (95% CI)', '', '0.09 (0.03, 0.15)', '0.18 (0.12, 0.24)'],
    ['p-value vs placebo', '', '0.004', '<0.001'],
  ],
})

const figures = table({
  number: '3',
  title: 'Key figures (EUR million)',
  header: [['', '2025', '2024']],
  rows: [
    ['Revenue', '1,842', '1,699'],
    ['Net income', '152', '168'],
  ],
})

const orders = table({
  number: '4',
  title: '',
  header: [['Order no.', 'Supplier', 'Order date', 'Amount (EUR)', 'Delivered on', 'Status']],
  rows: [
    ['4711', 'Huber AG', '2025-05-03', '3280', '2025-05-19', 'Paid'],
    ['4713', 'Huber AG', '2025-05-12', '4150', '2025-05-30', 'Open'],
    ['4714', 'Lindqvist AB', '2025-05-20', '18400', '2025-07-11', 'Disputed'],
  ],
})

const systems = table({
  number: '5',
  title: 'User access review at 31 January 2026',
  header: [['System', 'Active users', 'Leavers still active', 'Last recertified']],
  rows: [
    ['Asset register', '64', '3', '2024-11-30'],
    ['Expenses app', '905', '11', '2025-05-31'],
  ],
})

const find = compareIn(falls, effects, figures, orders, systems)
const isTold = (text: string): boolean => find(text)?.outcome.holds === true

describe('a sentence that names its cells', () => {
  test.each([
    'Neurology recorded 29 falls fewer than Geriatrics.',
    'Geriatrics accounted for 49% of all falls (74 of 150).',
    'More than half of the injurious falls happened in Geriatrics.',
    'The LS mean change from baseline in FEV1 at Week 12 was 0.21 L (SE 0.020) with drug 25 mg and 0.03 L (SE 0.021) with placebo.',
    'Drug 25 mg differed from placebo by 0.18 L (95% CI 0.12 to 0.24; p<0.001).',
    'Revenue rose 8.4% to EUR 1,842 million.',
    'Net income decreased by EUR 16 million to EUR 152 million.',
    'Order 4711 was placed with Huber AG on 3 May 2025.',
    'Order 4714 from Lindqvist AB was delivered on 11 July 2025.',
    'Huber AG received two orders worth EUR 7,430 in all.',
  ])('is borne out by them: %s', (text) => {
    expect(isTold(text)).toBe(true)
  })

  test.each([
    'Neurology recorded 19 falls fewer than Geriatrics.',
    'Geriatrics recorded 29 falls fewer than Neurology.',
    'Neurology accounted for 49% of all falls (74 of 150).',
    'More than half of the injurious falls happened in Neurology.',
    'The LS mean change from baseline in FEV1 at Week 12 was 0.21 L (SE 0.022) with drug 25 mg and 0.03 L (SE 0.021) with placebo.',
    'The LS mean change from Week 12 in FEV1 at baseline was 0.21 L (SE 0.020) with drug 25 mg and 0.03 L (SE 0.021) with placebo.',
    'Drug 25 mg differed from drug 10 mg by 0.18 L (95% CI 0.12 to 0.24; p<0.001).',
    'Drug 25 mg differed from placebo by 0.18 L (99% CI 0.12 to 0.24; p<0.001).',
    'Revenue rose 4.8% to EUR 1,842 million.',
    'Revenue fell 8.4% to EUR 1,842 million.',
    'Revenue rose 8.4% to EUR 1,842 thousand.',
    'Order 4711 was placed with Lindqvist AB on 3 May 2025.',
    'Order 4711 was paid on 3 May 2025.',
    'Order 4713 was delivered on 12 May 2025.',
    'Huber AG received three orders worth EUR 7,430 in all.',
    'The Asset register had three leavers still active on 30 November 2024.',
    'Geriatrics had 74 injurious falls, 11 of them injurious.',
  ])('is not borne out where one thing differs: %s', (text) => {
    expect(isTold(text)).toBe(false)
  })
})
