import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCellAddress } from '../../server/domain/cell-address.ts'
import { findCell } from '../../server/domain/find-cell.ts'
import { viewTable } from '../../server/domain/table-view.ts'
import type { CellPart } from '../../shared/model/citation.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { buildSourceText, getTable, table, type TableSpec } from '../support/build-source-text.ts'
import { expectText, readCorpusDocx } from '../support/read-corpus.ts'
import { describeWith } from '../support/requirements.ts'

function find(sourceText: SourceText, text: string) {
  const parsed = parseCellAddress(text)
  if (parsed.outcome === 'failed') throw new Error(parsed.message)
  const block = getTable(sourceText, parsed.address.tableNumber)
  return findCell(sourceText, viewTable(sourceText, block), parsed.address)
}

/** The quote that an address finds, or how it fails. */
function look(sourceText: SourceText, text: string): string {
  const found = find(sourceText, text)
  return found.outcome === 'found' ? found.quote : found.failure
}

const all = (text: string, columnSpan: number) => ({ text, columnSpan })

const disposition = buildSourceText([
  table({
    number: '14-1.02',
    header: [['', 'Placebo\n(N=86)', 'Xanomeline\nLow Dose\n(N=84)', 'p-value [1]']],
    rows: [
      [all('Completion Status:', 4)],
      ['  Completed Week 24', ' 60 ( 70%)', ' 28 ( 33%)', '<.0001'],
      ['  Missing', '  0 (  0%)', '  0 (  0%)', ''],
      ['', '', '', ''],
      [all('Reason for Early Termination (prior to Week 24):', 4)],
      ['  Adverse Event', '  8 (  9%)', ' 44 ( 52%)', '<.0001'],
      ['  Lack of Efficacy[2]', '  3 (  3%)', '  0', '0.3281'],
      ['  Missing', '  0 (  0%)', '  0 (  0%)', ''],
    ],
  }),
])

describe('an address', () => {
  test('has table, row path, column path, part and formats', () => {
    expect(parseCellAddress(' Table 14-1.02 | A > b | C | percent | decimals=1 | words ')).toEqual({
      outcome: 'parsed',
      address: {
        tableNumber: '14-1.02',
        rowPath: ['A', 'b'],
        columnPath: ['C'],
        part: 'percent',
        formats: ['decimals=1', 'words'],
      },
    })
  })

  test('without a part names the whole cell', () => {
    expect(parseCellAddress('1|a|b')).toMatchObject({ address: { part: 'whole', formats: [] } })
  })

  test('takes heads with > and | in them', () => {
    const parsed = parseCellAddress(String.raw`1 | Age > >80 yrs | a \| b \> c`)
    expect(parsed).toMatchObject({
      address: { rowPath: ['Age', '>80 yrs'], columnPath: ['a | b > c'] },
    })
  })

  test.each(['', '14-1.02', '1 | a', '1 || b', '1 | a | b | share', '1 | a | b | n | upper case'])(
    '"%s" is told as a mistake',
    (text) => {
      expect(parseCellAddress(text)).toMatchObject({ outcome: 'failed' })
    },
  )

  test('never makes parsing throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseCellAddress(text)))
  })
})

