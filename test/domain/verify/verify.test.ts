import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noTableNames } from '../../../server/domain/verify/table-names.ts'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'

function says(quote: string, more: Partial<ClaimEvidence> = {}): ClaimEvidence {
  return {
    sourceTextId: 'source',
    role: 'report',
    range: { start: 100, end: 100 + quote.length },
    quote,
    context: '',
    cell: null,
    transformations: [],
    formula: '',
    ...more,
  }
}

function cell(quote: string, row: string, column: string): ClaimEvidence {
  const reference = {
    tableNumber: '14-1.02',
    rowPath: [row],
    columnPath: [column],
    part: 'whole',
  } as const
  // each cell stands in a place of its own
  const start = 100 * (column.length + row.length)
  const range = { start, end: start + quote.length }
  return says(quote, {
    role: 'table',
    range,
    cell: { reference, headers: [row, column], table: noTableNames },
  })
}

function check(text: string, ...evidence: readonly ClaimEvidence[]) {
  return verify({ text, context: '', isCell: false }, evidence)
}

const words = fc.constantFrom(
  ...'subjects placebo 12 0.05 23% not increased was with 1,200 mg on 15 January 2025 low dose Week 24 LY246708 p<0.001 (SD) and -0.5'.split(
    ' ',
  ),
)
const sentence = fc.array(words, { minLength: 1, maxLength: 25 }).map((parts) => parts.join(' '))

test('a claim is supported by its own words as a result', () => {
  fc.assert(
    fc.property(sentence, (text) => {
      expect(check(text, says(text)).state).toBe('supported')
    }),
  )
})

test('a changed digit is never supported', () => {
  fc.assert(
    fc.property(sentence, fc.nat(), fc.integer({ min: 1, max: 9 }), (text, at, by) => {
      const places = [...text.matchAll(/\d/g)].map(({ index }) => index)
      fc.pre(places.length > 0)
      const place = places[at % places.length] ?? 0
      const digit = String((Number(text[place]) + by) % 10)
      const changed = text.slice(0, place) + digit + text.slice(place + 1)
      expect(check(changed, says(text)).state).not.toBe('supported')
    }),
    { numRuns: 500 },
  )
})

test('without evidence nothing is supported', () => {
  fc.assert(
    fc.property(fc.oneof(sentence, fc.string()), (text) => {
      expect(check(text).state).toBe('no_source_found')
    }),
  )
})

test('a difference names the token and what stands there in the source', () => {
  const claim = 'A total of 254 subjects were randomized on 15 January 2025.'
  const verdict = check(claim, says('A total of 245 subjects were randomized on 15 January 2025.'))
  expect(verdict).toMatchObject({ state: 'contradicted', reason: 'differs', evidence: [0] })
  expect(verdict.differences).toEqual([
    {
      kind: 'number',
      claim: { start: 11, end: 14 },
      evidence: { index: 0, range: { start: 111, end: 114 } },
    },
  ])
  expect(verdict.explanation).toContain('“254” against “245”')
})

test.each([
  ['1,200 subjects were screened.', '1200 subjects were screened.'],
  ['The share was 5% of the doses.', 'The share was 0.05 of the doses.'],
  ['The dose was 1 g of the drug.', 'The dose was 1000 mg of the drug.'],
  ['Seventeen sites enrolled subjects.', '17 sites enrolled subjects.'],
  ['It ended on 2025-01-15 in Boston.', 'It ended on January 15, 2025 in Boston.'],
  ['The p-value was <0.001 for the test.', 'The p-value was <.0010 for the test.'],
])('“%s” is what “%s” says', (claim, quote) => {
  expect(check(claim, says(quote)).state).toBe('supported')
})

test.each([
  ['unit', 'The mean dose was 54 g a day.', 'The mean dose was 54 mg a day.'],
  ['sign', 'The mean change was 0.5 points.', 'The mean change was -0.5 points.'],
  ['negation', 'The drug was not tolerated well.', 'The drug was tolerated well.'],
  ['negation', 'The drug was tolerated well.', 'The drug was not tolerated well.'],
  ['direction', 'Mean weight decreased in women.', 'Mean weight increased in women.'],
  ['arm', 'Two subjects on placebo died.', 'Two subjects on low dose died.'],
  ['date', 'It ended on 16 January 2025 there.', 'It ended on 15 January 2025 there.'],
  ['number', 'The p-value was 0.001 in the test.', 'The p-value was <0.001 in the test.'],
])('another %s contradicts: “%s”', (kind, claim, quote) => {
  const verdict = check(claim, says(quote))
  expect(verdict.state).toBe('contradicted')
  expect(verdict.differences[0]?.kind).toBe(kind)
})

test('a plan supports what was planned, and shows nothing of what was done', () => {
  const plan = says('Patients will be randomized to three groups.', { role: 'protocol' })
  expect(check('Subjects were to be randomized to three groups.', plan)).toMatchObject({
    state: 'supported',
    reason: 'stated',
  })
  expect(check('Subjects were randomized to three groups.', plan)).toMatchObject({
    state: 'partly_supported',
    reason: 'planned',
  })
  const result = says('Patients were randomized to three groups.')
  expect(check('Subjects were randomized to three groups.', plan, result).state).toBe('supported')
})

