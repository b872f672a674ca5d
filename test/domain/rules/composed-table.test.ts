import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildEvidence, createSource } from '../../support/build-evidence.ts'
import { table } from '../../support/build-source-text.ts'
import { expectCitationsHold } from '../../support/expect-citations.ts'
import { expectText, readCorpusDocx } from '../../support/read-corpus.ts'
import { describeWith } from '../../support/requirements.ts'
import { gapOf, runRule, tableOf } from '../../support/run-rule.ts'
import { evidence, texts, run, rowsOf } from './composed-evidence.ts'

describe('compose=', () => {
  const rule = 'number=1 compose="Mean (min-max) = {Mean} ({Min}-{Max})"'

  test('makes one row of the statistics of each group that has them', () => {
    expect(rowsOf(rule).slice(1)).toEqual([
      ['Age (y)', 'Mean (min-max)', '75.2 (52.0-89.0)', '75.7 (51.0-88.0)', '0.593'],
      ['', '<65 yrs', '14 (16%)', '8 (10%)', '0.143'],
      ['Sex', 'n', '86', '84', '0.140'],
      ['', 'Male', '33 (38%)', '34 (40%)', ''],
    ])
  })

  test('cites each cell it uses, with the text as formula, and the group’s p-value as it is', () => {
    const result = run(rule)
    expectCitationsHold(result, evidence)
    const [, head, placebo, , p] = tableOf(result).rows[1] ?? []
    expect(head?.citations).toEqual([])
    expect(placebo?.citations.map((one) => [one.formula, one.evidence])).toMatchObject([
      ['{Mean} ({Min}-{Max})', { quote: '75.2', cell: { rowPath: ['Age (y)', 'Mean'] } }],
      ['{Mean} ({Min}-{Max})', { quote: '52.0', cell: { rowPath: ['Age (y)', 'Min'] } }],
      ['{Mean} ({Min}-{Max})', { quote: '89.0', cell: { columnPath: ['Placebo (N=86)'] } }],
    ])
    expect(p?.citations).toMatchObject([{ formula: '', evidence: { quote: '0.593' } }])
  })

  test('takes several texts, calls each by itself where nothing else is said, and puts a p-value once', () => {
    expect(rowsOf('number=1 compose=("{Mean} ({SD})", "n = {n}")').slice(1)).toEqual([
      ['Age (y)', 'Mean (SD)', '75.2 (8.59)', '75.7 (–)', ''],
      ['', 'n', '86', '84', '0.593'],
      ['', '<65 yrs', '14 (16%)', '8 (10%)', '0.143'],
      ['Sex', 'n', '86', '84', '0.140'],
      ['', 'Male', '33 (38%)', '34 (40%)', ''],
    ])
  })

  test('formats a value and says so', () => {
    const made = tableOf(run('number=1 compose="{Mean | decimals=0}" rows_where="path ~ \'Age\'"'))
    const cell = made.rows[1]?.[2]
    expect(cell?.text).toBe('75')
    expect(cell?.citations[0]?.transformations).toEqual([
      { kind: 'format', from: '75.2', to: '75' },
    ])
  })

  test('finds a statistic in a cell that holds several', () => {
    expect(rowsOf('number=2 compose="{Median}, {Min} to {Max} ({SD})"').slice(1)).toEqual([
      ['Baseline'],
      ['Median, Min to Max (SD)', '21.0, 5 to 61 (12.19)', '21.0, 5 to 57 (12.92)'],
      ['Week 24'],
      ['Median, Min to Max (SD)', '24.0, -5 to 62 (13.79)', '25.0, 6 to 62 (13.18)'],
      ['p-value [1]', '', '0.245'],
    ])
  })

  test('puts columns together where the statistics stand in columns', () => {
    expect(rowsOf('number=4 compose="Mean (SD) = {Mean} ({SD})"')).toEqual([
      ['Measure', 'Treatment', 'Time', 'Mean (SD)'],
      ['Pulse', 'Placebo', 'Baseline', '74.6 (11.94)'],
      ['', '', 'Week 24', '72.8 (8.73)'],
      ['', 'Xan.Low', 'Baseline', '72.2 (10.99)'],
      ['', '', 'Week 24', '70.7 (–)'],
    ])
    expect(rowsOf('number=5 compose="n (%) [events] = {n(%)} {[AEs]}"')).toEqual([
      ['', 'Placebo (N=86)', 'Xan. Low (N=84)'],
      ['Preferred Term', 'n (%) [events]', 'n (%) [events]'],
      ['CARDIAC DISORDERS', '12 (14.0%) [26]', '15 (17.9%) [30]'],
      ['FLUTTER', '0', '1 (1.2%) [2]'],
    ])
  })

  test('keeps the rows that rows_where= meets by one of the rows they use', () => {
    const rows = rowsOf('number=1 compose="{Mean} ({Max})" rows_where="path = \'Max\'"')
    expect(rows.slice(1)).toEqual([
      ['Age (y)', 'Mean (Max)', '75.2 (89.0)', '75.7 (88.0)', '0.593'],
    ])
  })

  test('that fits no group is a gap with the names that there are', () => {
    const gap = gapOf(run('number=1 compose=("{Mean}", "{Geometric mean}")'))
    expect(gap.code).toBe('no_match')
    expect(gap.reason).toContain('"{Geometric mean}"')
    expect(gap.candidates).toEqual(expect.arrayContaining(['SD', 'Male', 'Placebo (N=86)']))
  })

  test.each([
    ['compose="{Mean"', 'a brace stands alone'],
    ['compose="Mean"', 'a text such as'],
    ['compose="{Mean} (95)"', 'the number 95 has no cell'],
    ['compose="{Mean | sdd}"', '"sdd" is no part of a cell'],
    ['pivot=(rows)', 'pivot= takes two'],
    ['join=below', 'join= needs several tables'],
    ['heads="A"', 'heads= names the tables'],
  ])('%s is told as a mistake', (parameter, message) => {
    expect(() => run(`number=1 ${parameter}`)).toThrow(message)
  })

  test('never shows a number that no cited cell holds', () => {
    const number = fc.integer({ min: 0, max: 999 }).map((n) => (n / 10).toFixed(1))
    const value = fc.oneof(number, fc.constant(''))
    const lines = ['n', 'Mean', 'SD', 'Min', 'Max']
    const column = fc.tuple(...lines.map(() => value))
    fc.assert(
      fc.property(column, column, (a, b) => {
        const rows = lines.map((name, row) => [`  ${name}`, a[row] ?? '', b[row] ?? ''])
        const blocks = [
          table({ number: '9', header: [['', 'A', 'B']], rows: [['Age', '', ''], ...rows] }),
        ]
        const made = buildEvidence([{ role: 'table', blocks }])
        const text = 'table number=9 compose=("{Mean} ({SD}) [{Min}, {Max}]", "{n}")'
        const result = runRule(text, made)
        if (result.outcome === 'gap') return
        expectCitationsHold(result, made)
        for (const { text: shown, citations } of tableOf(result).rows.slice(2).flat()) {
          const held = citations.map(({ evidence: cited }) =>
            cited.kind === 'text' ? cited.quote : '',
          )
          for (const one of shown.match(/\d+(?:\.\d+)?/g) ?? []) expect(held).toContain(one)
        }
      }),
      { numRuns: 100 },
    )
  })
})