describe('a path', () => {
  test.each([
    [
      'Reason for Early Termination (prior to Week 24): > Adverse Event | Placebo (N=86)',
      '8 (  9%)',
    ],
    ['Reason for Early Termination > Adverse Event | Placebo', '8 (  9%)'],
    ['Adverse Event | Placebo', '8 (  9%)'],
    ['adverse  event | xanomeline low dose', '44 ( 52%)'],
    ['Adv | Xan', '44 ( 52%)'],
    ['Lack of Efficacy | p-value', '0.3281'],
    ['Lack of Efficacy[2] | p-value [1]', '0.3281'],
    ['Completion Status > Missing | Placebo', '0 (  0%)'],
  ])('%s finds %s', (path, quote) => {
    expect(look(disposition, `14-1.02 | ${path}`)).toBe(quote)
  })

  test('that two rows fit is ambiguous and names both', () => {
    expect(find(disposition, '14-1.02 | Missing | Placebo')).toMatchObject({
      failure: 'ambiguous',
      candidates: [
        '14-1.02 | Completion Status: > Missing | Placebo',
        '14-1.02 | Reason for Early Termination (prior to Week 24): > Missing | Placebo',
      ],
    })
  })

  test('that no row fits names those that share most words with it', () => {
    const found = find(disposition, '14-1.02 | Early Event | Placebo')
    expect(found).toMatchObject({ failure: 'no_match' })
    expect(found.outcome === 'failed' && found.candidates[0]).toContain('> Adverse Event |')
  })

  test('that no column fits names the columns', () => {
    const found = find(disposition, '14-1.02 | Adverse Event | High')
    expect(found).toMatchObject({ failure: 'no_match' })
    expect(found.outcome === 'failed' && found.candidates).toHaveLength(3)
  })

  test('with another group size than the table has does not fit', () => {
    expect(look(disposition, '14-1.02 | Adverse Event | Placebo (N=79)')).toBe('no_match')
  })

  test('to an empty cell fails', () => {
    expect(find(disposition, '14-1.02 | Reason > Missing | p-value')).toMatchObject({
      failure: 'no_match',
      message: expect.stringContaining('is empty'),
    })
  })

  test('takes the same words before other case, and these before a longer name', () => {
    const sourceText = buildSourceText([
      table({
        number: '1',
        header: [['', 'N', 'n', 'Mean']],
        rows: [
          ['CARDIAC DISORDERS', '1', '2', '3'],
          ['  CARDIAC DISORDER', '4', '5', '6'],
        ],
      }),
    ])
    expect(look(sourceText, '1 | CARDIAC DISORDER | N')).toBe('4')
    expect(look(sourceText, '1 | CARDIAC DISORDERS | n')).toBe('2')
    expect(look(sourceText, '1 | cardiac disorder | n')).toBe('5')
    expect(look(sourceText, '1 | cardiac | n')).toBe('2')
  })

  test('that is whole goes before one that lacks its beginning', () => {
    const sourceText = buildSourceText([
      table({
        number: '1',
        header: [[all('', 2), 'X']],
        rows: [
          ['Transaminase', 'n', '82'],
          ['Bilirubin and', '', ''],
          ['Transaminase', 'n', '80'],
        ],
      }),
    ])
    expect(look(sourceText, '1 | Transaminase > n | X')).toBe('82')
    expect(look(sourceText, '1 | Bilirubin > n | X')).toBe('80')
  })
})

/** One cell under one row and column head. */
function partOf(text: string, row: string, column: string, part: CellPart): string {
  const header: TableSpec['header'] = [['', column]]
  const sourceText = buildSourceText([table({ number: '1', header, rows: [[row, text]] })])
  return look(sourceText, `1 | ${row} | ${column} | ${part}`)
}

describe('a part', () => {
  test.each([
    ['8 (  9%)', 'Death', 'Placebo', 'count', '8'],
    ['8 (  9%)', 'Death', 'Placebo', 'percent', '9%'],
    ['16( 19%)', 'ALBUMIN', 'Low', 'percent', '19%'],
    ['1 ( <1%)', 'Other', 'Total', 'percent', '<1%'],
    ['12 (14.0)', 'Death', 'n (%)', 'percent', '14.0'],
    ['0', 'Death', 'n(%)', 'count', '0'],
    ['[26]', 'CARDIAC', '[AEs]', 'count', '26'],
    ['24.1 (12.19)', 'Mean (SD)', 'Placebo', 'mean', '24.1'],
    ['24.1 (12.19)', 'Mean (SD)', 'Placebo', 'sd', '12.19'],
    ['-1.1 (  5.05)', 'Wk 8', 'Change from Bsln Mean (SD)', 'sd', '5.05'],
    ['21.0 (  5;61)', 'Median (Range)', 'Placebo', 'median', '21.0'],
    ['21.0 (  5;61)', 'Median (Range)', 'Placebo', 'max', '61'],
    ['2.0 (-11;16)', 'Median (Range)', 'Placebo', 'min', '-11'],
    ['(-2.6;1.4)', '95% CI', 'Low', 'lower', '-2.6'],
    ['(-2.6, 1.4)', '95% CI', 'Low', 'upper', '1.4'],
    ['-0.6 (1.02)', 'Diff of LS Means (SE)', 'Low', 'mean', '-0.6'],
    ['75.2', 'Mean', 'Placebo', 'mean', '75.2'],
    ['8.59', 'Baseline', 'Std', 'sd', '8.59'],
    ['90.0', 'Baseline', 'Min.', 'min', '90.0'],
    ['86', 'n', 'Placebo', 'n', '86'],
    ['1,234', 'Visits', 'Placebo', 'count', '1,234'],
    ['0.007*', 'ANY', "Fisher's p-values", 'p', '0.007'],
    ['<.0001', 'Death', 'p-value [1]', 'p', '<.0001'],
    ['>.99', 'Death', 'p- value [2]', 'p', '>.99'],
    ['0.245', 'p-value(Dose Response) [1][2]', 'High', 'p', '0.245'],
    ['0.5934', 'n', 'p-value', 'p', '0.5934'],
    ['no change', 'Rash', 'Placebo', 'whole', 'no change'],
  ] as const)('%s under %s and %s has the %s %s', (text, row, column, part, quote) => {
    expect(partOf(text, row, column, part)).toBe(quote)
  })

  test.each([
    ['86', 'Death', 'Placebo', 'percent'],
    ['75.2', 'Age', 'Placebo', 'mean'],
    ['24.1 (12.19)', 'Age', 'Placebo', 'sd'],
    ['-0.6 (1.02)', 'Diff of LS Means (SE)', 'Low', 'sd'],
    ['8 (9%)', 'Mean age known', 'Placebo', 'mean'],
    ['(-2.6;1.4)', '95% CI', 'Low', 'min'],
    ['0.5934', 'n', 'p-value', 'n'],
    ['text', 'a', 'b', 'count'],
  ] as const)('%s under %s and %s has no %s', (text, row, column, part) => {
    expect(partOf(text, row, column, part)).toBe('no_match')
  })

  test('that is missing is told with those that are there', () => {
    const sourceText = buildSourceText([
      table({ number: '1', header: [['', 'X']], rows: [['Death', '8 (9%)']] }),
    ])
    expect(find(sourceText, '1 | Death | X | sd')).toMatchObject({
      message: 'the cell "8 (9%)" at 1 | Death | X has no sd',
      candidates: [
        '1 | Death | X',
        '1 | Death | X | count',
        '1 | Death | X | percent',
        '1 | Death | X | n',
      ],
    })
  })
})

