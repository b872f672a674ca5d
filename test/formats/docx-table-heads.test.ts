import { describe, expect, test } from 'vitest'
import { cell, paragraph, run, table, tableRow } from '../support/build-docx.ts'
import { describeBlocks, getTable, readBuilt } from '../support/read-built-docx.ts'
import { tbl, tc } from './docx-table-parts.ts'

function boldCell(text: string): string {
  return tc(`<w:p>${run(text, '<w:b/>')}</w:p>`)
}

describe('header rows', () => {
  function headsOf(body: string): number {
    return getTable(readBuilt(body)).headerRowCount
  }

  test('are the leading rows that Word repeats on each page', () => {
    const rows = [
      ['a', 'b'],
      ['c', 'd'],
      ['1', '2'],
    ]
    expect(headsOf(table(rows, 2))).toBe(2)
  })

  test('are one unmarked row of words above values', () => {
    expect(
      headsOf(
        table([
          ['', 'Placebo'],
          ['Age', '75.2 (8.6)'],
          ['Sex', '33'],
        ]),
      ),
    ).toBe(1)
  })

  test('are one bold row above rows that are not', () => {
    const rows = [
      tableRow([boldCell('Term'), boldCell('Meaning')]),
      tableRow([cell('AE'), cell('Adverse event')]),
    ]
    expect(headsOf(tbl(rows))).toBe(1)
  })

  test('are one row where the table style gives the first row its own look', () => {
    const styles =
      '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:tblStylePr w:type="firstRow"/></w:style>'
    const rows = [tableRow([cell('Term'), cell('Meaning')]), tableRow([cell('AE'), cell('Event')])]
    const body = (look: string) => tbl(rows, `<w:tblStyle w:val="Grid"/><w:tblLook ${look}/>`)
    const heads = (look: string) => getTable(readBuilt({ body: body(look), styles })).headerRowCount
    expect(heads('w:firstRow="1"')).toBe(1)
    expect(heads('w:val="04A0"')).toBe(1)
    expect(heads('w:firstRow="0"')).toBe(0)
  })

  test('are none where the first row holds values, or looks like the others', () => {
    expect(
      headsOf(
        table([
          ['Age', '75'],
          ['Sex', '33'],
        ]),
      ),
    ).toBe(0)
    expect(
      headsOf(
        table([
          ['Name', 'Ada'],
          ['Role', 'Writer'],
        ]),
      ),
    ).toBe(0)
  })

  test('are the rows that a merged head covers', () => {
    const rows = [
      tableRow([
        cell('Arm', '<w:vMerge w:val="restart"/>'),
        cell('Dose', '<w:gridSpan w:val="2"/>'),
      ]),
      tableRow([cell('', '<w:vMerge/>'), cell('low'), cell('high')]),
      tableRow([cell('A'), cell('1'), cell('2')]),
    ]
    expect(headsOf(tbl(rows))).toBe(2)
  })
})

describe('an empty shell', () => {
  const head = ['', 'Placebo (N=xx)', 'Active (N=xx)']

  test('holds patterns in place of values', () => {
    const rows = [
      head,
      ['Age', '', ''],
      ['  n', 'xx', 'xx'],
      ['  Mean (SD)', 'xx.x (x.xx)', 'xx.x (x.xx)'],
    ]
    expect(getTable(readBuilt(table(rows, 1))).isShell).toBe(true)
  })

  test('is no shell any more with one real value in it', () => {
    const rows = [head, ['n', 'xx', '86'], ['Mean', 'xx.x', 'xx.x']]
    expect(getTable(readBuilt(table(rows, 1))).isShell).toBe(false)
  })
})

describe('a table that is cut at page ends', () => {
  const first = table(
    [
      ['Term', 'n'],
      ['a', '1'],
    ],
    1,
  )
  const second = table(
    [
      ['Term', 'n'],
      ['b', '2'],
    ],
    1,
  )

  test('is one table, its repeated head and caption left out', () => {
    const body =
      paragraph('Table 4. Terms', 'Caption') +
      first +
      '<w:p/>' +
      paragraph('Table 4 (continued)') +
      second
    const source = readBuilt(body)
    expect(describeBlocks(source)).toEqual(['caption: Table 4. Terms', 'table: Term|n/a|1/b|2'])
    expect(getTable(source)).toMatchObject({ rowCount: 3, headerRowCount: 1, number: '4' })
  })

  test('is one table over any number of pages', () => {
    const pages = Array.from({ length: 40 }, () => second).join(
      '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
    )
    expect(getTable(readBuilt(pages)).rowCount).toBe(41)
  })

  test.each([
    ['words stand between them', first + paragraph('Words') + second],
    [
      'the heads differ',
      first +
        '<w:p/>' +
        table(
          [
            ['Term', 'N'],
            ['b', '2'],
          ],
          1,
        ),
    ],
    [
      'the second has another caption',
      `${paragraph('Table 4. A')}${first}${paragraph('Table 5. B')}${second}`,
    ],
    ['nothing says which rows are heads', table([['a', 'b']]) + '<w:p/>' + table([['a', 'b']])],
  ])('is two tables where %s', (_, body) => {
    const tables = readBuilt(body).blocks.filter((block) => block.kind === 'table')
    expect(tables).toHaveLength(2)
  })
})
