import { describe, expect, test } from 'vitest'
import { table } from '../../support/build-source-text.ts'
import { compareIn, events } from './compared-tables.ts'

const depots = table({
  number: '7',
  title: 'Vehicles and accidents by depot',
  header: [
    [
      'Depot',
      'Vehicles planned',
      'Vehicles delivered',
      'Accidents',
      'Accidents with injury',
      'Accidents per 100 vehicles',
    ],
  ],
  rows: [
    ['North', '40', '38', '12', '3', '31.6'],
    ['South', '30', '33', '9', '3', '27.3'],
    ['Harbour', '25', '25', '15', '5', '60.0'],
    ['Airport', '26', '24', '4', '0', '16.7'],
    ['Total', '121', '120', '40', '11', '33.3'],
  ],
})

const complaints = table({
  number: '8',
  title: 'Complaints of customers by product line and severity',
  header: [
    ['Product line', 'Low', 'Critical', 'Total', 'Customers affected', 'Resolved', 'Pending'],
  ],
  rows: [
    ['Kettles', '30', '15', '45', '40', '35', '10'],
    ['Toasters', '35', '0', '35', '35', '30', '5'],
    ['Irons', '30', '15', '45', '44', '20', '25'],
    ['Lamps', '15', '10', '25', '20', '15', '10'],
    ['Total', '110', '40', '150', '120', '100', '50'],
  ],
})

const attendance = table({
  number: '9',
  title: 'Course attendance by language (%)',
  header: [['Language', '2021', '2022', '2023', '2024']],
  rows: [
    ['Spanish', '40.0', '42.5', '41.0', '45.5'],
    ['German', '30.0', '28.0', '27.5', '25.0'],
  ],
})

const ledger = table({
  number: '10',
  title: 'Ledger by quarter',
  header: [['Quarter', 'Invoices paid (number)', 'Late payments (number)', 'Late payments (EUR)']],
  rows: [
    ['Q1', '410', '21', '5200'],
    ['Q2', '395', '9', '900'],
    ['Q3', '400', '20', '9400'],
    ['Year', '1205', '50', '15500'],
  ],
})

const sexes = table({
  number: '11',
  title: 'Demographic Characteristics',
  population: 'Safety',
  header: [['', 'Placebo (N=40)', 'Low Dose (N=40)', 'High Dose (N=50)']],
  rows: [
    ['Sex', '', '', ''],
    ['Male', '25 (62.5%)', '20 (50.0%)', '20 (40.0%)'],
    ['Female', '15 (37.5%)', '20 (50.0%)', '30 (60.0%)'],
  ],
})

const find = compareIn(sexes, depots, complaints, attendance, ledger, events)
const judge = (text: string): boolean | undefined => find(text)?.outcome.holds

describe('parts of a whole', () => {
  test.each([
    'North and South together account for 21 of the 40 accidents.',
    'South and North account for six of the 11 accidents with injury.',
    'Harbour accounts for 37.5% of all accidents.',
    'Harbour accounts for more than a third of all accidents.',
    'Five of the 11 accidents with injury happened at Harbour.',
    'Of the 40 accidents, 15 (37.5%) occurred at Harbour.',
    'One third of the kettles were critical.',
    'Of the 45 irons, 25 are pending.',
    'Of the 150 complaints, 50 are pending.',
    'Two thirds of the complaints are resolved.',
    'The third quarter alone accounts for 40% of the year’s late payments by number.',
    'Kettles and lamps together account for 25 of the 40 critical complaints.',
  ])('follow from the cells and their total: %s', (text) => {
    expect(judge(text)).toBe(true)
  })

  test.each([
    ['another sum', 'North and South together account for 22 of the 40 accidents.'],
    ['another share', 'Harbour accounts for 45% of all accidents.'],
    ['less than told', 'Harbour accounts for more than half of all accidents.'],
    ['another depot', 'Five of the 11 accidents with injury happened at North.'],
    ['another column', 'Half of the irons were critical.'],
    [
      'another quarter',
      'The second quarter alone accounts for 40% of the year’s late payments by number.',
    ],
  ])('are wrong with %s', (_, text) => {
    expect(judge(text)).toBe(false)
  })

  test.each([
    [
      'the whole of another column',
      'North and South together account for six of the 40 accidents with injury.',
    ],
    ['what another column counts', 'Kettles account for 45 of the 150 customers.'],
    ['a planned column’s whole', 'North accounts for 40 of the 120 vehicles planned.'],
    ['who has a part of a part', 'A third of all accidents at Harbour were with injury.'],
    [
      'a part of what is not its own',
      'Harbour’s accidents with injury account for 45% of all accidents.',
    ],
    ['each of two', 'North and Harbour each account for a third of all accidents.'],
    ['one or the other', 'North or Harbour accounts for 27 of the 40 accidents.'],
    ['a denial', 'Harbour does not account for 37.5% of all accidents.'],
    ['an estimate', 'Harbour accounts for about 37.5% of all accidents.'],
    [
      'rows that are no parts',
      'Nausea and headache together account for 14 of the 35 events on the high dose.',
    ],
    ['a column that rates have', 'Harbour accounts for 60 of the 33.3 accidents per 100 vehicles.'],
    ['a condition more', 'Five of the 11 accidents with injury happened at Harbour at night.'],
    ['number and amount alike', 'The third quarter accounts for 40% of all late payments.'],
  ])('are left open for %s', (_, text) => {
    expect(judge(text)).toBeUndefined()
  })

  test('are shown with their addition and their share', () => {
    expect(find('North and South account for 52.5% of all accidents.')?.outcome.words).toBe(
      '12 + 9 = 21 of 40, which is 52.5%.',
    )
  })
})

