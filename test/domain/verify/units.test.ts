import { expect, test } from 'vitest'
import { noTableNames } from '../../../server/domain/verify/table-names.ts'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'
import { cell as evidenceCell } from './evidence-cells.ts'

function cell(
  quote: string,
  rowPath: readonly string[],
  column: string,
  context: string,
): ClaimEvidence {
  return { ...evidenceCell(quote, rowPath, [column]), context }
}

const judge = (text: string, evidence: readonly ClaimEvidence[], context = '') =>
  verify({ text, context, isCell: false }, evidence, true).state

const title = '14-2.01 Summary of Demographic and Baseline Characteristics Intent-to-Treat'
const months =
  "NOTE: Duration of disease is computed as months to the onset of Alzheimer's disease."
const years = 'Years of education are full years of school.'
const notes = [title, years, months].join('\n')
const duration = ['Duration of disease', 'Mean']
const means = ['42.6', '48.7', '40.5', '43.9'].map((value, at) =>
  cell(value, duration, ['Placebo', 'Low Dose', 'High Dose', 'Total'][at] ?? '', notes),
)

test.each([
  ['supported', 'The mean duration of disease is 43.9 months.'],
  // the note speaks of another row
  ['partly_supported', 'The mean duration of disease is 43.9 years.'],
  ['partly_supported', 'The mean duration of disease is 44 years.'],
  // "Alzheimer's" names no seconds
  ['partly_supported', 'The mean duration of disease is 43.9 s.'],
])('a note gives a unit to the row that it speaks of: %s, “%s”', (state, claim) => {
  const own = claim.includes('44 ') ? means : means.slice(-1)
  expect(judge(claim, own)).toBe(state)
})

test.each([
  [
    'The mean duration of treatment was 12 months.',
    ['Duration of treatment', 'Mean'],
    'Total',
    notes,
  ],
  ['The mean education was 12 months.', ['Education at onset', 'Mean'], 'Total', notes],
  ['The mean disease score was 12 months.', ['Disease', 'Mean'], 'Total', notes],
  [
    'The mean score at baseline was 12 days.',
    ['Score', 'Mean'],
    'Baseline',
    'Baseline is the last score within 7 days before the first dose.',
  ],
  ['The mean weight was 12 cm.', ['Weight', 'Mean'], 'Total', 'Weight is in kg and height in cm.'],
  ['The mean height was 12 kg.', ['Height', 'Mean'], 'Total', 'Weight is in kg and height in cm.'],
])(
  'a note that shares a word with a cell gives it no unit: “%s”, %j',
  (claim, path, column, note) => {
    const own = cell('12', path, column, note)
    const table = { ...noTableNames, rows: [duration, path] }
    const evidence = { ...own, cell: own.cell && { ...own.cell, table } }
    expect(judge(claim, [evidence])).toBe('partly_supported')
  },
)

test.each([
  ['The mean weight was 12 kg.', 'Weight'],
  ['The mean height was 12 cm.', 'Height'],
])('of two units in a note each is of what stands with it: “%s”', (claim, row) => {
  const one = cell('12', [row, 'Mean'], 'Total', 'Weight is in kg and height in cm.')
  expect(judge(claim, [one])).toBe('supported')
})

test('the unit of a writer’s own heading shows nothing of the source', () => {
  const told = 'The mean duration of disease is 43.9 years.'
  expect(judge(told, means.slice(-1), 'Duration of disease in years')).toBe('partly_supported')
})

test.each([
  ['Duration of disease <12 months', 'Placebo', 'Duration of disease <12 months was 5 months.'],
  ['Response', '95% CI', 'The response was 5% in the 95% CI.'],
])('the number of a head takes its unit with it: “%s”, “%s”', (row, column, claim) => {
  expect(judge(claim, [cell('5', [row], column, '')])).toBe('partly_supported')
})

test.each([
  ['mmHg', '4 Change in Blood Pressure (mmHg)'],
  ['mmHg', '4 Change in Blood Pressure\nAll values are in mmHg.'],
])('%s of “%s” is of every value', (unit, context) => {
  const one = cell('-13.2', ['Change', 'Mean'], 'Total', context)
  expect(judge(`The mean change was -13.2 ${unit}.`, [one])).toBe('supported')
  expect(judge('The mean change was -13.2 kg.', [one])).not.toBe('supported')
})

test.each([
  ['supported', '5347.3 mg', ['Average daily dose (mg)']],
  ['partly_supported', '5347.3 g', ['Average daily dose (mg)']],
  // two units of rows that name a dose leave open which is meant
  ['partly_supported', '5347.3 mg', ['Average daily dose (mg)', 'Dose by weight (mg/kg)']],
  ['partly_supported', '5347.3 mg', ['Weight (mg)']],
])('a row has the unit of others that name the same: %s, “%s”, %j', (state, value, others) => {
  const own = cell('5347.3', ['Cumulative dose', 'Mean'], 'Total', '14-4 Exposure')
  const rows = [...others.map((name) => [name, 'Mean']), ['Cumulative dose', 'Mean']]
  const table = { ...noTableNames, rows }
  const evidence = { ...own, cell: own.cell && { ...own.cell, table } }
  expect(judge(`The mean cumulative dose was ${value}.`, [evidence])).toBe(state)
})

test.each([
  ['Dose reductions were 12 mg.', ['Dose reductions'], ['Average daily dose (mg)']],
  [
    'The mean duration of treatment was 12 mmHg.',
    ['Duration of treatment', 'Mean'],
    ['Pressure during treatment (mmHg)', 'Mean'],
  ],
  ['The mean dose rate was 12 mg.', ['Dose rate', 'Mean'], ['Average daily dose (mg)', 'Mean']],
  ['The response rate was 12 bpm.', ['Response rate'], ['Pulse rate (bpm)']],
  ['The change of weight was 12 mmHg.', ['Weight', 'Change'], ['Pressure', 'Change (mmHg)']],
  ['The cumulative dose was 12 mg/day.', ['Cumulative dose'], ['Daily dose (mg/day)']],
])('a row has no unit of a row of another thing: “%s”, %j, %j', (claim, path, other) => {
  const own = cell('12', path, 'Total', '14-4 Exposure')
  const table = { ...noTableNames, rows: [other, path] }
  expect(judge(claim, [{ ...own, cell: own.cell && { ...own.cell, table } }])).toBe(
    'partly_supported',
  )
})

test('a name is of the same thing whatever time and note stand behind it', () => {
  const path = ['Cumulative dose at end of study [2]', 'Mean']
  const own = cell('5347.3', path, 'Total', '14-4 Exposure')
  const table = { ...noTableNames, rows: [['Average daily dose (mg)', 'Mean'], path] }
  const evidence = { ...own, cell: own.cell && { ...own.cell, table } }
  expect(judge('The mean cumulative dose at end of study was 5347.3 mg.', [evidence])).toBe(
    'supported',
  )
})
