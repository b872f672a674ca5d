import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { viewTable, type TableView } from '../../server/domain/table-view.ts'
import { buildSourceText, getTable, table, type TableSpec } from '../support/build-source-text.ts'
import { expectText, readCorpusDocx } from '../support/read-corpus.ts'
import { describeWith } from '../support/requirements.ts'

function view(header: TableSpec['header'], rows: TableSpec['rows']): TableView {
  const sourceText = buildSourceText([table({ number: '1', header, rows })])
  return viewTable(sourceText, getTable(sourceText, '1'))
}

function rowPaths({ rows }: TableView): readonly string[] {
  return rows.map(({ path, isGroup }) => `${isGroup ? '# ' : ''}${path.join(' > ')}`)
}

function columnPaths({ columns }: TableView): readonly string[] {
  return columns.map(({ path }) => path.join(' > '))
}

const all = (text: string, columnSpan: number) => ({ text, columnSpan })

describe('rows', () => {
  test('belong to the row that spans the table, until one as shallow ends it', () => {
    const { rows } = view(
      [['', 'Placebo']],
      [
        [all('Status:', 2)],
        ['  Done', '60'],
        ['  Missing', '0'],
        ['', ''],
        [all('Reason:', 2)],
        ['  Death', '1'],
        ['Total', '61'],
      ],
    )
    expect(rows.map(({ path }) => path.join(' > '))).toEqual([
      'Status:',
      'Status: > Done',
      'Status: > Missing',
      'Reason:',
      'Reason: > Death',
      'Total',
    ])
    expect(rows.map(({ depth }) => depth)).toEqual([0, 1, 1, 0, 1, 0])
    expect(rows.map(({ isGroup }) => isGroup)).toEqual([true, false, false, true, false, false])
  })

  test('belong to a shallower row with values', () => {
    const found = view(
      [['', 'n(%)']],
      [
        ['ANY', '65'],
        ['CARDIAC', '12'],
        ['  BRADYCARDIA', '2'],
        ['    SINUS', '1'],
        ['EAR', '1'],
        ['  EAR PAIN', '1'],
      ],
    )
    expect(rowPaths(found)).toEqual([
      'ANY',
      'CARDIAC',
      'CARDIAC > BRADYCARDIA',
      'CARDIAC > BRADYCARDIA > SINUS',
      'EAR',
      'EAR > EAR PAIN',
    ])
  })

  test('repeat what stands above a blank in a leading column', () => {
    const found = view(
      [[all('', 2), 'Placebo']],
      [
        ['Age (y)', 'n', '86'],
        ['', 'Mean', '75.2'],
        ['', '', ''],
        ['', '<65 yrs', '14'],
        ['Sex', 'n', '86'],
        ['TOTAL', '', '86'],
      ],
    )
    expect(rowPaths(found)).toEqual([
      'Age (y) > n',
      'Age (y) > Mean',
      'Age (y) > <65 yrs',
      'Sex > n',
      'TOTAL',
    ])
    expect(found.headColumns).toEqual([0, 1])
  })

  test('repeat a merged head as they do a blank', () => {
    const found = view(
      [['Group', 'Visit', 'n']],
      [
        [{ text: 'A', rowSpan: 2 }, 'Week 1', '3'],
        ['Week 2', '4'],
      ],
    )
    expect(rowPaths(found)).toEqual(['A > Week 1', 'A > Week 2'])
  })

  test('of two group rows together the second is a part of the first', () => {
    const found = view(
      [['', 'N']],
      [
        [all('CHEMISTRY', 2)],
        [all('ALANINE', 2)],
        ['  Bsln', '86'],
        ['', ''],
        [all('ALBUMIN', 2)],
        ['  Bsln', '85'],
        ['', ''],
        [all('HEMATOLOGY', 2)],
        [all('BASOPHILS', 2)],
        ['  Bsln', '84'],
      ],
    )
    expect(rowPaths(found)).toEqual([
      '# CHEMISTRY',
      '# CHEMISTRY > ALANINE',
      'CHEMISTRY > ALANINE > Bsln',
      '# CHEMISTRY > ALBUMIN',
      'CHEMISTRY > ALBUMIN > Bsln',
      '# HEMATOLOGY',
      '# HEMATOLOGY > BASOPHILS',
      'HEMATOLOGY > BASOPHILS > Bsln',
    ])
  })

  test('as shallow as their group stay in it when the first one is, and rule lines are none', () => {
    const found = view(
      [['', 'Low']],
      [
        ['CHEMISTRY', ''],
        ['----------', ''],
        ['ALBUMIN', '16'],
        ['UREA', '0'],
        ['', ''],
        ['HEMATOLOGY', ''],
        ['----------', ''],
        ['BASOPHILS', '1'],
      ],
    )
    expect(rowPaths(found)).toEqual([
      '# CHEMISTRY',
      'CHEMISTRY > ALBUMIN',
      'CHEMISTRY > UREA',
      '# HEMATOLOGY',
      'HEMATOLOGY > BASOPHILS',
    ])
  })

  test('without a value and with nothing below them are rows, not groups', () => {
    const found = view(
      [['', 'n']],
      [
        ['Deaths', ''],
        ['  of a cause', ''],
      ],
    )
    expect(rowPaths(found)).toEqual(['# Deaths', 'Deaths > of a cause'])
  })
})

