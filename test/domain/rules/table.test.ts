import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DraftTable } from '../../../shared/model/draft.ts'
import { table } from '../../support/build-source-text.ts'
import { buildEvidence, createSource } from '../../support/build-evidence.ts'
import { expectCitationsHold } from '../../support/expect-citations.ts'
import { expectText, readCorpusDocx } from '../../support/read-corpus.ts'
import { describeWith } from '../../support/requirements.ts'
import { gapOf, runRule, tableOf } from '../../support/run-rule.ts'

const all = (text: string, columnSpan: number) => ({ text, columnSpan })

const evidence = buildEvidence([
  {
    role: 'table',
    blocks: [
      table({
        number: '14-5.01',
        title: 'Adverse Events',
        header: [
          ['', all('Placebo\n(N=86)', 2), all('Xanomeline\nHigh Dose (N=84)', 2)],
          ['Preferred Term', 'n(%)', '[AEs]', 'n(%)', '[AEs]'],
        ],
        rows: [
          ['', '', '', '', ''],
          ['CARDIAC DISORDERS', '12 (14.0%)', '[26]', '15 (17.9%)', '[30]'],
          ['  BRADYCARDIA', ' 2 ( 2.3%)', '[2]', ' 8 ( 9.5%)', '[12]'],
          ['  FLUTTER', ' 0', '', ' 1 ( 1.2%)', '[2]'],
          ['', '', '', '', ''],
          [all('OTHER:', 5)],
          ['----------', '', '', '', ''],
          ['  RASH', ' 5 ( 5.8%)', '[5]', ' 4 ( 4.8%)', '[8]'],
        ],
        notes: ['[1] Fisher’s exact test.', 'NOTE: Percentages use N.'],
      }),
    ],
  },
])

function texts({ rows }: DraftTable): readonly (readonly string[])[] {
  return rows.map((row) => row.map(({ text }) => text))
}

