import { describe, expect, test } from 'vitest'
import { noTableNames } from '../../../server/domain/verify/table-names.ts'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'

function says(quote: string, more: Partial<ClaimEvidence> = {}): ClaimEvidence {
  const range = { start: 100, end: 100 + quote.length }
  const cell = null
  const none = { sourceTextId: 'source', context: '', cell, transformations: [], formula: '' }
  return { ...none, role: 'table', range, quote, ...more }
}

function cell(quote: string, row: string, column: string): ClaimEvidence {
  const start = 100 * (column.length + row.length)
  const path = { rowPath: [row], columnPath: [column], part: 'whole' } as const
  const reference = { tableNumber: '14-2.01', ...path }
  return says(quote, {
    range: { start, end: start + quote.length },
    cell: { reference, headers: [row, column], table: noTableNames },
  })
}

const judge = (text: string, evidence: readonly ClaimEvidence[]) =>
  verify({ text, context: '', isCell: false }, evidence, true).state

describe('a sentence that is partly supported for another word', () => {
  const told =
    'The least squares mean change was -13.1 mmHg with velorastat 15 mg and -3.4 mmHg with placebo.'
  const values = [
    cell('-13.1', 'LS mean change (SE)', 'Velorastat 15 mg (N=60)'),
    cell('-3.4', 'LS mean change (SE)', 'Placebo (N=59)'),
  ]

  test.each([
    ['-13.1', '-14.1'],
    ['-13.1', '13.1'],
    ['-3.4', '-3.9'],
  ])('is contradicted with %s as %s', (from, to) => {
    expect(judge(told, values)).toBe('partly_supported')
    expect(judge(told.replace(from, to), values)).toBe('contradicted')
  })

  const plan =
    'Subjects will be randomized in a 1:1:1 ratio by blood pressure (below 150 mmHg; 150 mmHg or above).'
  const done = plan.replace('will be', 'were')

  test.each([
    ['1:1:1', '2:1:1'],
    ['1:1:1', '1:2:1'],
    ['1:1:1', '1:1:2'],
    ['below 150', 'below 250'],
    ['150 mmHg or', '250 mmHg or'],
  ])(
    'is contradicted with “%s” as “%s”, also where the evidence repeats the number',
    (from, to) => {
      const evidence = [says(plan, { role: 'protocol' })]
      expect(judge(done, evidence)).toBe('partly_supported')
      expect(judge(done.replace(from, to), evidence)).toBe('contradicted')
    },
  )

  const dizziness =
    'Dizziness was the most frequent event with drug 15 mg (9 (14.8%); placebo 2 (3.3%)).'
  const events = [
    cell('9 (14.8%)', 'Dizziness', 'Drug 15 mg (N=61)'),
    cell('2 (3.3%)', 'Dizziness', 'Placebo (N=60)'),
  ]

  test.each(['25 mg', '16 mg', '10 mg'])(
    'is contradicted with a group that is none: %s',
    (dose) => {
      expect(judge(dizziness, events)).toBe('partly_supported')
      expect(judge(dizziness.replace('15 mg', dose), events)).toBe('contradicted')
    },
  )

  test('a dose of nothing that names a group contradicts nothing', () => {
    const taken = dizziness.replace('event with', 'event, treated with ibuprofen 400 mg, with')
    expect(judge(taken, events)).toBe('partly_supported')
  })

  const context = 'Blood Pressure, Change from Baseline at Week 12\n[1] Week 26 ends the trial.'

  test.each(['Week 22', 'Week 13'])('is contradicted with %s below a title of Week 12', (week) => {
    const own = values.map((value) => ({ ...value, context }))
    const at = (named: string) => told.replace('change was', `change at ${named} was`)
    expect(judge(at('Week 12'), own)).toBe('partly_supported')
    expect(judge(at(week), own)).toBe('contradicted')
  })

  test.each([
    ['Section 12 Blood Pressure', 'As Section 9 says, the', 'change was'],
    [context, 'After titration at Week 2, the', 'change was'],
    [context, 'Since the visit of Week 2 the', 'change was'],
    [context, 'As titration ended at Week 2, the', 'change was'],
    [context, 'With titration at Week 2 the', 'change was'],
    [context, 'The', 'change after titration at Week 2 was'],
    [context, 'The', 'change in those titrated at Week 2 was'],
  ])(
    'of another number than what it tells a value of contradicts nothing: %s, %s … %s',
    (...of) => {
      const [heading, start, change] = of
      const own = values.map((value) => ({ ...value, context: heading }))
      const sentence = told.replace('The', start).replace('change was', change)
      expect(judge(sentence, own)).toBe('partly_supported')
    },
  )

  test.each([
    ['The', 'At Week 22, the'],
    ['with placebo', 'with placebo at Week 22'],
    ['change was', 'change from baseline to Week 22 was'],
    ['change was', 'change observed at Week 22 was'],
  ])('is contradicted below a title of Week 12 with “%s” as “%s”', (from, to) => {
    const own = values.map((value) => ({ ...value, context }))
    expect(judge(told.replace(from, to), own)).toBe('contradicted')
  })

  test('a week that only a note names is no other week than the table is of', () => {
    const own = values.map((value) => ({ ...value, context: '[1] Week 26 ends the trial.' }))
    expect(judge(told.replace('change was', 'change at Week 24 was'), own)).toBe('partly_supported')
  })
})
