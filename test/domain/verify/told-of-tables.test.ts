import { describe, expect, test } from 'vitest'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'
import { createTable } from './evidence-table.ts'

const judge = (text: string, evidence: readonly ClaimEvidence[], context = '') =>
  verify({ text, context, isCell: false }, evidence, true).state

const income = createTable(
  'Income (EUR million)',
  ['Item', 'Q3 2025', 'Q2 2025', 'Q3 2024'],
  [
    ['Interest income', '412.6', '405.1', '389.4'],
    ['Fee income', '148.3', '151.9', '139.7'],
    ['Total', '560.9', '557.0', '529.1'],
  ],
)

describe('a direction is held against the values of the table', () => {
  const interest = income('Interest income', 'Q3 2025')
  const fees = income('Fee income', 'Q3 2025')

  test.each([
    ['Interest income rose to EUR 412.6 million in the third quarter of 2025.', [interest]],
    [
      'Interest income rose from EUR 405.1 million in Q2 2025 to EUR 412.6 million in Q3 2025.',
      [income('Interest income', 'Q2 2025'), interest],
    ],
    [
      'Fee income slipped to EUR 148.3 million from EUR 151.9 million.',
      [fees, income('Fee income', 'Q2 2025')],
    ],
    [
      'Interest income came to EUR 412.6 million, compared with EUR 389.4 million a year earlier.',
      [interest, income('Interest income', 'Q3 2024')],
    ],
  ])('and supported where they show it: “%s”', (claim, evidence) => {
    expect(judge(claim, evidence)).toBe('supported')
    const turned = claim.replace('rose', 'fell').replace('slipped', 'climbed')
    const later = turned.replace('earlier', 'later')
    expect(judge(later, evidence)).not.toBe('supported')
  })

  test('two quarters are both told', () => {
    const both = [interest, income('Interest income', 'Q2 2025')]
    const claim =
      'Interest income rose to EUR 412.6 million in Q3 2025 from EUR 405.1 million in Q2 2025.'
    expect(judge(claim, both)).toBe('supported')
    expect(judge(claim.replace('Q2', 'Q3'), both)).not.toBe('supported')
  })

  test('a quarter in words is the one of its head', () => {
    const claim = 'Interest income was EUR 412.6 million in the third quarter of 2025.'
    expect(judge(claim, [interest])).toBe('supported')
    expect(judge(claim.replace('third', 'second'), [interest])).not.toBe('supported')
  })
})

const parts = createTable(
  'Deliveries of parts',
  [
    'Part family',
    'Orders',
    'Late',
    'Limit',
    'Mean time (days)',
    'Longest time (days)',
    'Due',
    'Status',
  ],
  [
    ['Seals', '735', '23', '25', '22.8', '60', '2025-01-31', 'Open'],
    ['Bearings', '1,284', '38', '30', '26.4', '45', '2025-02-28', 'Closed'],
    ['Fasteners', '418', '0', '10', '9.7', '19', '2025-03-31', 'Open'],
    ['Total', '2,437', '61', '65', '21.0', '60', '', ''],
  ],
)

const cell = parts

