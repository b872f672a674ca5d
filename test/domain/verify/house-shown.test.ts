import { describe, expect, test } from 'vitest'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { createTable } from './evidence-table.ts'
import { judgeHouse, type HouseState } from './judge-house.ts'

/** What the check says of a template's own sentence, each `¤` of which is the next cell. */
function judge(wording: string, ...evidence: readonly ClaimEvidence[]): HouseState {
  const text = evidence.reduce((told, { quote }) => told.replace('¤', quote), wording)
  return judgeHouse({ text, context: '', isCell: false, wording }, evidence)
}

const complaints = createTable(
  'Complaints by category',
  ['Category', 'Complaints 2024', 'Complaints 2023'],
  [
    ['Battery', '142', '118'],
    ['Display', '57', '61'],
    ['Housing', '73', '70'],
    ['Total', '272', '249'],
  ],
)
const [now, before] = ['Complaints 2024', 'Complaints 2023']

describe('a change that the template tells with “up” or “down”', () => {
  test.each([
    ['Display complaints went up to ¤ in 2024.', 'Display complaints went down to ¤ in 2024.'],
    ['Display complaints soared to ¤ in 2024.', 'Display complaints were cut to ¤ in 2024.'],
  ])('is that of its row: not “%s”, but “%s”', (wrong, right) => {
    expect(judge(wrong, complaints('Display', now))).not.toBe('borne_out')
    expect(judge(right, complaints('Display', now))).toBe('borne_out')
  })

  test('is that between its two values', () => {
    const cells = [complaints('Battery', before), complaints('Battery', now)]
    expect(judge('Battery complaints came down from ¤ to ¤.', ...cells)).not.toBe('borne_out')
    expect(judge('Battery complaints went up from ¤ to ¤.', ...cells)).toBe('borne_out')
  })
})

const work = createTable(
  'Workload by month (defects per million)',
  ['Month', 'Requests', 'Samples rejected', 'Cases open', 'Added', 'Found'],
  [
    ['January', '1,204', '2', '12', '10.0', '9.7'],
    ['February', '1,118', '4', '9', '50.0', '51.0'],
    ['March', '1,342', '3', '7', '200.0', '206.0'],
  ],
)

describe('an extreme whose end is plain', () => {
  test('is the greatest or the smallest of its column, as it says', () => {
    const wording = 'The busiest month was March, with ¤ requests.'
    expect(judge(wording, work('March', 'Requests'))).toBe('borne_out')
    const other = wording.replace('March', 'February')
    expect(judge(other, work('February', 'Requests'))).not.toBe('borne_out')
  })
})

test.each([
  ['In March, ¤ samples were accepted.', 'In March, ¤ samples were rejected.', 'Samples rejected'],
  ['In March, ¤ cases were closed.', 'In March, ¤ cases had not been closed.', 'Cases open'],
  ['In March, ¤ were added.', 'In March, ¤ were found.', 'Found'],
  [
    'In March there were ¤ requests per thousand.',
    'In March there were ¤ requests per million.',
    'Requests',
  ],
])('the template does not say “%s” where it may say “%s”', (wrong, right, column) => {
  expect(judge(wrong, work('March', column))).not.toBe('borne_out')
  expect(judge(right, work('March', column))).toBe('borne_out')
})

const sites = createTable(
  'Sites (thousand cubic metres)',
  [
    'Site',
    'Customers (thousand)',
    'Water billed',
    'Delays without harm',
    'Donors outside the range',
  ],
  [
    ['North', '412', '1,720', '7', '6'],
    ['South', '588', '1,920', '3', '4'],
  ],
)

test.each([
  [
    '¤ customers live in the North.',
    '¤ thousand customers live in the North.',
    'Customers (thousand)',
  ],
  [
    'In the North, ¤ cubic metres were billed.',
    'In the North, ¤ thousand cubic metres were billed.',
    'Water billed',
  ],
  ['In the North, ¤ kPa were billed.', 'In the North, ¤ thousand were billed.', 'Water billed'],
  [
    'In the North, ¤ delays caused harm.',
    'In the North, ¤ delays remained without harm.',
    'Delays without harm',
  ],
  [
    'In the North, ¤ donors were within the range.',
    'In the North, ¤ donors were outside the range.',
    'Donors outside the range',
  ],
])(
  'the heads of a value are left neither out nor turned: not “%s”, but “%s”',
  (wrong, right, column) => {
    expect(judge(wrong, sites('North', column))).not.toBe('borne_out')
    expect(judge(right, sites('North', column))).toBe('borne_out')
  },
)

const plan = createTable(
  'Actions and units',
  ['Action', 'Opened', 'Due', 'Units distributed in 2024', 'Units in use at 31 Dec 2024'],
  [
    ['Cleaning', '2024-07-08', '2024-12-15', '3,180', '14,620'],
    ['Traceability', '2024-03-11', '2024-09-30', '2,415', '11,385'],
  ],
)

test.each([
  ['Cleaning was opened on ¤.', 'Cleaning was due on ¤.', 'Due'],
  [
    'Of cleaning, ¤ units were in use at the end of 2024.',
    'Of cleaning, ¤ units were distributed in 2024.',
    'Units distributed in 2024',
  ],
])('another column is not told: not “%s”, but “%s”', (wrong, right, column) => {
  expect(judge(wrong, plan('Cleaning', column))).not.toBe('borne_out')
  expect(judge(right, plan('Cleaning', column))).toBe('borne_out')
})

