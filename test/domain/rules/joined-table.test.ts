import { describe, expect, test } from 'vitest'
import { buildEvidence } from '../../support/build-evidence.ts'
import { table } from '../../support/build-source-text.ts'
import { expectCitationsHold } from '../../support/expect-citations.ts'
import { gapOf, runRule, tableOf } from '../../support/run-rule.ts'
import { evidence, texts, run, rowsOf } from './composed-evidence.ts'

describe('pivot=', () => {
  const rule = 'number=4 compose="Mean (SD) = {Mean} ({SD})" pivot=(Treatment, Time)'

  test('puts one column’s names into rows and another’s into columns', () => {
    const made = tableOf(run(`${rule} relabel="Xanomeline Low Dose=Low dose"`))
    expect(texts(made)).toEqual([
      ['', 'Mean (SD)'],
      ['Treatment', 'Baseline', 'Week 24'],
      ['Pulse'],
      ['Placebo', '74.6 (11.94)', '72.8 (8.73)'],
      ['Low dose', '72.2 (10.99)', '70.7 (–)'],
    ])
    expect(made.rows.map(([head]) => head?.indent)).toEqual([0, 0, 0, 1, 1])
    expect(made).toMatchObject({ columnCount: 3, headerRowCount: 2 })
  })

  test('cites names and values', () => {
    const result = run(rule)
    expectCitationsHold(result, evidence)
    const rows = tableOf(result).rows
    const quotes = rows[3]?.map(({ citations }) =>
      citations.map(({ evidence: e }) => 'quote' in e && e.quote),
    )
    expect(quotes).toEqual([['Placebo'], ['74.6', '11.94'], ['72.8', '8.73']])
  })

  test('has complete rows, and leaves columns that it does not name below the others', () => {
    const made = tableOf(run('number=4 pivot=(Time, Treatment) columns=(n, Mean)'))
    expect(texts(made)).toEqual([
      ['', 'Placebo', 'Xan.Low'],
      ['Time', 'n', 'Mean', 'n', 'Mean'],
      ['Pulse'],
      ['Baseline', '85', '74.6', '84', '72.2'],
      ['Week 24', '59', '72.8', '27', '70.7'],
    ])
    for (const row of made.rows) {
      expect(row.reduce((sum, { columnSpan }) => sum + columnSpan, 0)).toBe(made.columnCount)
    }
  })

  test('turns a table, and says once what is the same for all', () => {
    const where = 'rows_where="path ~ \'Mean\'"'
    expect(rowsOf(`number=2 ${where} pivot=(columns, rows)`)).toEqual([
      ['', 'Mean (SD)'],
      ['', 'Baseline', 'Week 24'],
      ['Placebo (N=79)', '24.1 (12.19)', '26.7 (13.79)'],
      ['Xanomeline Low (N=81)', '24.4 (12.92)', '26.4 (13.18)'],
    ])
    expect(rowsOf('number=5 columns="n(%)" pivot=(columns, rows)')).toEqual([
      ['', 'n(%)'],
      ['', '', 'CARDIAC DISORDERS'],
      ['', 'CARDIAC DISORDERS', 'FLUTTER'],
      ['Placebo (N=86)', '12 (14.0%)', '0'],
      ['Xan. Low (N=84)', '15 (17.9%)', '1 (1.2%)'],
    ])
  })

  test('of a name that the table lacks, or has twice, is a gap', () => {
    const gap = gapOf(run('number=4 pivot=(Arm, Time)'))
    expect(gap.candidates).toEqual(['Measure', 'Treatment', 'Time', 'rows', 'columns'])
    expect(gapOf(run('number=4 pivot=(Time, Time)')).code).toBe('ambiguous')
  })
})

