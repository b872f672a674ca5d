import { describe, expect, test } from 'vitest'
import { verify } from '../../../server/domain/verify/verify.ts'
import { findRow, judgeTyped, type ResultTable } from './result-table.ts'

/** A true sentence, and others of the same numbers that are not. */
type Case = readonly [row: string, told: string, ...others: string[]]

function testCases(table: ResultTable, cases: readonly Case[]): void {
  test.each(cases.map(([row, told]) => [told, row] as const))('“%s” is supported', (told, row) => {
    expect(judgeTyped(told, findRow(table, row))).toBe('supported')
  })
  const others = cases.flatMap(([row, , ...all]) => all.map((one) => [one, row] as const))
  test.each(others)('“%s” is not', (other, row) => {
    expect(judgeTyped(other, findRow(table, row))).not.toBe('supported')
  })
}

const arms = [['Placebo (N=40)'], ['Somnalin 2 mg (N=41)'], ['Somnalin 6 mg (N=42)']]

describe('each half of a cell has its own name', () => {
  const sleep: ResultTable = {
    caption: '9.1 Sleep diary, Full Analysis Set',
    columns: [...arms, ['Total (N=123)']],
    rows: [
      [['Sleep time (hours)', 'Mean (SD)'], '5.2 (1.31)', '6.1 (1.27)', '6.8 (1.44)', '6.0 (1.52)'],
      [['Sleep time (hours)', 'Min, Max'], '2.5, 8.0', '3.0, 8.5', '3.5, 9.0', '2.5, 9.0'],
      [['Sleep time (hours)', 'Median'], '5.3', '6.0', '6.9', '6.2'],
      [['Sleep time (hours)', 'LS mean (SE)'], '5.1 (0.21)', '6.2 (0.20)', '6.9 (0.22)', ''],
    ],
  }
  testCases(sleep, [
    [
      'Sleep time (hours) > Mean (SD)',
      'The mean sleep time in total was 6.0 hours.',
      'The SD of the sleep time in total was 6.0 hours.',
      'The mean sleep time in total was 1.52 hours.',
      'The sleep time in total was 1.52 hours.',
    ],
    [
      'Sleep time (hours) > Mean (SD)',
      'The mean (SD) sleep time with placebo was 5.2 (1.31) hours.',
      'The SD (mean) sleep time with placebo was 5.2 (1.31) hours.',
    ],
    [
      'Sleep time (hours) > Mean (SD)',
      'With placebo the mean sleep time was 5.2 hours and its SD 1.31 hours.',
      'With placebo the mean sleep time was 1.31 hours and its SD 5.2 hours.',
    ],
    [
      'Sleep time (hours) > Min, Max',
      'The minimum sleep time with placebo was 2.5 hours.',
      'The maximum sleep time with placebo was 2.5 hours.',
      'The minimum sleep time with placebo was 8.0 hours.',
      'The longest sleep time with placebo was 2.5 hours.',
      'The sleep time with placebo was 2.5 hours.',
      'The median sleep time with placebo was 8.0 hours.',
    ],
    [
      'Sleep time (hours) > Min, Max',
      'With placebo, the sleep time was between 2.5 and 8.0 hours.',
      'With placebo, the sleep time was between 8.0 and 2.5 hours.',
    ],
    [
      'Sleep time (hours) > LS mean (SE)',
      'The LS mean of the sleep time was 6.9 hours with somnalin 6 mg.',
      'The LS mean of the sleep time was 0.22 hours with somnalin 6 mg.',
      'The SE of the sleep time was 6.9 hours with somnalin 6 mg.',
      'The SE of the sleep time in LS means was 6.9 hours with somnalin 6 mg.',
    ],
  ])
})

const events: ResultTable = {
  caption: '9.2 Adverse events, Safety Population',
  columns: ['Placebo (N=40)', 'Somnalin 2 mg (N=41)', 'Somnalin 6 mg (N=42)'].flatMap((arm) => [
    [arm, 'n (%)'],
    [arm, 'Events'],
  ]),
  rows: [
    [['Any event'], '11 (27.5%)', '[19]', '14 (34.1%)', '[21]', '20 (47.6%)', '[33]'],
    [['Dry mouth'], '2 (5.0%)', '[3]', '6 (14.6%)', '[7]', '8 (19.0%)', '[13]'],
    [['Vivid dreams'], '4 (10.0%)', '[4]', '4 (9.8%)', '[6]', '4 (9.5%)', '[5]'],
  ],
}