test('columns of one thing are told by their times, and rates beside counts by the row', () => {
  const rates = createTable(
    'Complaints',
    ['Category', 'Complaints 2024', 'Rate 2024', 'Rate 2023'],
    [
      ['Display', '57', '1.8', '2.2'],
      ['Battery', '142', '4.5', '4.2'],
    ],
  )
  const cells = [rates('Display', 'Rate 2023'), rates('Display', 'Rate 2024')]
  expect(judge('The rate of display complaints fell from ¤ to ¤.', ...cells)).toBe('borne_out')
})

test('a year ago is one year before the newest value of the row', () => {
  const profit = createTable(
    'Income',
    ['Item', 'Q3 2025', 'Q2 2025', 'Q3 2024'],
    [
      ['Net profit', '175.8', '180.5', '168.4'],
      ['Income tax', '55.5', '57.0', '53.2'],
    ],
  )
  const fall = 'Net profit collapsed to ¤, from ¤ a year earlier.'
  const cells = [profit('Net profit', 'Q3 2025'), profit('Net profit', 'Q3 2024')]
  expect(judge(fall, ...cells)).not.toBe('borne_out')
  const wording = 'A year ago, net profit was ¤.'
  expect(judge(wording, profit('Net profit', 'Q2 2025'))).not.toBe('borne_out')
  expect(judge(wording, profit('Net profit', 'Q3 2024'))).toBe('borne_out')
})

const actions = createTable(
  'Actions',
  ['Action', 'Failures', 'Status'],
  [
    ['Early termination', '5', 'Open'],
    ['Drop test', '2', 'Closed'],
  ],
)

describe('a denial of the template', () => {
  test.each([
    ['The drop test is not ¤.', 'The drop test is ¤.', 'Drop test', 'Status'],
    [
      'Side effects did not lead to early termination in ¤ failures.',
      'Side effects led to early termination in ¤ failures.',
      'Early termination',
      'Failures',
    ],
  ])('denies what the cell or its heads say: not “%s”, but “%s”', (wrong, right, row, column) => {
    expect(judge(wrong, actions(row, column))).not.toBe('borne_out')
    expect(judge(right, actions(row, column))).toBe('borne_out')
  })
})

const doses = createTable(
  'Adverse events\nLow Dose = drug 5 mg; High Dose = drug 15 mg.',
  ['Event', 'Low Dose (N=60)', 'High Dose (N=61)'],
  [
    ['Nausea', '4', '5'],
    ['Headache', '6', '8'],
  ],
)

test('the only arm that a sentence names is that of its value', () => {
  const cell = doses('Nausea', 'High Dose (N=61)')
  expect(judge('With drug 5 mg, ¤ subjects had nausea.', cell)).not.toBe('borne_out')
  expect(judge('With drug 15 mg, ¤ subjects had nausea.', cell)).toBe('borne_out')
})

test('two rows of one sentence each have their own value', () => {
  const cells = [complaints('Battery', now), complaints('Display', now)]
  const wrong = 'There were ¤ complaints about the display and ¤ about the battery in 2024.'
  const right = 'There were ¤ complaints about the battery and ¤ about the display in 2024.'
  expect(judge(wrong, ...cells)).not.toBe('borne_out')
  expect(judge(right, ...cells)).toBe('borne_out')
})

describe('what is better or worse', () => {
  test('is less of what is complained about', () => {
    const cells = [complaints('Display', before), complaints('Display', now)]
    const wording = 'Display complaints improved from ¤ to ¤.'
    expect(judge(wording.replace('improved', 'worsened'), ...cells)).not.toBe('borne_out')
    expect(judge(wording, ...cells)).toBe('borne_out')
  })

  test('is not known of what is neither good nor bad', () => {
    const sizes = createTable(
      'Size',
      ['Item', '2024', '2023'],
      [
        ['Length', '7', '9'],
        ['Width', '3', '4'],
      ],
    )
    expect(judge('Length improved to ¤.', sizes('Length', '2024'))).not.toBe('borne_out')
  })
})

test('a target is met or missed as the row has it', () => {
  const plants = createTable(
    'Deliveries',
    ['Plant', 'Orders', 'On-time rate', 'Target'],
    [
      ['Linz', '1,284', '97.0%', '96%'],
      ['Gdansk', '962', '93.7%', '96%'],
    ],
  )
  const judgeTarget = (plant: string, verb: string) =>
    judge(`${plant} ${verb} its target of ¤.`, plants(plant, 'Target'))
  expect(judgeTarget('Linz', 'missed')).not.toBe('borne_out')
  expect(judgeTarget('Linz', 'met')).toBe('borne_out')
  expect(judgeTarget('Gdansk', 'met')).not.toBe('borne_out')
  expect(judgeTarget('Gdansk', 'missed')).toBe('borne_out')
})

test.each([
  [
    'Battery complaints were unchanged at ¤ in 2024.',
    'Battery complaints were counted at ¤ in 2024.',
  ],
  ['Battery complaints collapsed to ¤ in 2024.', 'Battery complaints expanded to ¤ in 2024.'],
  ['Monthly battery complaints came to ¤ in 2024.', 'Battery complaints came to ¤ in 2024.'],
  ['Battery complaints came to nearly ¤ in 2024.', 'Battery complaints came to just ¤ in 2024.'],
])(
  'a change, a rhythm or a nearness that no table shows is not supported: not “%s”, but “%s”',
  (wrong, right) => {
    expect(judge(wrong, complaints('Battery', now))).not.toBe('borne_out')
    expect(judge(right, complaints('Battery', now))).toBe('borne_out')
  },
)
