import { describe, expect, test } from 'vitest'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'
import { cell as evidenceCell, says } from './evidence-cells.ts'

function cell(
  quote: string,
  rowPath: readonly string[],
  ...columnPath: readonly string[]
): ClaimEvidence {
  return evidenceCell(quote, rowPath, columnPath)
}

const judge = (text: string, evidence: readonly ClaimEvidence[], isJoint = false) =>
  verify({ text, context: '', isCell: false }, evidence, isJoint).state

const columns = ['Placebo (N=60)', 'Velorastat 5 mg (N=61)', 'Velorastat 15 mg (N=61)']

describe('values in one list, and their arms in another', () => {
  const row = (values: readonly string[]) =>
    values.map((value, at) => cell(value, ['Any serious adverse event'], columns[at] ?? ''))

  test.each([
    ['supported', 'one, one and two subjects with placebo, velorastat 5 mg and velorastat 15 mg'],
    [
      'contradicted',
      'one, one and two subjects with velorastat 15 mg, placebo and velorastat 5 mg',
    ],
    [
      'contradicted',
      'two, one and one subjects with placebo, velorastat 5 mg and velorastat 15 mg',
    ],
  ])('are in one order: %s, “%s”', (state, told) => {
    const claim = `Any serious adverse event was reported in ${told}, respectively.`
    expect(judge(claim, row(['1', '1', '2']), true)).toBe(state)
  })

  const noted = 'Adverse Events\nLow Dose = velorastat 5 mg; High Dose = velorastat 15 mg.'
  const levels = ['Placebo (N=60)', 'Velorastat Low Dose (N=60)', 'Velorastat High Dose (N=61)']

  test.each([
    ['supported', 'placebo, velorastat 5 mg and velorastat 15 mg'],
    ['contradicted', 'velorastat 5 mg, placebo and velorastat 15 mg'],
  ])('in words that were recorded, for groups that a note tells: %s, “%s”', (state, told) => {
    const spelled = ['one', 'one', 'two'].map((to, at) => ({
      ...cell(['1', '1', '2'][at] ?? '', ['Any serious adverse event'], levels[at] ?? ''),
      context: noted,
      transformations: [{ kind: 'format', from: ['1', '1', '2'][at] ?? '', to } as const],
    }))
    const claim = `Any serious adverse event was reported in one, one and two subjects with ${told}, respectively.`
    expect(judge(claim, spelled, true)).toBe(state)
  })

  test.each([
    ['supported', 'placebo, velorastat 5 mg and velorastat 15 mg'],
    ['contradicted', 'velorastat 15 mg, placebo and velorastat 5 mg'],
    ['contradicted', 'placebo, velorastat 15 mg and velorastat 5 mg'],
  ])('under heads that a note gives their doses to, spelled out: %s, “%s”', (state, arms) => {
    const heads = ['Placebo (N=60)', 'Velorastat Low Dose (N=60)', 'Velorastat High Dose (N=61)']
    const context = 'Low Dose = velorastat 5 mg; High Dose = velorastat 15 mg.'
    const cells = ['1', '1', '2'].map((value, at) => ({
      ...cell(value, ['Any serious adverse event'], heads[at] ?? '', 'n (%)'),
      transformations: [
        { kind: 'format' as const, from: value, to: value === '1' ? 'one' : 'two' },
      ],
      context,
    }))
    const claim = `Serious adverse events were reported by one, one and two subjects with ${arms}, respectively.`
    expect(judge(claim, cells, true)).toBe(state)
  })

  test.each([
    ['supported', 'placebo, velorastat 5 mg and velorastat 15 mg'],
    ['contradicted', 'velorastat 15 mg, velorastat 5 mg and placebo'],
  ])('with their shares as well: %s, “%s”', (state, arms) => {
    const values = '1 (2%), 3 (5%) and 2 (3%)'
    const claim = `Any serious adverse event was reported in ${values} subjects with ${arms}.`
    expect(judge(claim, row(['1 (2%)', '3 (5%)', '2 (3%)']), true)).toBe(state)
  })

  test('do not hide a value beside its own arm', () => {
    const told = 'one subject with velorastat 5 mg and two with placebo'
    const claim = `Any serious adverse event was reported in ${told}.`
    expect(judge(claim, row(['1', '4', '2']).toSpliced(1, 1), true)).toBe('contradicted')
  })
})

describe('cells of something else contradict nothing', () => {
  const told = 'With velorastat 15 mg, 34 subjects (55.7%) had any adverse event.'

  test('in a group of rows that the claim says nothing of', () => {
    const group = 'Reason for early termination:'
    const one = cell('5 (8%)', [group, 'Adverse event'], 'Velorastat 15 mg (N=61)')
    expect(judge(told, [one])).not.toBe('contradicted')
    const own = 'With velorastat 15 mg, 6 subjects had early termination for an adverse event.'
    expect(judge(own, [one])).toBe('contradicted')
  })

  test('in a column that only the row’s words name', () => {
    const path = ['Velorastat 15 mg (N=61)', 'Events'] as const
    expect(judge(told, [cell('[62]', ['Any adverse event'], ...path)])).not.toBe('contradicted')
    const own = 'With velorastat 15 mg, any adverse event had 34 events.'
    expect(judge(own, [cell('[62]', ['Any adverse event'], ...path)])).toBe('contradicted')
  })
})