describe('a table rule', () => {
  const whole = tableOf(runRule('table number=14-5.01', evidence))

  test('gives the heads, groups and values of the source without separators or padding', () => {
    expect(texts(whole)).toEqual([
      ['', 'Placebo (N=86)', 'Xanomeline High Dose (N=84)'],
      ['Preferred Term', 'n(%)', '[AEs]', 'n(%)', '[AEs]'],
      ['CARDIAC DISORDERS', '12 (14.0%)', '[26]', '15 (17.9%)', '[30]'],
      ['BRADYCARDIA', '2 (2.3%)', '[2]', '8 (9.5%)', '[12]'],
      ['FLUTTER', '0', '', '1 (1.2%)', '[2]'],
      ['OTHER:'],
      ['RASH', '5 (5.8%)', '[5]', '4 (4.8%)', '[8]'],
    ])
    expect(whole).toMatchObject({
      sourceNumber: '14-5.01',
      title: 'Adverse Events',
      columnCount: 5,
      headerRowCount: 2,
      sourceLine: 'Source: Table 14-5.01',
    })
    expect(whole.rows.map(([head]) => head?.indent)).toEqual([0, 0, 0, 1, 1, 0, 1])
  })

  test('has complete rows', () => {
    for (const row of whole.rows) {
      expect(row.reduce((sum, { columnSpan }) => sum + columnSpan, 0)).toBe(whole.columnCount)
    }
  })

  test('cites each cell and note', () => {
    const result = runRule('table number=14-5.01', evidence)
    const words = whole.rows.flat().filter(({ text }) => text !== '').length
    expect(expectCitationsHold(result, evidence)).toBe(words + 2)
    expect(whole.rows[3]?.[1]?.citations).toMatchObject([
      {
        evidence: {
          quote: '2 ( 2.3%)',
          cell: {
            rowPath: ['CARDIAC DISORDERS', 'BRADYCARDIA'],
            columnPath: ['Placebo (N=86)', 'n(%)'],
            part: 'whole',
          },
        },
        transformations: [{ kind: 'format', from: '2 ( 2.3%)', to: '2 (2.3%)' }],
      },
    ])
  })

  test('keeps or drops notes and source line', () => {
    expect(whole.notes.map(({ text }) => text)).toEqual([
      '[1] Fisher’s exact test.',
      'NOTE: Percentages use N.',
    ])
    const bare = tableOf(runRule('table number=14-5.01 notes=drop source_line=no', evidence))
    expect(bare).toMatchObject({ notes: [], sourceLine: '' })
  })

  test('chooses columns by name or number in the order asked for', () => {
    const chosen = tableOf(runRule('table number=14-5.01 columns=("Xanomeline", 2)', evidence))
    expect(texts(chosen).slice(0, 3)).toEqual([
      ['', 'Xanomeline High Dose (N=84)', 'Placebo (N=86)'],
      ['Preferred Term', 'n(%)', '[AEs]', 'n(%)'],
      ['CARDIAC DISORDERS', '15 (17.9%)', '[30]', '12 (14.0%)'],
    ])
    expect(chosen.columnCount).toBe(4)
    const gap = gapOf(runRule('table number=14-5.01 columns="Low"', evidence))
    expect(gap.candidates).toContain('Placebo (N=86) > n(%)')
  })

  test('chooses rows by a condition, with the rows they belong to', () => {
    const where = (condition: string) =>
      texts(tableOf(runRule(`table number=14-5.01 rows_where="${condition}"`, evidence)))
        .slice(2)
        .map(([head]) => head)
    expect(where('any percent >= 5')).toEqual([
      'CARDIAC DISORDERS',
      'BRADYCARDIA',
      'OTHER:',
      'RASH',
    ])
    expect(where("'Placebo > n(%)' percent > 5 and not path ~ 'cardiac'")).toEqual([
      'OTHER:',
      'RASH',
    ])
    expect(where("path = 'flutter'")).toEqual(['CARDIAC DISORDERS', 'FLUTTER'])
    expect(where('depth = 0')).toEqual(['CARDIAC DISORDERS', 'OTHER:'])
    expect(where('all count > 3')).toEqual(['CARDIAC DISORDERS', 'OTHER:', 'RASH'])
    expect(
      gapOf(runRule('table number=14-5.01 rows_where="any percent > 90"', evidence)).code,
    ).toBe('no_match')
  })

  test('puts the style guide’s names for rows and columns and says so', () => {
    const named = tableOf(
      runRule(
        'table number=14-5.01 relabel=("Xanomeline High Dose=High dose", "Other=Others")',
        evidence,
      ),
    )
    expect(texts(named)[0]).toEqual(['', 'Placebo (N=86)', 'High dose (N=84)'])
    expect(texts(named)[5]).toEqual(['Others:'])
    expect(named.rows[0]?.[2]?.citations[0]?.transformations).toEqual([
      { kind: 'term', from: 'Xanomeline High Dose (N=84)', to: 'High dose (N=84)' },
    ])
  })

  test('that no source has is a gap', () => {
    expect(gapOf(runRule('table number=14-9.01 from=table', evidence))).toMatchObject({
      code: 'no_evidence',
      reason: 'no source has a table 14-9.01',
      searched: 'table 14-9.01 in 1 source of role table',
    })
  })
})

test('rows that are left keep the names that stood above them', () => {
  const made = buildEvidence([
    {
      role: 'table',
      blocks: [
        table({
          number: '1',
          header: [[all('', 2), 'X']],
          rows: [
            ['Age', 'n', '86'],
            ['', 'Mean', '75.2'],
            ['', 'SD', '8.6'],
            ['Sex', 'n', '86'],
          ],
        }),
      ],
    },
  ])
  const result = runRule(`table number=1 rows_where="path = 'Mean' or path = 'SD'"`, made)
  expect(texts(tableOf(result)).slice(1)).toEqual([
    ['Age', 'Mean', '75.2'],
    ['', 'SD', '8.6'],
  ])
})

describeWith('corpus', 'the tables of a study', (path) => {
  test.each(['14-1.03', '14-2.01', '14-5.01', '14-6.01', '14-6.05', '14-7.01'])(
    '%s comes out complete and cited',
    (number) => {
      const read = readCorpusDocx(join(path, `study/tables/${number}.docx`))
      const made = { sources: [createSource(expectText(read), 'table', 0)], hits: new Map() }
      const result = runRule(`table number=${number}`, made)
      const { rows, columnCount } = tableOf(result)
      for (const row of rows) {
        expect(row.reduce((sum, { columnSpan }) => sum + columnSpan, 0)).toBe(columnCount)
      }
      expect(expectCitationsHold(result, made)).toBeGreaterThan(50)
    },
  )
})
