import { describe, expect, test } from 'vitest'
import { findRow, judgeTyped, type ResultTable } from './result-table.ts'

const events: ResultTable = {
  caption: '12.1 Adverse events, n (%) of subjects and [number of events]',
  columns: [['Placebo (N=6)'], ['90 mg (N=8)'], ['180 mg (N=8)']],
  rows: [
    [['Any adverse event'], '2 (33.3%) [3]', '4 (50.0%) [7]', '5 (62.5%) [9]'],
    [['Headache'], '1 (16.7%) [2]', '2 (25.0%) [3]', '3 (37.5%) [4]'],
  ],
}
const any = findRow(events, 'Any adverse event')
const headache = findRow(events, 'Headache')

const infections: ResultTable = {
  caption: 'Table 3 Infections by device',
  columns: [['Infections'], ['Patients infected'], ['Device days']],
  rows: [[['Urinary catheter'], '7', '6', '2140']],
}
const catheter = findRow(infections, 'Urinary catheter')

const albumin: ResultTable = {
  caption: 'Table 14-6.02 Subjects beyond the normal range',
  columns: [
    ['Placebo', 'Low'],
    ['Placebo', 'Normal'],
    ['Placebo', 'High'],
  ],
  rows: [[['ALBUMIN'], '16 (19%)', '65 (77%)', '3 (4%)']],
}
const range = findRow(albumin, 'ALBUMIN')

describe('a number of events', () => {
  test.each([
    ['At 180 mg, five subjects had an adverse event.', any],
    ['Headache was reported by 3 subjects at 180 mg.', headache],
    ['Headache was reported by 2 subjects (25.0%) at 90 mg.', headache],
  ])('stands beside that of the people: “%s”', (text, evidence) => {
    expect(judgeTyped(text, evidence)).toBe('supported')
  })

  test.each([
    ['At 180 mg, nine subjects had an adverse event.', any],
    ['Headache was reported by 4 subjects at 180 mg.', headache],
    ['Four subjects had headache at 180 mg.', headache],
    ['Three subjects on placebo had any adverse event.', any],
    ['There were 5 adverse events at 180 mg.', any],
    ['Seven patients were infected by urinary catheters.', catheter],
  ])('is none of people: “%s”', (text, evidence) => {
    expect(judgeTyped(text, evidence)).not.toBe('supported')
  })
})

test.each([
  'Albumin was below the normal range in 65 placebo patients (77%).',
  'On placebo, albumin was above normal in 65 patients.',
])('who is beyond the normal range is not among the normal: “%s”', (text) => {
  expect(judgeTyped(text, range)).not.toBe('supported')
})