describe('columns', () => {
  test('are named by the heads above them, and lines of one head are one', () => {
    const found = view(
      [
        ['', all('Placebo\n(N=86)', 2), ''],
        ['', 'Normal at', 'High at', 'p-\nvalue'],
        ['', 'Baseline', 'Baseline', '[2]'],
      ],
      [['ALBUMIN', '1', '2', '0.5']],
    )
    expect(columnPaths(found)).toEqual([
      'Placebo (N=86) > Normal at Baseline',
      'Placebo (N=86) > High at Baseline',
      'p- value [2]',
    ])
  })

  test('without a head are named by their number', () => {
    expect(columnPaths(view([['Item', '']], [['a', '1']]))).toEqual(['column 2'])
  })

  test('of digits name rows when a blank head spans them', () => {
    const found = view(
      [
        [all('', 2), all('Placebo', 2)],
        ['Pooled\nId', 'Site\nId', 'ITT', 'Eff'],
      ],
      [
        ['900', '702', '0', '0'],
        ['900', '706', '1', '1'],
      ],
    )
    expect(rowPaths(found)).toEqual(['900 > 702', '900 > 706'])
    expect(columnPaths(found)).toEqual(['Placebo > ITT', 'Placebo > Eff'])
  })

  test('of numbers between heads carry their value down', () => {
    const found = view(
      [['Measure', 'Treatment', 'N', 'Time', 'Mean']],
      [
        ['Weight', 'Placebo', '86', 'Baseline', '62.8'],
        ['', '', '', 'Week 24', '63.2'],
        ['', 'High', '84', 'Baseline', '70.0'],
      ],
    )
    expect(rowPaths(found)).toEqual([
      'Weight > Placebo > Baseline',
      'Weight > Placebo > Week 24',
      'Weight > High > Baseline',
    ])
    expect(columnPaths(found)).toEqual(['N', 'Mean'])
    expect(found.rows.map(({ cells }) => cells[0]?.row)).toEqual([1, 1, 3])
  })

  test('of words alone leave the first to name rows', () => {
    const found = view(
      [['Term', 'Meaning']],
      [
        ['AE', 'adverse event'],
        ['ITT', 'intent to treat'],
      ],
    )
    expect(rowPaths(found)).toEqual(['AE', 'ITT'])
  })
})

const cellText = fc.constantFrom('', '', 'A', '  B', '12 (3%)', '0.5', '-----', 'Week 1')

test('any table can be viewed: each row has a path, and each value stands in a column', () => {
  const grid = fc.array(fc.array(cellText, { minLength: 3, maxLength: 3 }), { minLength: 1 })
  fc.assert(
    fc.property(grid, fc.nat(2), (lines, headers) => {
      const found = view(lines.slice(0, headers), lines.slice(headers))
      for (const row of found.rows) {
        expect(row.path.length).toBeGreaterThan(0)
        expect(row.cells).toHaveLength(found.columns.length)
      }
      expect(found.headColumns.length + found.columns.length).toBe(found.table.columnCount)
    }),
  )
})

describeWith('corpus', 'the tables of a study', (path) => {
  const folder = join(path, 'study', 'tables')

  test.each(readdirSync(folder))('%s: every row with values has a path of its own', (name) => {
    const sourceText = expectText(readCorpusDocx(join(folder, name)))
    const tables = sourceText.blocks.filter((block) => block.kind === 'table')
    expect(tables).toHaveLength(1)
    for (const one of tables) {
      const { rows, columns } = viewTable(sourceText, one)
      const paths = rows.filter(({ isGroup }) => !isGroup).map((row) => row.path.join(' > '))
      expect(paths.length).toBeGreaterThan(3)
      expect(new Set(paths).size).toBe(paths.length)
      expect(new Set(columns.map((column) => column.path.join(' > '))).size).toBe(columns.length)
    }
  })
})
