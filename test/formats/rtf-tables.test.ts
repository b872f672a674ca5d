import { describe, expect, test } from 'vitest'
import { onlyTable, showBlocks, showGrid } from '../support/show-source-text.ts'
import { read } from './rtf-words.ts'

describe('tables', () => {
  const row = (edges: readonly (number | string)[], cells: readonly string[], start = '') =>
    String.raw`\trowd${start}${edges.map((edge) => (typeof edge === 'number' ? String.raw`\cellx${edge}` : edge)).join('')}\pard\intbl ` +
    cells.map((cell) => String.raw`{${cell}}\cell`).join(' ') +
    String.raw`\row` +
    '\n'
  const grid = (body: string) => {
    const source = read(`{\\rtf1 ${body}\\pard After.\\par}`)
    return showGrid(source, onlyTable(source))
  }

  test('keep cells, inner blanks and paragraphs in a cell, and what is around them', () => {
    const table =
      row([1000, 2000], ['Arm', String.raw`n\line (N=86)`]) +
      row([1000, 2000], ['Placebo', String.raw` 8 (  9%)\par more`])
    const source = read(String.raw`{\rtf1 Before.\par ${table}\pard After.\par}`)
    expect(showBlocks(source).map((block) => block.split(' ')[0])).toEqual([
      'paragraph',
      'table',
      'paragraph',
    ])
    expect(showGrid(source, onlyTable(source))).toEqual([
      ['Arm', 'n (N=86)'],
      ['Placebo', '8 (  9%) more'],
    ])
    expect(onlyTable(source).cells[3]).toMatchObject({ indent: 1 })
  })

  test('a caption above is the table’s, notes below too', () => {
    const source = read(
      String.raw`{\rtf1 Table 7 Withdrawals\par ${row([1000, 2000], ['Arm', 'n'])}${row([1000, 2000], ['Placebo', '12'])}\pard Note: all arms.\par}`,
    )
    expect(onlyTable(source)).toMatchObject({ number: '7', title: 'Withdrawals' })
    expect(showBlocks(source).at(-1)).toBe('table_note Note: all arms.')
  })

  test('cells span the columns that other rows have between their edges', () => {
    expect(
      grid(
        row([1000, 3010], ['Arm', 'Subjects'], String.raw`\trhdr`) +
          row([1005, 2000, 3000], ['', 'n', '%'], String.raw`\trhdr`) +
          row([1000, 2000, 3000], ['Placebo', '12', '14.0']) +
          row([3000], ['All arms']),
      ),
    ).toEqual([
      ['Arm', 'Subjects', 'Subjects'],
      ['', 'n', '%'],
      ['Placebo', '12', '14.0'],
      ['All arms', 'All arms', 'All arms'],
    ])
  })

  test('cells that are merged by name are one', () => {
    const merged = [
      String.raw`\clvmgf\cellx1000`,
      String.raw`\clmgf\cellx2000`,
      String.raw`\clmrg\cellx3000`,
    ]
    const below = [String.raw`\clvmrg\cellx1000`, 2000, 3000]
    const last = [1000, 2000, 3000]
    const body =
      row(merged, ['Arm', 'Subjects', '']) +
      row(below, ['', 'n', '%']) +
      row(last, ['Placebo', '12', '14.0'])
    const source = read(`{\\rtf1 ${body}}`)
    const table = onlyTable(source)
    expect(table.cells.slice(0, 2)).toMatchObject([{ rowSpan: 2 }, { columnSpan: 2 }])
    expect(table.headerRowCount).toBe(2)
    expect(showGrid(source, table)).toEqual([
      ['Arm', 'Subjects', 'Subjects'],
      ['Arm', 'n', '%'],
      ['Placebo', '12', '14.0'],
    ])
  })

  test('cells without edges that tell where they stand are counted', () => {
    expect(grid(row([], ['a', 'b']) + row([1000], ['c', 'd']))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(grid(row([1000, 1000], ['a', 'b']) + row([1000, 2000], ['c', 'd']))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  test('marked rows are heads, whatever stands below', () => {
    const body = row([1000, 2000], ['1', '2'], String.raw`\trhdr`) + row([1000, 2000], ['3', '4'])
    expect(onlyTable(read(`{\\rtf1 ${body}}`)).headerRowCount).toBe(1)
  })

  test('a definition that is repeated behind the cells, as Word writes it, ends the same row', () => {
    const definition = String.raw`\trowd\trgaph108\trleft-108\cellx1000\cellx2000`
    const body = (one: string, two: string) =>
      String.raw`${definition}\pard\plain\intbl{${one}\cell ${two}\cell}\pard\plain\intbl{${definition}\row}`
    expect(grid(body('a', 'b') + body('c', 'd'))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  test('a table inside a cell is words of that cell', () => {
    const nested = String.raw`\trowd\cellx1000\cellx2000\pard\intbl a\cell\pard\intbl\itap2 in\nestcell side\nestcell{\*\nesttableprops\trowd\cellx400\cellx800\nestrow}{\nonesttables\par}\pard\intbl end\cell\row`
    expect(grid(nested)).toEqual([['a', 'in side end']])
  })

  test('a row that never ends keeps its cells, and so does a cell', () => {
    const body = String.raw`\trowd\cellx1000\cellx2000\pard\intbl a\cell b\cell c\pard\par After.\par`
    const source = read(`{\\rtf1 ${body}}`)
    expect(source.text.replace(/\s+/g, ' ')).toBe('a b c After.')
  })

  test('one that goes on over pages with its heads is one', () => {
    const page = (one: string, two: string) =>
      String.raw`\sectd ${row([1000, 2000], ['Arm', 'n'], String.raw`\trhdr`)}${row([1000, 2000], [one, two])}\pard\par`
    expect(grid(`${page('a', '1')}\\sect ${page('b', '2')}\\sect ${page('c', '3')}`)).toEqual([
      ['Arm', 'n'],
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ])
  })
})

describe('page margins', () => {
  const edges = String.raw`\trowd\cellx1000\cellx2000`
  const row = (one: string, two: string) =>
    String.raw`{${edges}\pard\intbl{${one}}\cell\pard\intbl{${two}}\cell\row}`
  const header = (heads: string, number = '14.1') =>
    String.raw`{\header Protocol: ABC-1\pmartabqr Page \chpgn  of 3\par Population: Safety\par Table ${number}\par Summary of deaths\par ${heads}}`
  const footer = String.raw`{\footer [1]\tab By treatment received.\par Source: programs/t.sas\tab 10:15 Tuesday, June 16, 2020\par}`

  test('give a table that is alone in its section caption, notes and heads', () => {
    const source = read(
      `{\\rtf1${header(row('', '') + row('Arm', 'n'))}${footer}${row('Placebo', '2')}${row('Active', '1')}}`,
    )
    const table = onlyTable(source)
    expect(table).toMatchObject({
      number: '14.1',
      title: 'Summary of deaths',
      population: 'Safety',
      headerRowCount: 1,
    })
    expect(showGrid(source, table)).toEqual([
      ['Arm', 'n'],
      ['Placebo', '2'],
      ['Active', '1'],
    ])
    expect(showBlocks(source).at(-1)).toBe('table_note [1] By treatment received.')
    expect(source.metadata.marginLines).toEqual([
      'Protocol: ABC-1',
      'Page of 3',
      'Source: programs/t.sas',
      '10:15 Tuesday, June 16, 2020',
    ])
  })

  test('of every page of one table are the same table’s, and another number begins another', () => {
    const page = (cells: string, number: string) =>
      String.raw`\sectd ${header(row('Arm', 'n'), number)}${cells}\sect `
    const body =
      page(row('a', '1'), '14.1') + page(row('b', '2'), '14.1') + page(row('c', '3'), '14.2')
    const source = read(`{\\rtf1${body}}`)
    const tables = source.blocks.filter((block) => block.kind === 'table')
    expect(tables.map(({ number }) => number)).toEqual(['14.1', '14.2'])
    expect(tables.map((table) => showGrid(source, table))).toEqual([
      [
        ['Arm', 'n'],
        ['a', '1'],
        ['b', '2'],
      ],
      [
        ['Arm', 'n'],
        ['c', '3'],
      ],
    ])
  })

  test('a table of the header that has other columns, or the heads once more, is no head', () => {
    const other = String.raw`{\trowd\cellx700\cellx2000\pard\intbl{Left}\cell\pard\intbl{Right}\cell\row}`
    const apart = read(`{\\rtf1${header(other)}${row('Arm', 'n')}${row('a', '1')}}`)
    expect(showGrid(apart, onlyTable(apart))[0]).toEqual(['Arm', 'n'])
    expect(onlyTable(apart)).toMatchObject({ number: '14.1', title: 'Summary of deaths' })
    expect(apart.metadata.marginLines).toEqual(['Protocol: ABC-1', 'Page of 3', 'Left', 'Right'])
    const twice = read(`{\\rtf1${header(row('Arm', 'n'))}${row('Arm', 'n')}${row('a', '1')}}`)
    expect(showGrid(twice, onlyTable(twice))).toEqual([
      ['Arm', 'n'],
      ['a', '1'],
    ])
  })

  test('in one table of the header give caption and heads', () => {
    const line = (words: string) => String.raw`{\trowd\cellx2000\pard\intbl{${words}}\cell\row}`
    const lines = ['Table 14.3', 'Summary of events', 'Population: Safety'].map(line).join('')
    const source = read(
      String.raw`{\rtf1{\header ${row('Protocol: ABC-1', String.raw`Page \chpgn`)}${lines}${row('Arm', 'n')}}${row('a', '1')}}`,
    )
    expect(onlyTable(source)).toMatchObject({
      number: '14.3',
      title: 'Summary of events',
      population: 'Safety',
      headerRowCount: 1,
    })
    expect(showGrid(source, onlyTable(source))).toEqual([
      ['Arm', 'n'],
      ['a', '1'],
    ])
  })

  test('of the first page count only where it is another', () => {
    const first = String.raw`{\headerf Never shown\par}{\header Shown\par}`
    expect(read(`{\\rtf1${first}Words.}`).metadata.marginLines).toEqual(['Shown'])
    const both = read(`{\\rtf1\\titlepg${first}Words.}`)
    expect(both.metadata.marginLines).toEqual(['Shown', 'Never shown'])
  })
})