test('a plan in the present tense supports what was to be, a report in it does not', () => {
  const words = 'Language abilities are evaluated throughout the interview.'
  const claim = 'Language abilities were to be evaluated throughout the interview.'
  expect(check(claim, says(words, { role: 'protocol' })).state).toBe('supported')
  expect(check(claim, says(words)).state).not.toBe('supported')
  const both = 'Words are given; the sponsor is not informed.'
  const half = 'Words were given; the sponsor was not to be informed.'
  expect(check(half, says(both, { role: 'protocol' }))).toMatchObject({ reason: 'planned' })
  const held =
    'The high dose is tested first; the low dose is tested only if the first test is passed.'
  const told = held.replaceAll('is tested', 'was to be tested').replace('is passed', 'was passed')
  expect(check(told, says(held, { role: 'sap' })).state).not.toBe('no_source_found')
  expect(check(told, says(held, { role: 'sap' })).reason).not.toBe('planned')
  const done = 'Language abilities were evaluated throughout the interview.'
  expect(check(done, says(words, { role: 'protocol' }))).toMatchObject({ reason: 'planned' })
})

test('a result table decides over a plan', () => {
  const plan = says('The mean age of subjects is 75 years.', { role: 'protocol' })
  const table = cell('74', 'Age (years)', 'Mean')
  const verdict = check('The mean age of subjects was 75 years.', plan, table)
  expect(verdict.state).toBe('contradicted')
})

test.each([
  ['supported', '42.7 (7.2–183.1)'],
  ['supported', '42.7 (7.2-183.1)'],
  ['contradicted', '42.7 (7.3–183.1)'],
  ['contradicted', '42.7 (7.2–138.1)'],
  ['contradicted', '42.7 (-7.2–183.1)'],
])('a cell composed of three cells: %s, “%s”', (state, text) => {
  const cells = ['42.7', '7.2', '183.1'].map((one, at) =>
    cell(one, ['Mean', 'Min', 'Max'][at] ?? '', 'Placebo'),
  )
  expect(verify({ text, context: '', isCell: true }, cells, true).state).toBe(state)
})

const stopped = [
  cell('8 (9%)', 'Adverse Event', 'Placebo (N=86)'),
  cell('44 (52%)', 'Adverse Event', 'Xanomeline Low Dose (N=84)'),
]

test.each([
  [
    'supported',
    'Adverse events were the reason in 8 (9%) with placebo and 44 (52%) with low dose.',
  ],
  [
    'contradicted',
    'Adverse events were the reason in 8 (9%) with low dose and 44 (52%) with placebo.',
  ],
  [
    'contradicted',
    'Adverse events were the reason in 44 (52%) with placebo and 8 (9%) with low dose.',
  ],
  [
    'contradicted',
    'Adverse events were the reason in 9 (9%) with placebo and 44 (52%) with low dose.',
  ],
  [
    'contradicted',
    'Adverse events were not the reason in 8 (9%) with placebo and 44 (52%) with low dose.',
  ],
  [
    'partly_supported',
    'Adverse events were the reason in 8 (9) with placebo and 44 (52%) with low dose.',
  ],
])('values of cells: %s, “%s”', (state, claim) => {
  expect(check(claim, ...stopped).state).toBe(state)
})

test.each([
  ['supported', 'Adverse events were less frequent with placebo (9%) than with low dose (52%).'],
  ['contradicted', 'Adverse events were more frequent with placebo (9%) than with low dose (52%).'],
])('a comparison is held against its values: %s, “%s”', (state, claim) => {
  const shares = [
    cell('9%', 'Adverse Event', 'Placebo (N=86)'),
    cell('52%', 'Adverse Event', 'Xanomeline Low Dose (N=84)'),
  ]
  expect(check(claim, ...shares).state).toBe(state)
})

test.each([
  ['supported', 'The groups did not differ (p-value 0.245).'],
  ['contradicted', 'The groups differed significantly (p-value 0.245).'],
])('significance is held against its p-value: %s, “%s”', (state, claim) => {
  const p = cell('0.245', 'Difference of groups', 'p-value')
  const verdict = check(claim, p)
  expect(verdict.state).toBe(state)
  if (state === 'contradicted') expect(verdict.differences[0]?.kind).toBe('significance')
})

test.each([
  ['supported', 'A total of 52 subjects had adverse events.'],
  // 53 may be of other cells
  ['no_source_found', 'A total of 53 subjects had adverse events.'],
])('a sum follows from its cells: %s, “%s”', (state, claim) => {
  const counts = [cell('8', 'Adverse Event', 'Men'), cell('44', 'Adverse Event', 'Women')]
  const verdict = check(claim, ...counts)
  expect(verdict.state).toBe(state)
  if (state === 'supported') expect(verdict.reason).toBe('computed')
})

test('a value of another group names the group that the source gives it for', () => {
  const evidence = cell('2', 'Died', 'Velorastat 15 mg (N=61)')
  const verdict = check('Died: 2 subjects with placebo.', {
    ...evidence,
    context: 'Deaths with placebo and velorastat 15 mg',
  })
  expect(verdict.state).toBe('contradicted')
  expect(verdict.explanation).toContain('It gives “2” for the group “Velorastat 15 mg (N=61)”')
  expect(verdict.explanation).toContain('not “placebo”')
})

test('a group that differs in prose is called a group', () => {
  const verdict = check('Two subjects on placebo died.', says('Two subjects on low dose died.'))
  expect(verdict.explanation).toContain('“placebo” against “low dose” (group)')
})