test('notes that are not shown leave no mark in names', () => {
  const made = tableOf(run('number=1 notes=drop'))
  const [head] = made.rows[0]?.slice(-1) ?? []
  expect(head?.text).toBe('p-value')
  expect(head?.citations[0]?.transformations).toEqual([
    { kind: 'reference', from: 'p-value [1]', to: 'p-value' },
  ])
})

describeWith('corpus', 'composed tables of a study', (path) => {
  const evidenceOf = (...numbers: readonly string[]) => ({
    sources: numbers.map((number, index) => {
      const read = readCorpusDocx(join(path, `study/tables/${number}.docx`))
      return createSource(expectText(read), 'table', index)
    }),
    hits: new Map(),
  })
  const relabel = 'relabel=("Xanomeline Low Dose=Low dose", "Xanomeline High Dose=High dose")'

  test('demographics have mean and range in one row a measure', () => {
    const made = evidenceOf('14-2.01')
    const result = runRule(
      `table number=14-2.01 ${relabel} compose="Mean (min–max) = {Mean} ({Min}–{Max})"`,
      made,
    )
    expectCitationsHold(result, made)
    const rows = texts(tableOf(result))
    expect(rows[0]).toEqual([
      '',
      'Placebo (N=86)',
      'Low dose (N=84)',
      'High dose (N=84)',
      'Total (N=254)',
      'p-value [1]',
    ])
    expect(rows[1]).toEqual([
      'Age (y)',
      'Mean (min–max)',
      '75.2 (52.0–89.0)',
      '75.7 (51.0–88.0)',
      '74.4 (56.0–88.0)',
      '75.1 (51.0–89.0)',
      '0.5934',
    ])
    expect(rows.filter(([, name]) => name === 'Mean (min–max)')).toHaveLength(7)
    expect(rows.filter(([, name]) => name === 'Male')).toHaveLength(1)
  })

  test('vital signs have arms in rows and times in columns', () => {
    const made = evidenceOf('14-7.01')
    const result = runRule(
      `table number=14-7.01 ${relabel} rows_where="path ~ 'STANDING FOR 3'" ` +
        'compose="Mean (SD) = {Mean} ({SD})" pivot=("Treatment", "Planned Relative Time")',
      made,
    )
    expectCitationsHold(result, made)
    expect(texts(tableOf(result)).slice(0, 7)).toEqual([
      ['', 'Mean (SD)'],
      ['Treatment', 'Baseline', 'Week 24', 'End of Trt.'],
      ['AFTER STANDING FOR 3 MINUTES'],
      ['Systolic Blood Pressure (mmHg)'],
      ['Placebo', '136.5 (18.77)', '134.8 (17.35)', '131.3 (19.30)'],
      ['Low dose', '136.4 (18.11)', '131.0 (17.92)', '132.2 (18.56)'],
      ['High dose', '138.8 (18.75)', '129.2 (16.95)', '128.1 (16.02)'],
    ])
  })

  test('the most frequent adverse events have subjects and events in one cell', () => {
    const made = evidenceOf('14-5.01')
    const result = runRule(
      `table number=14-5.01 ${relabel} rows_where="depth = 1 and any percent >= 5" ` +
        'compose="n (%) [events] = {n(%)} {[AEs]}" columns=(Placebo, Xanomeline)',
      made,
    )
    expectCitationsHold(result, made)
    const rows = texts(tableOf(result))
    expect(rows).toContainEqual([
      'SINUS BRADYCARDIA',
      '2 (2.3%) [2]',
      '7 (8.3%) [10]',
      '8 (9.5%) [12]',
    ])
    expect(rows).toContainEqual(['BLISTER', '0', '5 (6.0%) [8]', '1 (1.2%) [2]'])
    expect(rows.map(([name]) => name)).not.toContain('ATRIAL FLUTTER')
  })

  test('two endpoints stand beside each other', () => {
    const made = evidenceOf('14-3.01', '14-3.02')
    const result = runRule(
      'table number=(14-3.01, 14-3.02) join=beside heads=("ADAS-Cog", "CIBIC+")',
      made,
    )
    expectCitationsHold(result, made)
    expect(texts(tableOf(result))).toContainEqual([
      'Mean (SD)',
      ...['26.7 (13.79)', '26.4 (13.18)', '22.8 (12.48)'],
      ...['4.3 (0.77)', '4.2 (0.79)', '4.3 (0.81)'],
    ])
  })
})