describe('events are no subjects, and counts no shares', () => {
  testCases(events, [
    [
      'Dry mouth',
      'Dry mouth was reported by 8 subjects (19.0%) with somnalin 6 mg.',
      'Dry mouth was reported by 13 subjects (19.0%) with somnalin 6 mg.',
      'Dry mouth was reported by 13 somnalin 6 mg patients.',
      'The number of subjects with dry mouth was 13 with somnalin 6 mg.',
      'Thirteen people had dry mouth with somnalin 6 mg.',
      'There were 8 events of dry mouth with somnalin 6 mg.',
      'Dry mouth was reported by 8% of the subjects with somnalin 6 mg.',
      'Dry mouth was reported by 13% of the subjects with somnalin 6 mg.',
    ],
    [
      'Dry mouth',
      'There were 13 events of dry mouth with somnalin 6 mg.',
      'There were 13 subjects with dry mouth with somnalin 6 mg.',
      'Dry mouth occurred 8 times with somnalin 6 mg.',
    ],
  ])
})

describe('a value of one arm is none of all', () => {
  testCases(events, [
    [
      'Dry mouth',
      'Dry mouth was reported by 6 subjects (14.6%) with somnalin 2 mg.',
      'Dry mouth was reported by 6 subjects (14.6%).',
      'Dry mouth was reported by 6 somnalin subjects.',
      'Dry mouth was reported by 6 subjects in each group.',
      'Somnalin 2 mg and somnalin 6 mg each had 6 subjects with dry mouth.',
    ],
    [
      'Vivid dreams',
      'Vivid dreams were reported by 4 subjects in each group.',
      'Vivid dreams were reported by 6 subjects in each group.',
    ],
    [
      'Dry mouth',
      'Dry mouth was reported by 2 subjects with placebo and by 6 with somnalin 2 mg.',
      'Dry mouth was as frequent with placebo (2 subjects) as with somnalin 2 mg (6 subjects).',
    ],
  ])
})

describe('a greater change is one of more, whichever way it goes', () => {
  const pain: ResultTable = {
    caption: '9.6 Pain (mm), Full Analysis Set',
    columns: arms,
    rows: [[['Change from baseline', 'Mean (SD)'], '-6.1 (9.2)', '-11.4 (9.9)', '-17.8 (9.5)']],
  }
  testCases(pain, [
    [
      'Change from baseline > Mean (SD)',
      'The mean change from baseline was greater with somnalin 6 mg (-17.8 mm) than with placebo (-6.1 mm).',
      'The mean change from baseline was greater with placebo (-6.1 mm) than with somnalin 6 mg (-17.8 mm).',
    ],
  ])
})

describe('a word of an arm is told as it is spelled', () => {
  const calcium: ResultTable = {
    caption: '9.5 Laboratory events, Safety Population',
    columns: [['Placebo (N=40)'], ['Somnalin Low Dose (N=41)'], ['Somnalin High Dose (N=42)']],
    rows: [
      [['Blood calcium increased'], '1 (2.5%)', '3 (7.3%)', '7 (16.7%)'],
      [['Blood sodium increased'], '2 (5.0%)', '1 (2.4%)', '2 (4.8%)'],
    ],
  }
  testCases(calcium, [
    [
      'Blood calcium increased',
      'Blood calcium was increased in 7 subjects (16.7%) with the high dose.',
      'Blood calcium was increased in 7 subjects (16.7%).',
    ],
  ])

  test('and the highest of all arms is told of all of them', () => {
    const [high] = findRow(calcium, 'Blood calcium increased').slice(-1)
    const states = ['The highest number', 'The number'].map((start) => {
      const text = `${start} of subjects with increased blood calcium was 7.`
      return high && verify({ text, context: '', isCell: false }, [high], true).state
    })
    expect(states).toEqual(['supported', 'partly_supported'])
  })
})

describe('the arm that others are compared with', () => {
  const compared: ResultTable = {
    caption: '9.3 Sleep time (hours), change from baseline',
    columns: arms,
    rows: [
      [['Comparison with placebo', 'Difference in LS means (SE)'], '', '0.8 (0.30)', '1.6 (0.31)'],
    ],
  }
  testCases(compared, [
    [
      'Comparison with placebo > Difference in LS means (SE)',
      'The difference in LS means between somnalin 6 mg and placebo was 1.6 hours.',
    ],
    [
      'Comparison with placebo > Difference in LS means (SE)',
      'Compared with placebo, the difference in LS means was 1.6 hours with somnalin 6 mg.',
      'Compared with somnalin 2 mg, the difference in LS means was 1.6 hours with somnalin 6 mg.',
      'The difference in LS means between somnalin 6 mg and somnalin 2 mg was 1.6 hours.',
      'The difference in LS means from baseline was 1.6 hours with somnalin 6 mg.',
    ],
  ])
})

