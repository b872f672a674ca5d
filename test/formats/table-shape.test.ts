import { describe, expect, test } from 'vitest'
import {
  countHeaderRows,
  isPattern,
  isShell,
  isValue,
  type ShapeRow,
} from '../../server/formats/table-shape.ts'

function rowsOf(texts: readonly (readonly string[])[]): ShapeRow[] {
  return texts.map((cells) => ({
    isHeader: false,
    cells: cells.map((text, column) => ({
      text,
      column,
      columnSpan: 1,
      rowSpan: 1,
      isBold: false,
      isShaded: false,
    })),
  }))
}

describe('isValue', () => {
  test.each([
    '86',
    '75.2 (8.59)',
    '<.0001',
    '12 (14.0%)',
    '[281]',
    '0.007*',
    '-0.3',
    '>.99',
    '1 – 4',
  ])('holds of "%s"', (text) => {
    expect(isValue(text)).toBe(true)
  })

  test.each(['', '-', 'Week 8', 'xx', '65-80 yrs', '95% CI'])('does not hold of "%s"', (text) => {
    expect(isValue(text)).toBe(false)
  })
})

describe('countHeaderRows', () => {
  test.each([
    [
      'years',
      [
        ['EUR thousand', '2025', '2024'],
        ['Revenue', '134,000', '127,000'],
      ],
      1,
    ],
    [
      'business years',
      [
        ['', '2024/25', '2023/24'],
        ['Revenue', '134', '127'],
      ],
      1,
    ],
    [
      'days',
      [
        ['', '31/03/2025', '30/06/2025'],
        ['Leverage', '3.72', '3.35'],
      ],
      1,
    ],
    [
      'days above other days',
      [
        ['Kick-off', '2025-01-14', '2025-01-20'],
        ['Fieldwork', '2025-02-03', '2025-03-07'],
      ],
      0,
    ],
    [
      'one year',
      [
        ['Founded', '1998'],
        ['Employees', '250'],
      ],
      0,
    ],
    [
      'the same year twice',
      [
        ['Founded', '1998', '1998'],
        ['Employees', '250', '300'],
      ],
      0,
    ],
    [
      'a year beside a number',
      [
        ['Graz', '2025', '89'],
        ['Porto', '2024', '78'],
      ],
      0,
    ],
  ])('of a table that begins with %s', (_, texts, count) => {
    expect(countHeaderRows(rowsOf(texts), false)).toBe(count)
  })
})

describe('isPattern', () => {
  test.each([
    'xx',
    'xx (xx%)',
    'xx.x',
    'x.xxx',
    'nn',
    'nn (pp%)',
    'XXX',
    '(xx.x, xx.x)',
    'x.xx [1]',
    'N=xx',
  ])('holds of "%s"', (text) => {
    expect(isPattern(text)).toBe(true)
  })

  test.each(['', 'X', 'x', 'n', '86', 'Mean', 'xylene', 'Max', '-'])(
    'does not hold of "%s"',
    (text) => {
      expect(isPattern(text)).toBe(false)
    },
  )
})

describe('isShell', () => {
  test('is true of patterns beside columns of labels', () => {
    const rows = rowsOf([
      ['ALT', '2', 'n', 'xx', 'xx', 'xx'],
      ['', '4', 'Mean', 'xx.x', 'xx.x', ''],
    ])
    expect(isShell(rows, 0)).toBe(true)
  })

  test.each([
    [
      'a schedule with ticks',
      [
        ['Visit', '1', '2'],
        ['Consent', 'X', ''],
        ['Bloods', 'X', 'X'],
      ],
    ],
    [
      'words',
      [
        ['AE', 'adverse event'],
        ['xx', 'a pattern'],
      ],
    ],
    [
      'an empty form',
      [
        ['Name', ''],
        ['Date', ''],
      ],
    ],
    [
      'results',
      [
        ['n', '86', '84'],
        ['Mean', '75.2', 'xx.x'],
      ],
    ],
  ])('is false of %s', (_, texts) => {
    expect(isShell(rowsOf(texts), 0)).toBe(false)
  })
})

describe('countHeaderRows', () => {
  test('takes a second row of words below a head that spans columns', () => {
    const rows = rowsOf([
      ['', 'Placebo'],
      ['Visit', 'N', 'Mean'],
      ['Week 2', '83', '18.0'],
    ])
    const spanning = rows.map((row, index) =>
      index === 0 ? { ...row, cells: row.cells.map((cell) => ({ ...cell, columnSpan: 2 })) } : row,
    )
    expect(countHeaderRows(spanning, false)).toBe(2)
  })

  test('takes a shaded row above one that is not', () => {
    const [first, second] = rowsOf([
      ['Term', 'Meaning'],
      ['AE', 'event'],
    ])
    if (!first || !second) throw new Error('two rows')
    const shaded = { ...first, cells: first.cells.map((cell) => ({ ...cell, isShaded: true })) }
    expect(countHeaderRows([shaded, second], false)).toBe(1)
    expect(countHeaderRows([first, second], false)).toBe(0)
  })

  test('does not believe a table that marks every row', () => {
    const rows = rowsOf([
      ['', 'n'],
      ['Age', '75'],
    ]).map((row) => ({ ...row, isHeader: true }))
    expect(countHeaderRows(rows, false)).toBe(1)
  })

  test('never makes a head of the only row', () => {
    expect(countHeaderRows(rowsOf([['Term', 'Meaning']]), true)).toBe(0)
    expect(countHeaderRows([], true)).toBe(0)
  })
})