describe('an earlier study that a plan tells of', () => {
  const words =
    'A total of 295 patients were randomized into 1 of 3 treatment groups: high dose, 97 patients; low dose, 98 patients; and placebo, 100 patients.'
  const plan = says(words, { role: 'protocol' })

  test.each(['86 subjects were randomized to placebo.', 'In total, 254 subjects were randomized.'])(
    'does not contradict the study: “%s”',
    (claim) => {
      expect(judge(claim, [plan])).toBe('partly_supported')
      // a result would
      expect(judge(claim, [says(words, { role: 'report' })])).toBe('contradicted')
    },
  )

  test.each([
    'Approximately 300 subjects will be randomized in a 1:1:1 ratio.',
    'Subjects were randomized to placebo by the same block sizes as in that trial.',
  ])('does not together with what else was found: “%s”', (more) => {
    const found = [plan, says(more, { role: 'sap' }), cell('41', ['Age'], columns[0] ?? '')]
    expect(judge('86 subjects were randomized to placebo.', found)).not.toBe('contradicted')
    expect(judge('In total, 254 subjects were randomized.', found)).not.toBe('contradicted')
  })

  test('contradicts what is told of it', () => {
    const told = words.replace('97', '79')
    expect(judge(told, [plan])).toBe('contradicted')
    expect(judge('A total of 259 patients were randomized.', [plan], true)).toBe('contradicted')
  })
})

describe('a record whose number repeats the heading’s', () => {
  const record = [
    cell('1', [], 'No.'),
    cell('Supplier invoices are late', [], 'Finding'),
    cell('Head of Accounting', [], 'Owner'),
    cell('2025-01-31', [], 'Due'),
  ].map((one) => ({ ...one, context: '1 Findings by rating' }))
  const claim = '1: Finding Supplier invoices are late; Owner Head of Accounting; Due 2025-01-31'

  test('is supported by its cells, and not with another day, owner or finding', () => {
    expect(judge(claim, record, true)).toBe('supported')
    for (const changed of [
      claim.replace('01-31', '01-30'),
      claim.replace('Accounting', 'Purchasing'),
      claim.replace('late', 'early'),
      claim.replace('1:', '2:'),
      claim.slice(3).replace('Accounting', 'Purchasing'),
    ]) {
      expect(judge(changed, record, true)).not.toBe('supported')
    }
  })
})

describe('words of a sentence over cells that deny nothing', () => {
  test('are those of a row whose name is a denial', () => {
    const row = [cell('46 ( 57%)', ['Week 16', 'No Change'], columns[1] ?? '')]
    const told = 'With velorastat 5 mg, no change at week 16 was found in 46 (57%).'
    expect(judge(told, row, true)).toBe('supported')
    expect(judge(told.replace('was found', 'was not found'), row, true)).toBe('contradicted')
    const other = [cell('46 ( 57%)', ['Week 16', 'No. of subjects'], columns[1] ?? '')]
    expect(judge(told, other, true)).not.toBe('supported')
  })

  test('compare one value with another: “against”', () => {
    const row = [
      cell('20 ( 27%)', ['Worsening'], columns[2] ?? ''),
      cell('10 ( 13%)', ['Worsening'], columns[0] ?? ''),
    ]
    const told =
      'Worsening was found in 20 (27%) with velorastat 15 mg, against 10 (13%) with placebo.'
    expect(judge(told, row, true)).toBe('supported')
    expect(judge(told.replace('10 (13%)', '11 (13%)'), row, true)).toBe('contradicted')
  })
})

test('“Primary Endpoint:” says what a table is for, and makes no smaller class of its values', () => {
  const value = {
    ...cell('-13.2', ['Change from baseline', 'Mean (SD)'], 'Velorastat 15 mg (N=61)'),
    context: '14-2.1 Primary Endpoint: Blood Pressure (mmHg), Change from Baseline',
  }
  const told = 'The mean change from baseline with velorastat 15 mg was -13.2 mmHg.'
  expect(judge(told, [value])).toBe('supported')
  const serious = { ...value, context: '14-3.1 Serious Change from Baseline (mmHg)' }
  expect(judge(told, [serious])).toBe('partly_supported')
})

describe('a p-value of two groups', () => {
  const pValue = cell('0.326', ['Nausea'], 'p-values', 'Placebo vs. High Dose')

  test.each([
    ['supported', 'placebo vs. high dose'],
    ['supported', 'high dose vs. placebo'],
    ['contradicted', 'high dose vs. high dose'],
    ['partly_supported', 'placebo vs. low dose'],
  ])('may be told in the order of its column’s head: %s, “%s”', (state, groups) => {
    expect(judge(`The p-value for nausea, ${groups}, was 0.326.`, [pValue])).toBe(state)
  })
})