describe('a sentence over a table', () => {
  test.each([
    [
      'the highest',
      'Bearings had the highest number of orders (1,284).',
      [cell('Bearings', 'Orders')],
    ],
    ['the lowest', 'Fasteners had the fewest orders (418).', [cell('Fasteners', 'Orders')]],
    [
      'more than a limit',
      'For bearings, 38 orders were late, above the limit of 30.',
      [cell('Bearings', 'Late'), cell('Bearings', 'Limit')],
    ],
    [
      'none',
      'None of the 418 orders of fasteners was late (0).',
      [cell('Fasteners', 'Orders'), cell('Fasteners', 'Late')],
    ],
    [
      'never more',
      'No order of bearings took longer than 45 days.',
      [cell('Bearings', 'Longest time (days)')],
    ],
    ['at most', 'Bearings took at most 45 days.', [cell('Bearings', 'Longest time (days)')]],
    ['a mean', 'On average, bearings took 26.4 days.', [cell('Bearings', 'Mean time (days)')]],
    ['words and digits', 'Twenty-three orders of seals were late (23).', [cell('Seals', 'Late')]],
    [
      'more than half',
      'More than half of all orders, 1,284, were for bearings.',
      [cell('Bearings', 'Orders')],
    ],
    ['a date', 'Bearings are due on 2025-02-28.', [cell('Bearings', 'Due')]],
    ['a word', 'The status of bearings is closed.', [cell('Bearings', 'Status')]],
  ])('may tell %s: “%s”', (_, claim, evidence) => {
    expect(judge(claim, evidence)).toBe('supported')
  })

  test.each([
    ['Bearings had the lowest number of orders (1,284).', [cell('Bearings', 'Orders')]],
    ['Seals had the highest number of orders (735).', [cell('Seals', 'Orders')]],
    [
      'For bearings, 38 orders were late, below the limit of 30.',
      [cell('Bearings', 'Late'), cell('Bearings', 'Limit')],
    ],
    [
      'None of the 735 orders of seals was late (23).',
      [cell('Seals', 'Orders'), cell('Seals', 'Late')],
    ],
    [
      'Some of the 418 orders of fasteners were not late (0).',
      [cell('Fasteners', 'Orders'), cell('Fasteners', 'Late')],
    ],
    ['No order of bearings took longer than 26.4 days.', [cell('Bearings', 'Mean time (days)')]],
    ['Bearings took at most 26.4 days.', [cell('Bearings', 'Mean time (days)')]],
    ['The limit of bearings is 26.4 days.', [cell('Bearings', 'Mean time (days)')]],
    ['The longest time of bearings was 26.4 days.', [cell('Bearings', 'Mean time (days)')]],
    ['Twenty-three orders of seals were late (24).', [cell('Seals', 'Late')]],
    ['More than half of all orders, 735, were for seals.', [cell('Seals', 'Orders')]],
    ['Bearings are due on 2025-02-27.', [cell('Bearings', 'Due')]],
    ['The status of bearings is open.', [cell('Bearings', 'Status')]],
    ['For the total, 38 orders were late.', [cell('Bearings', 'Late')]],
    ['Complaints about the orders in total were 38 late.', [cell('Seals', 'Late')]],
    ['Of the 38 total orders, all were late.', [cell('Bearings', 'Late')]],
    ['Late were seals in 38.', [cell('Bearings', 'Late')]],
  ])('may not say otherwise: “%s”', (claim, evidence) => {
    expect(judge(claim, evidence)).not.toBe('supported')
  })

  test('names another row in spite of its heading', () => {
    const claim = 'In this family, 38 orders were late.'
    expect(judge(claim, [cell('Bearings', 'Late')], 'Bearings')).toBe('supported')
    const other = claim.replace('this family', 'seals')
    expect(judge(other, [cell('Bearings', 'Late')], 'Bearings')).not.toBe('supported')
  })
})

describe('years that stand beside values', () => {
  const complaints = createTable(
    'Complaints',
    ['Reason', '2024', '2023'],
    [
      ['Damage', '73', '70'],
      ['Taste', '41', '38'],
    ],
  )
  const both = [complaints('Damage', '2024'), complaints('Damage', '2023')]

  test('are those of their heads', () => {
    const claim = 'Damage led to 73 complaints in 2024 and to 70 in 2023.'
    expect(judge(claim, both)).toBe('supported')
    expect(judge(claim.replace('70 in 2023', '70 in 2024'), both)).not.toBe('supported')
    expect(judge(claim.replace('73 complaints in 2024', '73 complaints in 2023'), both)).not.toBe(
      'supported',
    )
  })
})

describe('visits that stand beside values', () => {
  const scores = createTable(
    'Scores',
    ['Visit', 'Mean'],
    [
      ['Week 8', '3.9'],
      ['Week 16', '4.2'],
    ],
  )
  const both = [scores('Week 8', 'Mean'), scores('Week 16', 'Mean')]

  test('are all told, in the order of the values', () => {
    const claim = 'The mean score was 3.9 at Week 8 and 4.2 at Week 16.'
    expect(judge(claim, both)).toBe('supported')
    expect(judge(claim.replace('Week 8', 'Week 16'), both)).not.toBe('supported')
    expect(judge(claim.replace('Week 16', 'Week 8'), both)).not.toBe('supported')
  })
})

test('a table in thousand cubic metres counts in thousands', () => {
  const water = createTable(
    'Water (thousand cubic metres)',
    ['Quantity', '2024', '2023'],
    [['Water abstracted', '18,420', '18,905']],
  )
  const own = [water('Water abstracted', '2024')]
  const claim = 'Water abstracted was 18,420 thousand cubic metres in 2024.'
  expect(judge(claim, own)).toBe('supported')
  expect(judge(claim.replace('thousand', 'million'), own)).not.toBe('supported')
})

test('the share of a count is that of its own cell', () => {
  const stays = createTable(
    'Stays',
    ['Stay', 'Subjects'],
    [
      ['Completed', '118 (46%)'],
      ['Ended', '110 (43%)'],
    ],
  )
  const both = [stays('Completed', 'Subjects'), stays('Ended', 'Subjects')]
  const claim = 'Of the subjects, 118 (46%) completed and 110 (43%) ended.'
  expect(judge(claim, both)).toBe('supported')
  expect(judge(claim.replace('43%', '93%'), both)).not.toBe('supported')
})