describe('join=', () => {
  test('beside puts rows of one path next to each other, each table under its head', () => {
    const made = tableOf(run('number=(2, 3) join=beside heads=("ADAS", "CIBIC") title="Endpoints"'))
    expect(texts(made)).toEqual([
      ['', 'ADAS', 'CIBIC'],
      ['', 'Placebo (N=79)', 'Xanomeline Low (N=81)', 'Placebo (N=79)', 'Xanomeline Low (N=81)'],
      ['Baseline'],
      ['Mean (SD)', '24.1 (12.19)', '24.4 (12.92)', '', ''],
      ['Median (Range)', '21.0 (5;61)', '21.0 (5;57)', '', ''],
      ['Week 24'],
      ['n', '', '', '79', '81'],
      ['Mean (SD)', '26.7 (13.79)', '26.4 (13.18)', '4.3 (0.77)', '4.2 (0.79)'],
      ['Median (Range)', '24.0 (-5;62)', '25.0 (6;62)', '', ''],
      ['p-value [1]', '', '0.245', '', '0.960'],
    ])
    expect(made).toMatchObject({
      title: 'Endpoints',
      sourceNumber: '2, 3',
      sourceLine: 'Source: Tables 2 and 3',
      columnCount: 5,
      headerRowCount: 2,
    })
    // the name of the row is that of both tables
    expect(made.rows[7]?.[0]?.citations).toHaveLength(2)
  })

  test('tells notes of one mark apart, and leaves out those to marks that are not shown', () => {
    const { notes } = tableOf(run('number=(2, 3) join=beside title="Endpoints"'))
    expect(notes.map(({ text }) => text)).toEqual([
      'Table 2: [1] Of change.',
      'Table 3: [1] Of rank.',
    ])
  })

  test('below puts one table under the other, each after its title', () => {
    const result = run('number=(2, 3) join=below rows_where="path ~ \'Mean\'"')
    const made = tableOf(result)
    expectCitationsHold(result, evidence)
    expect(texts(made)).toEqual([
      ['', 'Placebo (N=79)', 'Xanomeline Low (N=81)'],
      ['Primary endpoint'],
      ['Baseline'],
      ['Mean (SD)', '24.1 (12.19)', '24.4 (12.92)'],
      ['Week 24'],
      ['Mean (SD)', '26.7 (13.79)', '26.4 (13.18)'],
      ['Second endpoint'],
      ['Week 24'],
      ['Mean (SD)', '4.3 (0.77)', '4.2 (0.79)'],
    ])
    expect(made.rows.map(([head]) => head?.indent)).toEqual([0, 0, 1, 2, 1, 2, 0, 1, 2])
    expect(made.rows[1]?.[0]?.citations).toMatchObject([
      { evidence: { quote: 'Table 2 Primary endpoint' }, transformations: [{ kind: 'extract' }] },
    ])
  })

  test('of tables with nothing in common is a gap', () => {
    expect(gapOf(run('number=(2, 5) join=beside')).reason).toBe('the tables have no row in common')
    expect(gapOf(run('number=(2, 5) join=below')).reason).toContain('no column in common')
    expect(gapOf(run('number=(1, 2) join=below')).reason).toContain('different numbers of columns')
    expect(gapOf(run('number=(2, 7) join=below')).reason).toBe('no source has a table 7')
  })
})

describe('append', () => {
  test('takes all tables of a role in the order of their numbers', () => {
    const numbered = (number: string) => table({ number, header: [['', 'A']], rows: [['n', '1']] })
    const made = buildEvidence([
      {
        role: 'table',
        blocks: [
          ...['14-10.01', '14-2.01'].map(numbered),
          table({ number: '14-3.01', header: [['', 'A']], rows: [['n', 'xx']], isShell: true }),
        ],
      },
      { role: 'table', blocks: [numbered('14-1.02'), numbered('14-1.01')] },
    ])
    const result = runRule('append from=table', made)
    const numbers =
      result.outcome === 'filled' &&
      result.content.map((one) => one.kind === 'table' && one.sourceNumber)
    expect(numbers).toEqual(['14-1.01', '14-1.02', '14-2.01', '14-10.01'])
    expectCitationsHold(result, made)
    expect(() => runRule('append', made)).toThrow('needs number=, heading= or page=, or from=')
    expect(gapOf(runRule('append from=report', made)).code).toBe('no_evidence')
  })
})