describe('the most of a column', () => {
  test.each([
    'Harbour had more accidents than any other depot.',
    'With 15 accidents, Harbour had more than any other depot.',
    'Airport had fewer accidents with injury than any other depot.',
    'Harbour has the most accidents with injury.',
    'Harbour had the most accidents, with 37.5% of all accidents.',
    'Nausea was reported more often on the high dose than on any other dose.',
  ])('is more than any other: %s', (text) => {
    expect(judge(text)).toBe(true)
  })

  test.each([
    ['a tie', 'Kettles have more complaints than any other product line.'],
    ['a tie of critical ones', 'Irons had the most critical complaints.'],
    ['the second', 'North had more accidents than any other depot.'],
    ['who is not the least', 'South had fewer accidents than any other depot.'],
  ])('is not %s', (_, text) => {
    expect(judge(text)).toBe(false)
  })

  test.each([
    ['all others together', 'Harbour had more accidents than all other depots together.'],
    ['a difference', 'Harbour had 15 more accidents than any other depot.'],
    [
      'another column’s things',
      'Toasters affected more customers at night than any other product line.',
    ],
    ['another value', 'With 12 accidents, Harbour had more than any other depot.'],
    [
      'a share of something else',
      'Harbour had the most accidents with injury, with 45.5% of all accidents.',
    ],
    [
      'a group’s share of its people',
      'Nausea was more frequent on the high dose than on any other dose, with 18.0% of all cases of nausea.',
    ],
    ['a share of people', 'Harbour had the most accidents, with 37.5% of all customers.'],
  ])('is left open for %s', (_, text) => {
    expect(judge(text)).toBeUndefined()
  })
})

describe('how often one value is another', () => {
  test.each([
    'There were more than three times as many accidents at Harbour as at Airport.',
    'There were three times as many accidents at North as at Airport.',
    'There were 3.75 times as many accidents at Harbour as at Airport.',
    'Men outnumbered women on placebo.',
    'Women outnumbered men on the high dose.',
  ])('follows from both: %s', (text) => {
    expect(judge(text)).toBe(true)
  })

  test.each([
    'There were twice as many accidents at Harbour as at Airport.',
    'There were three times as many accidents at Airport as at North.',
    'There were more than four times as many accidents at Harbour as at Airport.',
    'There were 1.25 times as many accidents at Harbour as at South.',
    'Men outnumbered women on placebo and the high dose.',
    'Women outnumbered men on the low dose.',
  ])('is wrong otherwise: %s', (text) => {
    expect(judge(text)).toBe(false)
  })

  test.each([
    [
      'none',
      'There were more than three times as many accidents with injury at North as at Airport.',
    ],
    ['nearly so', 'There were four times as many accidents at Harbour as at Airport.'],
    ['counts beside rates', 'Accidents were three times as frequent at North as at Airport.'],
    ['an estimate', 'There were almost four times as many accidents at Harbour as at Airport.'],
    [
      'counts and shares that differ',
      'Nausea was 2.25 times as frequent on the high dose as on placebo.',
    ],
  ])('is left open for %s', (_, text) => {
    expect(judge(text)).toBeUndefined()
  })
})

describe('two columns of one row', () => {
  test.each([
    'South is the only depot to which more vehicles were delivered than planned.',
    'At North, fewer vehicles were delivered than planned.',
    'More vehicles were planned than delivered at Airport.',
  ])('are held against each other: %s', (text) => {
    expect(judge(text)).toBe(true)
  })

  test.each([
    ['turned round', 'South is the only depot to which more vehicles were planned than delivered.'],
    ['alike', 'At Harbour, more vehicles were delivered than planned.'],
    ['not alone', 'North is the only depot to which fewer vehicles were delivered than planned.'],
  ])('are wrong %s', (_, text) => {
    expect(judge(text)).toBe(false)
  })

  test.each([
    ['of two rows', 'At South, more vehicles were delivered than planned at Harbour.'],
    ['of any other', 'At South, more vehicles were delivered than planned at any other depot.'],
    ['of one that counts something else', 'At South, more accidents were delivered than planned.'],
    ['by how many', 'At South, three more vehicles were delivered than planned.'],
  ])('are left open %s', (_, text) => {
    expect(judge(text)).toBeUndefined()
  })
})

describe('two clauses', () => {
  test('hold together where each does', () => {
    const first = 'Nausea was more frequent on the high dose than on placebo'
    expect(
      judge(`${first}, whereas headache was more frequent on placebo than on the low dose.`),
    ).toBe(true)
    expect(
      judge(`${first}, whereas headache was more frequent on the low dose than on placebo.`),
    ).toBe(false)
    expect(
      judge(`${first}, whereas dizziness was more frequent on placebo than on the low dose.`),
    ).toBeUndefined()
  })
})

describe('years of a row', () => {
  test('rise or fall between two of them', () => {
    expect(judge('Attendance of Spanish rose between 2021 and 2024.')).toBe(true)
    expect(judge('Attendance of Spanish rose between 2022 and 2023.')).toBe(false)
    expect(judge('Attendance of German fell from 30.0% in 2021 to 25.0% in 2024.')).toBe(true)
    expect(judge('The share of Spanish was highest in 2024.')).toBe(true)
    expect(judge('A larger share had Spanish in 2023 than in 2022.')).toBe(false)
    expect(judge('Attendance of Spanish rose between 2021 and 2025.')).toBeUndefined()
    expect(judge('Attendance of Spanish and German rose between 2021 and 2024.')).toBeUndefined()
  })
})