describe('reasons', () => {
  const reasons: ResultTable = {
    caption: '9.4 Disposition, All Randomized',
    columns: [...arms, ['Total (N=123)']],
    rows: [
      [['Status:', 'Stopped early'], '9 (23%)', '10 (24%)', '11 (26%)', '30 (24%)'],
      [['Reason for stopping early:', 'Relapse'], '6 (15%)', '5 (12%)', '2 (5%)', '13 (11%)'],
      [['Reason for stopping early:', 'Own wish'], '4 (10%)', '4 (10%)', '5 (12%)', '13 (11%)'],
      [['Reason for stopping early:', 'Long travel'], '3 (8%)', '5 (12%)', '9 (21%)', '17 (14%)'],
    ],
  }
  testCases(reasons, [
    [
      'Reason for stopping early: > Relapse',
      'A relapse led to stopping early in 13 subjects (11%) in total.',
      'Stopping early led to a relapse in 13 subjects (11%) in total.',
      'A total of 13 subjects (11%) had a relapse.',
      '11% of those stopping early had a relapse in total.',
      'The leading reason for stopping early was a relapse (13 subjects, 11%) in total.',
    ],
    [
      'Reason for stopping early: > Own wish',
      'Stopping early by own wish was as frequent with placebo (4 subjects) as with somnalin 2 mg (4 subjects).',
      'Stopping early by own wish was as frequent with placebo (4 subjects) as with somnalin 6 mg (5 subjects).',
      'Stopping early by own wish was as frequent with placebo as with somnalin 6 mg (5 subjects).',
    ],
    [
      'Reason for stopping early: > Long travel',
      'The leading reason for stopping early was long travel (17 subjects, 14%) in total.',
    ],
  ])
})

describe('counts of ever fewer things', () => {
  const lifts: ResultTable = {
    caption: 'E-2 Defects by kind of lift, 2024',
    columns: [['Lifts'], ['Inspected'], ['Defects'], ['Amount (EUR)']],
    rows: [
      [['Passenger lifts'], '2,310', '84', '6 (7.1%)', '9,120.00'],
      [['Goods lifts'], '640', '50', '0 (0.0%)', '0.00'],
    ],
  }
  testCases(lifts, [
    [
      'Passenger lifts',
      'Of the 84 passenger lifts inspected, 6 (7.1%) had defects.',
      'Of the 2,310 passenger lifts, 6 (7.1%) had defects.',
      'Of the 84 defects of passenger lifts, 6 were inspected.',
      'Of 84 passenger lifts, 6 were inspected.',
    ],
    [
      'Passenger lifts',
      'There were 2,310 passenger lifts.',
      'There were 84 passenger lifts.',
      '2,310 passenger lifts were inspected.',
      'Of the 2,310 passenger lifts inspected, 6 had defects.',
      'Defects of passenger lifts amounted to 7.1% of EUR 9,120.00.',
      'Passenger lifts: 6 inspected, 84 defects.',
      '7.1% of the passenger lifts of all lifts had defects.',
    ],
    [
      'Passenger lifts',
      'The defects of passenger lifts amounted to EUR 9,120.00.',
      'The passenger lifts amounted to EUR 9,120.00.',
      'Each of the defects of passenger lifts amounted to EUR 9,120.00, each defect alike.',
      'Each passenger lift defect amounted to EUR 9,120.00.',
      'A defect of passenger lifts amounted to EUR 9,120.00.',
      'The 84 passenger lifts inspected amounted to EUR 9,120.00.',
    ],
    [
      'Goods lifts',
      'No defects of goods lifts were found (0).',
      'No goods lifts were built (0).',
      'No goods lifts were inspected (0).',
    ],
  ])
})

test('a list of which one number is wrong shows that number, and no others', () => {
  const table: ResultTable = {
    caption: '2 Withdrawals by reason',
    columns: arms,
    rows: [[['Adverse event'], '1', '2', '5']],
  }
  const text = 'Adverse events were the reason in 1, 2 and 7 subjects, respectively.'
  const claim = { text, context: '', isCell: false }
  const { state, differences } = verify(claim, findRow(table, 'Adverse event'), true)
  const differing = differences.filter(({ evidence }) => evidence !== null)
  expect(state).toBe('contradicted')
  expect(differing.map(({ claim: { start, end } }) => text.slice(start, end))).toEqual(['7'])
})