test('what is found is exactly the words of its range, inside its cell', () => {
  const text = fc.constantFrom(
    '8 (  9%)',
    '24.1 (12.19)',
    '21.0 (5;61)',
    '(-2.6;1.4)',
    '<.0001',
    '7*',
    'x',
  )
  const head = fc.constantFrom('Mean (SD)', 'Median (Range)', '95% CI', 'p-value', 'n', 'Death')
  const part = fc.constantFrom<CellPart>(
    'whole',
    'count',
    'percent',
    'mean',
    'sd',
    'min',
    'upper',
    'p',
    'n',
  )
  fc.assert(
    fc.property(text, head, part, (cell, row, wanted) => {
      const sourceText = buildSourceText([
        table({ number: '1', header: [['', 'X']], rows: [[row, cell]] }),
      ])
      const found = find(sourceText, `1 | ${row} | X | ${wanted}`)
      if (found.outcome === 'failed') return
      expect(sliceRange(sourceText.text, found.range)).toBe(found.quote)
      expect(cell).toContain(found.quote)
      expect(found.quote).not.toBe('')
    }),
  )
})

describeWith('corpus', 'the tables of a study', (path) => {
  test.each([
    ['14-1.02 | Reason for Early Termination > Adverse Event | Placebo | percent', '9%'],
    ['14-2.01 | Age (y) > Mean | Total', '75.1'],
    ['14-5.01 | CARDIAC DISORDERS > SINUS BRADYCARDIA | Placebo > n(%) | percent', '2.3%'],
    ['14-5.01 | ANY BODY SYSTEM | Fisher > Placebo vs. Low Dose | p', '0.007'],
    ['14-1.03 | 900 > 702 | Xanomeline Low Dose > ITT | count', '1'],
    ['14-3.01 | p-value(Xan - Placebo) > 95% CI | Xanomeline Low Dose | upper', '1.1'],
    ['14-3.10 | Placebo > Week 8 LOCF | Change from baseline > Mean | mean', '0.8'],
    ['14-6.01 | ALBUMIN > Wk 2 | Placebo > Change | sd', '2.49'],
    ['14-6.06 | Total Bili > n | Placebo > Normal at Baseline', '80'],
    ['14-7.01 | Systolic > AFTER LYING > Xan.Low > Week 24 | N', '84'],
    ['14-7.01 | Systolic > AFTER LYING > Xan.Low > Week 24 | n', '27'],
    ['14-3.01 | n | Placebo', 'ambiguous'],
    ['14-1.02 | Adverse | Placebo | sd', 'no_match'],
  ])('%s is %s', (address, quote) => {
    const number = address.split(' ')[0] ?? ''
    const sourceText = expectText(readCorpusDocx(join(path, `study/tables/${number}.docx`)))
    expect(look(sourceText, address)).toBe(quote)
  })
})
